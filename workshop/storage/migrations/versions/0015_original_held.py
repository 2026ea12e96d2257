"""Replaced words that no file may hold, because they were hidden, covered or waiting when others took their place."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("idea", sa.Column("original_held", sa.Boolean(), nullable=False, server_default=sa.false()))
