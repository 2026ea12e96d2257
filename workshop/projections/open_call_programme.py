"""The programme of an open call: shortlisted proposals with their times and places, for organisers, and those with a
time for everybody, once it is published."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from workshop.contract.shared_types import Texts
from workshop.domain.ideas import READABLE, SEEN_BY_EVERYONE
from workshop.domain.masked_text import masked, masked_details
from workshop.storage.tables import Forum, Idea, ProgrammeEntry


@dataclass(frozen=True)
class ProgrammeItem:
    """One shortlisted proposal, as everybody may read it. `id`: of its idea. Times: epoch milliseconds, None where that
    is not decided."""

    id: int
    number: int
    title: str
    lang: str
    details: Texts
    starts_at: int | None
    ends_at: int | None
    place: str


@dataclass(frozen=True)
class Programme:
    """A forum's programme as everybody reads it: the items in the order of their times."""

    ref: str
    code: str
    title: Texts
    place: str
    items: list[ProgrammeItem]


def shortlist(db: Session, forum: int) -> dict[int, ProgrammeItem]:
    """Idea → its item, of all that are shortlisted and were not taken back: timed ones first, by their times."""
    return {item.id: item for item in _items(db, ProgrammeEntry.forum == forum, Idea.state.in_(READABLE))}


def is_public(db: Session, forum: int) -> bool:
    """Whether everybody may read the programme."""
    return db.get_one(Forum, forum).programme_public


def published(db: Session, forum: int) -> Programme | None:
    """The programme for everybody; None while it is not published. Proposals that are hidden are not in it."""
    row = db.get_one(Forum, forum)
    if not row.programme_public:
        return None
    shown = ProgrammeEntry.forum == forum, ProgrammeEntry.starts_at.is_not(None), Idea.state.in_(SEEN_BY_EVERYONE)
    return Programme(row.ref, row.code, row.title, row.place, _items(db, *shown))


def published_item(db: Session, idea: int) -> ProgrammeItem | None:
    """Where a proposal is in its published programme; None where it is not."""
    of_forum = select(Idea.forum).where(Idea.id == idea).scalar_subquery()
    public = select(Forum.programme_public).where(Forum.id == of_forum)
    those = ProgrammeEntry.idea == idea, ProgrammeEntry.starts_at.is_not(None), Idea.state.in_(SEEN_BY_EVERYONE)
    return next(iter(_items(db, *those)), None) if db.scalar(public) else None


def _items(db: Session, *those: ColumnElement[bool]) -> list[ProgrammeItem]:
    query = select(ProgrammeEntry, Idea).join(Idea, Idea.id == ProgrammeEntry.idea).where(*those)
    untimed = ProgrammeEntry.starts_at.is_(None)
    query = query.order_by(untimed, ProgrammeEntry.starts_at, ProgrammeEntry.place, Idea.number)
    return [
        ProgrammeItem(
            id=idea.id,
            number=idea.number,
            title=masked(idea.text, idea.masked),
            lang=idea.lang,
            details=masked_details(idea.details, idea.masked),
            starts_at=entry.starts_at,
            ends_at=entry.ends_at,
            place=entry.place,
        )
        for entry, idea in db.execute(query)
    ]
