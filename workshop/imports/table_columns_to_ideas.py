"""A table that is brought in, and which of its columns is what: rows become ideas.

What is wrong is said by row, with the number that a spreadsheet shows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from workshop.contract.base import TEXT_MAX, THEME_MAX
from workshop.contract.commands import ImportedIdea
from workshop.domain import text
from workshop.domain.errors import Refusal
from workshop.imports.limits import RoomForRows
from workshop.runtime.whole_numbers import whole

Role = Literal["", "text", "more", "theme", "language", "table"]
"""What a column is: nothing that is taken, the idea, what follows it in the same idea (the body after a title), its
theme, its language, the number of its table."""
ROLES: tuple[Role, ...] = get_args(Role)
MOST_TABLE = 10_000
HEADINGS: Mapping[Role, frozenset[str]] = {
    "text": frozenset(
        [
            "idea",
            "ideat",
            "idé",
            "idéer",
            "ideas",
            "text",
            "teksti",
            "ehdotus",
            "förslag",
            "proposal",
            "title",
            "otsikko",
            "rubrik",
            "comment-body",
            "name",
        ]
    ),
    "more": frozenset(["body", "kuvaus", "beskrivning", "description"]),
    "theme": frozenset(["theme", "teema", "tema", "cluster", "category", "luokka", "kategori"]),
    "language": frozenset(["language", "kieli", "språk", "lang", "locale"]),
    "table": frozenset(["table", "pöytä", "bord"]),
}
"""The headings by which a column is known, in small letters; a language may follow a slash (`title/fi`)."""
LANGUAGES = {
    "fi": frozenset(["fi", "fin", "suomi", "finska", "finnish"]),
    "sv": frozenset(["sv", "swe", "ruotsi", "svenska", "swedish"]),
    "en": frozenset(["en", "eng", "englanti", "engelska", "english"]),
}


@dataclass(frozen=True)
class SheetRow:
    """One record: its number in the file, from 1, and its cells."""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """The text of a cell, "" where the record is shorter."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True)
class SheetTable:
    """The records of a file that hold anything, and how it was read."""

    rows: tuple[SheetRow, ...]
    encoding: str
    separator: str
    """"" where the file says its columns itself"""
    sheet: str = ""
    """the name of the sheet, in a workbook"""

    @property
    def width(self) -> int:
        """How many columns there are."""
        return max(len(row.cells) for row in self.rows)


@dataclass(frozen=True)
class Mapped:
    """What the columns of a table are, and whether its first record names them."""

    roles: tuple[Role, ...]
    headed: bool

    def column(self, role: Role) -> int | None:
        """The column that is this; None where none is."""
        return self.roles.index(role) if role in self.roles else None


@dataclass(frozen=True)
class Problem:
    """Why a row cannot be brought in: a code (`import.why.<code>` in the catalogues) and its facts."""

    row: int
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Dry:
    """What an import would do: the ideas that it makes, the rows that it refuses, and those that it leaves out because
    their idea is there already (row → the number of that idea, 0 for an earlier row of the file)."""

    ideas: list[ImportedIdea]
    problems: list[Problem]
    doubles: dict[int, int]

    @property
    def themes(self) -> list[str]:
        """The names of the themes of these ideas, each once."""
        return list(dict.fromkeys(idea.theme for idea in self.ideas if idea.theme))


def table_of(records: Iterable[SheetRow], encoding: str, separator: str) -> SheetTable:
    """A table without its blank records: every table is made here, so none is larger than its limits. Raises Refusal
    import_empty where no record is left, and as `RoomForRows.take`."""
    rows = tuple(row for row in _within_limits(records) if any(cell.strip() for cell in row.cells))
    if not rows:
        raise Refusal("import_empty")
    return SheetTable(rows, encoding, separator)


def _within_limits(records: Iterable[SheetRow]) -> Iterator[SheetRow]:
    room = RoomForRows()
    for row in records:
        room.take(row.number, row.cells)
        yield row


def guessed(table: SheetTable) -> Mapped:
    """What the columns seem to be: by their headings, else the one with the longest texts is the idea."""
    names = [_heading(cell) for cell in table.rows[0].cells]
    roles: list[Role] = [""] * table.width
    for role, known in HEADINGS.items():
        column = next((i for i, name in enumerate(names) if name in known and not roles[i]), None)
        if column is not None:
            roles[column] = role
    headed = any(roles)
    if "text" not in roles:
        free = [i for i in range(table.width) if not roles[i]]
        if free:
            roles[max(free, key=lambda i: sum(len(row.cell(i)) for row in table.rows[headed:]))] = "text"
    return Mapped(tuple(roles), headed)


def names_ideas(headings: Sequence[str]) -> bool:
    """Whether one of the headings is that of ideas. What stands alone above several columns is a title."""
    names = [name for cell in headings if (name := _heading(cell))]
    return (len(names) > 1 or len(headings) == 1) and any(name in HEADINGS["text"] for name in names)


def _heading(cell: str) -> str:
    return cell.strip().casefold().partition("/")[0]


def dry_run(table: SheetTable, mapped: Mapped, there: Mapping[str, int], doubles_too: bool = False) -> Dry:
    """What bringing in the table would do. `there`: the ideas of the forum, `same(text)` → number. Raises Refusal
    import_column where no column is the idea."""
    if mapped.column("text") is None:
        raise Refusal("import_column")
    so_far, dry = dict(there), Dry([], [], {})
    for row in table.rows[mapped.headed :]:
        try:
            idea = _idea(row, mapped)
        except Refusal as refusal:
            dry.problems.append(Problem(row.number, refusal.code, refusal.facts))
            continue
        if same(idea.text) in so_far and not doubles_too:
            dry.doubles[row.number] = so_far[same(idea.text)]
            continue
        so_far.setdefault(same(idea.text), 0)
        dry.ideas.append(idea)
    return dry


def same(words: str) -> str:
    """A text without what does not make it another idea: case and spaces."""
    return " ".join(words.split()).casefold()


def known(rows: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    """The ideas of a forum, given as (text, number) by number, as `same(text)` → the first number."""
    found: dict[str, int] = {}
    for words, number in rows:
        found.setdefault(same(words), number)
    return found


def _idea(row: SheetRow, mapped: Mapped) -> ImportedIdea:
    """The idea of a row. Raises Refusal as `text.clean`, theme_long, import_table, import_language."""
    at = {role: row.cell(column).strip() for role in ROLES[1:] if (column := mapped.column(role)) is not None}
    words = text.clean("\n".join(part for part in (at.get("text", ""), at.get("more", "")) if part), TEXT_MAX)
    return ImportedIdea(
        text=words,
        theme=_theme(at.get("theme", "")),
        lang=_language(at.get("language", "")),
        table=_table(at.get("table", "")),
    )


def _theme(raw: str) -> str:
    if not raw:
        return ""
    try:
        return text.clean(raw, THEME_MAX, lines=1)
    except Refusal as refusal:
        raise Refusal({"too_long": "theme_long"}.get(refusal.code, refusal.code), **refusal.facts) from None


def _language(raw: str) -> str:
    if not raw:
        return ""
    found = next((code for code, names in LANGUAGES.items() if raw.casefold().replace("_", "-")[:10] in names), None)
    if found is None:
        raise Refusal("import_language", given=raw[:20])
    return found


def _table(raw: str) -> int | None:
    if not raw:
        return None
    number = whole(raw.removesuffix(".0").lstrip("0"), digits=len(str(MOST_TABLE)))
    if number is None or not 1 <= number <= MOST_TABLE:
        raise Refusal("import_table", given=raw[:20])
    return number
