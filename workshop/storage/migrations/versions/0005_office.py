"""When, where and by whom a forum is held; names for steps of the agenda."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """New columns alone, added in place: nothing refers to them, and existing forums have no date and no names yet."""
    op.add_column("forum", sa.Column("starts_at", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
    op.add_column("forum", sa.Column("place", sa.String(length=200), nullable=False, server_default=""))
    op.add_column("forum", sa.Column("organiser", sa.String(length=200), nullable=False, server_default=""))
    op.add_column("activity", sa.Column("name", sa.JSON(), nullable=False, server_default="{}"))
