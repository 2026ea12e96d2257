"""Actions on the agenda: go to an activity, open, close with time to finish, reveal, move the clock, end the forum.
Each returns the commands that undo it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions import group_counts_fixed_for_results, idea_helpers
from workshop.actions.activity_lookups import activity_of, has_ballots, has_ideas, step_of, timetable_of
from workshop.actions.registry import UNDO, Done, action, must_change
from workshop.contract import commands
from workshop.contract.base import Command
from workshop.contract.forum_states import ENDED, LIVE
from workshop.domain import activity_states
from workshop.domain.activities import KINDS, collecting
from workshop.domain.activity_states import CLOSED, CLOSING, OPEN, WAITING
from workshop.domain.errors import Refusal
from workshop.domain.first_end import GIVEN, first_end
from workshop.projections import undoable_deeds
from workshop.runtime.epoch_ms import MINUTE, SECOND
from workshop.storage.tables import Activity, Forum, log

MOST_GRACE = 600


@action(commands.AgendaGo)
def go(db: Session, command: commands.AgendaGo, actor: Actor, forum: Forum, now: int) -> Done:
    """Let the hall look at this activity. In a led forum all other open activities close (ideas after time to finish),
    and this one opens and its clock starts. Raises Refusal minutes_bad for a grace that is too long, changed when the
    hall looks at it already, personal_deleted as `_may_go_on`."""
    activity = activity_of(db, forum, command.activity)
    _check_grace(command.grace)
    if forum.now == activity.id:
        raise Refusal("changed")
    leaving = [] if forum.self_paced else _others(db, forum, activity)
    restore = _as_it_is(forum, [] if forum.self_paced else [*leaving, activity])
    touched = {("forum", forum.id), ("activity", activity.id), *idea_helpers.steps(db, forum)}
    result = Done(touched=touched, inverse=[restore, *idea_helpers.large_again(forum)])
    for row in leaving:
        if row.state in (OPEN, CLOSING):
            _close(row, now, command.grace if KINDS[row.kind].collects == "ideas" and row.state == OPEN else 0)
            result.touched.add(("activity", row.id))
    forum.now, forum.spotlight, forum.cluster = activity.id, None, None
    _is_live(forum, now)
    if not forum.self_paced:
        _begin(db, forum, activity, now, result)
    return result


def _check_grace(seconds: int) -> None:
    """Raises Refusal minutes_bad for more time to finish than there can be."""
    if seconds > MOST_GRACE:
        raise Refusal("minutes_bad")


def _others(db: Session, forum: Forum, activity: Activity) -> list[Activity]:
    """The activity that the hall leaves, and those that are open beside it."""
    query = select(Activity).where(Activity.forum == forum.id, Activity.id != activity.id).order_by(Activity.position)
    return list(db.scalars(query.where((Activity.state == OPEN) | (Activity.id == forum.now))))


@action(commands.ActivityOpen)
def reopen(db: Session, command: commands.ActivityOpen, actor: Actor, forum: Forum, now: int) -> Done:
    """Open an activity, or open it again. A revealed vote stays closed until its result is taken back. In a self-paced
    forum this begins it, as going to it does in a led one, where only the activity that the hall looks at is opened
    again. Raises Refusal changed for one that is open already and whose clock has not run out, led_forum,
    wrong_activity, deadline_passed."""
    activity = activity_of(db, forum, command.activity)
    if not forum.self_paced and activity.id != forum.now:
        raise Refusal("led_forum")
    if _result_is_out(activity):
        raise Refusal("wrong_activity")
    if timetable_of(activity).is_over(now):
        raise Refusal("deadline_passed")
    must_change(command, not _goes_on(forum, activity, now))
    restore = _as_it_is(forum, [activity], whole=forum.state != LIVE)
    touched = {("activity", activity.id), ("forum", forum.id), *idea_helpers.steps(db, forum)}
    result = Done(touched=touched, inverse=[restore])
    _is_live(forum, now)
    if forum.self_paced or activity.state == WAITING:  # a self-paced forum may look at what is not open yet
        _begin(db, forum, activity, now, result)
    else:
        _open(db, activity, now)
    return result


@action(commands.ActivityClose)
def close(db: Session, command: commands.ActivityClose, actor: Actor, forum: Forum, now: int) -> Done:
    """Close immediately, or after time to finish. Raises Refusal minutes_bad for a grace that is too long, changed when
    it is closed already."""
    activity = activity_of(db, forum, command.activity)
    if activity.state == WAITING or activity_states.effective(activity.state, activity.closes_at, now) == CLOSED:
        raise Refusal("changed")
    _check_grace(command.grace)
    restore = _as_it_is(forum, [activity], whole=False)
    _close(activity, now, command.grace)
    return Done(touched={("activity", activity.id)}, inverse=[restore])


@action(commands.ActivityReveal)
def reveal(db: Session, command: commands.ActivityReveal, actor: Actor, forum: Forum, now: int) -> Done:
    """Show private ideas or a closed vote's tally to everyone, or hide them again. Raises Refusal changed for what is
    shown or hidden already: ideas that were never kept back would be gone from all eyes."""
    activity = activity_of(db, forum, command.activity)
    must_change(command, command.shown != activity.revealed)
    if command.shown and not activity_states.may_reveal(step_of(activity), now):
        raise Refusal("not_open" if KINDS[activity.kind].collects == "ideas" else "wrong_activity")
    inverse: list[Command] = [commands.ActivityReveal(key=UNDO, activity=activity.id, shown=activity.revealed)]
    if KINDS[activity.kind].collects == "ideas":
        result = idea_helpers.reveal(db, forum, activity, command.shown)
    else:
        activity.revealed, activity.uncovered = command.shown, 0
        result = Done(touched={("activity", activity.id), ("tally", activity.id)})
    result.inverse = inverse
    return result


@action(commands.ActivityTime)
def time(db: Session, command: commands.ActivityTime, actor: Actor, forum: Forum, now: int) -> Done:
    """Move the end of the clock. A clock that has run out starts again from now."""
    activity = activity_of(db, forum, command.activity)
    if abs(command.seconds) > activity_states.MOST_MINUTES * 60:
        raise Refusal("minutes_bad")
    runs_until = max(activity.ends_at or now, now)
    before, activity.ends_at = activity.ends_at, max(now, runs_until + command.seconds * SECOND)
    return _clock_moved(activity, before)


@action(commands.ActivityClock)
def clock(db: Session, command: commands.ActivityClock, actor: Actor, forum: Forum, now: int) -> Done:
    """Set the end of the clock back to what it was."""
    activity = activity_of(db, forum, command.activity)
    before, activity.ends_at = activity.ends_at, command.ends_at
    return _clock_moved(activity, before)


def _clock_moved(activity: Activity, before: int | None) -> Done:
    inverse = commands.ActivityClock(key=UNDO, activity=activity.id, ends_at=before)
    return Done(touched={("activity", activity.id)}, inverse=[inverse])


@action(commands.AgendaRestore)
def restore(db: Session, command: commands.AgendaRestore, actor: Actor, forum: Forum, now: int) -> Done:
    """Set the states of activities, and with `whole` of the forum, back to what they were."""
    rows = [activity_of(db, forum, step.activity) for step in command.steps]
    inverse = _as_it_is(forum, rows, command.whole)
    if command.now is not None:
        activity_of(db, forum, command.now)
    if command.whole:
        if command.state != ENDED:
            _may_go_on(forum)
        forum.now, forum.state, forum.started_at, forum.ended_at = (
            command.now,
            command.state,
            command.started_at,
            command.ended_at,
        )
        group_counts_fixed_for_results.fix_if_public(db, forum)
    _check_led(forum, command)
    for row, step in zip(rows, command.steps, strict=True):
        row.state, row.revealed, row.closes_at = step.state, step.revealed, step.closes_at
        if step.state == WAITING and _is_used(db, row):
            continue  # people have begun: when it is opened again its clock goes on, and is not set back
        row.ends_at = step.ends_at
        row.opened_at = None if step.state == WAITING else row.opened_at or now
    touched = {("forum", forum.id)} | {("activity", row.id) for row in rows} | {("tally", row.id) for row in rows}
    return Done(touched=touched | idea_helpers.steps(db, forum), inverse=[inverse])


def _check_led(forum: Forum, command: commands.AgendaRestore) -> None:
    """Raises Refusal led_forum when undo would open, in a forum that is led by now, what the hall does not look at."""
    opens = [step.activity for step in command.steps if step.state == OPEN]
    if opens and not forum.self_paced and forum.now not in opens:
        raise Refusal("led_forum")


@action(commands.ForumEnd)
def end(db: Session, command: commands.ForumEnd, actor: Actor, forum: Forum, now: int) -> Done:
    """End the forum and close what is open; or, with `ended` false, continue it. An end that was taken back and is
    pressed again without anything in between keeps its time. Raises Refusal changed for a forum that has ended already,
    or goes on already, personal_deleted as `_may_go_on`."""
    must_change(command, command.ended != (forum.state == ENDED))
    if not command.ended:
        _may_go_on(forum)
    still_open = list(
        db.scalars(select(Activity).where(Activity.forum == forum.id, Activity.state.in_((OPEN, CLOSING))))
    )
    restore = _as_it_is(forum, still_open)
    forum.state, forum.ended_at = (ENDED, _ended_at(db, forum, now)) if command.ended else (LIVE, None)
    group_counts_fixed_for_results.fix_if_public(db, forum)
    result = Done(touched={("forum", forum.id), *idea_helpers.steps(db, forum)}, inverse=[restore])
    for row in still_open if command.ended else []:
        _close(row, now, 0)
        result.touched.add(("activity", row.id))
    return result


def _ended_at(db: Session, forum: Forum, now: int) -> int:
    given = select(log.c.n).where(log.c.forum == forum.id, log.c.command.in_(GIVEN)).order_by(log.c.n.desc()).limit(1)
    first = first_end(undoable_deeds.of(db, forum.id), db.scalar(given) or 0)
    return now if first is None else first


def _goes_on(forum: Forum, activity: Activity, now: int) -> bool:
    """Whether people use it in a forum that has begun, with a clock that runs or none."""
    is_over = activity.minutes and (activity.ends_at is None or activity.ends_at <= now)
    return forum.state == LIVE and activity.state == OPEN and not is_over


def _result_is_out(activity: Activity) -> bool:
    """Whether the tally of a vote was shown to everyone: it takes no more ballots then, even as the current
    activity."""
    return activity.revealed and KINDS[activity.kind].votes


def _is_live(forum: Forum, now: int) -> None:
    _may_go_on(forum)
    forum.state, forum.started_at, forum.ended_at = LIVE, forum.started_at or now, None


def _may_go_on(forum: Forum) -> None:
    """Raises Refusal personal_deleted for a forum that has ended and whose personal data was deleted: nobody knows any
    more which phone has voted, and in a vote that opens again each could vote anew."""
    if forum.state == ENDED and forum.personal_deleted_at is not None:
        raise Refusal("personal_deleted")


def _begin(db: Session, forum: Forum, activity: Activity, now: int, result: Done) -> None:
    """Open it for people; a kind that shows what was kept back shows it."""
    if not _result_is_out(activity):
        _open(db, activity, now)
    if KINDS[activity.kind].reveals(activity.settings):
        _reveal_collected(db, forum, activity, result)


def _reveal_collected(db: Session, forum: Forum, activity: Activity, result: Done) -> None:
    query = select(Activity).where(Activity.forum == forum.id, Activity.kind.in_(collecting("ideas")))
    query = query.where(Activity.position < activity.position)
    for row in db.scalars(query.where(Activity.revealed.is_(False), Activity.state != WAITING)):
        if not KINDS[row.kind].keeps_back(row.settings):
            continue
        shown = idea_helpers.reveal(db, forum, row, True)
        shown.inverse = [commands.ActivityReveal(key=UNDO, activity=row.id, shown=False)]
        result.then(shown)


def _open(db: Session, activity: Activity, now: int) -> None:
    kind = KINDS[activity.kind]
    if activity.opened_at is None or (activity.state != OPEN and kind.collects and not _is_used(db, activity)):
        activity.opened_at = now
    activity.state, activity.closes_at = OPEN, None
    if activity.minutes and (activity.ends_at is None or activity.ends_at <= now):
        activity.ends_at = now + activity.minutes * MINUTE


def _is_used(db: Session, activity: Activity) -> bool:
    """Whether people have given ideas or votes in the activity. One that was opened by mistake has none, and reports
    tell the time of its next opening."""
    kind = KINDS[activity.kind]
    return bool(kind.collects) and (has_ballots if kind.votes else has_ideas)(db, activity.id)


def _close(activity: Activity, now: int, grace: int) -> None:
    if grace:
        activity.state, activity.closes_at = CLOSING, now + grace * SECOND
    else:
        activity.state, activity.closes_at = CLOSED, None


def _as_it_is(forum: Forum, rows: list[Activity], whole: bool = True) -> commands.AgendaRestore:
    steps = [
        commands.StepBefore(
            activity=row.id,
            state=row.state,
            revealed=row.revealed,
            ends_at=row.ends_at,
            closes_at=row.closes_at,
        )
        for row in rows
    ]
    return commands.AgendaRestore(
        key=UNDO,
        now=forum.now,
        state=forum.state,
        started_at=forum.started_at,
        ended_at=forum.ended_at,
        steps=steps,
        whole=whole,
    )
