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


def first_without_result(data: bytes) -> int:
    """The number of the first row of the first sheet that has such a formula; 0 for none, and where a sheet is not
    found where workbooks have theirs. Raises what `zipfile` raises."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = set(parts.namelist())
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
            return 0
        sheet = _first_sheet(parts.read("xl/workbook.xml"), parts.read("xl/_rels/workbook.xml.rels"))
        found = _CELL.search(parts.read(sheet)) if sheet in names else None
    return int(found[1]) if found else 0


def _first_sheet(workbook: bytes, relations: bytes) -> str:
    """The path of the first sheet in the zip file; empty where none is told."""
    named = _SHEET.search(workbook)
    for relation in re.findall(rb"<Relationship\b[^>]*>", relations) if named else []:
        target = re.search(rb'\bTarget="([^"]+)"', relation)
        if named and target and b'Id="%s"' % named[1] in relation:
            path = target[1].decode("utf-8", "replace")
            return path[1:] if path.startswith("/") else f"xl/{path}"
    return ""
