"""How much of its capacity for ideas a forum has used: how many take up room in it. The rule is
`domain.ideas.COUNTS_TOWARD_LIMIT`."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.domain.ideas import COUNTS_TOWARD_LIMIT
from workshop.storage.tables import Idea


def taken(db: Session, forum: int, without: Collection[str] = ()) -> int:
    """The number of ideas that count, without those that were posted under these keys. Reads every idea."""
    query = select(func.count()).select_from(Idea).where(Idea.forum == forum, Idea.state.in_(COUNTS_TOWARD_LIMIT))
    return db.scalar(query.where(Idea.key.not_in(without)) if without else query) or 0
