"""What stays as it is because a result has been shown: the votes that everyone has seen the result of, and what people
chose in them. Only reads.

A result that was hidden again, or taken back by undo, stays seen.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.domain.activities import KINDS, collecting
from workshop.projections import merged_clusters, undoable_deeds
from workshop.storage.tables import Activity, Idea, ballot, mark


def votes(db: Session, forum: int, of: str) -> list[Activity]:
    """The votes on ideas, or on clusters, whose result has ever been shown."""
    found = db.scalars(select(Activity).where(Activity.forum == forum, Activity.kind.in_(collecting("votes"))))
    shown = undoable_deeds.of(db, forum).revealed()
    return [vote for vote in found if KINDS[vote.kind].of(vote.settings) == of and vote.id in shown]


def settled(db: Session, forum: int, of: str) -> set[int]:
    """The ideas, or clusters, that have marks in such a vote, and those that marked ones are merged into."""
    shown = [vote.id for vote in votes(db, forum, of)]
    if not shown:
        return set()
    marked = select(mark.c.target).join(ballot, ballot.c.id == mark.c.ballot).where(ballot.c.activity.in_(shown))
    if of != "ideas":
        return merged_clusters.with_leads(db, forum, set(db.scalars(marked.distinct())))
    found = db.execute(select(Idea.id, Idea.merged_into).where(Idea.forum == forum, Idea.id.in_(marked)))
    return {one for row in found for one in row if one is not None}
