"""Clusters have a place among the others, and may be marked with a colour."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("cluster", sa.Column("position", number, nullable=False, server_default="0"))
    op.add_column("cluster", sa.Column("colour", sa.String(length=12), nullable=False, server_default=""))
