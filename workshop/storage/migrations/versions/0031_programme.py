"""Proposals of an open call can be shortlisted, and have a time and place in a programme."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("forum", sa.Column("programme_public", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "programme_entry",
        sa.Column("id", big, nullable=False),
        sa.Column("forum", big, nullable=False),
        sa.Column("idea", big, nullable=False),
        sa.Column("starts_at", big, nullable=True),
        sa.Column("ends_at", big, nullable=True),
        sa.Column("place", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_programme_entry"),
        sa.ForeignKeyConstraint(["forum"], ["forum.id"], name="fk_programme_entry_forum", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["idea"], ["idea.id"], name="fk_programme_entry_idea", ondelete="CASCADE"),
        sa.UniqueConstraint("idea", name="uq_programme_entry_idea"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_programme_entry_forum", "programme_entry", ["forum"])
