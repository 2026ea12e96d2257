"""Answering ideas in the office: the list by theme, the form that answers one idea, several or a whole theme, and until
when answers are promised."""

from dataclasses import dataclass, field

from flask import Response, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.contract.base import Command
from workshop.contract.commands import ClusterAnswer, ForumAnswerBy, IdeasAnswer
from workshop.contract.shapes import EVERYONE
from workshop.contract.shared_types import ANSWER_STATUSES, AnswerStatus
from workshop.domain.errors import Refusal
from workshop.pages import base
from workshop.pages.office import base as office
from workshop.pages.office import date_fields, view_models
from workshop.pages.office.base import again, form_key, go, pages, texts
from workshop.pages.office.ideas_to_answer import THEME, IdeasToAnswer, ideas_to_answer
from workshop.projections import organiser_answers
from workshop.projections.ideas_after_deadline import late_ideas
from workshop.projections.organiser_answers import Answers
from workshop.projections.shape_changes import Put
from workshop.projections.snapshot_cache import SnapshotCache
from workshop.runtime.epoch_ms import clock
from workshop.runtime.whole_numbers import whole
from workshop.storage.tables import Forum

ALL = "all"
"""The filter that also lists ideas on which it is decided."""
LATEST = "23.59"
"""The hour of the day until which answers are promised."""
AT_ONCE = 1_000
"""The most ideas that one command answers."""
_STATUSES: dict[str, AnswerStatus] = {status: status for status in ANSWER_STATUSES}


@dataclass(frozen=True)
class TypedAnswer:
    """The form as it was filled in."""

    status: str = ""
    words: dict[str, str] = field(default_factory=dict)
    departure: bool = False
    ideas: list[int] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class AnswerState:
    """What the page shows of a forum. `answer_by`: until when answers are promised, epoch milliseconds."""

    forum: view_models.EditedForum
    listed: IdeasToAnswer
    answers: Answers
    answer_by: int | None


@pages.get("/office/forum/<ref>/answers")
def answers(ref: str) -> Response:
    """The list and the form. `?show=all` lists decided ideas too; `?idea=12` opens the answer to the idea with this
    id."""
    one = request.args.get("idea", type=int)
    every = request.args.get("show") == ALL
    state = _state(ref, every or one is not None)
    current = state.answers.of_idea(one) if one else None
    typed = TypedAnswer(ideas=[one] if one else [])
    if current:
        typed = TypedAnswer(current.status, current.words, current.departure, typed.ideas)
    facts = _facts(state, typed, every or one is not None)
    return base.render("office/answers.html", **facts, done=request.args.get("done", ""), refusal="")


@pages.post("/office/forum/<ref>/answers")
def answer(ref: str) -> Response:
    """Answer what is chosen. What was typed and chosen stays in the form when it is refused."""
    every = request.form.get("show") == ALL
    state, typed = _state(ref, every), _typed()
    try:
        for command in _commands(state.listed, typed):
            base.do(command, state.forum.id)
    except Refusal as refusal:
        return again("office/answers.html", refusal, **_facts(state, typed, every), done="")
    return go("office.answers", ref=ref, show=ALL if every else None, done="answer")


@pages.post("/office/forum/<ref>/answers/by")
def promise_answers(ref: str) -> Response:
    """Promise a date, or with an empty field none."""
    every = request.form.get("show") == ALL
    state, day = _state(ref, every), office.field("date").strip()
    try:
        at = date_fields.moment(day, LATEST if day else "", base.services().settings.tz)
        base.do(ForumAnswerBy(key=form_key(), at=at), state.forum.id)
    except Refusal as refusal:
        refusal = Refusal("day_bad") if refusal.code == "date_bad" else refusal
        return again("office/answers.html", refusal, **_facts(state, TypedAnswer(), every), done="", about="date")
    return go("office.answers", ref=ref, show=ALL if every else None, done="answer_by")


def _commands(listed: IdeasToAnswer, typed: TypedAnswer) -> list[Command]:
    """The commands that answer what is chosen. Raises Refusal answer_nobody, and malformed for a status that is
    none."""
    themes = [one for one in typed.parts if one.startswith(THEME)]
    of_steps = [idea for one in typed.parts if one not in themes for idea in listed.of(one)]
    ideas, key = list(dict.fromkeys([*typed.ideas, *of_steps])), form_key()[:36]
    if not ideas and not themes:
        raise Refusal("answer_nobody")
    if typed.status not in _STATUSES:
        raise Refusal("malformed")
    status, words, departure = _STATUSES[typed.status], typed.words, typed.departure
    found: list[Command] = [
        IdeasAnswer(
            key=f"{key}-{first}", ideas=ideas[first : first + AT_ONCE], status=status, words=words, departure=departure
        )
        for first in range(0, len(ideas), AT_ONCE)
    ]
    for theme in themes:
        cluster = whole(theme.removeprefix(THEME), digits=15) or 0
        found.append(
            ClusterAnswer(
                key=f"{key}-t{cluster}"[:40], cluster=cluster, status=status, words=words, departure=departure
            )
        )
    return found


def _state(ref: str, every: bool) -> AnswerState:
    """Raises Refusal gone."""
    forum = base.look(view_models.forum, ref)
    put, given, late, answer_by = base.look(_read, forum.id, base.services().snapshots)
    return AnswerState(forum, ideas_to_answer(put, given, late, only_open=not every), given, answer_by)


def _read(db: Session, forum: int, snapshots: SnapshotCache) -> tuple[Put, Answers, frozenset[int], int | None]:
    snapshot = snapshots.look(db, forum, EVERYONE, clock())
    if snapshot is None:
        raise Refusal("gone")
    answer_by = db.scalar(select(Forum.answer_by).where(Forum.id == forum))
    return snapshot.put, organiser_answers.of_forum(db, forum), late_ideas(db, forum), answer_by


def _facts(state: AnswerState, typed: TypedAnswer, every: bool) -> dict[str, object]:
    tz = base.services().settings.tz
    return {
        "forum": state.forum,
        "listed": state.listed,
        "typed": typed,
        "every": every,
        "answer_by": date_fields.fields(state.answer_by, tz, base.language())[0],
        "statuses": ANSWER_STATUSES,
    }


def _typed() -> TypedAnswer:
    ideas = [whole(one, digits=16) for one in request.form.getlist("idea")]
    return TypedAnswer(
        status=office.field("status"),
        words=texts("words"),
        departure=office.field("departure") == "yes",
        ideas=[one for one in ideas if one],
        parts=request.form.getlist("part"),
    )
