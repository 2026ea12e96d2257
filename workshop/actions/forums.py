"""Actions on forums: add, edit and delete one."""

from collections.abc import Sequence

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from workshop.access import facilitator_links
from workshop.access.authentication import Actor
from workshop.actions.activity_lookups import running
from workshop.actions.agenda_steps import MOST_STEPS, in_order, new_step
from workshop.actions.hiding_reasons import MOST_REASONS
from workshop.actions.registry import Done, action
from workshop.contract import commands
from workshop.contract.base import INTRO_MAX, PLACE_MAX, REASON_MAX, TITLE_MAX, SentTexts
from workshop.contract.forum_states import LIVE
from workshop.contract.shared_types import OWN_REASON
from workshop.domain import background_questions, planned_times, text, wifi_password
from workshop.domain.errors import Refusal
from workshop.i18n.languages import LANGUAGES, MOST_TOGETHER
from workshop.projections.base import Thing
from workshop.storage import removed_forums
from workshop.storage.tables import Forum, Series, key, log

WIFI_MAX = 80


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
        title=text.by_language(command.title, TITLE_MAX, required=True, lines=1),
        intro=text.by_language(command.intro, INTRO_MAX),
        languages=_each_once(command.languages) or [*LANGUAGES],
        screen_languages=_each_once(command.screen_languages)[:MOST_TOGETHER] or ["fi", "sv"],
        rehearsal=command.rehearsal,
        created_at=now,
        starts_at=command.starts_at,
        place=text.optional(command.place, PLACE_MAX, lines=1),
        organiser=text.optional(command.organiser, PLACE_MAX, lines=1),
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
        new_step(db, made, position, draft)
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
    forum.title, forum.intro = (
        text.by_language(command.title, TITLE_MAX, required=True, lines=1),
        text.by_language(command.intro, INTRO_MAX),
    )
    forum.languages = _each_once(command.languages)
    forum.screen_languages = _each_once(command.screen_languages)[:MOST_TOGETHER]
    forum.wifi_network, forum.wifi_password = (
        text.exact(command.wifi_network, WIFI_MAX),
        text.exact(command.wifi_password, WIFI_MAX),
    )
    forum.place, forum.organiser = (
        text.optional(command.place, PLACE_MAX, lines=1),
        text.optional(command.organiser, PLACE_MAX, lines=1),
    )
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
    """Delete everything of a forum, the texts of its log too; the house's log records the deletion. Of very many
    ballots, people and rows of the log what holds no words is deleted afterwards (`storage/removed_forums.py`)."""
    if forum.state == LIVE or running(db, forum.id, now):
        raise Refusal("live_forum")
    if removed_forums.is_large(db, forum):
        removed_forums.set_aside(db, forum)
    else:
        db.execute(delete(key).where(key.c.forum == forum.id))
        db.execute(update(log).where(log.c.forum == forum.id).values(body=None, salt=None, inverse=None))
    db.delete(forum)
    return Done(touched={("forum", forum.id)}, in_house=True)


def _each_once(languages: Sequence[str]) -> list[str]:
    return [str(one) for one in dict.fromkeys(languages)]


def _reasons(given: Sequence[SentTexts]) -> dict[str, dict[str, object]]:
    """A new forum's own reasons for hiding an idea, by name."""
    words = [text.by_language(one, REASON_MAX, required=True) for one in given[:MOST_REASONS]]
    return {f"{OWN_REASON}{n}": {"words": one, "offered": True} for n, one in enumerate(words, 1)}


def _pace(db: Session, forum: Forum, self_paced: bool, now: int) -> set[Thing]:
    """Lets phones choose, or follow the hall; steps of a led forum have no timetable. What changed of the steps. Raises
    Refusal several_open when people could no longer find an activity that they are in."""
    if forum.self_paced and not self_paced and running(db, forum.id, now) - {forum.now}:
        raise Refusal("several_open")
    forum.self_paced = self_paced
    touched: set[Thing] = set()
    for step in [] if self_paced else in_order(db, forum):
        if (step.opens_at, step.due_at, step.late_minutes) != (None, None, 0):
            step.opens_at, step.due_at, step.late_minutes = None, None, 0
            touched.add(("activity", step.id))
    return touched


def _series(db: Session, series: int | None) -> int | None:
    if series is not None and db.get(Series, series) is None:
        raise Refusal("gone")
    return series
