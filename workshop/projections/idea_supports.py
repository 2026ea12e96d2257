"""Which ideas of others participants support: for each person those that they support, and how many people stand behind
an idea, which is secret until the results.

A supporter counts as one more author: sees what becomes of the idea, and never more of its words than everyone saw.
"""

import hashlib
from collections.abc import Collection, Iterator

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, aliased

from workshop.contract import shapes
from workshop.contract.idea_states import HIDDEN, MERGED
from workshop.domain.ideas import SEEN_BY_EVERYONE
from workshop.domain.masked_text import masked
from workshop.projections.base import Thing, these
from workshop.storage.frequent_queries_compiled_once import PreparedSelect
from workshop.storage.tables import Idea, support

_LEAD = aliased(Idea)
_OWN = (
    select(
        support.c.participant,
        Idea.id,
        Idea.number,
        Idea.activity,
        Idea.text,
        Idea.masked,
        Idea.lang,
        Idea.state,
        Idea.cluster,
        support.c.seen,
        _LEAD.number.label("lead"),
    )
    .join(Idea, Idea.id == support.c.idea)
    .outerjoin(_LEAD, _LEAD.id == Idea.merged_into)
    .where(these(support.c.participant))
    .order_by(Idea.number)
)
"""Built once, as it is read with every snapshot of a phone that supports anything."""
_PEOPLE = PreparedSelect(select(support.c.participant).where(support.c.idea == bindparam("idea")))
"""Asked whenever a single idea changes."""


def own(db: Session, people: Collection[int]) -> Iterator[tuple[int, shapes.OwnSupport]]:
    """Each idea that these participants support, by number, with the supporter's id."""
    for row in db.execute(_OWN, {"people": list(people)}):
        seen = row.state in SEEN_BY_EVERYONE or row.state == MERGED
        shape = shapes.OwnSupport(
            id=row.id,
            number=row.number,
            activity=row.activity,
            text=masked(row.text, row.masked) if seen else "",
            lang=row.lang if seen else "",
            state=row.state if seen else HIDDEN,
            merged_into=row.lead,
            cluster=row.cluster if seen else None,
            reworded=seen and row.seen is not None and row.seen != digest_of(row.text),
        )
        yield row.participant, shape


def digest_of(words: str) -> str:
    """What is kept of the words that somebody supported, to tell whether they are the same."""
    return hashlib.sha256(words.encode()).hexdigest()


def people(db: Session, touched: Collection[Thing]) -> set[int]:
    """Who supports any of the ideas among these things."""
    ideas = [number for kind, number in touched if kind == "idea"]
    if len(ideas) > 1:
        return set(db.scalars(select(support.c.participant).where(support.c.idea.in_(ideas))))
    return {person for idea in ideas for (person,) in _PEOPLE.run(db.connection(), idea=idea)}


def counts(db: Session, forum: int) -> dict[int, int]:
    """Idea → how many people support it or an idea that is merged into it, each once; its authors are not among
    them."""
    ideas = db.execute(select(Idea.id, Idea.merged_into, Idea.participant).where(Idea.forum == forum)).all()
    lead = {row.id: row.merged_into or row.id for row in ideas}
    authors = {(lead[row.id], row.participant) for row in ideas}
    its = select(support.c.idea, support.c.participant).join(Idea, Idea.id == support.c.idea)
    found = {(lead[row.idea], row.participant) for row in db.execute(its.where(Idea.forum == forum))}
    totals: dict[int, int] = {}
    for idea, _ in found - authors:
        totals[idea] = totals.get(idea, 0) + 1
    return totals
