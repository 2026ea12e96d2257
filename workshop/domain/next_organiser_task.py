"""What an organiser has to do next for a forum: the rule behind the list on the office's first page.

One need for a forum, the first that applies: what stands in the way of an evening comes before what would make it
better, and what is to be done after it comes in the order in which it can be done.
"""

from dataclasses import dataclass
from typing import Literal

from workshop.contract.forum_states import LIVE, PLANNED
from workshop.runtime.epoch_ms import DAY

SOON = 21 * DAY
"""From so long before it a planned forum without a place or a rehearsal is something to do."""
ANSWERING = 28 * DAY
"""After so long people who came expect an answer, where the organisers promised no day."""

DELETING = 30 * DAY
"""So long before personal data is deleted organisers are told: contacts may still be needed."""
STILL_ON = DAY // 2
"""So long after it began a forum that is led, and that nobody has ended, was forgotten."""
PUBLISHING = 7 * DAY
"""After so long people who came look for the results."""
UNPUBLISHED = 60 * DAY
"""After so long it is taken that the organisers do not mean to publish them, as those of a closed panel: they are not
late any more, and a line without a day is left. There is no switch for it: it would be one more thing to do."""

Importing = Literal["", "import_going", "import_cut", "undo_going", "fill_going", "fill_cut"]
"""What is being brought into a forum: nothing; ideas; a part of a file, and nobody is at it; what an import brought is
being taken back; a new forum is being filled; one that is not full is about to be removed."""
Name = Literal[
    "now",
    "end",
    "today",
    "passed",
    "agenda",
    "date",
    "place",
    "rehearse",
    "review",
    "publish",
    "unpublished",
    "answer",
    "delete",
    "import_going",
    "import_cut",
    "undo_going",
    "fill_going",
    "fill_cut",
]


@dataclass(frozen=True)
class Standing:
    """Where a forum stands. Times are epoch milliseconds. `over_at`: since when a self-paced forum that goes on asks
    nobody anything, None where it still does or is led; `unanswered`: shown ideas on which nobody has decided;
    `waiting`: ideas that nobody has reviewed. `deletes_at`: when its personal data is deleted, None
    where there is none. `brought` of `to_bring`: how much of an import came or went."""

    state: str
    starts_at: int | None
    started_at: int | None
    ended_at: int | None
    created_at: int
    answer_by: int | None
    published: bool
    has_place: bool
    steps: int
    rehearsed: bool
    waiting: int
    ideas: int
    unanswered: int
    deletes_at: int | None = None
    self_paced: bool = False
    over_at: int | None = None
    importing: Importing = ""
    brought: int = 0
    to_bring: int = 0


@dataclass(frozen=True)
class Need:
    """One thing to do. `by`: the moment it is about, or until when, in epoch milliseconds; None where there is none.
    `late`: that moment is over. `n` of `total`: how many are left, or have come."""

    name: Name
    by: int | None
    late: bool = False
    n: int = 0
    total: int = 0


def next_need(forum: Standing, now: int, midnight: int) -> Need | None:
    """What is to be done next, or None when nothing is. `midnight`: when the next day begins."""
    if forum.importing:
        return Need(forum.importing, None, n=forum.brought, total=forum.to_bring)
    if forum.state == LIVE:
        return _meanwhile(forum, now)
    return _before(forum, now, midnight) if forum.state == PLANNED else _after(forum, now)


def _meanwhile(forum: Standing, now: int) -> Need:
    """Results come out and are answered only when it has been ended, which nothing else says once the hall is empty."""
    if forum.self_paced and forum.over_at is not None:
        return Need("end", forum.over_at, late=True)
    if not forum.self_paced and was_forgotten(forum.started_at or forum.created_at, now):
        return Need("end", forum.started_at, late=True)
    return Need("now", forum.started_at)


def was_forgotten(began: int, now: int) -> bool:
    """Whether a forum that is led began so long ago that nobody can still be in it. Both in epoch milliseconds."""
    return now - began >= STILL_ON


def _before(forum: Standing, now: int, midnight: int) -> Need | None:
    at = forum.starts_at
    if not forum.steps:
        return Need("agenda", at, late=at is not None and at < now)
    if at is None:
        return Need("date", None)
    if at < midnight - DAY:
        return Need("passed", at, late=True)
    if at < midnight:
        return Need("today", at)
    if at - now <= SOON and not forum.has_place:
        return Need("place", at)
    return Need("rehearse", at) if at - now <= SOON and not forum.rehearsed else None


def _after(forum: Standing, now: int) -> Need | None:
    if forum.deletes_at is not None and 0 < forum.deletes_at - now <= DELETING:
        return Need("delete", forum.deletes_at)
    if forum.waiting:
        return Need("review", forum.ended_at, n=forum.waiting)
    over = forum.ended_at or forum.created_at
    unpublished = bool(forum.ideas) and not forum.published
    if unpublished and now - over < UNPUBLISHED:
        return Need("publish", over + PUBLISHING, late=over + PUBLISHING < now)
    if forum.unanswered:
        by = forum.answer_by or over + ANSWERING
        return Need("answer", by, late=by < now, n=forum.unanswered, total=forum.ideas)
    return Need("unpublished", None) if unpublished else None


FIRST: tuple[Name, ...] = ("now", "end", "import_cut", "fill_cut", "import_going", "undo_going", "fill_going")


def soonest_first(need: Need) -> tuple[int, bool, int]:
    """The sort key: the forum that runs, then imports, then by time, and last what has no time."""
    first = FIRST.index(need.name) if need.name in FIRST else len(FIRST)
    return first, need.by is None, need.by or 0
