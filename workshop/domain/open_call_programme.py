"""The programme of an open call: how long one event may be, and which events are in one place at one time."""

from collections.abc import Iterable
from itertools import combinations
from typing import Protocol

from workshop.domain import planned_times
from workshop.domain.errors import Refusal
from workshop.runtime.epoch_ms import HOUR

LONGEST_EVENT_MS = 12 * HOUR
"""Milliseconds of the longest event: a longer one has a wrong hour."""
USUAL = HOUR
"""How long an event is in calendars whose end is not known."""


class Event(Protocol):
    """What takes place. Times: epoch milliseconds."""

    @property
    def id(self) -> int:
        """Of its proposal."""

    @property
    def starts_at(self) -> int | None:
        """None where that is not decided."""

    @property
    def ends_at(self) -> int | None:
        """None where that is not decided."""

    @property
    def place(self) -> str:
        """In the organiser's words, or empty."""


def check(starts_at: int | None, ends_at: int | None) -> None:
    """Raises Refusal date_bad as `planned_times.check`, programme_times for an end without a start, before it or more
    than LONGEST_EVENT_MS after it."""
    planned_times.check(starts_at, ends_at)
    if ends_at is not None and (starts_at is None or not 0 < ends_at - starts_at <= LONGEST_EVENT_MS):
        raise Refusal("programme_times")


def clashing(events: Iterable[Event]) -> set[int]:
    """The ids of events that are in one place at one time. Places are equal whatever their capitals and spaces; where
    an end is not known only an equal start clashes."""
    timed = [event for event in events if event.starts_at is not None and event.place.strip()]
    return {one.id for pair in combinations(timed, 2) if _meet(*pair) for one in pair}


def _meet(one: Event, other: Event) -> bool:
    first, second = sorted((one, other), key=lambda event: event.starts_at or 0)
    begins, ends = second.starts_at or 0, first.ends_at or 0
    return _place(one) == _place(other) and (first.starts_at == second.starts_at or begins < ends)


def _place(event: Event) -> str:
    return " ".join(event.place.casefold().split())
