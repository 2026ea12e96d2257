"""Reads an exported conversation of Polis: its statements, and what each participant answered.

The files are those of Polis's own export: `comments.csv` with `participants-votes.csv` or `votes.csv`, and
`summary.csv` where it is there. 1 is agree, -1 disagree, 0 pass.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from workshop.contract.base import TEXT_MAX
from workshop.contract.commands import ImportedIdea
from workshop.domain import text
from workshop.domain.errors import Refusal
from workshop.domain.formula_guard import unguarded
from workshop.imports import zip_parts
from workshop.imports.delimited import decoded, records
from workshop.imports.headed_records import by_column, checked_to_the_end, columns
from workshop.imports.limits import MOST_ROWS, MOST_VOTERS, MOST_VOTES
from workshop.runtime.whole_numbers import is_digits, signed, whole

COMMENTS, MATRIX, VOTES, SUMMARY = "comments.csv", "participants-votes.csv", "votes.csv", "summary.csv"
NUMBER, WORDS, MODERATED, VOTER, VOTE, TIME = (
    *("comment-id", "comment-body", "moderated"),
    *("voter-id", "vote", "timestamp"),
)
"""The columns that are read."""
MOST_DIGITS = 18
"""Digits of the number of a statement."""
OUT = -1
"""`moderated` of a statement that was taken out."""


@dataclass(frozen=True)
class Conversation:
    """A conversation. `ideas` are its statements in the order of their numbers there; `ballots` hold place in `ideas` →
    answer, one for each participant who answered; `shortened` counts statements that were longer than an idea."""

    topic: str
    description: str
    ideas: list[ImportedIdea]
    ballots: list[dict[int, int]]
    shortened: int = 0
    numbers: list[int] = field(default_factory=list)
    """the number of each statement in Polis"""


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files of an exported conversation in a zip file, by name. Raises Refusal import_broken, import_large."""
    return zip_parts.unpacked(data, (COMMENTS, MATRIX, VOTES, SUMMARY).__contains__)


def read(files: Mapping[str, bytes]) -> Conversation:
    """The conversation in these files, by their names. Raises Refusal import_file for one that is missing,
    import_heading and import_heading_twice for a column, import_value with the row and column of what can't be
    understood, import_cut, import_rows."""
    if COMMENTS not in files or not {MATRIX, VOTES} & files.keys():
        raise Refusal("import_file", name=COMMENTS if COMMENTS not in files else MATRIX)
    statements = sorted(_statements(files[COMMENTS]), key=lambda one: one.number)
    if not statements:
        raise Refusal("import_empty")
    places = {one.number: place for place, one in enumerate(statements)}
    ideas = [_idea(one) for one in statements]
    ballots = _of_matrix(files[MATRIX], places) if MATRIX in files else _of_votes(files[VOTES], places)
    told = dict(_pairs(files.get(SUMMARY, b"")))
    shortened = sum(len(one.words) > TEXT_MAX for one in statements)
    topic, about = told.get("topic", "").strip(), told.get("conversation-description", "").strip()
    return Conversation(topic, about, ideas, [one for one in ballots if one], shortened, list(places))


class _Statement(NamedTuple):
    number: int
    words: str
    moderated: int


def _statements(data: bytes) -> Iterator[_Statement]:
    seen: set[int] = set()
    _, below = _records(data, MOST_ROWS, NUMBER, WORDS, MODERATED)
    for row, cells in below:
        number, moderated = _whole(cells, NUMBER, row), _whole(cells, MODERATED, row)
        if number in seen or number < 0:
            raise Refusal("import_value", row=row, name=NUMBER)
        if moderated not in (OUT, 0, 1):
            raise Refusal("import_value", row=row, name=MODERATED)
        seen.add(number)
        yield _Statement(number, _words(cells, row), moderated)


def _whole(cells: Mapping[str, str], name: str, row: int) -> int:
    number = signed(cells.get(name, "").strip(), MOST_DIGITS)
    if number is None:
        raise Refusal("import_value", row=row, name=name)
    return number


def _words(cells: Mapping[str, str], row: int) -> str:
    try:
        return text.clean(unguarded(cells.get(WORDS, "")), 100 * TEXT_MAX)
    except Refusal:
        raise Refusal("import_value", row=row, name=WORDS) from None


def _idea(one: _Statement) -> ImportedIdea:
    """A statement as an idea. Everyone could answer it there, so it was read, or it was taken out."""
    short = one.words if len(one.words) <= TEXT_MAX else f"{one.words[: TEXT_MAX - 1].rstrip()}…"
    return ImportedIdea(text=short, hidden="off_topic" if one.moderated == OUT else None, read=True)


def _of_matrix(data: bytes, places: Mapping[int, int]) -> list[dict[int, int]]:
    names, below = _records(data, MOST_VOTERS)
    at = {name: _place(name, places) for name in names if name.isascii() and is_digits(name)}
    if not at:
        raise Refusal("import_heading", name=str(next(iter(places))))
    found = []
    for row, cells in below:
        given = {name: cells[name] for name in at if cells.get(name)}
        found.append({at[name]: _mark(mark, row, name) for name, mark in given.items()})
    return found


def _place(name: str, places: Mapping[int, int]) -> int:
    """The place of the statement that a column is about. Raises Refusal import_value for a number that none has."""
    number = whole(name, MOST_DIGITS)
    place = None if number is None else places.get(number)
    if place is None:
        raise Refusal("import_value", row=1, name=name[:MOST_DIGITS])
    return place


def _of_votes(data: bytes, places: Mapping[int, int]) -> list[dict[int, int]]:
    """A later vote of one person on one statement replaces the earlier."""
    found: dict[str, dict[int, tuple[int, int]]] = {}
    _, below = _records(data, MOST_VOTES, TIME, NUMBER, VOTER, VOTE)
    for row, cells in below:
        at, place = _whole(cells, TIME, row), places.get(_whole(cells, NUMBER, row))
        if place is None:
            raise Refusal("import_value", row=row, name=NUMBER)
        mark, own = _mark(cells.get(VOTE, ""), row, VOTE), found.setdefault(_voter(cells, row), {})
        if place not in own or at >= own[place][0]:
            own[place] = at, mark
    return [{place: mark for place, (_, mark) in own.items()} for own in found.values()]


def _voter(cells: Mapping[str, str], row: int) -> str:
    if not (name := cells.get(VOTER, "").strip()):
        raise Refusal("import_value", row=row, name=VOTER)
    return name


def _mark(raw: str, row: int, name: str) -> int:
    if raw not in ("1", "0", "-1"):
        raise Refusal("import_value", row=row, name=name)
    return int(raw)


def _records(data: bytes, most: int, *needed: str) -> tuple[list[str], Iterator[tuple[int, Mapping[str, str]]]]:
    """The names of the columns, and (row, column → cell) of the records below them; blank ones are left out."""
    whole = decoded(data)[0]
    given = ((row, cells) for row, (_, cells) in enumerate(records(whole, ","), 1) if cells)
    names = columns(next(given, (1, []))[1], needed)
    return names, by_column(names, checked_to_the_end(whole, names, given), most)


def _pairs(data: bytes) -> Iterator[tuple[str, str]]:
    try:
        yield from (
            (cells[0], unguarded(cells[1]))
            for _, cells in records(decoded(data)[0], ",", strict=False)
            if len(cells) > 1
        )
    except Refusal:
        return
