"""Reads delimited text (CSV, TSV) as spreadsheets of any age save it: its encoding and its separator are found out.

The format is that of RFC 4180 (Y. Shafranovich, 2005), with any of three separators.
"""

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import islice

from workshop.domain.errors import Refusal
from workshop.domain.formula_guard import unguarded
from workshop.imports.limits import MOST_CELL
from workshop.imports.table_columns_to_ideas import SheetRow, SheetTable, table_of

SEPARATORS = (";", ",", "\t")
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
FEW = 10
"""A text that holds a NUL for each so many characters is none."""
_LOOKED_AT = 30
"""Records from which the separator is found out."""


def read(data: bytes) -> SheetTable:
    """The table in the bytes of a file, its cells without the guard against formulas that our files and those of others
    have. Raises Refusal import_broken for what is no text, import_line with the record of a quote that never ends, and
    as `table_of`."""
    text, encoding = decoded(data)
    text, separator = _separated(text)
    found = enumerate(records(text, separator), 1)
    rows = (SheetRow(number, tuple(map(unguarded, cells))) for number, (_, cells) in found)
    return table_of(rows, encoding, separator)


def decoded(data: bytes) -> tuple[str, str]:
    """The text of a file, and its encoding: by its byte order mark, else UTF-8, else Windows-1252, of which Latin-1 is
    a part. Raises Refusal import_broken, and import_encoding with the line for UTF-8 that is damaged or holds a NUL."""
    encoding = next((name for bom, name in BOMS if data.startswith(bom)), "") or _without_bom(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8-sig":
            raise _damaged(data, error.start) from None
        encoding = "latin-1" if encoding == "windows-1252" else ""
        text = data.decode(encoding) if encoding else "\0"
    if "\0" in text:
        is_text = encoding.startswith("utf-8") and text.count("\0") * FEW < len(text)
        raise _damaged(data, data.index(b"\0")) if is_text else Refusal("import_broken")
    return text, encoding.removesuffix("-sig")


def _damaged(data: bytes, at: int) -> Refusal:
    """For a text in which a byte can't be read: the line that it is in."""
    return Refusal("import_encoding", row=data.count(b"\n", 0, at) + 1)


def _without_bom(data: bytes) -> str:
    start = data[:2000]
    for at, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):  # Latin letters have a zero as their other byte
        if start[at::2].count(0) > len(start) / 4:
            return encoding
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_mostly_utf_8(data):
            raise _damaged(data, error.start) from None
        return "windows-1252"
    return "utf-8"


def _is_mostly_utf_8(data: bytes) -> bool:
    """Whether more of its letters beyond ASCII are UTF-8 than not. Two letters of Windows-1252 that stand beside each
    other seldom look like one of UTF-8."""
    letters = [letter for letter in data.decode("utf-8", "replace") if letter > "\x7f"]
    return letters.count("\ufffd") * 2 < len(letters)


def _separated(text: str) -> tuple[str, str]:
    """The text and its separator. Some spreadsheets say it in the first line."""
    first, line_break, rest = text.partition("\n")
    for separator in SEPARATORS:
        if first.strip("\r\n") == f"sep={separator}" and line_break:
            return rest, separator
    return text, max(SEPARATORS, key=lambda one: _fitness(text, one))


def _fitness(text: str, separator: str) -> tuple[float, int]:
    """How well a text fits a separator: the share of records that are as wide as the first, and that width."""
    try:
        widths = [len(cells) for _, cells in islice(records(text, separator), _LOOKED_AT) if cells]
    except Refusal:
        return 0.0, 0
    if not widths or widths[0] < 2:
        return 0.0, 1
    return sum(one == widths[0] for one in widths) / len(widths), widths[0]


def records(text: str, separator: str, strict: bool = True) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of the records: the line at which each ends, from 1. Raises Refusal import_line with the number of
    a record that can't be read or has a cell that is too long."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if any(len(cell) > MOST_CELL for cell in cells):
                raise Refusal("import_line", row=number)
            yield reader.line_num, cells
    except csv.Error:
        raise Refusal("import_line", row=number + 1) from None
