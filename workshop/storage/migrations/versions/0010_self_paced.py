"""A forum is led or self-paced; those of former releases are led."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("forum", sa.Column("self_paced", sa.Boolean(), nullable=False, server_default=sa.false()))
