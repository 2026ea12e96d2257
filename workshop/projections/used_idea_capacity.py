"""How much of its capacity for ideas a forum has used: how many take up room in it. The rule is
`domain.ideas.IN_ROOM`."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.domain.ideas import IN_ROOM
from workshop.storage.tables import Idea


def taken(db: Session, forum: int, without: Collection[str] = ()) -> int:
    """The number of ideas that count, without those that were posted under these keys. Reads every idea."""
    query = select(func.count()).select_from(Idea).where(Idea.forum == forum, Idea.state.in_(IN_ROOM))
    return db.scalar(query.where(Idea.key.not_in(without)) if without else query) or 0
