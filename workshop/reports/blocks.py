"""Parts of a document, whatever its file format: headings, paragraphs, tables and charts, with people's
words marked in them.

`summary_as_blocks` makes them of a summary; `docx` and `md` write them down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from workshop.reports.cell_escaping import plain

Look = Literal["", "strong", "quiet"]


@dataclass(frozen=True)
class Words:
    """A piece of a line. `lang`: its language, "" for the document's. `written`: people wrote it, so it may run in
    either direction and hold any character; `lang` is "" then where it is not known. `link`: it is an address of the
    web that the program knows, and leads there."""

    text: str
    lang: str = ""
    look: Look = ""
    written: bool = False
    link: bool = False

    @property
    def shown(self) -> str:
        """The text as files hold it: without characters that Office files cannot hold and, in the program's own words,
        without the places where a word may break, which some programs show as hyphens."""
        return plain(self.text) if self.written else plain(self.text).replace("\u00ad", "")


Line = tuple[Words, ...]
Cell = tuple[Line, ...]
"""What stands in one cell of a table: a paragraph for each line."""


@dataclass(frozen=True)
class Heading:
    """A heading: 0 is the document's title, 1 a part, 2 a section."""

    level: int
    line: Line


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. `figures` are the few large numbers of page 1, a `notice` must not be overlooked, a `lead` stands
    under the title, and `quiet` is for who looks closer."""

    line: Line
    style: Literal["body", "lead", "figures", "notice", "quiet"] = "body"


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its share of the width, and whether it holds numbers."""

    head: str
    width: float
    number: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a heading for each column and a caption; `close`: in smaller letters, as in two columns."""

    caption: Line
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    close: bool = False


@dataclass(frozen=True)
class ChartPicture:
    """A chart as SVG that stands alone, its caption, and what it shows in words for who cannot see it. `pieces`: the
    same in pictures one below the other, between which a page may end; none where it has to stay whole."""

    caption: Line
    alt: str
    svg: str
    pieces: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contents:
    """The list of headings, on a new page."""

    title: str


@dataclass(frozen=True)
class ColumnBreak:
    """What follows stands in the right column."""


@dataclass(frozen=True)
class TwoColumns:
    """Parts side by side in smaller letters, for long lists of short texts: down the left column, then the right, from
    a break on or where half of it is full."""

    blocks: tuple["Heading | Paragraph | Table | ColumnBreak", ...]


Block = Heading | Paragraph | Table | ChartPicture | Contents | TwoColumns | ColumnBreak


def flat(blocks: Sequence[Block]) -> list[Block]:
    """The blocks one after another, for formats without columns."""
    found = [one for block in blocks for one in (block.blocks if isinstance(block, TwoColumns) else (block,))]
    return [one for one in found if not isinstance(one, ColumnBreak)]


def said(text: str, look: Look = "") -> Line:
    """A line of the program's own words."""
    return (Words(text, look=look),)


def written(text: str, lang: str = "") -> Line:
    """A line of words that people wrote."""
    return (Words(text, lang, written=True),)


def cell(text: object) -> Cell:
    """A cell with a number or with the program's own words; empty for None and ""."""
    return () if text in (None, "") else (said(str(text)),)
