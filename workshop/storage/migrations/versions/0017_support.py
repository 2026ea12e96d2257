"""A participant may support another person's idea."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "support",
        sa.Column("idea", big, nullable=False),
        sa.Column("participant", big, nullable=False),
        sa.ForeignKeyConstraint(["idea"], ["idea.id"], name=op.f("fk_support_idea"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["participant"], ["participant.id"], name=op.f("fk_support_participant"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("participant", "idea", name=op.f("uq_support_participant_idea")),
    )
    op.create_index(op.f("ix_support_idea"), "support", ["idea"])
