"""What only one participant may see, and how many have joined."""

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import Session

from workshop.contract import shapes
from workshop.projections import (
    idea_supports,
    no_longer_ready,
    participants_placement_suggestions,
    theme_proposals,
    vote_targets,
)
from workshop.projections.ballot import own_ballots
from workshop.projections.base import Ids, these
from workshop.projections.dealt_targets import own_dealt
from workshop.projections.idea import own_ideas
from workshop.projections.shape_changes import Projection
from workshop.storage.frequent_queries_compiled_once import AnyRow, PreparedIn, PreparedSelect
from workshop.storage.tables import (
    Idea,
    Participant,
    ThemeProposal,
    ballot_owner,
    confirmation,
    dealt,
    done,
    placement,
    support,
)


def own_things(db: Session, participant: int) -> Projection:
    """What only this participant may see: their ideas in every state, their ballots, and the participant's own
    record."""
    return own_things_of(db, [participant])[participant]


def own_things_of(db: Session, participants: Collection[int], activities: Ids = None) -> dict[int, Projection]:
    """The `own_things` of many participants in a few queries. With `activities`, only the ballots in these
    activities, and what was dealt there: a person who changes one ballot need not get the others."""
    projections = {participant: Projection() for participant in participants}
    if not projections:
        return projections
    known = _WITH_THINGS.run(db.connection(), list(projections))
    for record in _own_records(db, known):
        projections[record.id].show(record)
    for participant, given in _what_they_gave(db, known, activities):
        projections[participant].show(given)
    return projections


def own_changes(
    db: Session, own: Collection[int], voters: Collection[int], activities: Collection[int]
) -> dict[int, Projection]:
    """What participants are sent after a command: those of `own` their own things, with the ballots in these
    activities; those of `voters` only these ballots."""
    projections = own_things_of(db, own, activities)
    if only_ballots := [one for one in voters if one not in projections]:
        for participant, paper in own_ballots(db, only_ballots, activities):
            projections.setdefault(participant, Projection()).show(paper)
    return projections


def _own_records(db: Session, known: Sequence[AnyRow]) -> Iterator[shapes.OwnSelf]:
    """The record of each participant of `_WITH_THINGS`."""
    done_with = _done_with(db, [one.id for one in known if one.done])
    suggested = participants_placement_suggestions.own(db, [one.id for one in known if one.placements])
    proposed = theme_proposals.own(db, [one.id for one in known if one.proposals])
    for one in known:
        yield shapes.OwnSelf(
            id=one.id,
            language=one.language,
            seed=one.seed,
            done=done_with.get(one.id, []),
            suggested=suggested.get(one.id, {}),
            proposed=proposed.get(one.id, []),
            complete=one.complete,
            missing=one.missing or "",
        )


def _done_with(db: Session, people: Sequence[int]) -> dict[int, list[int]]:
    """Participant → the activities that they are done with. Who got marks back in a vote is not done with it."""
    if not people:
        return {}
    said = _READY.run(db.connection(), people)
    reopened = _reopened(db, {row.activity for row in said}, people) if said else {}
    found: dict[int, list[int]] = {}
    for row in said:
        if row.participant not in reopened.get(row.activity, ()):
            found.setdefault(row.participant, []).append(row.activity)
    return found


def _what_they_gave(db: Session, known: Sequence[AnyRow], activities: Ids) -> Iterator[tuple[int, shapes.Shape]]:
    """The ideas, supports, dealt targets and ballots of these participants, each with its owner's id. Only those of
    whom `_WITH_THINGS` says that they have any are asked for."""
    if ids := [one.id for one in known if one.ideas]:
        yield from own_ideas(db, ids)
    if ids := [one.id for one in known if one.supports]:
        yield from idea_supports.own(db, ids)
    if ids := [one.id for one in known if one.dealt]:
        yield from own_dealt(db, ids, activities)
    if ids := [one.id for one in known if one.ballots]:
        yield from own_ballots(db, ids, activities)


def _reopened(db: Session, activities: Collection[int], people: Collection[int]) -> dict[int, set[int]]:
    return no_longer_ready.got_marks_back(db, vote_targets.votes(db, activities), people)


_WITH_THINGS = PreparedIn(
    select(
        Participant.id,
        Participant.language,
        Participant.seed,
        confirmation.c.complete,
        confirmation.c.missing,
        exists().where(Idea.participant == Participant.id).label("ideas"),
        exists().where(ballot_owner.c.participant == Participant.id).label("ballots"),
        exists().where(dealt.c.participant == Participant.id).label("dealt"),
        exists().where(done.c.participant == Participant.id).label("done"),
        exists().where(placement.c.participant == Participant.id).label("placements"),
        exists().where(support.c.participant == Participant.id).label("supports"),
        exists().where(ThemeProposal.participant == Participant.id).label("proposals"),
    )
    .outerjoin(confirmation, confirmation.c.participant == Participant.id)
    .where(these(Participant.id)),
    "people",
)
"""People, and whether there is more to read of each: in a hall that is joining, no one has anything yet."""
_READY = PreparedIn(
    select(done)
    .where(these(done.c.participant), done.c.gone != no_longer_ready.NOT_ANY_MORE)
    .order_by(done.c.activity),
    "people",
)


def joined_count(db: Session, forum: int) -> int:
    """How many people have joined."""
    return sum(row.people for row in _JOINED.run(db.connection(), forum=forum))


_JOINED = PreparedSelect(
    select(func.count().label("people")).select_from(Participant).where(Participant.forum == bindparam("forum"))
)
