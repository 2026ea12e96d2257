"""Proposals of an open call with their public details, and for those who may see them their sealed contacts.

Must not: open a contact.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from workshop.contract.shared_types import Texts
from workshop.domain.activities import KINDS
from workshop.domain.ideas import READABLE, SEEN_BY_EVERYONE
from workshop.domain.masked_text import masked, masked_details
from workshop.domain.timetable import Timetable
from workshop.storage.tables import Activity, Contact, Idea


@dataclass(frozen=True)
class Proposal:
    """One proposal. `details` by field (`proposal_form.DETAILS`); `at`: when it was sent, epoch milliseconds."""

    id: int
    number: int
    activity: int
    title: str
    lang: str
    details: Texts
    state: str
    into: int | None
    """the number of the one that it is merged into"""
    at: int
    late: bool
    """it came after the deadline"""
    receipt: str = ""
    """for its author"""
    sealed: str = ""
    """for its author and the organisers; empty without a contact"""


def own(db: Session, participant: int, activity: int) -> list[Proposal]:
    """What this person proposed and did not take back, newest first, with receipts and contacts."""
    return list(
        _read(db, Idea.participant == participant, Idea.activity == activity, Idea.state.in_(READABLE), whole=True)
    )[::-1]


def shown(db: Session, activity: int) -> list[Proposal]:
    """What everyone may read, by number."""
    return list(_read(db, Idea.activity == activity, Idea.state.in_(SEEN_BY_EVERYONE)))


def of_forum(db: Session, forum: int) -> list[Proposal]:
    """All proposals of a forum that were not taken back, by number, with contacts."""
    with_form = [name for name, kind in KINDS.items() if kind.form]
    return list(
        _read(db, Idea.forum == forum, Activity.kind.in_(with_form), Idea.state.in_(READABLE), whole=True, own=False)
    )


def _read(db: Session, *those: ColumnElement[bool], whole: bool = False, own: bool = True) -> Iterator[Proposal]:
    """`whole`: with every word as it was written, and the contact; with the receipt where it is one's `own`."""
    lead = aliased(Idea)
    query = select(Idea, Contact.sealed, lead.number, Activity.due_at).join(Activity, Activity.id == Idea.activity)
    query = query.outerjoin(lead, lead.id == Idea.merged_into)
    query = query.outerjoin(Contact, Contact.idea == Idea.id).where(*those).order_by(Idea.number)
    for idea, sealed, into, due_at in db.execute(query):
        yield Proposal(
            id=idea.id,
            number=idea.number,
            activity=idea.activity,
            title=idea.text if whole else masked(idea.text, idea.masked),
            lang=idea.lang,
            details=idea.details if whole else masked_details(idea.details, idea.masked),
            state=idea.state,
            into=into,
            at=idea.created_at,
            late=Timetable(due_at=due_at).is_late(idea.created_at),
            receipt=(idea.receipt or "") if whole and own else "",
            sealed=(sealed or "") if whole else "",
        )
