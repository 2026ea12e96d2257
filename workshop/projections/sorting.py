"""The view of what a hall sorts, as it grows: for everyone how far it is and how the themes fill, for facilitators
every idea with its share and agreement."""

from collections.abc import Iterator
from typing import TypedDict

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from workshop.contract import shapes
from workshop.contract.shapes import FACILITATORS
from workshop.domain.activities import KINDS
from workshop.domain.methods import agreement
from workshop.domain.methods.agreement import ENOUGH, Sorted, percent
from workshop.projections import vote_targets
from workshop.projections.ballot import counting_in
from workshop.projections.base import Look, view
from workshop.storage.tables import Activity, ballot


class _Progress(TypedDict):
    id: int
    total: int
    enough: int
    placed: int
    themes: dict[str, int]


@view(shapes.SortingShape, shapes.FacilitatorSorting)
def sortings(look: Look) -> Iterator[shapes.SortingShape]:
    """The sortings in which at least one idea was placed."""
    names = [kind.name for kind in KINDS.values() if kind.into]
    query = select(Activity).where(Activity.forum == look.forum, Activity.kind.in_(names))
    begun = exists().where(ballot.c.activity == Activity.id)
    for activity in look.db.scalars(query.where(begun, *look.among(Activity.id)).order_by(Activity.position)):
        counts = counted(look.db, activity)
        found = agreement.sorted_items(counts)
        common = _progress(activity.id, found)
        if look.audience != FACILITATORS:
            yield shapes.SortingShape(**common)
            continue
        whole = agreement.overall(counts)
        ideas = {str(idea): _shape(one) for idea, one in found.items() if one.seen}
        yield shapes.FacilitatorSorting(**common, ideas=ideas, agreement=None if whole is None else percent(whole))


def counted(db: Session, activity: Activity) -> dict[int, dict[int, int]]:
    """Idea → theme (0: can't tell) → people, of every idea that can be sorted now, into themes that are there."""
    about = vote_targets.of(db, activity)
    return agreement.counted(counting_in(db, activity, about), vote_targets.votable_among(about))


def _progress(activity: int, found: dict[int, Sorted]) -> _Progress:
    """The fields that both shapes have."""
    themes: dict[str, int] = {}
    for one in found.values():
        if one.theme is not None and one.seen >= ENOUGH:
            themes[str(one.theme)] = themes.get(str(one.theme), 0) + 1
    return {
        "id": activity,
        "total": len(found),
        "enough": sum(one.seen >= ENOUGH for one in found.values()),
        "placed": sum(one.seen - one.unsure for one in found.values()),
        "themes": themes,
    }


def _shape(one: Sorted) -> shapes.SortedIdea:
    return shapes.SortedIdea(
        theme=one.theme,
        share=percent(one.share),
        seen=one.seen,
        unsure=one.unsure,
        agreement=None if one.agreement is None else percent(one.agreement),
    )
