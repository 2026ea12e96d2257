"""The view of the themes that participants propose: those that wait for a decision, for facilitators; and each person's
own with what became of it."""

from collections.abc import Collection, Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from workshop.contract import shapes
from workshop.projections.base import Look, these, view
from workshop.storage.tables import ThemeProposal


@view(shapes.ProposalShape)
def proposals(look: Look) -> Iterator[shapes.ProposalShape]:
    """The proposals that are not decided on, the oldest first."""
    query = select(ThemeProposal, _FIRST).where(ThemeProposal.forum == look.forum, ThemeProposal.state == "open")
    for row, first in look.db.execute(query.where(*look.among(ThemeProposal.id)).order_by(ThemeProposal.id)):
        yield shapes.ProposalShape(
            id=row.id,
            activity=row.activity,
            title=row.title,
            flags=row.flags,
            at=row.created_at,
            first=first or row.id,
        )


def own(db: Session, people: Collection[int]) -> dict[int, list[shapes.OwnProposal]]:
    """Participant → what this person proposed, the oldest first."""
    found: dict[int, list[shapes.OwnProposal]] = {}
    for row in db.scalars(_OWN, {"people": list(people)}) if people else ():
        shape = shapes.OwnProposal(activity=row.activity, title=row.title, state=row.state, cluster=row.cluster)
        found.setdefault(row.participant or 0, []).append(shape)
    return found


_SAME = aliased(ThemeProposal)
_FIRST = select(func.min(_SAME.id)).where(_SAME.participant == ThemeProposal.participant).scalar_subquery()
"""None for one whose author was erased."""
_OWN = select(ThemeProposal).where(these(ThemeProposal.participant)).order_by(ThemeProposal.id)
"""Built once, as it is read with every snapshot of a phone."""
