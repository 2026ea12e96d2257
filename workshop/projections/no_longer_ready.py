"""Which participants said that they are ready with an open vote, and no longer are, because marks of their ballot
stopped counting.

Dots stop counting when their target leaves the vote (hidden, left out, waiting again, its theme removed); an answer,
when the theme that it names is removed. The participant is then not ready until they say so again, or until the target
is back. Two things make nobody unready, because there is nothing left to do: dots that no other target can take, and
marks of methods that do not add up a ballot's marks.

Computed from the ballots each time, because a log that said whose dots came back would say who voted for what.

The table `done` has a row for each participant who pressed "ready"; its column `gone` has the number of marks of their
ballot that did not count at that moment, mostly 0. They are ready while no more marks than these do not count.
NOT_ANY_MORE instead of a number: they got marks back and changed their ballot afterwards, so that it no longer shows
this; they are not ready until they press again.
"""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import Session

from workshop.domain import activity_states
from workshop.domain.activities import KINDS
from workshop.domain.methods import merged_targets
from workshop.domain.methods.base import Mark, MarkRange
from workshop.projections import merged_clusters, merged_ideas, vote_targets
from workshop.projections.ballot import stored_marks
from workshop.projections.vote_targets import Vote
from workshop.storage.tables import Activity, ballot_owner, done, mark

OPEN = (activity_states.OPEN, activity_states.CLOSING)
NOT_ANY_MORE = -1
"""A value of `done.gone`, see above."""


def marks_to_give_again(db: Session, activity: Activity, participant: int) -> int:
    """How many marks of a person's ballot have to be given again, because their target left the vote or what they name
    was removed."""
    about = {"vote": activity.id, **_what_left(db, activity), "people": [participant]}
    return len(db.execute(_MARKS_OF, about).all())


def got_marks_back(db: Session, votes: Iterable[Vote], people: Collection[int] | None = None) -> dict[int, set[int]]:
    """Activity → participants who said that they are ready and have got marks back since, where any have, in those of
    these activities that are open votes. With `people`, only these participants. Who voted since is not among them
    (NOT_ANY_MORE)."""
    found: dict[int, set[int]] = {}
    for vote in votes:
        if vote.state not in OPEN or KINDS[vote.kind].collects != "votes":
            continue
        left = _what_left(db, vote)
        if any(left.values()) and (back := _with_marks_back(db, vote, left, people)):
            found[vote.id] = back
    return found


def _what_left(db: Session, vote: Vote) -> dict[str, list[int]]:
    """The parameters of `_MARKS` that say what left a vote. A mark of a target that left it is given to another one
    only where all marks of a ballot are added up."""
    again = _range(vote).total is not None
    return {"targets": vote_targets.gone(db, vote) if again else [], "names": vote_targets.gone_named(db, vote)}


def _range(vote: Vote) -> MarkRange:
    allowed = KINDS[vote.kind].marks
    return allowed(vote.settings) if allowed else MarkRange(0, 0)


def ready_voters_on(db: Session, forum: int, touched: Collection[tuple[str, int]]) -> dict[int, set[int]]:
    """Open vote → ready participants whose ballot names one of the touched ideas or clusters, as a target or in a mark:
    what is computed of them may have changed."""
    if not any(kind in ("idea", "cluster") for kind, _ in touched):
        return {}
    found: dict[int, set[int]] = {}
    for vote in db.execute(_OPEN_IN, {"forum": forum}).all():
        if KINDS[vote.kind].collects != "votes":
            continue
        kind = "cluster" if KINDS[vote.kind].of(vote.settings) == "clusters" else "idea"
        named = [thing for its, thing in touched if its == kind]
        marked = [thing for its, thing in touched if its == "cluster" and KINDS[vote.kind].into]
        about = {"vote": vote.id, "targets": named, "names": marked}
        people = {row.participant for row in db.execute(_READY, about)}
        if named and _may_be_short(db, vote, len(named)):  # a target more or less matters to all who have dots to give
            people |= {row.participant for row in db.execute(_READY, {"vote": vote.id, **_what_left(db, vote)})}
        if people:
            found[vote.id] = people
    return found


def _with_marks_back(db: Session, vote: Vote, left: dict[str, list[int]], people: Collection[int] | None) -> set[int]:
    about = {"vote": vote.id, **left}
    found = (
        db.execute(_GOT_BACK, about) if people is None else db.execute(_GOT_BACK_OF, about | {"people": list(people)})
    )
    back = {row.participant for row in found}
    total = _range(vote).total
    if not back or total is None or (room := _room(db, vote)) >= total:
        return back
    given = _given(db, vote, back, set(left["targets"]))
    return {one for one in back if given.get(one, 0) < room}


def _room(db: Session, vote: Vote) -> int:
    """The most that the targets which are there take from one person."""
    return _range(vote).most * vote_targets.votable_count(db, vote)


def _may_be_short(db: Session, vote: Vote, touched: int) -> bool:
    """Whether the targets take less than a person has to give, or did before so many of them changed."""
    allowed = _range(vote)
    return allowed.total is not None and _room(db, vote) < allowed.total + allowed.most * touched


def _given(db: Session, vote: Vote, people: Collection[int], left: Collection[int]) -> dict[int, int]:
    """Participant → what the marks that count add up to, without those of targets that left the vote."""
    of_ideas, as_one = KINDS[vote.kind].of(vote.settings) == "ideas", KINDS[vote.kind].as_one
    leads = merged_ideas.leads(db, vote.id) if of_ideas else merged_clusters.leads(db, vote.forum)

    def added(marks: Mapping[int, Mark]) -> int:
        counted = merged_targets.one_ballot(
            {its: mark for its, mark in marks.items() if its not in left}, leads, as_one
        )
        return sum(mark for mark in counted.values() if isinstance(mark, int))

    return {one: added(marks) for one, marks in stored_marks(db, vote.id, sorted(people)).items()}


# Built once: an open vote asks at each frame.

_STEP = Activity.__table__.c
_OPEN_IN = vote_targets.VOTES.where(_STEP.forum == bindparam("forum"), _STEP.state.in_(OPEN))
_MARKS = (
    select(ballot_owner.c.participant)
    .join(mark, mark.c.ballot == ballot_owner.c.ballot)
    .where(
        ballot_owner.c.activity == bindparam("vote"),
        (mark.c.target + 0).in_(bindparam("targets", expanding=True))
        | mark.c.x.in_(bindparam("names", expanding=True)),
    )
)
"""A row with the participant for each mark of a ballot that is of one of these targets or names one of these things.
Adding 0 keeps SQLite from looking up every target in every ballot: reading the few marks of each ballot takes a twelfth
of the time when 50 targets have left."""
_OF_PEOPLE = ballot_owner.c.participant.in_(bindparam("people", expanding=True))
_MARKS_OF = _MARKS.where(_OF_PEOPLE)
_READY = _MARKS.join(
    done, and_(done.c.activity == ballot_owner.c.activity, done.c.participant == ballot_owner.c.participant)
)
"""The marks of `_MARKS` in the ballots of those who said that they are ready."""
_GOT_BACK = (
    _READY.where(done.c.gone != NOT_ANY_MORE)
    .group_by(ballot_owner.c.participant, done.c.gone)
    .having(func.count() > done.c.gone)
)
_GOT_BACK_OF = _GOT_BACK.where(_OF_PEOPLE)
