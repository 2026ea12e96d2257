"""Ideas that were taken back remember as what, so that their authors can think again. Earlier ones stay taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("idea", sa.Column("withdrawn_from", sa.String(length=12), nullable=True))
