"""Pages that are the same for many, rendered once; what is a visitor's own stays open in them and is filled in at each
visit.

Open places are marked by the template's own values (`csrf()`, `key`), rendered to a word that nobody can have written:
it is drawn anew for each rendering, after the texts were. Nothing else of a visitor may be among the facts of a shell.
"""

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import g
from markupsafe import Markup

MOST = 400
"""Shells that are kept: a few languages of each forum that people are coming in to."""


class Slots:
    """The open places of one rendering."""

    def __init__(self) -> None:
        self._word = secrets.token_hex(16)

    def place(self, name: str) -> Markup:
        """What stands in the page where the visitor's own `name` is to come."""
        return Markup(f"{self._word}{name};")

    def split(self, page: str) -> list[str]:
        """Text, name, text, … name, text."""
        return re.split(rf"{self._word}([a-z]+);", page)


@dataclass(frozen=True)
class CachedPage:
    """A page with open places; `stamp` says what it was made of."""

    stamp: Any
    parts: list[str]

    def filled(self, own: Mapping[str, Callable[[], str]]) -> str:
        """The page of one visitor. Each value is made once; it is HTML that is safe where its template put it."""
        made = {name: own[name]() for name in dict.fromkeys(self.parts[1::2])}
        return "".join(made[part] if at % 2 else part for at, part in enumerate(self.parts))


class PageCache:
    """The shells of one house, the newest of each place."""

    def __init__(self) -> None:
        self._known: dict[Any, CachedPage] = {}

    def get(self, place: Any, stamp: Any, render: Callable[[Slots], str]) -> CachedPage:
        """The shell that stands at `place`, rendered anew when it was made of something else than `stamp`."""
        known = self._known.get(place)
        if known is None or known.stamp != stamp:
            self._known.pop(place, None)
            self._known[place] = known = CachedPage(stamp, _rendered(render))
            for oldest in list(self._known)[:-MOST]:
                self._known.pop(oldest, None)
        return known


def _rendered(render: Callable[[Slots], str]) -> list[str]:
    g.open = Slots()
    try:
        return list(g.open.split(render(g.open)))
    finally:
        g.pop("open")
