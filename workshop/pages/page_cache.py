"""The page cache: renders a page once for all visitors who see the same, with slots for each visitor's own values,
which are filled in per visit.

A slot is a value in the template (`csrf()`, `key`) that renders as a random marker no text can contain, because it is
drawn for each rendering, after the texts were written. No other value of a visitor may be among the facts of a cached
page.
"""

import re
import secrets
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass

from flask import g
from markupsafe import Markup

MOST_PAGES = 400
"""Pages that are kept: a few languages of each forum that people are joining."""


class Slots:
    """The slots of one rendering."""

    def __init__(self) -> None:
        self._marker = secrets.token_hex(16)

    def place(self, name: str) -> Markup:
        """The marker to render where the visitor's own `name` belongs."""
        return Markup(f"{self._marker}{name};")

    def split(self, page: str) -> list[str]:
        """Text, name, text, … name, text."""
        return re.split(rf"{self._marker}([a-z]+);", page)


@dataclass(frozen=True)
class CachedPage:
    """A page with slots; `stamp` identifies what it was rendered from."""

    stamp: Hashable
    parts: list[str]

    def filled(self, own: Mapping[str, Callable[[], str]]) -> str:
        """The page for one visitor. Each value is computed once; it is HTML that is safe at the slot's place in the
        template."""
        made = {name: own[name]() for name in dict.fromkeys(self.parts[1::2])}
        return "".join(made[part] if at % 2 else part for at, part in enumerate(self.parts))


class PageCache:
    """The cached pages of one server, the newest for each place."""

    def __init__(self) -> None:
        self._cached: dict[Hashable, CachedPage] = {}

    def get(self, place: Hashable, stamp: Hashable, render: Callable[[Slots], str]) -> CachedPage:
        """The page at `place`, rendered again when its stamp differs from `stamp`."""
        cached = self._cached.get(place)
        if cached is None or cached.stamp != stamp:
            self._cached.pop(place, None)
            self._cached[place] = cached = CachedPage(stamp, _rendered(render))
            for oldest in list(self._cached)[:-MOST_PAGES]:
                self._cached.pop(oldest, None)
        return cached


def _rendered(render: Callable[[Slots], str]) -> list[str]:
    g.open = Slots()
    try:
        return list(g.open.split(render(g.open)))
    finally:
        g.pop("open")
