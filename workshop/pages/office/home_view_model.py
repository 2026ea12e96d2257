"""The view model of the office's first page, read from the tables as plain data: series with their forums, and the
forum that comes next."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.contract.forum_states import LIVE, PLANNED
from workshop.domain.next_organiser_task import was_forgotten
from workshop.pages.office.forum_counts import ForumCounts
from workshop.runtime.epoch_ms import DAY, HOUR
from workshop.storage.tables import Forum, Series

LATE = 12 * HOUR
"""Milliseconds after its planned start for which a forum that has not started still counts as the next one."""


@dataclass(frozen=True)
class ForumLine:
    """A forum in a list. Times are epoch milliseconds."""

    ref: str
    code: str
    title: dict[str, str]
    state: str
    starts_at: int | None
    place: str
    created_at: int
    started_at: int | None
    ended_at: int | None
    importing: bool
    """not everything of an import is in it"""
    people: int
    ideas: int
    voters: int


@dataclass(frozen=True)
class Shelf:
    """A series with its forums, newest first; `id` None holds those without a series."""

    id: int | None
    title: str
    forums: list[ForumLine]


@dataclass(frozen=True)
class Home:
    """Everything on the first page. `next`: the forum that runs now or comes next, if any."""

    next: ForumLine | None
    shelves: list[Shelf]
    rehearsals: list[ForumLine]


def home(db: Session, now: int) -> Home:
    """Series and forums, newest first. `now` in epoch milliseconds."""
    counts = ForumCounts(db)
    rows = list(db.scalars(select(Forum).where(Forum.remains_of.is_(None)).order_by(Forum.id.desc())))
    by_series: dict[int | None, list[ForumLine]] = {}
    for row in rows:
        if not row.rehearsal:
            by_series.setdefault(row.series, []).append(_line(row, counts))
    shelves = [
        Shelf(one.id, one.title, by_series.get(one.id, []))
        for one in db.scalars(select(Series).order_by(Series.id.desc()))
    ]
    shelves += [Shelf(None, "", by_series[None])] if None in by_series else []
    real = [row for row in rows if not row.rehearsal and row.ref not in counts.being_filled]
    found = _next(real, now)
    return Home(_line(found, counts) if found else None, shelves, [_line(row, counts) for row in rows if row.rehearsal])


def _next(rows: list[Forum], now: int) -> Forum | None:
    """The forum that is led now; else the planned one that begins within a day, then one in people's own time that goes
    on; else the planned one that begins soonest; else the newest planned one without a date."""
    going = [row for row in rows if row.state == LIVE]
    led = [row for row in going if not row.self_paced and not was_forgotten(row.started_at or row.created_at, now)]
    open_calls = [row for row in going if row.self_paced]
    planned = [row for row in rows if row.state == PLANNED]
    dated = sorted(
        (row for row in planned if row.starts_at and row.starts_at > now - LATE), key=lambda row: row.starts_at or 0
    )
    undated = [row for row in planned if row.starts_at is None]
    soon = [row for row in dated if (row.starts_at or 0) < now + DAY]
    return next(iter([*led, *soon, *open_calls, *dated, *undated]), None)


def _line(row: Forum, counts: ForumCounts) -> ForumLine:
    return ForumLine(
        ref=row.ref,
        code=row.code,
        title=row.title,
        state=row.state,
        starts_at=row.starts_at,
        place=row.place,
        created_at=row.created_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        importing=row.ref in counts.being_filled,
        people=counts.people.get(row.id, 0),
        ideas=counts.ideas.get(row.id, 0),
        voters=counts.voters.get(row.id, 0),
    )
