"""Parts of an idea can be covered, an author's ideas held, ideas slowed down, and a forum has its own reasons."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("idea", sa.Column("masked", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("idea", sa.Column("author_held", sa.Boolean(), nullable=False, server_default=sa.false()))
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("forum", sa.Column("slow", number, nullable=False, server_default="0"))
    op.add_column("forum", sa.Column("emergency", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("forum", sa.Column("reasons", sa.JSON(), nullable=False, server_default="{}"))
