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
from workshop.projections.base import Look, view
from workshop.storage.tables import Activity, Idea


@view(shapes.IdeaShape, shapes.FacilitatorIdea)
def ideas(look: Look) -> Iterator[shapes.IdeaShape]:
    """The ideas by number: for facilitators in every state, for everyone those that are shown."""
    query = select(Idea, Activity.settings).join(Activity, Idea.activity == Activity.id)
    query = query.where(Idea.forum == look.forum, *look.among(Idea.id)).order_by(Idea.number)
    if look.audience == EVERYONE:
        query = query.where(Idea.state.in_(EVERYONE_SEES))
    for idea, settings in look.db.execute(query):
        common = dict(
            id=idea.id,
            number=idea.number,
            activity=idea.activity,
            cluster=idea.cluster,
            source=idea.source,
            text=idea.text if idea.state in READABLE else "",
            table=idea.table,
            lang=idea.lang,
            votable=idea.state in EVERYONE_SEES and not idea.left_out and votable(settings),
            left_out=idea.left_out,
        )
        if look.audience == FACILITATORS:
            found = screening.places(idea.text) if idea.flags and idea.state in READABLE else []
            seen = dict(state=idea.state, reason=idea.reason, flags=idea.flags, found=found, at=idea.created_at)
            yield shapes.FacilitatorIdea(**seen, **common)
        else:
            yield shapes.IdeaShape(**common)


def own_ideas(db: Session, people: Collection[int]) -> Iterator[tuple[int, shapes.OwnIdea]]:
    """Each idea of these participants for its author, by number, with the author's id."""
    for idea in db.scalars(select(Idea).where(Idea.participant.in_(people)).order_by(Idea.number)):
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
                cluster=idea.cluster,
                key=idea.key,
            ),
        )
