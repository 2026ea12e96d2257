"""The language of an idea may be said by a facilitator, and is no guess then."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("idea", sa.Column("lang_set", sa.Boolean(), nullable=False, server_default=sa.false()))
