"""Reads workbooks (XLSX), in a child process with little memory (`workbook_worker`). Blocks: call it in a native
thread."""

from collections.abc import Callable
from dataclasses import replace

import msgspec

from workshop.domain.errors import Refusal
from workshop.imports.table_columns_to_ideas import SheetRow, SheetTable, table_of
from workshop.imports.workbook_worker import Read
from workshop.runtime.answering_child_process import AskedChild, ChildFailed

COMMAND = ("-m", "workshop.imports.workbook_worker")
SECONDS = 30.0


def read(data: bytes, start: Callable[[], AskedChild] = lambda: AskedChild("workbook", COMMAND)) -> SheetTable:
    """The sheet of ideas of a workbook, else its first. Raises Refusal import_broken, import_formula for a formula
    whose result is not in the file, and as `table_of`."""
    try:
        child = start()
    except OSError:
        raise Refusal("server") from None
    try:
        found = msgspec.msgpack.decode(child.ask(data, SECONDS), type=Read)
    except ChildFailed:
        raise Refusal("import_broken") from None
    finally:
        child.leave()
    if found.refused:
        raise Refusal(found.refused, **found.facts)
    rows = (SheetRow(number, tuple(cells)) for number, cells in enumerate(found.rows, 1))
    return replace(table_of(rows, "xlsx", ""), sheet=found.sheet)
