"""Look-ups of activities that several actions share: the row, what was sent to it, and its state as the rules need
it."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.actions.writer_cache import ForumHead
from workshop.domain import activities
from workshop.domain.activities import KINDS
from workshop.domain.activity_states import CLOSED, CLOSING, OPEN, WAITING, Step, effective
from workshop.domain.early_entry import EarlyEntry
from workshop.domain.errors import Refusal
from workshop.domain.timetable import BY_HAND, Timetable
from workshop.storage.tables import Activity, Forum, Idea, ThemeProposal, ballot


def activity_of(db: Session, forum: Forum | ForumHead, activity: int) -> Activity:
    """An activity of this forum; raises Refusal gone."""
    found = db.get(Activity, activity)
    if found is None or found.forum != forum.id:
        raise Refusal("gone")
    return found


def has_ballots(db: Session, activity: int) -> bool:
    """Whether anyone has voted in this activity, in any state."""
    return db.scalar(select(ballot.c.id).where(ballot.c.activity == activity).limit(1)) is not None


def has_ideas(db: Session, activity: int) -> bool:
    """Whether any idea was sent to this activity, in any state."""
    return db.scalar(select(Idea.id).where(Idea.activity == activity).limit(1)) is not None


def has_proposals(db: Session, activity: int) -> bool:
    """Whether anyone has proposed a theme in this activity, whatever was decided on it."""
    return db.scalar(select(ThemeProposal.id).where(ThemeProposal.activity == activity).limit(1)) is not None


def kept_back(activity: Activity) -> bool:
    """Whether ideas of this activity are kept from others for now."""
    return activities.kept_back(activity.kind, activity.settings, activity.revealed)


def running(db: Session, forum: int, now: int) -> set[int]:
    """The ids of the activities that people may be in: open, or in their time to finish."""
    query = select(Activity).where(Activity.forum == forum, Activity.state.in_((OPEN, CLOSING)))
    return {row.id for row in db.scalars(query) if effective(row.state, row.closes_at, now) != CLOSED}


def step_of(activity: Activity) -> Step:
    """An activity as the rules need it."""
    return Step(KINDS[activity.kind], activity.settings, activity.state, activity.closes_at, timetable_of(activity))


def writing_step(forum: Forum, activity: Activity, now: int) -> Step:
    """An activity as the rules need it where people write: open also during early entry."""
    step, early = step_of(activity), early_entry_of(forum)
    is_early = step.state == WAITING and early.is_open(forum.state, activity.id, now)
    return replace(step, state=OPEN, timetable=BY_HAND) if is_early else step


def early_entry_of(forum: Forum) -> EarlyEntry:
    """When people may write before the forum begins."""
    return EarlyEntry(forum.early_step, forum.early_opens_at, forum.early_due_at)


def timetable_of(activity: Activity) -> Timetable:
    """When an activity opens and ends by itself."""
    return Timetable(activity.opens_at, activity.due_at, activity.late_minutes)
