"""Forums may ask background questions, and participants may answer them."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("forum", sa.Column("background", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("forum", sa.Column("background_version", big, nullable=False, server_default="1"))
    op.add_column("forum", sa.Column("background_counts", sa.JSON(none_as_null=True), nullable=True))
    op.create_table(
        "background_answer",
        sa.Column("id", sa.String(24), nullable=False),
        sa.Column("forum", big, nullable=False),
        sa.Column("participant", big, nullable=False),
        sa.Column("question", big, nullable=False),
        sa.Column("choice", big, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_background_answer"),
        sa.ForeignKeyConstraint(["forum"], ["forum.id"], name="fk_background_answer_forum", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["participant"], ["participant.id"], name="fk_background_answer_participant", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("participant", "question", name="uq_background_answer_participant_question"),
    )
    op.create_index("ix_background_answer_forum", "background_answer", ["forum"])
