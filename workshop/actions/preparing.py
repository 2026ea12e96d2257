"""Actions that prepare forums: add, edit and delete a forum, and the steps of its agenda."""

from collections.abc import Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from workshop.access import facilitator_links
from workshop.access.authentication import Actor
from workshop.actions import idea_helpers
from workshop.actions.activity_lookups import activity_of, has_ballots, has_ideas, has_proposals, running
from workshop.actions.registry import Done, action
from workshop.contract import commands
from workshop.contract.base import INTRO_MAX, NAME_MAX, PLACE_MAX, PROMPT_MAX, REASON_MAX, TITLE_MAX, SentTexts
from workshop.contract.shared_types import OWN_REASON
from workshop.domain import activity_states, background_questions, planned_times, text, wifi_password
from workshop.domain.activities import KINDS, kind_called
from workshop.domain.errors import Refusal
from workshop.domain.timetable import Timetable
from workshop.i18n.languages import LANGUAGES, MOST_TOGETHER
from workshop.projections.base import Thing
from workshop.storage.tables import Activity, Forum, Series, key, log

WIFI_MAX = 80
MOST_REASONS = 10
"""The most own reasons that a forum, and that the house, offers at a time: more is a form, not a choice."""
MOST_STEPS = 60


@action(commands.ForumAdd)
def add(db: Session, command: commands.ForumAdd, actor: Actor, forum: None, now: int) -> Done:
    """Add a forum with its whole agenda, ready to start."""
    planned_times.check(command.starts_at)
    if not wifi_password.may_be_password(command.wifi_password):
        raise Refusal("wifi_password_bad")
    made = Forum(
        ref=command.ref,
        series=_series(db, command.series),
        code=command.code,
        join_secret=command.join_secret,
        screen_token=command.screen_token,
        title=texts(command.title, TITLE_MAX, required=True),
        intro=texts(command.intro, INTRO_MAX),
        languages=_each_once(command.languages) or [*LANGUAGES],
        screen_languages=_each_once(command.screen_languages)[:MOST_TOGETHER] or ["fi", "sv"],
        rehearsal=command.rehearsal,
        created_at=now,
        starts_at=command.starts_at,
        place=text.optional(command.place, PLACE_MAX),
        organiser=text.optional(command.organiser, PLACE_MAX),
        wifi_network=text.exact(command.wifi_network, WIFI_MAX),
        wifi_password=text.exact(command.wifi_password, WIFI_MAX),
        moderation=command.moderation or "off",
        moderation_chosen=command.moderation is not None,
        self_paced=command.self_paced,
        reasons=_reasons(command.reasons),
        background=background_questions.cleaned(command.background),
    )
    db.add(made)
    db.flush()
    if len(command.activities) > MOST_STEPS:
        raise Refusal("too_many_steps")
    for position, draft in enumerate(command.activities, 1):
        _step(db, made, position, draft)
    return Done(made={"forum": made.id, "code": made.code, "ref": made.ref})


@action(commands.ForumEdit)
def edit(db: Session, command: commands.ForumEdit, actor: Actor, forum: Forum, now: int) -> Done:
    """Edit title, intro, when, where and by whom, languages, the Wi-Fi card, review and pace, unless another person was
    quicker (compare-and-set on `version`)."""
    if forum.version != command.version:
        raise Refusal("changed")
    planned_times.check(command.starts_at)
    if not command.languages or not command.screen_languages:
        raise Refusal("settings_bad")
    if command.wifi_password != forum.wifi_password and not wifi_password.may_be_password(command.wifi_password):
        raise Refusal("wifi_password_bad")
    forum.title, forum.intro = texts(command.title, TITLE_MAX, required=True), texts(command.intro, INTRO_MAX)
    forum.languages = _each_once(command.languages)
    forum.screen_languages = _each_once(command.screen_languages)[:MOST_TOGETHER]
    forum.wifi_network, forum.wifi_password = (
        text.exact(command.wifi_network, WIFI_MAX),
        text.exact(command.wifi_password, WIFI_MAX),
    )
    forum.place, forum.organiser = text.optional(command.place, PLACE_MAX), text.optional(command.organiser, PLACE_MAX)
    if command.moderation is not None:
        forum.moderation, forum.moderation_chosen = command.moderation, True
    touched: set[Thing] = {("forum", forum.id)}
    if command.self_paced is not None:
        touched |= _pace(db, forum, command.self_paced, now)
    forum.series, forum.version = _series(db, command.series), forum.version + 1
    if forum.starts_at != command.starts_at:
        forum.starts_at = command.starts_at
        touched |= {("link", link) for link in facilitator_links.prolong(db, forum)}
    return Done(touched=touched)


