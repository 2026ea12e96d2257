"""Every idea has a receipt, ideas of before too, and organisers answer ideas.

The receipts of ideas of before are in no row of the log: `workshop verify` says nothing of them.
"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None
LETTERS, LENGTH = "ACDEFGHJKMNPQRTUVWXY34679", 12


def upgrade() -> None:
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("idea", sa.Column("receipt", sa.String(16), nullable=True))
    _give_receipts()
    op.create_index("ix_idea_receipt", "idea", ["receipt"], unique=True)
    op.add_column("forum", sa.Column("answer_by", big, nullable=True))
    op.create_table(
        "organiser_answer",
        sa.Column("id", big, nullable=False),
        sa.Column("forum", big, nullable=False),
        sa.Column("idea", big, nullable=True),
        sa.Column("cluster", big, nullable=True),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("departure", sa.Boolean(), nullable=False),
        sa.Column("created_at", big, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_organiser_answer"),
        *(
            sa.ForeignKeyConstraint([of], [f"{of}.id"], name=f"fk_organiser_answer_{of}", ondelete="CASCADE")
            for of in ("forum", "idea", "cluster")
        ),
        sqlite_autoincrement=True,
    )
    for column in ("forum", "idea", "cluster"):
        op.create_index(f"ix_organiser_answer_{column}", "organiser_answer", [column])


def _give_receipts() -> None:
    idea = sa.table("idea", sa.column("id", sa.BigInteger), sa.column("receipt", sa.String))
    ids = op.get_bind().scalars(sa.select(idea.c.id)).all()
    made = [{"its": one, "new": "".join(secrets.choice(LETTERS) for _ in range(LENGTH))} for one in ids]
    if made:
        statement = sa.update(idea).where(idea.c.id == sa.bindparam("its")).values(receipt=sa.bindparam("new"))
        op.get_bind().execute(statement, made)
