"""How many people voted in a forum. Reports and the office ask here; people who only sorted are no voters."""

from collections import Counter

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from workshop.domain.activities import KINDS
from workshop.domain.methods.base import BROUGHT_IN, PAPER
from workshop.storage.tables import Activity, ballot, ballot_owner


def by_forum(db: Session, forum: int | None = None) -> dict[int, int]:
    """forum → people whose ballot holds a mark in any vote, each counted once; of one forum, or of all. Forums without
    voters are left out. Ballots on paper, and those that were brought in, belong to nobody, so in each forum those of
    the vote with the most are added."""
    counts = Counter(_on_phones(db, forum))
    counts.update(_of_nobody(db, forum))
    return dict(counts)


def _on_phones(db: Session, forum: int | None) -> dict[int, int]:
    query = (
        select(Activity.forum, func.count(func.distinct(ballot_owner.c.participant)))
        .join(ballot, ballot.c.activity == Activity.id)
        .join(ballot_owner, and_(ballot_owner.c.activity == Activity.id, ballot_owner.c.ballot == ballot.c.id))
        .where(ballot.c.cast == 1, Activity.kind.in_(_kinds()))
        .group_by(Activity.forum)
    )
    if forum is not None:
        query = query.where(Activity.forum == forum)
    return {int(where): int(number) for where, number in db.execute(query)}


def _of_nobody(db: Session, forum: int | None) -> dict[int, int]:
    query = (
        select(Activity.forum, func.count())
        .join(ballot, ballot.c.activity == Activity.id)
        .where(ballot.c.source.in_((BROUGHT_IN, PAPER)), ballot.c.cast == 1, Activity.kind.in_(_kinds()))
        .group_by(Activity.forum, Activity.id)
    )
    if forum is not None:
        query = query.where(Activity.forum == forum)
    most: dict[int, int] = {}
    for where, number in db.execute(query):
        most[int(where)] = max(most.get(int(where), 0), int(number))
    return most


def _kinds() -> list[str]:
    return [kind.name for kind in KINDS.values() if kind.has_voters]
