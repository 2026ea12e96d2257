"""Ideas are dealt to phones: who holds which."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "dealt",
        sa.Column("activity", big, nullable=False),
        sa.Column("participant", big, nullable=False),
        sa.Column("target", big, nullable=False),
        sa.Column("at", big, nullable=False),
        sa.ForeignKeyConstraint(["activity"], ["activity.id"], name=op.f("fk_dealt_activity"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["participant"], ["participant.id"], name=op.f("fk_dealt_participant"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("activity", "participant", "target", name=op.f("uq_dealt_activity_participant_target")),
    )
