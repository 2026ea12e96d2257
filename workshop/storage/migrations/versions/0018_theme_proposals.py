"""Participants may propose a theme while the hall sorts."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "theme_proposal",
        sa.Column("id", big, nullable=False),
        sa.Column("forum", big, nullable=False),
        sa.Column("activity", big, nullable=False),
        sa.Column("participant", big, nullable=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("cluster", big, nullable=True),
        sa.Column("created_at", big, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_theme_proposal"),
        sa.ForeignKeyConstraint(["forum"], ["forum.id"], name="fk_theme_proposal_forum_forum", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["activity"], ["activity.id"], name="fk_theme_proposal_activity_activity", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participant"], ["participant.id"], name="fk_theme_proposal_participant_participant", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["cluster"], ["cluster.id"], name="fk_theme_proposal_cluster_cluster", ondelete="SET NULL"
        ),
        sqlite_autoincrement=True,
    )
    for column in ("forum", "activity", "participant"):
        op.create_index(f"ix_theme_proposal_{column}", "theme_proposal", [column])
