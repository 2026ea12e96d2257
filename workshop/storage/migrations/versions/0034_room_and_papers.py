"""A forum knows up to which number there is room for ideas, and a vote which numbers its ballots on paper were given.
What is merged into an idea is found by an index."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("forum", sa.Column("room_until", big, nullable=False, server_default="0"))
    op.add_column("activity", sa.Column("last_paper", big, nullable=False, server_default="0"))
    merged = sa.text("merged_into IS NOT NULL")
    op.create_index("ix_idea_merged_into", "idea", ["merged_into"], sqlite_where=merged, postgresql_where=merged)
    highest: dict[int, int] = {}
    for activity, number in (*_entered(), *_taken_out()):
        highest[activity] = max(highest.get(activity, 0), number)
    its = sa.table("activity", sa.column("id", sa.BigInteger), sa.column("last_paper", sa.BigInteger))
    for activity, number in highest.items():
        op.get_bind().execute(sa.update(its).where(its.c.id == activity).values(last_paper=number))


def _entered() -> list[tuple[int, int]]:
    """(vote, number) of each ballot that there is."""
    query = "SELECT activity, max(n) FROM ballot WHERE source = 'paper' GROUP BY activity"
    return [(row[0], row[1]) for row in op.get_bind().execute(sa.text(query))]


def _taken_out() -> Iterator[tuple[int, int]]:
    """(vote, number) of each ballot that a row of the log names, as far as the log was not erased."""
    query = "SELECT body FROM log WHERE command IN ('ballot.enter', 'undo', 'redo') AND body LIKE '%paper_ballot%'"
    for (body,) in op.get_bind().execute(sa.text(query)):
        said: Mapping[str, Any] = json.loads(body)
        for activity, numbers in said.get("left", {}).get("paper_ballot", {}).items():
            for number in numbers:
                yield int(activity), int(number)
