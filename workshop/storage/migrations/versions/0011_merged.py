"""Ideas may be merged into another and written in other words. Those of former releases stand alone, in their own."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("idea", sa.Column("merged_into", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
    op.add_column("idea", sa.Column("original", sa.Text(), nullable=True))
