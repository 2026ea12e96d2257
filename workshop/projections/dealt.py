"""What was dealt to whom in votes in which a phone gets a few targets at a time."""

from collections.abc import Sequence

from sqlalchemy import and_, bindparam, false, func, select, true
from sqlalchemy.orm import Session

from workshop.contract import shapes
from workshop.projections.base import Ids, these
from workshop.storage.tables import ballot, ballot_owner, dealt, done, mark


def own_dealt(db: Session, people: Sequence[int], activities: Ids) -> list[tuple[int, shapes.OwnDealt]]:
    """What each of these participants was dealt in these activities, in the order of dealing."""
    query = select(dealt).where(dealt.c.participant.in_(people)).order_by(dealt.c.activity, dealt.c.at, dealt.c.target)
    if activities is not None:
        query = query.where(dealt.c.activity.in_(activities))
    hands: dict[tuple[int, int], list[int]] = {}
    for row in db.execute(query):
        hands.setdefault((row.participant, row.activity), []).append(row.target)
    return [(person, shapes.OwnDealt(id=activity, targets=hand)) for (person, activity), hand in hands.items()]


def seen(db: Session, activity: int, since: int) -> dict[int, int]:
    """Target → how many people have answered it, or hold it since `since` (epoch ms) and may still answer."""
    found: dict[int, int] = {}
    for query in (_ANSWERED, _HELD):
        for target, people in db.execute(query, {"activity": activity, "since": since}):
            found[target] = found.get(target, 0) + people
    return found


def held(db: Session, activity: int, people: Sequence[int]) -> dict[int, dict[int, bool]]:
    """Participant → target → whether it is answered, of what these participants were dealt or have answered."""
    found: dict[int, dict[int, bool]] = {person: {} for person in people}
    for query in (_THEIRS, _MARKED):
        for person, target, answered in db.execute(query, {"activity": activity, "people": people}):
            found[person][target] = found[person].get(target, False) or answered
    return found


_OWNS = and_(ballot_owner.c.activity == dealt.c.activity, ballot_owner.c.participant == dealt.c.participant)
_ANSWER = and_(mark.c.ballot == ballot_owner.c.ballot, mark.c.target == dealt.c.target)
_READY = and_(done.c.activity == dealt.c.activity, done.c.participant == dealt.c.participant)
_ANSWERED = (
    select(mark.c.target, func.count())
    .join(ballot, ballot.c.id == mark.c.ballot)
    .where(ballot.c.activity == bindparam("activity"), ballot.c.source == "phone")
    .group_by(mark.c.target)
)
_HELD = (
    select(dealt.c.target, func.count())
    .outerjoin(ballot_owner, _OWNS)
    .outerjoin(mark, _ANSWER)
    .outerjoin(done, _READY)
    .where(dealt.c.activity == bindparam("activity"), dealt.c.at > bindparam("since"))
    .where(mark.c.ballot.is_(None), done.c.participant.is_(None))
    .group_by(dealt.c.target)
)
"""Held and not answered, by people who have not said that they are done."""
_THEIRS = select(dealt.c.participant, dealt.c.target, false()).where(
    dealt.c.activity == bindparam("activity"), these(dealt.c.participant)
)
_MARKED = (
    select(ballot_owner.c.participant, mark.c.target, true())
    .join(mark, mark.c.ballot == ballot_owner.c.ballot)
    .where(ballot_owner.c.activity == bindparam("activity"), these(ballot_owner.c.participant))
)
