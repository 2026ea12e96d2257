"""Reads an exported conversation of Polis: its statements, and what each participant answered.

The files are those of Polis's own export: `comments.csv` with `participants-votes.csv` or `votes.csv`, and
`summary.csv` where it is there. 1 is agree, -1 disagree, 0 pass.
"""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workshop.contract.base import TEXT_MAX
from workshop.contract.commands import ImportedIdea
from workshop.domain import text
from workshop.domain.errors import Refusal
from workshop.imports.delimited import decoded, records
from workshop.imports.limits import MOST_ROWS, MOST_UNPACKED, MOST_VOTERS, MOST_VOTES

COMMENTS, MATRIX, VOTES, SUMMARY = "comments.csv", "participants-votes.csv", "votes.csv", "summary.csv"
MOST_DIGITS = 18
"""Digits of the number of a statement."""
BROKEN_ZIP = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, OSError, OverflowError, RuntimeError, ValueError),
)
"""What `zipfile` raises for damaged, encrypted and unknown parts."""
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
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
                raise Refusal("import_large", n=MOST_UNPACKED // 1_000_000)
            names = {part.rpartition("/")[2]: part for part in parts.namelist()}
            return {name: parts.read(names[name]) for name in (COMMENTS, MATRIX, VOTES, SUMMARY) if name in names}
    except BROKEN_ZIP:
        raise Refusal("import_broken") from None


def read(files: Mapping[str, bytes]) -> Conversation:
    """The conversation in these files, by their names. Raises Refusal import_file for one that is missing, import_line
    with the row of what can't be understood, import_rows."""
    if COMMENTS not in files or not {MATRIX, VOTES} & files.keys():
        raise Refusal("import_file", name=COMMENTS if COMMENTS not in files else MATRIX)
    rows = sorted(_statements(files[COMMENTS]))
    if not rows:
        raise Refusal("import_empty")
    places = {number: place for place, (number, _, _) in enumerate(rows)}
    ideas = [_idea(words, moderated) for _, words, moderated in rows]
    ballots = _of_matrix(files[MATRIX], places) if MATRIX in files else _of_votes(files[VOTES], places)
    told = dict(_pairs(files.get(SUMMARY, b"")))
    shortened = sum(len(words.strip()) > TEXT_MAX for _, words, _ in rows)
    topic, about = told.get("topic", "").strip(), told.get("conversation-description", "").strip()
    return Conversation(topic, about, ideas, [one for one in ballots if one], shortened, list(places))


def _statements(data: bytes) -> Iterator[tuple[int, str, int]]:
    """(number, words, moderated) of each statement."""
    seen: set[int] = set()
    for row, cells in enumerate(_records(data, MOST_ROWS), 2):
        try:
            number, words, moderated = int(cells["comment-id"]), cells["comment-body"], int(cells["moderated"])
        except (KeyError, TypeError, ValueError):
            raise Refusal("import_line", row=row) from None
        if number in seen or number < 0 or moderated not in (-1, 0, 1):
            raise Refusal("import_line", row=row)
        seen.add(number)
        yield number, words, moderated


def _idea(words: str, moderated: int) -> ImportedIdea:
    """A statement as an idea. Everyone could answer it there, so it was read, or it was taken out."""
    whole = text.clean(words, 100 * TEXT_MAX)
    short = whole if len(whole) <= TEXT_MAX else f"{whole[: TEXT_MAX - 1].rstrip()}…"
    return ImportedIdea(text=short, hidden="off_topic" if moderated == OUT else None, read=True)


def _of_matrix(data: bytes, places: Mapping[int, int]) -> list[dict[int, int]]:
    found = []
    for row, cells in enumerate(_records(data, MOST_VOTERS), 2):
        given = {_known(name, places, row): mark for name, mark in cells.items() if name.isdecimal() and mark}
        found.append({place: _mark(mark, row) for place, mark in given.items()})
    return found


def _known(name: str, places: Mapping[int, int], row: int) -> int:
    """The place of a statement. Raises Refusal import_line for a number that none has."""
    if len(name) > MOST_DIGITS or int(name) not in places:
        raise Refusal("import_line", row=row)
    return places[int(name)]


def _of_votes(data: bytes, places: Mapping[int, int]) -> list[dict[int, int]]:
    """A later vote of one person on one statement replaces the earlier."""
    found: dict[str, dict[int, tuple[int, int]]] = {}
    for row, cells in enumerate(_records(data, MOST_VOTES), 2):
        try:
            at, number, voter = int(cells["timestamp"]), int(cells["comment-id"]), cells["voter-id"]
            place = places[number]
        except (KeyError, TypeError, ValueError):
            raise Refusal("import_line", row=row) from None
        own = found.setdefault(voter, {})
        if place not in own or at >= own[place][0]:
            own[place] = at, _mark(cells["vote"], row)
    return [{place: mark for place, (_, mark) in own.items()} for own in found.values()]


def _mark(raw: str, row: int) -> int:
    if raw not in ("1", "0", "-1"):
        raise Refusal("import_line", row=row)
    return int(raw)


def _records(data: bytes, most: int) -> Iterator[dict[str, str]]:
    """Column → cell of each record below the one with the names of the columns; blank ones are left out."""
    below = (cells for _, cells in records(decoded(data)[0], ",") if cells)
    names = next(below, [])
    for n, cells in enumerate(below, 1):
        if n > most:
            raise Refusal("import_rows", n=most)
        yield dict(zip(names, cells, strict=False))


def _pairs(data: bytes) -> Iterator[tuple[str, str]]:
    try:
        yield from ((cells[0], cells[1]) for _, cells in records(decoded(data)[0], ",", strict=False) if len(cells) > 1)
    except Refusal:
        return
