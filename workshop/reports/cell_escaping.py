"""Escapes people's texts for spreadsheet cells: they must arrive as text, never as a formula (CSV injection) or a
broken file."""

import re
import unicodedata

from workshop.domain.unicode_properties import is_seen
from workshop.i18n.languages import conventions

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_FORMULA = "=+-@"
_MINUS = "\u2212"


def plain(text: str) -> str:
    """The text without characters that Office files cannot hold."""
    return _UNFIT.sub("", text)


def guarded(value: str | int | float | None) -> str | int | float:
    """A cell for CSV: a text that a spreadsheet would read as a formula gets an apostrophe before it (OWASP, CSV
    injection)."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    text = plain(value)
    return f"'{text}" if _is_like_a_formula(text) else text


def _is_like_a_formula(text: str) -> bool:
    """Whether the first visible character begins a formula, in any of its widths, or the text begins with a break that
    some programs skip."""
    first = next(filter(is_seen, text), "")
    return (
        text[:1] in ("\t", "\r", "\n") or first == _MINUS or unicodedata.normalize("NFKC", first)[:1] in tuple(_FORMULA)
    )


def delimiter(lang: str) -> str:
    """What stands between the cells of a CSV file in this language: a semicolon where a comma is the decimal mark, as
    spreadsheets expect there."""
    return ";" if conventions(lang).decimal == "," else ","
