"""Reads proposals of Decidim, as it exports them: CSV with a column for each language (`title/fi`, `body/sv`), or JSON.

A proposal becomes one idea: its title, and its body where both fit into one. Where the body begins with the title, as
in our own file for Decidim (`reports/decidim.py`), the title is not said twice. Each proposal is read in the language
that its title is written in.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape

import msgspec

from workshop.contract.base import TEXT_MAX
from workshop.domain.errors import Refusal
from workshop.imports.headed_records import columns
from workshop.imports.limits import MOST_ROWS
from workshop.imports.table_columns_to_ideas import LANGUAGES, SheetRow, SheetTable, table_of

HEADING = SheetRow(1, ("text", "body", "theme", "language"))
_TITLE = re.compile(r"title/[a-z]{2}")
_READ = re.compile(r"(title|body|category/name)(/[a-z]{2})?")
_TAG = re.compile(r"<(br|/p|/li|/h\d)\b[^<>]*>|<[^<>]*>", re.IGNORECASE)


def is_export(table: SheetTable) -> bool:
    """Whether a table has the headings of proposals."""
    return any(_TITLE.fullmatch(cell.strip()) for cell in table.rows[0].cells)


def of_table(table: SheetTable) -> SheetTable:
    """The proposals of a CSV file as a table of ideas, with the numbers of its rows. Raises Refusal
    import_heading_twice for a column that is read."""
    names = [cell.strip() for cell in table.rows[0].cells]
    columns([name for name in names if _READ.fullmatch(name)])
    rows = ((row.number, dict(zip(names, row.cells, strict=False))) for row in table.rows[1:])
    return table_of((HEADING, *(_row(number, cells) for number, cells in rows)), table.encoding, table.separator)


def of_json(data: bytes) -> SheetTable:
    """The proposals of a JSON file as a table of ideas; each is numbered as if it stood below a heading. Raises Refusal
    import_broken, import_rows, import_empty."""
    try:
        whole = msgspec.json.decode(data, type=list[dict[str, object]])
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise Refusal("import_broken") from None
    if len(whole) > MOST_ROWS:
        raise Refusal("import_rows", n=MOST_ROWS)
    if not whole:
        raise Refusal("import_empty")
    table = table_of((HEADING, *(_row(number, dict(_flat(one))) for number, one in enumerate(whole, 2))), "utf-8", "")
    if len(table.rows) == 1:
        raise Refusal("import_empty")
    return table


def _flat(values: Mapping[str, object], before: str = "") -> Iterator[tuple[str, str]]:
    """`{"title": {"fi": "x"}}` as `title/fi` → "x", the names that the CSV file has."""
    for name, value in values.items():
        if isinstance(value, dict):
            if before.count("/") < 4:
                yield from _flat(value, f"{before}{name}/")
        elif isinstance(value, str):
            yield before + name, value


def _row(number: int, cells: Mapping[str, str]) -> SheetRow:
    title, language = _written(cells, "title", "")
    body, _ = _written(cells, "body", language)
    theme, _ = _written(cells, "category/name", language)
    own = title.removeprefix(f"{cells.get('id', '')}. ")
    if own and re.match(rf"{re.escape(own)}(?!\w)", " ".join(body.split())):
        title, body = (body, "") if len(body) <= TEXT_MAX else (own, "")
    fits = len(title) + 1 + len(body) <= TEXT_MAX
    return SheetRow(number, (title, body if fits else "", theme, language if language in LANGUAGES else ""))


def _written(cells: Mapping[str, str], name: str, language: str) -> tuple[str, str]:
    """A text without its markup, and its language: the one asked for, else the first that is written."""
    found = {
        column.removeprefix(name).strip("/"): _plain(cell)
        for column, cell in cells.items()
        if column == name or re.fullmatch(rf"{name}/[a-z]{{2}}", column)
    }
    written = {code: words for code, words in found.items() if words}
    code = language if language in written else next(iter(written), "")
    return written.get(code, ""), code


def _plain(markup: str) -> str:
    return unescape(_TAG.sub(lambda tag: "\n" if tag[1] else "", markup)).strip()
