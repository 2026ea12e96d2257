"""Finds forums by name, place, organiser or code, and ideas by their words or their number, in all real forums.

SQLite compares capitals of a to z only, and PostgreSQL as its locale does. So the statement asks for a pattern that
leaves all other letters open, and Python compares what it finds, the same on both.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session, aliased

from workshop.domain.consonant_gradation import OPEN, in_one_grade
from workshop.domain.ideas import READABLE
from workshop.runtime.whole_numbers import whole
from workshop.storage.tables import Forum, Idea

SHORTEST, LONGEST = 2, 100
"""The fewest and the most characters that are searched for; a number may have one."""
MOST_IDEAS = 60
"""The most ideas that are shown."""
SHARED = 3
"""The fewest first letters in which two forms of a word are alike."""
_WORD = re.compile(r"\w+")
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
    """All that was found; `more`: there are more ideas than are shown; `close_forums` and `close_ideas`: only their
    words begin as those that were asked for."""

    forums: list[FoundForum]
    ideas: list[FoundIdea]
    more: bool
    close_forums: bool = False
    close_ideas: bool = False


def search(db: Session, words: str) -> Found:
    """What holds all of these words, in any order (or, for a number, ideas with that number), newest forums first.
    Where no forum does, those whose words begin in the same way, and where nothing does such ideas, too: Finnish bends
    words (Turku, Turun linna; katu, kadulla). Ideas that their authors took back are not found. Nothing for fewer than
    `SHORTEST` characters."""
    whole_text = unicodedata.normalize("NFC", " ".join(words.split()))[:LONGEST]  # what was copied may be decomposed
    number, wanted = _number(whole_text), whole_text.lower().split()
    if len(whole_text) < SHORTEST and number is None:
        return Found([], [], False)
    exact, near = _Words(wanted), _Words(list(map(_beginning, wanted)), close=True)
    forums, ideas = list(_forums(db, exact)), list(_up_to(MOST_IDEAS + 1, _ideas(db, exact, number)))
    close_forums = [] if forums else list(_forums(db, near))
    close_ideas = [] if forums or ideas else list(_up_to(MOST_IDEAS + 1, _ideas(db, near, None)))
    found = ideas or close_ideas
    return Found(
        forums or close_forums,
        found[:MOST_IDEAS],
        len(found) > MOST_IDEAS,
        close_forums=bool(close_forums),
        close_ideas=bool(close_ideas),
    )


@dataclass(frozen=True)
class _Words:
    """What is looked for, in small letters: anywhere in a text, or if `close` where its words begin, in one grade."""

    wanted: Sequence[str]
    close: bool = False

    def are_in(self, text: str) -> bool:
        """Whether a text holds all of them."""
        lowered = text.lower()
        if not self.close:
            return all(word in lowered for word in self.wanted)
        words = list(map(in_one_grade, _WORD.findall(lowered)))
        return all(any(word.startswith(beginning) for word in words) for beginning in self.wanted)


def _beginning(word: str) -> str:
    """The part of a word that most of its forms share, in one grade; all of what is no word."""
    return in_one_grade(word)[: max(SHARED, round(len(word) * 0.6))] if word.isalpha() else word


def _number(wanted: str) -> int | None:
    """The number of an idea, with or without #."""
    return whole(wanted.removeprefix("#"), digits=6)


def _forums(db: Session, words: _Words) -> Iterator[FoundForum]:
    """Forums are few: all are read. Some words may be of the name and others of the place."""
    for row in db.scalars(select(Forum).where(Forum.rehearsal.is_(False)).order_by(Forum.id.desc())):
        if words.are_in("\n".join([*row.title.values(), row.place, row.organiser, row.code])):
            yield FoundForum(row.ref, row.title, row.place, row.started_at or row.starts_at)


def _ideas(db: Session, words: _Words, number: int | None) -> Iterator[FoundIdea]:
    """In the order of the index of numbers, backwards, so that the first ones are found without reading all."""
    real = {row.id: row for row in db.execute(select(Forum.id, Forum.ref, Forum.title).where(~Forum.rehearsal))}
    lead = aliased(Idea)
    query = select(Idea.forum, Idea.number, Idea.text, Idea.lang, Idea.state, lead.number.label("into"))
    query = query.outerjoin(lead, lead.id == Idea.merged_into).where(
        Idea.forum.in_(real), Idea.state.in_(READABLE), _may_hold(words, number)
    )
    query = query.order_by(Idea.forum.desc(), Idea.number.desc()).execution_options(yield_per=100)
    for row in db.execute(query):
        if row.number == number or words.are_in(row.text):
            forum = real[row.forum]
            yield FoundIdea(forum.ref, forum.title, row.number, row.text, row.lang, row.state, row.into)


def _may_hold(words: _Words, number: int | None) -> ColumnElement[bool]:
    patterns = (_pattern(word, OPEN if words.close else frozenset()) for word in words.wanted)
    held = and_(*(Idea.text.ilike(f"%{pattern}%", escape="\\") for pattern in patterns))
    return held if number is None else (Idea.number == number) | held


def _pattern(word: str, many: Collection[str]) -> str:
    """A pattern for LIKE in which letters beyond a to z are open, and its own signs stand for themselves. In place of a
    letter of `many` after the first there may be any others."""
    return "".join("%" if at and one in many else _open(one) for at, one in enumerate(word))


def _open(letter: str) -> str:
    if letter in "%_\\":
        return f"\\{letter}"
    return letter if letter.isascii() else "_"


def _up_to(most: int, found: Iterator[T]) -> Iterator[T]:
    for _ in range(most):
        one = next(found, None)
        if one is None:
            return
        yield one
