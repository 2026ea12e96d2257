"""Reads proposals of Decidim, as it exports them: CSV with a column for each language (`title/fi`, `body/sv`), or JSON.

A proposal becomes one idea: its title, and its body where both fit into one. Where the body begins with the title, as
in our own file for Decidim (`reports/decidim.py`), the title is not said twice, and of a body that is too long the
paragraphs that fit are taken. Titles and themes of our own file are plain text: a proposal of it is known by the number
before its title. Each proposal is read in the language that its title is written in.
"""

import re
from collections.abc import Callable, Iterator, Mapping
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
_TAG = re.compile(r"<(br|/p|/li|/h\d)\b[^<>]*>|</?[a-z!][^<>]*>", re.IGNORECASE)
"""A tag begins with a letter: “<10 and >65” is none."""


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
    numbered = f"{cells.get('id', '')}. "
    is_ours = any(title.startswith(numbered) for title in _by_language(cells, "title", str.strip).values())
    line = str.strip if is_ours else _plain
    title, language = _written(_by_language(cells, "title", line), "")
    body, _ = _written(_by_language(cells, "body", _plain), language)
    theme, _ = _written(_by_language(cells, "category/name", line), language)
    own = title.removeprefix(numbered)
    if own and _begins_with(body, own):
        title, body = _paragraphs_that_fit(body) or own, ""
    fits = len(title) + 1 + len(body) <= TEXT_MAX
    return SheetRow(number, (title, body if fits else "", theme, language if language in LANGUAGES else ""))


def _by_language(cells: Mapping[str, str], name: str, words_of: Callable[[str], str]) -> Mapping[str, str]:
    """Language → a text that is written in it; "" for a column of no language."""
    found = {
        column.removeprefix(name).strip("/"): words_of(cell)
        for column, cell in cells.items()
        if column == name or re.fullmatch(rf"{name}/[a-z]{{2}}", column)
    }
    return {code: words for code, words in found.items() if words}


def _written(by_language: Mapping[str, str], language: str) -> tuple[str, str]:
    """A text and its language: the one asked for, else the first that is written."""
    code = language if language in by_language else next(iter(by_language), "")
    return by_language.get(code, ""), code


def _begins_with(body: str, title: str) -> bool:
    """Whether a body begins with the words of its title, or with those that are left of a title that was cut."""
    words = " ".join(body.split())
    cut = title.removesuffix("…")
    return bool(re.match(rf"{re.escape(title)}(?!\w)", words)) or (cut != title and words.startswith(cut))


def _paragraphs_that_fit(body: str) -> str:
    """The first paragraphs that are together no longer than an idea."""
    paragraphs = body.split("\n\n")
    tried = ("\n\n".join(paragraphs[:most]) for most in range(len(paragraphs), 0, -1))
    return next((words for words in tried if len(words) <= TEXT_MAX), "")


def _plain(markup: str) -> str:
    return unescape(_TAG.sub(lambda tag: "\n" if tag[1] else "", markup)).strip()
