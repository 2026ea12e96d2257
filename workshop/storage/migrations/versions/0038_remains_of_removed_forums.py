"""What is left of a removed forum with very many ballots is deleted in pieces."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("forum", sa.Column("remains_of", big, nullable=True))
