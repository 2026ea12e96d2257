"""The cluster that the screen shows large."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("forum", schema=None) as batch_op:
        batch_op.add_column(sa.Column("cluster", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
