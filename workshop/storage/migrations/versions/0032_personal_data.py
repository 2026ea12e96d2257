"""Forums have a day on which their personal data is deleted."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    for name in ("personal_until", "personal_deleted_at"):
        op.add_column("forum", sa.Column(name, big, nullable=True))
