"""A step may say what an earlier forum came to, and a cluster which one of another forum it goes on from."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("activity", sa.Column("earlier", sa.JSON(), nullable=False, server_default="{}"))
    column = sa.Column("came_from", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
    op.add_column("cluster", column)
