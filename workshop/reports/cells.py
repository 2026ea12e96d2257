"""Cells of a table that a spreadsheet will open: people's words must arrive as words, never as a formula or a broken file."""

import re

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_LIKE_A_FORMULA = re.compile(r"^[\s\ufeff\u200b]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]")


def plain(text: str) -> str:
    """Without the characters that Office files cannot hold."""
    return _UNFIT.sub("", text)


def guarded(value: str | int | None) -> str | int:
    """A cell for CSV: a text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection)."""
    if value is None:
        return ""
    if isinstance(value, int):
        return value
    text = plain(value)
    return f"'{text}" if _LIKE_A_FORMULA.match(text) else text
