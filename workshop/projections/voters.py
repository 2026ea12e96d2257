"""How many people voted in a forum. Reports and the office ask here; people who only sorted are no voters."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.domain.activities import KINDS
from workshop.storage.tables import Activity, ballot, ballot_owner


def by_forum(db: Session, forum: int | None = None) -> dict[int, int]:
    """forum → people whose ballot holds a mark in any vote, each counted once; of one forum, or of all. Forums without
    voters are left out."""
    kinds = [kind.name for kind in KINDS.values() if kind.has_voters]
    query = (
        select(Activity.forum, func.count(func.distinct(ballot_owner.c.participant)))
        .join(ballot, ballot.c.activity == Activity.id)
        .join(ballot_owner, ballot_owner.c.ballot == ballot.c.id)
        .where(ballot.c.cast == 1, Activity.kind.in_(kinds))
        .group_by(Activity.forum)
    )
    if forum is not None:
        query = query.where(Activity.forum == forum)
    return {int(where): int(number) for where, number in db.execute(query)}
