"""An idea may say which one of an earlier forum it goes on from."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("idea", sa.Column("came_from", big, nullable=True))
    op.add_column("idea", sa.Column("came_from_number", big, nullable=True))
    op.create_index("ix_idea_came_from", "idea", ["came_from"])
