"""The results cache: what was made of each results page (the page in each language, its feed, its files), made once
until something changes, however many ask for it.

What takes little is made in one thread of its own, one after the other: those who ask for the same thing meanwhile wait
in its queue and then find it made. What others made is kept beside it. Must not: know what is made.
"""

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from workshop.runtime import loop

POOL = "results"
MOST_KEPT = 300
"""Things that are kept: some forums in three languages, with their files."""

T = TypeVar("T")


class ResultsCache:
    """The things made of results pages, the newest for each place."""

    def __init__(self) -> None:
        self._made: dict[Hashable, tuple[str, object]] = {}

    def get(self, place: Hashable, stamp: str, make: Callable[[], T]) -> T:
        """What is at `place`, made anew in the thread of results when its stamp is no longer `stamp`."""
        kept = self._made.get(place)
        if kept is not None and kept[0] == stamp:
            return cast(T, kept[1])
        return loop.in_thread(self._look, place, stamp, make, pool=POOL)

    def kept(self, place: Hashable, stamp: str) -> object | None:
        """What is at `place`; None when there is nothing with this stamp."""
        kept = self._made.get(place)
        return None if kept is None or kept[0] != stamp else kept[1]

    def keep(self, place: Hashable, stamp: str, made: object) -> None:
        """Keep what was made elsewhere."""
        self._made.pop(place, None)
        self._made[place] = stamp, made
        for oldest in list(self._made)[:-MOST_KEPT]:
            self._made.pop(oldest, None)

    def _look(self, place: Hashable, stamp: str, make: Callable[[], T]) -> T:
        kept = self._made.get(place)
        made = make() if kept is None or kept[0] != stamp else cast(T, kept[1])
        self.keep(place, stamp, made)
        return made
