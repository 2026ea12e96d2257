"""The view of the ideas, and each author's own."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, aliased

from workshop.contract import shapes
from workshop.contract.shapes import EVERYONE, FACILITATORS
from workshop.contract.shared_types import HOUSE_REASON
from workshop.domain import activities, screening
from workshop.domain.activities.ideas import votable
from workshop.domain.ideas import READABLE, SEEN_BY_EVERYONE
from workshop.domain.masked_text import masked, masked_details, says_enough
from workshop.projections import hiding_reasons, participants_placement_suggestions, undoable_deeds
from workshop.projections.base import Fields, Look, among_ids, these, view
from workshop.storage.frequent_queries_compiled_once import AnyRow, PreparedIn
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
    Idea.beforehand,
    Idea.came_from_number,
)
"""Columns, not objects: a snapshot reads hundreds of ideas, and an ORM object costs more than its row."""
_IDEAS = (
    select(*_COLUMNS, Activity.settings)
    .join(Activity, Idea.activity == Activity.id)
    .where(Idea.forum == bindparam("forum"))
    .order_by(Idea.number)
)
_SOME_IDEAS = PreparedIn(_IDEAS.where(among_ids(Idea.id)), "ids")
_MERGED = (
    select(Idea.merged_into, Idea.number, Idea.text, Idea.masked, Activity.kind, Activity.settings, Activity.revealed)
    .join(Activity, Idea.activity == Activity.id)
    .where(Idea.forum == bindparam("forum"), Idea.merged_into.is_not(None))
    .order_by(Idea.number)
)
_SOME_MERGED = PreparedIn(_MERGED.where(among_ids(Idea.merged_into)), "ids")
_LEAD = aliased(Idea)
_FOR_AUTHORS = (
    select(*_SAID, Idea.participant, Idea.key, Idea.receipt, Idea.forum, _LEAD.number.label("lead"), Forum.reasons)
    .join(Forum, Forum.id == Idea.forum)
    .outerjoin(_LEAD, _LEAD.id == Idea.merged_into)
    .order_by(Idea.number)
)
_OF_AUTHORS = PreparedIn(_FOR_AUTHORS.where(these(Idea.participant)), "people")
"""Built once: in a hall that writes, each frame reads some ideas."""


@view(shapes.IdeaShape, shapes.FacilitatorIdea)
def ideas(look: Look) -> Iterator[shapes.IdeaShape]:
    """The ideas by number: for facilitators in every state, for everyone those that are shown."""
    merged = _merged(look)
    suggested = participants_placement_suggestions.suggested(look) if look.audience == FACILITATORS else {}
    placed = _placed(look)
    for idea in look.rows(_IDEAS, _SOME_IDEAS):
        if look.audience == EVERYONE and idea.state not in SEEN_BY_EVERYONE:
            continue
        common = _for_both(idea, merged.get(idea.id, []))
        if look.audience == FACILITATORS:
            own = _for_facilitators(idea, suggested.get(idea.id, {}))
            yield shapes.FacilitatorIdea(**own, placed=placed(idea), **common)
        else:
            # A facilitator may have written other words because of what these say, so the hall does not get them back.
            yield shapes.IdeaShape(original=None if _original(idea) is None else "", **common)


def _placed(look: Look) -> Callable[[AnyRow], int]:
    """A function from an idea to when it came into its theme. The log is read for ideas in themes only: in a hall that
    writes none is."""
    deeds = cache(lambda: undoable_deeds.of(look.db, look.forum))
    return lambda idea: 0 if idea.cluster is None else deeds().placed(idea.id)


def _for_both(idea: AnyRow, merged: Sequence[AnyRow]) -> Fields:
    """What everyone sees of an idea that is shown, and facilitators of every one."""
    return dict(
        id=idea.id,
        number=idea.number,
        activity=idea.activity,
        cluster=idea.cluster,
        source=idea.source,
        came_from=idea.came_from_number,
        text=masked(idea.text, idea.masked) if idea.state in READABLE else "",
        table=idea.table,
        lang=idea.lang,
        votable=idea.state in SEEN_BY_EVERYONE and not idea.left_out and votable(idea.settings),
        left_out=idea.left_out,
        merged=[one.number for one in merged],
        merged_words=[_found_by(one) for one in merged],
    )


def _found_by(merged: AnyRow) -> str:
    """The words by which everyone finds a merged idea: as they would stand if it were on its own again."""
    if activities.kept_back(merged.kind, merged.settings, merged.revealed):
        return ""
    return masked(merged.text, merged.masked)


def _for_facilitators(idea: AnyRow, suggested: Mapping[str, int]) -> Fields:
    """What only they see. `suggested`: id of a cluster → how many people suggest it."""
    readable = idea.state in READABLE
    found = screening.places(idea.text) if idea.flags and readable else []
    return dict(
        original=_original(idea),
        merged_into=idea.merged_into,
        suggested={to: n for to, n in suggested.items() if int(to) not in idea.dismissed},
        state=idea.state,
        reason=idea.reason,
        flags=idea.flags,
        found=found,
        at=idea.created_at,
        maskable=bool(found) and says_enough(idea.text, found, idea.details),
        unmasked=idea.text if idea.masked and readable else "",
        author_held=idea.author_held,
        original_held=idea.original_held,
        details=masked_details(idea.details, idea.masked) if readable else {},
        beforehand=idea.beforehand,
    )


def _original(idea: AnyRow) -> str | None:
    """Its author's words, where a facilitator wrote others."""
    original: str | None = idea.original if idea.state in READABLE else None
    return original


def presentable(idea: shapes.FacilitatorIdea) -> str:
    """The words of an author whose idea a facilitator wrote in other words, as files may hold them: empty when they
    were held back from others before, or hold what an idea must be read for before it is shown. Either may be why they
    were changed. The one rule for every reader but the author and the facilitators."""
    original = idea.original or ""
    return "" if idea.original_held or screening.doubtful(screening.flags(original)) else original


def _merged(look: Look) -> dict[int, list[AnyRow]]:
    """Idea → the rows of those that are merged into it, by number."""
    found: dict[int, list[AnyRow]] = {}
    for row in look.rows(_MERGED, _SOME_MERGED):
        found.setdefault(row.merged_into, []).append(row)
    return found


def own_ideas(db: Session, people: Collection[int]) -> Iterator[tuple[int, shapes.OwnIdea]]:
    """Each idea of these participants for its author, by number, with the author's id."""
    found = _OF_AUTHORS.run(db.connection(), list(people))
    return ((author, shape) for author, _, shape in _for_authors(db, found))


def by_receipt(db: Session, receipt: str) -> tuple[int, shapes.OwnIdea] | None:
    """The idea with this receipt as its author sees it, with its forum; None when there is none."""
    found = db.execute(_FOR_AUTHORS.where(Idea.receipt == receipt)).all()
    return next(((forum, shape) for _, forum, shape in _for_authors(db, found)), None)


def _for_authors(db: Session, found: Sequence[AnyRow]) -> Iterator[tuple[int, int, shapes.OwnIdea]]:
    """(author or 0, forum, shape) of these rows of _FOR_AUTHORS."""
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
