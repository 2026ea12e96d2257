"""Names of themes: how one is stored, which are the same to people, and the list of likely ones that an organiser
writes before the forum."""

from workshop.contract.base import THEME_MAX
from workshop.domain import text
from workshop.domain.errors import Refusal

MOST_LIKELY = 26
"""The most likely themes of one step: as many as there are single letters."""
_OF_NAMES = {"too_long": "theme_long", "empty": "theme_nameless"}
"""Refusals of a text in words about ideas → the same in words about a theme's name."""


def name_of(raw: str) -> str:
    """The name of a theme as it is stored: one line. Raises Refusal theme_long with the surplus as n, theme_nameless,
    text_unreadable."""
    try:
        return text.clean(raw, THEME_MAX, lines=1)
    except Refusal as refusal:
        if refusal.code not in _OF_NAMES:
            raise
        raise Refusal(_OF_NAMES[refusal.code], **refusal.facts) from None


def same_theme_key(name: str) -> str:
    """The name without differences of capitals and blanks: two themes with one key are the same to people. "" for a
    theme without a name, which is the same as no other.

    `themeKey` in static/js/text/theme_key.js is the same function; `tests/data/theme_key_cases.json` tests both.
    """
    return " ".join(name.casefold().split())


def likely_themes(raw: str) -> list[str]:
    """The names in a list of likely themes, one a line; lines without words are passed over. Raises Refusal
    likely_theme_long with the line counted from 1 and the surplus as n, likely_theme_twice with the name,
    likely_themes_many with the most there may be as n, text_unreadable."""
    found: dict[str, str] = {}
    for row, line in enumerate(raw.splitlines(), 1):
        name = _of_line(line, row)
        key = same_theme_key(name)
        if key in found:
            raise Refusal("likely_theme_twice", name=name)
        if key:
            found[key] = name
    if len(found) > MOST_LIKELY:
        raise Refusal("likely_themes_many", n=MOST_LIKELY)
    return list(found.values())


def _of_line(line: str, row: int) -> str:
    try:
        return name_of(line) if line.strip() else ""
    except Refusal as refusal:
        if refusal.code == "theme_nameless":
            return ""
        if refusal.code == "theme_long":
            raise Refusal("likely_theme_long", row=row, **refusal.facts) from None
        raise
