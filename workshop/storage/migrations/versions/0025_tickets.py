"""Tickets: printed cards that let one person in once, and forums that are entered only with one."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("forum", sa.Column("by_ticket", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "ticket",
        sa.Column("id", big, nullable=False),
        sa.Column("forum", big, nullable=False),
        sa.Column("batch", sa.String(16), nullable=False),
        sa.Column("number", big, nullable=False),
        sa.Column("secret_hash", sa.String(64), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.Column("created_at", big, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ticket"),
        sa.ForeignKeyConstraint(["forum"], ["forum.id"], name="fk_ticket_forum_forum", ondelete="CASCADE"),
        sa.UniqueConstraint("forum", "number", name="uq_ticket_forum"),
        sa.UniqueConstraint("secret_hash", name="uq_ticket_secret_hash"),
        sqlite_autoincrement=True,
    )
