"""Ballots by phone, and raised hands counted by a facilitator."""

import secrets

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from workshop import state
from workshop.access.actors import Actor
from workshop.actions.base import UNDO, Done, action, activity_of, step_of
from workshop.contract import commands
from workshop.contract.base import Marks
from workshop.domain import agenda
from workshop.domain.activities import KINDS
from workshop.domain.errors import Refusal
from workshop.storage.tables import Activity, Forum, ballot, ballot_owner, mark

MOST_HANDS = 5_000


@action(commands.BallotSet)
def cast(db: Session, command: commands.BallotSet, actor: Actor, forum: Forum, now: int) -> Done:
    """One person's whole ballot. An older `n` than the stored one changes nothing: the newer ballot stands."""
    activity = activity_of(db, forum, command.activity)
    agenda.permit(command.verb, step_of(activity), now)
    marks = _marks(db, activity, command.marks)
    KINDS[activity.kind].check(marks, activity.settings)
    owned = select(ballot.c.id, ballot.c.n).join(ballot_owner, ballot_owner.c.ballot == ballot.c.id)
    found = db.execute(owned.where(ballot_owner.c.activity == activity.id, ballot_owner.c.participant == actor.participant)).first()
    if found is not None and found.n >= command.n:
        return Done(name=found.id)
    name = found.id if found is not None else _new(db, activity, actor)
    db.execute(update(ballot).where(ballot.c.id == name).values(n=command.n, cast=1 if marks else 0))
    db.execute(delete(mark).where(mark.c.ballot == name))
    if marks:
        db.execute(insert(mark), [{"ballot": name, "target": target, "x": x, "y": None} for target, x in marks.items()])
    return Done(touched={("activity", activity.id)}, own={actor.participant or 0}, name=name)


@action(commands.HandsSet)
def hands(db: Session, command: commands.HandsSet, actor: Actor, forum: Forum, now: int) -> Done:
    """So many hands for one target: one marked ballot that weighs as many. Zero takes it away."""
    activity = activity_of(db, forum, command.activity)
    agenda.permit(command.verb, step_of(activity), now)
    if command.count > MOST_HANDS:
        raise Refusal("count_bad")
    if not _marks(db, activity, {str(command.target): 1}):
        raise Refusal("idea_gone")
    query = select(ballot.c.id, ballot.c.weight).join(mark, mark.c.ballot == ballot.c.id)
    query = query.where(ballot.c.activity == activity.id, ballot.c.source == "hand", mark.c.target == command.target)
    found = db.execute(query).first()
    if found is not None:
        db.execute(delete(mark).where(mark.c.ballot == found.id))
        db.execute(delete(ballot).where(ballot.c.id == found.id))
    if command.count:
        name = _new(db, activity, None, source="hand", weight=command.count)
        db.execute(insert(mark).values(ballot=name, target=command.target, x=1))
    inverse = commands.HandsSet(key=UNDO, activity=activity.id, target=command.target, count=found.weight if found else 0)
    touched = {("hands", activity.id), ("activity", activity.id)} | ({("tally", activity.id)} if activity.revealed else set())
    return Done(touched=touched, inverse=[inverse])


def _marks(db: Session, activity: Activity, given: Marks) -> dict[int, int]:
    """Marks by target id, without zeros and what is gone; raises Refusal ballot_bad for a target that was never voted on."""
    if any(not target.isascii() or not target.isdigit() or len(target) > 15 or not isinstance(x, int) for target, x in given.items()):
        raise Refusal("ballot_bad")
    marks = {int(target): x for target, x in given.items() if isinstance(x, int) and x != 0}
    targets = state.targets(db, activity)
    if marks.keys() - targets.keys():
        raise Refusal("ballot_bad")
    return {target: x for target, x in marks.items() if targets[target]}


def _new(db: Session, activity: Activity, actor: Actor | None, source: str = "phone", weight: int = 1) -> str:
    name = secrets.token_hex(8)
    db.execute(insert(ballot).values(id=name, activity=activity.id, source=source, n=0, weight=weight, cast=0))
    if actor is not None:
        db.execute(insert(ballot_owner).values(activity=activity.id, participant=actor.participant, ballot=name))
    return name
