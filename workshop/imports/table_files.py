"""Reads the table in a file, whatever kind of file it is, and carries a table along from page to page."""

import base64
import hashlib
import re
import zlib
from dataclasses import replace

import msgspec

from workshop.domain.errors import Refusal
from workshop.imports import decidim, delimited, workbook, zip_parts
from workshop.imports.limits import MOST_BYTES
from workshop.imports.table_columns_to_ideas import SheetRow, SheetTable, table_of

_JSON = re.compile(rb"(\xef\xbb\xbf)?\s*\[\s*\{")
"""The beginning of a list of objects."""
_MOST_CARRIED = 3 * MOST_BYTES
"""Bytes of a packed table: its characters in UTF-8, and its rows and cells."""
_Carried = tuple[str, str, str, list[tuple[int, list[str]]]]


def read(data: bytes) -> SheetTable:
    """The table in the bytes of a file, which may be packed in a zip. Raises Refusal import_large, import_tables for a
    zip with several, and as `delimited.read` and `workbook.read`."""
    if len(data) > MOST_BYTES:
        raise Refusal("import_large", n=MOST_BYTES // 1_000_000)
    if _JSON.match(data):
        return decidim.of_json(data)
    table = _of_zip(data) if zip_parts.is_zip(data) else delimited.read(data)
    return decidim.of_table(table) if decidim.is_export(table) else table


def _of_zip(data: bytes) -> SheetTable:
    """A workbook is a zip file, and so is our own file for Decidim: its table is the only one beside a README. Raises
    Refusal import_tables where there are more."""
    tables = [name for name in zip_parts.names_in(data) if name.lower().endswith(".csv")]
    if not tables:
        return workbook.read(data)
    if len(tables) > 1:
        raise Refusal("import_tables", n=len(tables))
    (table,) = zip_parts.unpacked(data, tables.__contains__, MOST_BYTES).values()
    return delimited.read(table)


def packed(table: SheetTable) -> str:
    """A table as a text of letters, for a field of a form: nothing of a file is kept on the server between pages."""
    rows = [(row.number, list(row.cells)) for row in table.rows]
    whole = msgspec.msgpack.encode((table.encoding, table.separator, table.sheet, rows))
    return base64.b64encode(zlib.compress(whole)).decode()


def unpacked(text: str) -> SheetTable:
    """The table of such a text, which may have been changed. Raises Refusal import_broken, and as `table_of`."""
    try:
        more = zlib.decompressobj()
        whole = more.decompress(base64.b64decode(text, validate=True), _MOST_CARRIED)
        if not more.eof:
            raise Refusal("import_broken")
        encoding, separator, sheet, rows = msgspec.msgpack.decode(whole, type=_Carried)
    except (ValueError, zlib.error, msgspec.DecodeError):
        raise Refusal("import_broken") from None
    table = table_of((SheetRow(number, tuple(cells)) for number, cells in rows), encoding, separator)
    return replace(table, sheet=sheet)


def named(step: int, *read_of: object) -> str:
    """A name for what is read of a file into a step, equal each time: what was cut off goes on when it comes again."""
    return hashlib.sha256(" ".join(map(str, (step, *read_of))).encode()).hexdigest()
