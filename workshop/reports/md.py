"""The summary as Markdown (CommonMark 0.31 with the tables of GitHub Flavored Markdown), in the order of the printed
page, without its list of contents, which whatever shows the file makes of the headings, and without its charts, whose
numbers stand in the tables.

What people wrote stays what they wrote: every character that could begin markup is escaped, so that nothing becomes a
heading, a link, a cell or HTML.
"""

import re

from workshop.i18n import catalogues
from workshop.reports.blocks import Block, Cell, Heading, Line, Paragraph, Table, Words, flat
from workshop.reports.cell_escaping import plain
from workshop.reports.page_one_height_estimate import WITHOUT_PAGES
from workshop.reports.summary import Summary
from workshop.reports.summary_as_blocks import blocks_of

_MARKUP = re.compile(r"[\\`*_{}\[\]<>|~#&$]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_BEGINNING = re.compile(r"^(\d*)([-+=.)])")
"""What begins a list, a rule or a heading where it stands first on a line."""
_BREAK = " <br>"
"""The space keeps words apart where what shows the file leaves the tag out."""


def write(summary: Summary, lang: str) -> bytes:
    """The whole file in the words of `lang`."""
    parts: list[str] = []
    tables = 0
    for block in flat(blocks_of(summary, lang, WITHOUT_PAGES)):
        tables += isinstance(block, Table)
        parts.append(_written(block, f"{catalogues.say(lang, 'report.caption.table')} {tables}"))
    return ("\n\n".join(filter(None, parts)) + "\n").encode("utf-8")


def escaped(text: str) -> str:
    """A text on one line in which nothing is markup. A line break becomes the one tag that tables know."""
    lines = (" ".join(line.split()) for line in plain(text).splitlines())
    return _BREAK.join(_BEGINNING.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", line)) for line in lines if line)


def _written(block: Block, label: str) -> str:
    """One block; "" for one that is not in this format. `label` stands before a table's caption."""
    if isinstance(block, Heading):
        return f"{'#' * (block.level + 1)} {_line(block.line)}"
    if isinstance(block, Paragraph):
        return f"> {_line(block.line)}" if block.style == "notice" else _line(block.line)
    return _table(block, label) if isinstance(block, Table) else ""


def _table(block: Table, label: str) -> str:
    rows = [
        [_words(Words(column.head)) for column in block.columns],
        ["---:" if column.number else "---" for column in block.columns],
        *([_cell(one) for one in row] for row in block.rows),
    ]
    lines = ("| " + " | ".join(row) + " |" for row in rows)
    return f"*{label}. {_line(block.caption)}*\n\n" + "\n".join(lines)


def _cell(lines: Cell) -> str:
    return _BREAK.join(map(_line, lines))


def _line(line: Line) -> str:
    return "".join(map(_words, line)).strip()


def _words(words: Words) -> str:
    """A piece with the spaces around it, which `escaped` takes for none of its own."""
    if words.link:
        return f"<{words.text}>"
    text = escaped(words.shown)
    before, after = (" " if words.text[at : at + 1 or None].isspace() else "" for at in (0, -1))
    return f"{before}**{text}**{after}" if words.look == "strong" and text else f"{before}{text}{after}"
