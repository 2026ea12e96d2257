"""`activity.step`, how many places of a result are uncovered, is called `uncovered`."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE activity RENAME COLUMN step TO uncovered")
