"""Participants may suggest a theme for an idea; a facilitator may dismiss that."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("idea", sa.Column("dismissed", sa.JSON(), nullable=False, server_default="[]"))
    op.create_table(
        "placement",
        sa.Column("idea", big, sa.ForeignKey("idea.id", ondelete="CASCADE"), nullable=False),
        sa.Column("participant", big, sa.ForeignKey("participant.id", ondelete="CASCADE"), nullable=False),
        sa.Column("cluster", big, sa.ForeignKey("cluster.id", ondelete="CASCADE"), nullable=False),
        sa.Column("away_from", big, nullable=True),
        sa.UniqueConstraint("participant", "idea", name="uq_placement_participant_idea"),
    )
    op.create_index("ix_placement_idea", "placement", ["idea"])
