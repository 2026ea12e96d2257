"""Guards people's texts in CSV files: a cell that a spreadsheet would read as a formula gets an apostrophe before it
(OWASP, CSV injection). `unguarded` takes away what `guarded` adds, and nothing else."""

import unicodedata

from workshop.domain.unicode_properties import is_seen

GUARD = "'"
_FORMULA = ("=", "+", "-", "@")
_MINUS = "\u2212"


def guarded(text: str) -> str:
    """The text as a cell. One that already begins as a guarded cell gets one more apostrophe, so that it comes back as
    it was."""
    return GUARD + text if _is_like_a_formula(text.lstrip(GUARD)) else text


def unguarded(cell: str) -> str:
    """The text of a cell."""
    return cell.removeprefix(GUARD) if _is_like_a_formula(cell.lstrip(GUARD)) else cell


def _is_like_a_formula(text: str) -> bool:
    """Whether the first visible character begins a formula, in any of its widths, or the text begins with a break that
    some programs skip."""
    first = next(filter(is_seen, text), "")
    return text[:1] in ("\t", "\r", "\n") or first == _MINUS or unicodedata.normalize("NFKC", first)[:1] in _FORMULA
