"""The background questions of a forum in the office: the list, and the form for a new or an opened one. It shows
nobody's answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.contract.commands import BackgroundEdit, BackgroundQuestion
from workshop.contract.shared_types import Texts
from workshop.domain.background_questions import LEAST_CHOICES, MOST_CHOICES, MOST_QUESTIONS, StoredQuestion, as_sent
from workshop.domain.errors import Refusal
from workshop.i18n.languages import WRITTEN
from workshop.pages import base
from workshop.pages.office.base import again, field, form_key, go, number_field, pages, texts
from workshop.projections.background_questions import has_answers
from workshop.projections.group_counts_fixed_for_results import are_questions_closed
from workshop.storage.tables import Forum

TEMPLATE = "office/background.html"
NEW = 0
"""The place of a question that is yet to be added; others are counted from 1."""


@dataclass(frozen=True)
class AskedForum:
    """A forum with its questions. `answered`: somebody has answered, `closed`: nothing can be changed any more."""

    id: int
    ref: str
    title: Texts
    languages: list[str]
    questions: list[StoredQuestion]
    version: int
    answered: bool
    closed: bool


@pages.get("/office/forum/<ref>/background")
def background(ref: str) -> Response:
    """The questions, and a form: for a new one, or with `?open=2` for the second."""
    forum, opened = base.look(_read, ref), request.args.get("open", NEW, type=int)
    opened = opened if 1 <= opened <= len(forum.questions) else NEW
    there = forum.questions[opened - 1] if opened else None
    done = request.args.get("done", "")
    return base.render(TEMPLATE, refusal="", done=done, **_facts(forum, opened, forum.version, _typed(there)))


@pages.post("/office/forum/<ref>/background")
def save_background(ref: str) -> Response:
    """Add a question, change the opened one, or remove it."""
    forum, at, version = base.look(_read, ref), number_field("at") or NEW, number_field("version") or 0
    typed, removes = {"words": texts("words"), "choices": texts("choices")}, field("act") == "remove"
    try:
        questions = as_sent(forum.questions)
        changed = [] if removes else [BackgroundQuestion(words=typed["words"], choices=_by_line(typed["choices"]))]
        questions[slice(at - 1, at) if at else slice(len(questions), None)] = changed
        base.do(BackgroundEdit(key=form_key(), questions=questions, version=version), forum.id)
    except Refusal as refusal:
        now = forum.version if refusal.code == "changed" else version
        return again(TEMPLATE, refusal, done="", **_facts(forum, at, now, typed))
    return go("office.background", ref=ref, done="question_removed" if removes else "question")


def _read(db: Session, ref: str) -> AskedForum:
    """Raises Refusal gone."""
    row = db.scalar(select(Forum).where(Forum.ref == ref))
    if row is None:
        raise Refusal("gone")
    return AskedForum(
        id=row.id,
        ref=row.ref,
        title=row.title,
        languages=row.languages,
        questions=row.background,
        version=row.background_version,
        answered=has_answers(db, row.id),
        closed=are_questions_closed(row),
    )


def _facts(forum: AskedForum, opened: int, version: int, typed: Mapping[str, Texts]) -> dict[str, object]:
    return {
        "forum": forum,
        "opened": opened,
        "version": version,
        "typed": typed,
        "most_questions": MOST_QUESTIONS,
        "choices": (LEAST_CHOICES, MOST_CHOICES),
    }


def _typed(one: StoredQuestion | None) -> dict[str, Texts]:
    """A stored question as the form has it: its choices line by line."""
    if one is None:
        return {"words": {}, "choices": {}}
    return {
        "words": one["words"],
        "choices": {code: "\n".join(words.get(code, "") for words in one["choices"]) for code in WRITTEN},
    }


def _by_line(typed: Mapping[str, str]) -> list[dict[str, str]]:
    """The choices of a form in which each language has one a line. Raises Refusal choices_differ when languages have
    different numbers of them."""
    lines = {code: [line for line in words.splitlines() if line.strip()] for code, words in typed.items()}
    written = {code: its for code, its in lines.items() if its}
    if len({len(its) for its in written.values()}) > 1:
        raise Refusal("choices_differ")
    codes = list(written)
    return [dict(zip(codes, words, strict=True)) for words in zip(*written.values(), strict=True)]
