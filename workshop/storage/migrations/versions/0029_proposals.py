"""Proposals of an open call have public details, and contacts that are stored apart."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("idea", sa.Column("details", sa.JSON(), nullable=False, server_default="{}"))
    op.create_table(
        "contact",
        sa.Column("id", big, nullable=False),
        sa.Column("forum", big, nullable=False),
        sa.Column("idea", big, nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_contact"),
        sa.ForeignKeyConstraint(["forum"], ["forum.id"], name="fk_contact_forum", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["idea"], ["idea.id"], name="fk_contact_idea", ondelete="CASCADE"),
        sa.UniqueConstraint("idea", name="uq_contact_idea"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_contact_forum", "contact", ["forum"])
