"""Steps of a self-paced forum open and end by themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("activity", sa.Column("opens_at", big, nullable=True))
    op.add_column("activity", sa.Column("due_at", big, nullable=True))
    op.add_column("activity", sa.Column("late_minutes", big, nullable=False, server_default="0"))
