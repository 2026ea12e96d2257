"""The house gives all its forums reasons for hiding an idea."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "house_reason",
        sa.Column("id", big, nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("offered", sa.Boolean(), nullable=False),
        sa.Column("created_at", big, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_house_reason"),
        sqlite_autoincrement=True,
    )
