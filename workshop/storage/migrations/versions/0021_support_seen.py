"""With a support stands which words were supported, so that a supporter is told when they were changed."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("support", sa.Column("seen", sa.String(64), nullable=True))
