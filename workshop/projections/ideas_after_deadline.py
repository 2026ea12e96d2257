"""Which ideas came after the deadline of their step, in the time in which late ones are still taken."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.domain.timetable import Timetable
from workshop.storage.tables import Activity, Idea


def late_ideas(db: Session, forum: int) -> frozenset[int]:
    """The ids of a forum's late ideas, hidden ones included."""
    dated = select(Idea.id, Idea.created_at, Activity.due_at).join(Activity, Activity.id == Idea.activity)
    rows = db.execute(dated.where(Idea.forum == forum, Activity.due_at.is_not(None)))
    return frozenset(idea for idea, at, due_at in rows if Timetable(due_at=due_at).is_late(at))
