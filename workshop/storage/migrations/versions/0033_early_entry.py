"""People may write in one step before a led forum begins."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("forum", sa.Column("early_step", big, nullable=True))
    op.add_column("forum", sa.Column("early_opens_at", big, nullable=True))
    op.add_column("forum", sa.Column("early_due_at", big, nullable=True))
    op.add_column("idea", sa.Column("beforehand", sa.Boolean(), nullable=False, server_default=sa.false()))
