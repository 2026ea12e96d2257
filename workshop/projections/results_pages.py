"""The public results pages of forums and series: their address, their state, and what people said of the results.

Rows in, plain values out. Only reads.
"""

from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.contract.forum_states import ENDED, PLANNED
from workshop.domain.errors import Refusal
from workshop.storage.tables import Activity, Forum, OnResultsPage, Series, confirmation, house

T = TypeVar("T")


@dataclass(frozen=True)
class ResultsPage:
    """The page of a forum, or of a series (then `ref` is empty). Times are epoch milliseconds."""

    id: int
    ref: str
    title: dict[str, str]
    slug: str
    """the last part of its address; empty when none was chosen"""
    published_at: int | None
    indexed: bool
    next_steps: dict[str, str]
    version: int
    ended: bool
    """its results are there: the forum has ended; a series always is"""
    rehearsal: bool
    held_at: int | None
    """when the forum began, else when it is planned to, if anybody said so"""
    place: str
    begun: bool
    """it has begun; a series always has"""
    minutes: int
    """of its agenda; 0 of a series"""
    address: str
    """the organiser's choice among the addresses of this machine; empty: none"""
    programme: str
    """the path of the programme of its open call; empty while that is not published"""
    stamp: str
    """changes with everything that the page shows: the ends of the logs"""

    @property
    def of_forum(self) -> bool:
        """Whether it is a forum's; else it is a series'."""
        return bool(self.ref)

    @property
    def public(self) -> bool:
        """Whether everyone may read it now. A forum that goes on again has no results meanwhile."""
        return self.published_at is not None and self.ended and not self.rehearsal


def of_forum(db: Session, ref: str) -> ResultsPage:
    """The page of the forum with this public name. Raises Refusal gone."""
    return _of_forum(db, _found(db.scalar(select(Forum).where(Forum.ref == ref))))


def of_forum_number(db: Session, forum: int) -> ResultsPage:
    """The page of the forum with this id. Raises Refusal gone."""
    return _of_forum(db, _found(db.get(Forum, forum)))


def of_series(db: Session, series: int) -> ResultsPage:
    """The page of a series. Raises Refusal gone."""
    return _of_series(db, _found(db.get(Series, series)))


def at(db: Session, slug: str) -> ResultsPage | None:
    """The page with this address, whether it is public or not."""
    if (forum := db.scalar(select(Forum).where(Forum.slug == slug))) is not None:
        return _of_forum(db, forum)
    series = db.scalar(select(Series).where(Series.slug == slug))
    return None if series is None else _of_series(db, series)


def in_series(db: Session, series: int) -> list[ResultsPage]:
    """The pages of the forums of a series that have an address, in the order in which the forums are held."""
    rows = db.scalars(select(Forum).where(Forum.series == series, Forum.slug.is_not(None), Forum.rehearsal.is_(False)))
    return [_of_forum(db, row) for row in sorted(rows, key=lambda row: (_held_at(row), row.id))]


def missing(db: Session, forum: int) -> list[str]:
    """What people wrote that is missing in the results, in no order that would tell who wrote it."""
    query = select(confirmation.c.missing).where(confirmation.c.forum == forum, confirmation.c.missing != "")
    return sorted(db.scalars(query))


def taken(db: Session, slug: str) -> bool:
    """Whether a forum or a series has this address."""
    tables: tuple[type[OnResultsPage], ...] = (Forum, Series)
    return any(db.scalar(select(table.slug).where(table.slug == slug)) is not None for table in tables)


def _held_at(row: Forum) -> int:
    return row.started_at or row.starts_at or row.created_at


def _found(row: T | None) -> T:
    if row is None:
        raise Refusal("gone")
    return row


def _of_forum(db: Session, row: Forum) -> ResultsPage:
    return ResultsPage(
        id=row.id,
        ref=row.ref,
        title=row.title,
        slug=row.slug or "",
        published_at=row.published_at,
        indexed=row.indexed,
        next_steps=row.next_steps,
        version=row.version,
        ended=row.state == ENDED,
        rehearsal=row.rehearsal,
        held_at=row.started_at or row.starts_at,
        place=row.place,
        begun=row.state != PLANNED,
        minutes=db.scalar(select(func.sum(Activity.minutes)).where(Activity.forum == row.id)) or 0,
        address=row.address,
        programme=f"/programme/{row.code}" if row.programme_public else "",
        stamp=f"{row.id} {row.log_head} {_house_end(db)}",
    )


def _of_series(db: Session, row: Series) -> ResultsPage:
    ends = select(Forum.id, Forum.log_head).where(Forum.series == row.id).order_by(Forum.id)
    forums = " ".join(f"{one.id}:{one.log_head}" for one in db.execute(ends))
    return ResultsPage(
        id=row.id,
        ref="",
        title={"fi": row.title},
        slug=row.slug or "",
        published_at=row.published_at,
        indexed=row.indexed,
        next_steps=row.next_steps,
        version=row.version,
        ended=True,
        rehearsal=False,
        held_at=None,
        place="",
        begun=True,
        minutes=0,
        address="",
        programme="",
        stamp=f"series {row.id} {forums} {_house_end(db)}",
    )


def _house_end(db: Session) -> str:
    return db.scalar(select(house.c.value).where(house.c.name == "log")) or ""
