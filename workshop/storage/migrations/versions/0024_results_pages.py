"""Forums and series may have a public results page, and participants say whether the results are what they said."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    for table in ("forum", "series"):
        op.add_column(table, sa.Column("slug", sa.String(60), nullable=True))
        op.add_column(table, sa.Column("published_at", big, nullable=True))
        op.add_column(table, sa.Column("indexed", sa.Boolean(), nullable=False, server_default=sa.false()))
        op.add_column(table, sa.Column("next_steps", sa.JSON(), nullable=False, server_default="{}"))
        op.create_index(f"ix_{table}_slug", table, ["slug"], unique=True)
    op.add_column("series", sa.Column("version", big, nullable=False, server_default="1"))
    op.create_table(
        "confirmation",
        sa.Column("id", sa.String(24), nullable=False),
        sa.Column("forum", big, nullable=False),
        sa.Column("participant", big, nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("missing", sa.Text(), nullable=False),
        sa.Column("at", big, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_confirmation"),
        sa.ForeignKeyConstraint(["forum"], ["forum.id"], name=op.f("fk_confirmation_forum"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["participant"], ["participant.id"], name=op.f("fk_confirmation_participant"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("participant", name=op.f("uq_confirmation_participant")),
    )
    op.create_index(op.f("ix_confirmation_forum"), "confirmation", ["forum"])
