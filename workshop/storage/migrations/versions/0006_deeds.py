"""What consoles did is found without looking through everything that a hall did."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    leaves_something = sa.text("inverse IS NOT NULL")
    op.create_index(
        "ix_log_deeds", "log", ["forum", "n"], sqlite_where=leaves_something, postgresql_where=leaves_something
    )
