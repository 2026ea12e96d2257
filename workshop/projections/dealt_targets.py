"""What was dealt to whom in votes in which a phone gets a few targets at a time."""

from collections.abc import Collection, Sequence

from sqlalchemy import and_, bindparam, false, func, select, true
from sqlalchemy.orm import Session

from workshop.contract import shapes
from workshop.projections import merged_ideas
from workshop.projections.base import Ids, these
from workshop.storage.tables import ballot, ballot_owner, dealt, done, mark


def own_dealt(db: Session, people: Sequence[int], activities: Ids) -> list[tuple[int, shapes.OwnDealt]]:
    """What each of these participants was dealt in these activities, in the order of dealing; in the place of an idea
    that is merged now, the one that it is merged into."""
    query = select(dealt).where(dealt.c.participant.in_(people)).order_by(dealt.c.activity, dealt.c.at, dealt.c.target)
    if activities is not None:
        query = query.where(dealt.c.activity.in_(activities))
    rows = db.execute(query).all()
    leads = merged_ideas.leads(db, rows[0].activity) if rows else {}
    found: dict[tuple[int, int], dict[int, None]] = {}
    for row in rows:
        found.setdefault((row.participant, row.activity), {})[leads.get(row.target, row.target)] = None
    return [(person, shapes.OwnDealt(id=activity, targets=list(ideas))) for (person, activity), ideas in found.items()]


def times_seen(db: Session, activity: int, since: int, gone: Collection[int]) -> dict[int, int]:
    """Target → how many people have answered it, or hold it since `since` (epoch ms) and may still answer. Answers that
    name what is `gone` are none."""
    found: dict[int, int] = {}
    for query in (_ANSWERED, _HELD):
        for target, people in db.execute(query, {"activity": activity, "since": since, "gone": list(gone)}):
            found[target] = found.get(target, 0) + people
    return found


def dealt_to(db: Session, activity: int, people: Sequence[int], gone: Collection[int]) -> dict[int, dict[int, bool]]:
    """Participant → target → whether it is answered, of what these participants were dealt or have answered. Answers
    that name what is `gone` are none."""
    found: dict[int, dict[int, bool]] = {person: {} for person in people}
    for query in (_THEIRS, _MARKED):
        for person, target, answered in db.execute(query, {"activity": activity, "people": people, "gone": list(gone)}):
            found[person][target] = found[person].get(target, False) or answered
    return found


_OWNS = and_(ballot_owner.c.activity == dealt.c.activity, ballot_owner.c.participant == dealt.c.participant)
_ANSWER = and_(mark.c.ballot == ballot_owner.c.ballot, mark.c.target == dealt.c.target)
_READY = and_(done.c.activity == dealt.c.activity, done.c.participant == dealt.c.participant)
_COUNTS = mark.c.x.not_in(bindparam("gone", expanding=True))
_ANSWERED = (
    select(mark.c.target, func.count())
    .join(ballot, ballot.c.id == mark.c.ballot)
    .where(ballot.c.activity == bindparam("activity"), ballot.c.source == "phone", _COUNTS)
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
    .where(ballot_owner.c.activity == bindparam("activity"), these(ballot_owner.c.participant), _COUNTS)
)
