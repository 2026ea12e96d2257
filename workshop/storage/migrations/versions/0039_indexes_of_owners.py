"""What belongs to a participant or a ballot is found without a search of the whole table: each deleted one asks."""

from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table, column in (
        ("ballot_owner", "ballot"),
        ("ballot_owner", "participant"),
        ("dealt", "participant"),
        ("done", "participant"),
    ):
        op.create_index(f"ix_{table}_{column}", table, [column])
