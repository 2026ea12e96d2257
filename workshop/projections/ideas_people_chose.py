"""Which ideas anybody has voted on or supports: what brought them is not undone under people's votes. Only reads."""

from collections.abc import Set

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.domain.activities import KINDS, collecting
from workshop.storage.tables import Activity, Idea, ballot, mark, support

NONE: Set[int] = frozenset()


def among(db: Session, ideas: Set[int]) -> Set[int]:
    """Those of these ideas, all of one forum, that have marks in any of its votes, on whatever ballot and whether its
    result was shown or not, or that somebody supports."""
    if not ideas:
        return NONE
    forum = select(Idea.forum).where(Idea.id == min(ideas)).scalar_subquery()
    votes = db.scalars(select(Activity).where(Activity.forum == forum, Activity.kind.in_(collecting("votes"))))
    about = [vote.id for vote in votes if KINDS[vote.kind].of(vote.settings) == "ideas"]
    its = ballot.c.activity.in_(about), mark.c.target.in_(ideas)
    marked = select(mark.c.target).join(ballot, ballot.c.id == mark.c.ballot).where(*its).distinct()
    supported = select(support.c.idea).where(support.c.idea.in_(ideas)).distinct()
    return {*db.scalars(marked), *db.scalars(supported)} if about else set(db.scalars(supported))
