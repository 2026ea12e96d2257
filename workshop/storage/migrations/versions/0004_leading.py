"""Ideas left out of votes; a pause apart from the dark screen; whether review was chosen."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ADDED = (("idea", "left_out"), ("forum", "paused"), ("forum", "moderation_chosen"))


def upgrade() -> None:
    for table, column in ADDED:
        op.add_column(table, sa.Column(column, sa.Boolean(), nullable=False, server_default=sa.false()))
    # Until now the dark screen was the pause; and whoever set a review has chosen.
    op.execute(sa.text("UPDATE forum SET paused = blank"))
    op.execute(sa.text("UPDATE forum SET moderation_chosen = (moderation <> 'off')"))
