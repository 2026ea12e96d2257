"""Finds forums by name, place, organiser or code, and ideas by their words or their number, in all real forums.

SQLite compares capitals of a to z only, and PostgreSQL as its locale does. So the statement asks for a pattern that
leaves all other letters open, and Python compares what it finds, the same on both.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from workshop.domain.ideas import READABLE
from workshop.runtime.whole_numbers import whole
from workshop.storage.tables import Forum, Idea

SHORTEST, LONGEST = 2, 100
"""The fewest and the most characters that are searched for; a number may have one."""
MOST_IDEAS = 60
"""The most ideas that are shown."""
T = TypeVar("T")


@dataclass(frozen=True)
class FoundForum:
    """A forum that was found. `starts_at`: when it began or is planned to, in epoch milliseconds."""

    ref: str
    title: dict[str, str]
    place: str
    starts_at: int | None


@dataclass(frozen=True)
class FoundIdea:
    """An idea that was found, with the forum that it is in. `into`: the number of the idea that it is merged into."""

    ref: str
    forum: dict[str, str]
    number: int
    text: str
    lang: str
    state: str
    into: int | None


@dataclass(frozen=True)
class Found:
    """All that was found; `more`: there are more ideas than are shown."""

    forums: list[FoundForum]
    ideas: list[FoundIdea]
    more: bool


def search(db: Session, words: str) -> Found:
    """What holds these words (or, for a number, ideas with that number), newest forums first. Ideas that their authors
    took back are not found. Nothing for fewer than `SHORTEST` characters."""
    wanted = " ".join(words.split())[:LONGEST]
    number = _number(wanted)
    if len(wanted) < SHORTEST and number is None:
        return Found([], [], False)
    found = list(_up_to(MOST_IDEAS + 1, _ideas(db, wanted, number)))
    return Found(list(_forums(db, wanted)), found[:MOST_IDEAS], len(found) > MOST_IDEAS)


def _number(wanted: str) -> int | None:
    """The number of an idea, with or without #."""
    return whole(wanted.removeprefix("#"), digits=6)


def _forums(db: Session, wanted: str) -> Iterator[FoundForum]:
    """Forums are few: all are read."""
    lowered = wanted.lower()
    for row in db.scalars(select(Forum).where(Forum.rehearsal.is_(False)).order_by(Forum.id.desc())):
        texts = [*row.title.values(), row.place, row.organiser, row.code]
        if any(lowered in text.lower() for text in texts):
            yield FoundForum(row.ref, row.title, row.place, row.started_at or row.starts_at)


def _ideas(db: Session, wanted: str, number: int | None) -> Iterator[FoundIdea]:
    """In the order of the index of numbers, backwards, so that the first ones are found without reading all."""
    real = {row.id: row for row in db.execute(select(Forum.id, Forum.ref, Forum.title).where(~Forum.rehearsal))}
    lead = aliased(Idea)
    query = select(Idea.forum, Idea.number, Idea.text, Idea.lang, Idea.state, lead.number.label("into"))
    query = query.outerjoin(lead, lead.id == Idea.merged_into).where(
        Idea.forum.in_(real), Idea.state.in_(READABLE), _may_hold(wanted, number)
    )
    query = query.order_by(Idea.forum.desc(), Idea.number.desc()).execution_options(yield_per=100)
    for row in db.execute(query):
        if row.number == number or wanted.lower() in row.text.lower():
            forum = real[row.forum]
            yield FoundIdea(forum.ref, forum.title, row.number, row.text, row.lang, row.state, row.into)


def _may_hold(wanted: str, number: int | None) -> ColumnElement[bool]:
    held = Idea.text.ilike(f"%{_pattern(wanted)}%", escape="\\")
    return held if number is None else (Idea.number == number) | held


def _pattern(wanted: str) -> str:
    """A pattern for LIKE in which letters beyond a to z are open, and its own signs stand for themselves."""
    return "".join(f"\\{one}" if one in "%_\\" else one if one.isascii() else "_" for one in wanted.lower())


def _up_to(most: int, found: Iterator[T]) -> Iterator[T]:
    for _ in range(most):
        one = next(found, None)
        if one is None:
            return
        yield one
