"""Escapes people's texts for spreadsheet cells: they must arrive as text, never as a formula (CSV injection) or a
broken file."""

import re

from workshop.domain import formula_guard
from workshop.i18n.languages import conventions

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def plain(text: str) -> str:
    """The text without characters that Office files cannot hold."""
    return _UNFIT.sub("", text)


def guarded(value: str | int | float | None) -> str | int | float:
    """A cell for CSV: numbers as they are, texts with a guard (`domain.formula_guard`)."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    return formula_guard.guarded(plain(value))


def delimiter(lang: str) -> str:
    """What stands between the cells of a CSV file in this language: a semicolon where a comma is the decimal mark, as
    spreadsheets expect there."""
    return ";" if conventions(lang).decimal == "," else ","
