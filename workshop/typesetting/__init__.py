"""Sets documents for print with typst: PDF files that are PDF/A-3a and PDF/UA-1 in one, and PNG pictures.

A document is a template (`<name>.typ` beside this file) and its data, which the template reads as `data.json`: texts
never become part of the template, so nothing that people wrote is read as code. Only the fonts in `fonts/` are used, so
every machine sets the same pages. Takes up to seconds: call it in a child process, or in a thread where nobody else
waits. Must not: know a forum or a word.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import typst

from workshop.typesetting.missing_glyphs import printable

HERE = Path(__file__).resolve().parent
STANDARDS: list[Literal["a-3a", "ua-1"]] = ["a-3a", "ua-1"]


def pdf(template: str, data: object, files: Mapping[str, bytes] | None = None) -> bytes:
    """The document as PDF. `data`: what `json.dumps` can write; `files`: name → content of what the template shows or
    attaches beside it. Raises typst.TypstError for a fault of the template or its data."""
    return _compiled(template, data, files, format="pdf", pdf_standards=STANDARDS)[0]


def png(template: str, data: object, ppi: float = 144, files: Mapping[str, bytes] | None = None) -> list[bytes]:
    """The document as pictures, one for each page. The rest as for `pdf`."""
    return _compiled(template, data, files, format="png", ppi=ppi)


def end_of(template: str, data: object, files: Mapping[str, bytes] | None = None) -> tuple[int, float]:
    """On which page the document ends, and how much of that page is filled, from 0 to 1; its template says where (`end`
    of `report_style.typ`). Takes less than setting it. The rest as for `pdf`."""
    given = _given(template, data, files)
    told = typst.query(given, "<end>", field="value", one=True, font_paths=_fonts())  # type: ignore[type-var]  # typst types no names
    page, filled = json.loads(told)
    return int(page), float(filled)


def _compiled(template: str, data: object, files: Mapping[str, bytes] | None, **how: object) -> list[bytes]:
    made = typst.compile(_given(template, data, files), font_paths=_fonts(), **how)  # type: ignore[call-overload]  # **how
    return made if isinstance(made, list) else [made]


def _given(template: str, data: object, files: Mapping[str, bytes] | None) -> dict[str, bytes]:
    shared = {one.name: one.read_bytes() for one in HERE.glob("*.typ") if one.stem != template}
    written = json.dumps(printable(data), ensure_ascii=False).encode("utf-8")
    return {"main.typ": (HERE / f"{template}.typ").read_bytes(), **shared, "data.json": written, **(files or {})}


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")])
