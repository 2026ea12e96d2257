"""Finds formulas of a workbook whose result is not in the file: a program that computes nothing wrote them, and their
cells are read as empty."""

import io
import re
import zipfile

_SHEET = re.compile(rb'<sheet\b[^>]*\br:id="([^"]+)"')
_CELL = re.compile(
    rb'<c\b(?![^>]*\bt="str")[^>]*?\br="[A-Z]+([0-9]{1,7})"[^>]*>\s*'
    rb"<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
"""A cell with a formula and without a result; a result that is an empty text says that it is a text (`t="str"`)."""


def first_without_result(data: bytes, sheet_at: int) -> int:
    """The number of the first row of a sheet, given by its place, that has such a formula; 0 for none, and where a
    sheet is not found where workbooks have theirs. Raises what `zipfile` raises."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = set(parts.namelist())
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
            return 0
        sheet = _path(parts.read("xl/workbook.xml"), parts.read("xl/_rels/workbook.xml.rels"), sheet_at)
        found = _CELL.search(parts.read(sheet)) if sheet in names else None
    return int(found[1]) if found else 0


def _path(workbook: bytes, relations: bytes, sheet_at: int) -> str:
    """The path of a sheet in the zip file; empty where none is told."""
    name = next(iter(_SHEET.findall(workbook)[sheet_at:]), b"")
    for relation in re.findall(rb"<Relationship\b[^>]*>", relations) if name else []:
        target = re.search(rb'\bTarget="([^"]+)"', relation)
        if target and b'Id="%s"' % name in relation:
            path = target[1].decode("utf-8", "replace")
            return path[1:] if path.startswith("/") else f"xl/{path}"
    return ""
