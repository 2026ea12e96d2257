"""The view of the ideas, and each author's own."""

from collections.abc import Collection, Iterator

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from workshop.contract import shapes
from workshop.contract.shapes import EVERYONE, FACILITATORS
from workshop.contract.shared_types import HOUSE_REASON
from workshop.domain import screening
from workshop.domain.activities.ideas import votable
from workshop.domain.covered_parts import covered, covered_details
from workshop.domain.ideas import EVERYONE as EVERYONE_SEES
from workshop.domain.ideas import READABLE
from workshop.projections import hiding_reasons, placement_suggestions
from workshop.projections.base import Look, view
from workshop.storage.tables import Activity, Forum, Idea

_SAID = (
    Idea.id,
    Idea.number,
    Idea.activity,
    Idea.cluster,
    Idea.text,
    Idea.lang,
    Idea.state,
    Idea.reason,
    Idea.original,
    Idea.masked,
    Idea.created_at,
)
_COLUMNS = (
    *_SAID,
    Idea.merged_into,
    Idea.source,
    Idea.table,
    Idea.left_out,
    Idea.flags,
    Idea.author_held,
    Idea.original_held,
    Idea.dismissed,
    Idea.details,
)
"""Columns, not objects: a snapshot reads hundreds of ideas, and an ORM object costs more than its row."""


@view(shapes.IdeaShape, shapes.FacilitatorIdea)
def ideas(look: Look) -> Iterator[shapes.IdeaShape]:
    """The ideas by number: for facilitators in every state, for everyone those that are shown."""
    query = select(*_COLUMNS, Activity.settings).join(Activity, Idea.activity == Activity.id)
    query = query.where(Idea.forum == look.forum, *look.among(Idea.id)).order_by(Idea.number)
    if look.audience == EVERYONE:
        query = query.where(Idea.state.in_(EVERYONE_SEES))
    merged = _merged(look)
    suggested = placement_suggestions.suggested(look) if look.audience == FACILITATORS else {}
    for idea in look.db.execute(query):
        readable = idea.state in READABLE
        common = dict(
            id=idea.id,
            number=idea.number,
            activity=idea.activity,
            cluster=idea.cluster,
            source=idea.source,
            text=covered(idea.text, idea.masked) if readable else "",
            table=idea.table,
            lang=idea.lang,
            votable=idea.state in EVERYONE_SEES and not idea.left_out and votable(idea.settings),
            left_out=idea.left_out,
            merged=merged.get(idea.id, []),
            original=None,
        )
        if readable and idea.original is not None:
            # A facilitator may have written other words because of what these say, so the hall does not get them back.
            common["original"] = idea.original if look.audience == FACILITATORS else ""
        if look.audience == FACILITATORS:
            found = screening.places(idea.text) if idea.flags and readable else []
            its = {to: n for to, n in suggested.get(idea.id, {}).items() if int(to) not in idea.dismissed}
            seen = dict(state=idea.state, reason=idea.reason, flags=idea.flags, found=found, at=idea.created_at)
            seen |= dict(unmasked=idea.text if idea.masked and readable else "", author_held=idea.author_held)
            seen |= dict(
                original_held=idea.original_held, details=covered_details(idea.details, idea.masked) if readable else {}
            )
            yield shapes.FacilitatorIdea(merged_into=idea.merged_into, suggested=its, **seen, **common)
        else:
            yield shapes.IdeaShape(**common)


def presentable(idea: shapes.FacilitatorIdea) -> str:
    """The words of an author whose idea a facilitator wrote in other words, as files may hold them: empty when they
    were held back from others before, or hold what an idea must be read for before it is shown. Either may be why they
    were changed. The one rule for every reader but the author and the facilitators."""
    original = idea.original or ""
    return "" if idea.original_held or screening.doubtful(screening.flags(original)) else original


def _merged(look: Look) -> dict[int, list[int]]:
    """Idea → the numbers of those that are merged into it."""
    query = select(Idea.merged_into, Idea.number).where(Idea.forum == look.forum, *look.among(Idea.merged_into))
    found: dict[int, list[int]] = {}
    for row in look.db.execute(query.where(Idea.merged_into.is_not(None)).order_by(Idea.number)):
        found.setdefault(row.merged_into or 0, []).append(row.number)
    return found


def own_ideas(db: Session, people: Collection[int]) -> Iterator[tuple[int, shapes.OwnIdea]]:
    """Each idea of these participants for its author, by number, with the author's id."""
    return ((author, shape) for author, _, shape in _for_authors(db, Idea.participant.in_(people)))


def by_receipt(db: Session, receipt: str) -> tuple[int, shapes.OwnIdea] | None:
    """The idea with this receipt as its author sees it, with its forum; None when there is none."""
    return next(((forum, shape) for _, forum, shape in _for_authors(db, Idea.receipt == receipt)), None)


def _for_authors(db: Session, those: ColumnElement[bool]) -> Iterator[tuple[int, int, shapes.OwnIdea]]:
    """(author or 0, forum, shape) of those ideas, by number."""
    lead = aliased(Idea)
    query = select(
        *_SAID, Idea.participant, Idea.key, Idea.receipt, Idea.forum, lead.number.label("lead"), Forum.reasons
    )
    query = query.join(Forum, Forum.id == Idea.forum).outerjoin(lead, lead.id == Idea.merged_into)
    found = db.execute(query.where(those).order_by(Idea.number)).all()
    of_house = _house_words(db, {idea.reason for idea in found})
    for idea in found:
        yield (
            idea.participant or 0,
            idea.forum,
            shapes.OwnIdea(
                id=idea.id,
                number=idea.number,
                activity=idea.activity,
                text=idea.text,
                lang=idea.lang,
                original=idea.original,
                state=idea.state,
                merged_into=idea.lead,
                reason=idea.reason,
                why=idea.reasons.get(idea.reason, {}).get("words") or of_house.get(idea.reason, {}),
                masked=bool(idea.masked),
                at=idea.created_at,
                cluster=idea.cluster,
                key=idea.key,
                receipt=idea.receipt or "",
            ),
        )


def _house_words(db: Session, reasons: set[str | None]) -> dict[str | None, dict[str, str]]:
    """The words of the house's reasons by name; not read unless one is among these `reasons`."""
    if not any(name and name.startswith(HOUSE_REASON) for name in reasons):
        return {}
    return {one.name: one.words for one in hiding_reasons.of_house(db)}
