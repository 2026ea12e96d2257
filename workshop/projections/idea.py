"""The view of the ideas, and each author's own."""

from collections.abc import Collection, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.contract import shapes
from workshop.contract.shapes import EVERYONE, FACILITATORS
from workshop.domain import screening
from workshop.domain.activities.ideas import votable
from workshop.domain.ideas import EVERYONE as EVERYONE_SEES
from workshop.domain.ideas import READABLE
from workshop.domain.masks import covered
from workshop.projections.base import Look, view
from workshop.storage.tables import Activity, Forum, Idea

_SAID = (Idea.id, Idea.number, Idea.activity, Idea.cluster, Idea.text, Idea.lang, Idea.state, Idea.reason)
_ALSO = (Idea.masked, Idea.created_at)
_COLUMNS = (*_SAID, *_ALSO, Idea.source, Idea.table, Idea.left_out, Idea.flags, Idea.author_held)
"""Columns, not objects: a snapshot reads hundreds of ideas, and an ORM object costs more than its row."""


@view(shapes.IdeaShape, shapes.FacilitatorIdea)
def ideas(look: Look) -> Iterator[shapes.IdeaShape]:
    """The ideas by number: for facilitators in every state, for everyone those that are shown."""
    query = select(*_COLUMNS, Activity.settings).join(Activity, Idea.activity == Activity.id)
    query = query.where(Idea.forum == look.forum, *look.among(Idea.id)).order_by(Idea.number)
    if look.audience == EVERYONE:
        query = query.where(Idea.state.in_(EVERYONE_SEES))
    for idea in look.db.execute(query):
        common = dict(
            id=idea.id,
            number=idea.number,
            activity=idea.activity,
            cluster=idea.cluster,
            source=idea.source,
            text=covered(idea.text, idea.masked) if idea.state in READABLE else "",
            table=idea.table,
            lang=idea.lang,
            votable=idea.state in EVERYONE_SEES and not idea.left_out and votable(idea.settings),
            left_out=idea.left_out,
        )
        if look.audience == FACILITATORS:
            found = screening.places(idea.text) if idea.flags and idea.state in READABLE else []
            seen = dict(state=idea.state, reason=idea.reason, flags=idea.flags, found=found, at=idea.created_at)
            unmasked = idea.text if idea.masked and idea.state in READABLE else ""
            yield shapes.FacilitatorIdea(**seen, unmasked=unmasked, author_held=idea.author_held, **common)
        else:
            yield shapes.IdeaShape(**common)


def own_ideas(db: Session, people: Collection[int]) -> Iterator[tuple[int, shapes.OwnIdea]]:
    """Each idea of these participants for its author, by number, with the author's id."""
    query = select(*_SAID, *_ALSO, Idea.participant, Idea.key, Forum.reasons).join(Forum, Forum.id == Idea.forum)
    for idea in db.execute(query.where(Idea.participant.in_(people)).order_by(Idea.number)):
        yield (
            idea.participant or 0,
            shapes.OwnIdea(
                id=idea.id,
                number=idea.number,
                activity=idea.activity,
                text=idea.text,
                lang=idea.lang,
                state=idea.state,
                reason=idea.reason,
                why=idea.reasons.get(idea.reason, {}).get("words", {}),
                masked=bool(idea.masked),
                at=idea.created_at,
                cluster=idea.cluster,
                key=idea.key,
            ),
        )