@action(commands.ForumRemove)
def remove(db: Session, command: commands.ForumRemove, actor: Actor, forum: Forum, now: int) -> Done:
    """Delete everything of a forum, the texts of its log too; the house's log records the deletion."""
    if forum.state == "live" or running(db, forum.id, now):
        raise Refusal("live_forum")
    db.execute(delete(key).where(key.c.forum == forum.id))
    db.execute(update(log).where(log.c.forum == forum.id).values(body=None, salt=None, inverse=None))
    db.delete(forum)
    return Done(touched={("forum", forum.id)}, in_house=True)


@action(commands.ActivityAdd)
def add_step(db: Session, command: commands.ActivityAdd, actor: Actor, forum: Forum, now: int) -> Done:
    """Add a step at its place; those after it move on. Without a place it is the last."""
    rows = _agenda(db, forum)
    if len(rows) >= MOST_STEPS:
        raise Refusal("too_many_steps")
    row = _step(db, forum, len(rows) + 1, command)
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
        texts(command.prompt, PROMPT_MAX, required=True),
        texts(command.instruction, PROMPT_MAX),
    )
    row.name, row.minutes = texts(command.name, NAME_MAX), _minutes(command.minutes)
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
    rows = _agenda(db, forum)
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
    result = _renumber(_agenda(db, forum))
    result.touched |= {("activity", command.activity), ("forum", forum.id), *idea_helpers.steps(db, forum)}
    result.touched |= _likely_themes(row)
    return result


def texts(given: SentTexts, limit: int, required: bool = False) -> dict[str, str]:
    """Texts by language, cleaned, empty ones left out; raises Refusal title_missing when none is left of a required
    one."""
    kept = {
        language: text.clean(words, limit, lines=None)
        for language, words in given.items()
        if language in LANGUAGES and words.strip()
    }
    if required and not kept:
        raise Refusal("title_missing")
    return kept


def _each_once(languages: Sequence[str]) -> list[str]:
    return [str(one) for one in dict.fromkeys(languages)]


def _step(db: Session, forum: Forum, position: int, draft: commands.ActivityDraft | commands.ActivityAdd) -> Activity:
    row = Activity(
        forum=forum.id,
        position=position,
        kind=draft.kind,
        prompt=texts(draft.prompt, PROMPT_MAX, required=True),
        instruction=texts(draft.instruction, PROMPT_MAX),
        name=texts(draft.name, NAME_MAX),
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


def _reasons(given: Sequence[SentTexts]) -> dict[str, dict[str, object]]:
    """A new forum's own reasons for hiding an idea, by name."""
    words = [texts(one, REASON_MAX, required=True) for one in given[:MOST_REASONS]]
    return {f"{OWN_REASON}{n}": {"words": one, "offered": True} for n, one in enumerate(words, 1)}


def _pace(db: Session, forum: Forum, self_paced: bool, now: int) -> set[Thing]:
    """Lets phones choose, or follow the hall; steps of a led forum have no timetable. What changed of the steps. Raises
    Refusal several_open when people could no longer find an activity that they are in."""
    if forum.self_paced and not self_paced and running(db, forum.id, now) - {forum.now}:
        raise Refusal("several_open")
    forum.self_paced = self_paced
    touched: set[Thing] = set()
    for step in [] if self_paced else _agenda(db, forum):
        if (step.opens_at, step.due_at, step.late_minutes) != (None, None, 0):
            step.opens_at, step.due_at, step.late_minutes = None, None, 0
            touched.add(("activity", step.id))
    return touched


def _minutes(minutes: int) -> int:
    if minutes > activity_states.MOST_MINUTES:
        raise Refusal("minutes_bad")
    return minutes


def _series(db: Session, series: int | None) -> int | None:
    if series is not None and db.get(Series, series) is None:
        raise Refusal("gone")
    return series


def _agenda(db: Session, forum: Forum) -> list[Activity]:
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
