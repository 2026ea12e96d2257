"""Ideas say in which language they are written. What was written before does not say."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("idea", sa.Column("lang", sa.String(length=2), nullable=False, server_default=""))
