"""The log proves an answer to a background question by a salted digest, without the answer itself."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("background_answer", sa.Column("salt", sa.String(32), nullable=False, server_default=""))
