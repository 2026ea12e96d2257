"""The child process that reads workbooks: `python -m workshop.imports.workbook_worker`. A file in, its rows out.

A file can be made to fill the memory of whoever reads it: few bytes that unpack to many, a cell at the far end of a
sheet, a long text that a million cells share. So another process reads it, with little memory; where that is not
enough the process ends, and the file is refused.
"""

import io
import resource
import sys
import zipfile
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from workshop.domain.errors import Refusal
from workshop.imports import formulas
from workshop.imports.limits import (
    MOST_BYTES,
    MOST_CELL,
    MOST_COLUMNS,
    MOST_PARTS,
    MOST_ROWS,
    MOST_UNPACKED,
    RoomForRows,
)
from workshop.imports.table_columns_to_ideas import names_ideas
from workshop.runtime.answering_child_process import LENGTH

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MEMORY, SECONDS = 1_000_000_000, 20
"""Bytes of memory, seconds of processor time."""
HEADINGS_WITHIN = 10
"""The rows among which the headings are looked for: the first that is not empty."""


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """What was read of one sheet: its name and rows, or why it was refused (a refusal's code and its facts)."""

    sheet: str = ""
    rows: list[list[str]] = []
    refused: str = ""
    facts: dict[str, int] = {}


def main() -> None:
    """Answer one question; ends with its input."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    out, sys.stdout = sys.stdout.buffer, sys.stderr  # what a library prints must not get between the answers
    while head := sys.stdin.buffer.read(LENGTH.size):
        message = msgspec.msgpack.encode(read(sys.stdin.buffer.read(*LENGTH.unpack(head))))
        out.write(LENGTH.pack(len(message)) + message)
        out.flush()


def read(data: bytes) -> Read:
    """The sheet of ideas. A formula is its last result, as text: nothing is computed."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, XmlError, ZipError

    if not _may_be_unpacked(data):
        return Read(refused="import_broken")
    try:
        at, sheet = _sheet_of_ideas(CalamineWorkbook.from_filelike(io.BytesIO(data)))
    except (CalamineError, XmlError, ZipError, PasswordError, ValueError, IndexError):
        return Read(refused="import_broken")
    if sheet.total_height > MOST_ROWS:  # the last row, counted from 0
        return Read(refused="import_rows", facts={"n": MOST_ROWS})
    if sheet.total_width > MOST_COLUMNS:
        return Read(refused="import_columns", facts={"n": MOST_COLUMNS})
    if row := formulas.first_without_result(data, at):
        return Read(refused="import_formula", facts={"row": row})
    try:
        return Read(sheet=sheet.name, rows=list(_within_limits(sheet.to_python(skip_empty_area=False))))
    except Refusal as refusal:
        return Read(refused=refusal.code, facts={"n": MOST_BYTES // 1_000_000})


def _sheet_of_ideas(book: "CalamineWorkbook") -> tuple[int, "CalamineSheet"]:
    """The first sheet whose headings name ideas, and its place; else the first. (Our own begins with an overview.)"""
    for at in range(len(book.sheet_names)):
        sheet = book.get_sheet_by_index(at)
        headings = next((row for row in sheet.to_python(nrows=HEADINGS_WITHIN) if any(row)), [])
        if names_ideas([str(cell) for cell in headings]):
            return at, sheet
    return 0, book.get_sheet_by_index(0)


def _within_limits(sheet: Iterable[Iterable[object]]) -> Iterator[list[str]]:
    """The rows as text. A text that many cells share is small in the file and large here: raises Refusal
    import_large."""
    room = RoomForRows()
    for number, row in enumerate(sheet, 1):
        cells = [_text(cell) for cell in row]
        room.take(number, cells)
        yield cells


def _may_be_unpacked(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            sizes = [part.file_size for part in parts.infolist()]
    except (zipfile.BadZipFile, ValueError, OSError):
        return False
    return len(sizes) <= MOST_PARTS and sum(sizes) <= MOST_UNPACKED


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))  # a workbook has no whole numbers
    return str(cell)[:MOST_CELL]


if __name__ == "__main__":
    main()
