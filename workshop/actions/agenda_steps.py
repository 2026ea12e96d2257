"""Actions on the steps of a forum's agenda: add, edit, schedule, move and remove one."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions import idea_helpers
from workshop.actions.activity_lookups import activity_of, has_ballots, has_ideas, has_proposals
from workshop.actions.registry import Done, action
from workshop.contract import commands
from workshop.contract.base import NAME_MAX, PROMPT_MAX
from workshop.domain import activity_states, text
from workshop.domain.activities import KINDS, kind_called
from workshop.domain.errors import Refusal
from workshop.domain.timetable import Timetable
from workshop.projections.base import Thing
from workshop.storage.tables import Activity, Forum

MOST_STEPS = 60


@action(commands.ActivityAdd)
def add_step(db: Session, command: commands.ActivityAdd, actor: Actor, forum: Forum, now: int) -> Done:
    """Add a step at its place; those after it move on. Without a place it is the last."""
    rows = in_order(db, forum)
    if len(rows) >= MOST_STEPS:
        raise Refusal("too_many_steps")
    row = new_step(db, forum, len(rows) + 1, command)
    KINDS[row.kind].fit(row.settings)
    rows.insert(_at(command.position, rows), row)
    result = _renumber(rows)
    result.touched |= _likely_themes(row)
    result.made = {"activity": row.id}
    return result


@action(commands.ActivityEdit)
def edit_step(db: Session, command: commands.ActivityEdit, actor: Actor, forum: Forum, now: int) -> Done:
    """Edit a step's texts, minutes and settings, unless another person was quicker (compare-and-set on `version`)."""
    row = activity_of(db, forum, command.activity)
    if row.version != command.version:
        raise Refusal("changed")
    settings = KINDS[row.kind].complete(command.settings)
    KINDS[row.kind].fit(settings)
    _may_change(db, row, {name for name in settings if settings[name] != row.settings.get(name)})
    touched = {("activity", row.id), *_likely_themes(row)}
    row.prompt, row.instruction = (
        text.by_language(command.prompt, PROMPT_MAX, required=True),
        text.by_language(command.instruction, PROMPT_MAX),
    )
    row.name, row.minutes = text.by_language(command.name, NAME_MAX, lines=1), _minutes(command.minutes)
    row.settings, row.version = settings, row.version + 1
    return Done(touched=touched | _likely_themes(row))


@action(commands.ActivitySchedule)
def schedule(db: Session, command: commands.ActivitySchedule, actor: Actor, forum: Forum, now: int) -> Done:
    """Set when a step opens and ends by itself, unless another person was quicker (compare-and-set on `version`).
    Raises Refusal led_forum in a forum that is led, date_bad, times_bad, minutes_bad."""
    row = activity_of(db, forum, command.activity)
    if row.version != command.version:
        raise Refusal("changed")
    if not forum.self_paced and (command.opens_at, command.due_at) != (None, None):
        raise Refusal("led_forum")
    Timetable(command.opens_at, command.due_at, command.late_minutes).check()
    row.opens_at, row.due_at, row.late_minutes = command.opens_at, command.due_at, command.late_minutes
    row.version += 1
    return Done(touched={("activity", row.id)})


@action(commands.ActivityMove)
def move_step(db: Session, command: commands.ActivityMove, actor: Actor, forum: Forum, now: int) -> Done:
    """Move a step to another place; the others close up."""
    row = activity_of(db, forum, command.activity)
    rows = in_order(db, forum)
    rows.remove(row)
    rows.insert(_at(command.position, rows), row)
    return _renumber(rows)


@action(commands.ActivityRemove)
def remove_step(db: Session, command: commands.ActivityRemove, actor: Actor, forum: Forum, now: int) -> Done:
    """Remove a step from the agenda, unless it holds ideas, ballots or proposed themes, the hall looks at it, or people
    may be in it on their phones."""
    row = activity_of(db, forum, command.activity)
    visited = forum.now == row.id or (forum.self_paced and row.state in (activity_states.OPEN, activity_states.CLOSING))
    if has_ideas(db, row.id) or has_ballots(db, row.id) or has_proposals(db, row.id) or visited:
        raise Refusal("in_use")
    db.delete(row)
    if forum.vote == row.id:
        forum.vote = None
    if forum.early_step == row.id:
        forum.early_step = forum.early_opens_at = forum.early_due_at = None
    db.flush()
    result = _renumber(in_order(db, forum))
    result.touched |= {("activity", command.activity), ("forum", forum.id), *idea_helpers.steps(db, forum)}
    result.touched |= _likely_themes(row)
    return result


def new_step(
    db: Session, forum: Forum, position: int, draft: commands.ActivityDraft | commands.ActivityAdd
) -> Activity:
    """A new row at this place; those after it stay where they are."""
    row = Activity(
        forum=forum.id,
        position=position,
        kind=draft.kind,
        prompt=text.by_language(draft.prompt, PROMPT_MAX, required=True),
        instruction=text.by_language(draft.instruction, PROMPT_MAX),
        name=text.by_language(draft.name, NAME_MAX, lines=1),
        minutes=_minutes(draft.minutes),
        settings=kind_called(draft.kind).complete(draft.settings),
    )
    db.add(row)
    db.flush()
    return row


def _may_change(db: Session, row: Activity, names: set[str]) -> None:
    """Raises Refusal in_use for a setting that can no longer change: every ballot of a vote must mean the same, and who
    may read an idea was promised when it was written."""
    voting = KINDS[row.kind].votes and (row.state != activity_states.WAITING or has_ballots(db, row.id))
    written = "style" in names and has_ideas(db, row.id)
    if names and (voting or written):
        raise Refusal("in_use")


def _likely_themes(row: Activity) -> set[Thing]:
    return {("likely_themes", row.id)} if KINDS[row.kind].likely_themes(row.settings) else set()


def _minutes(minutes: int) -> int:
    if minutes > activity_states.MOST_MINUTES:
        raise Refusal("minutes_bad")
    return minutes


def in_order(db: Session, forum: Forum) -> list[Activity]:
    """The steps in their order."""
    return list(db.scalars(select(Activity).where(Activity.forum == forum.id).order_by(Activity.position)))


def _at(position: int | None, rows: list[Activity]) -> int:
    """The list index of a place counted from 1; the end when the list is shorter."""
    return len(rows) if position is None else min(position, len(rows) + 1) - 1


def _renumber(rows: list[Activity]) -> Done:
    result = Done()
    for position, row in enumerate(rows, 1):
        if row.position != position:
            row.position = position
        result.touched.add(("activity", row.id))
    return result
