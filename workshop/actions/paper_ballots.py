"""The action on ballots on paper: one person's whole ballot, entered at a console under a number of its own."""

import secrets
from collections.abc import Mapping

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions import marks_on_targets
from workshop.actions.activity_lookups import activity_of, step_of
from workshop.actions.ballots import mark_row
from workshop.actions.registry import UNDO, Done, action
from workshop.contract import commands
from workshop.contract.base import Marks
from workshop.domain import activity_states
from workshop.domain.errors import Refusal
from workshop.domain.methods.base import PAPER, Mark
from workshop.projections import vote_targets
from workshop.projections.ballot import ballots_in
from workshop.storage import changed_values
from workshop.storage.tables import Activity, Forum, ballot, mark

MOST_PAPERS = 5_000


@action(commands.BallotEnter)
def enter(db: Session, command: commands.BallotEnter, actor: Actor, forum: Forum, now: int) -> Done:
    """Store one ballot from paper under the next number, or under its own in the place of what was entered before. It
    is checked by the rules of its kind, as a phone's, and is nobody's: people without a phone are not known. Without
    marks it is taken out. Raises Refusal as `Kind.check`, result_open while people see the result,
    wrong_activity where ballots are dealt, gone for a number that nobody entered.

    Undo restores a ballot even when something on it was hidden since.
    """
    activity = activity_of(db, forum, command.activity)
    if activity.revealed:  # the difference would say what this one person gave
        raise Refusal("result_open")
    number, before = _entered(db, activity, command.paper)
    if command.key == UNDO:
        _replace(db, activity.id, number, _by_number(command.marks))
    elif command.paper is not None and before is None:
        raise Refusal("gone")
    else:
        _replace(db, activity.id, number, _checked(db, activity, command, now))
    back = None if before is None else {str(target): given for target, given in before.items()}
    inverse = commands.BallotEnter(key=UNDO, activity=activity.id, paper=number, marks=back)
    return Done(touched={("activity", activity.id)}, inverse=[inverse], made={"paper": number})


def _entered(db: Session, activity: Activity, paper: int | None) -> tuple[int, Mapping[int, Mark] | None]:
    """The number of a ballot, and what was entered under it. A new one gets the next: none is given twice, because the
    sheet of one that was taken out still has its number on it."""
    if paper is None:
        if activity.last_paper >= MOST_PAPERS:
            raise Refusal("count_bad")
        activity.last_paper += 1
        return activity.last_paper, None
    its = ballot.c.activity == activity.id, ballot.c.source == PAPER, ballot.c.n == paper
    name = db.scalar(select(ballot.c.id).where(*its))
    found = ballots_in(db, ballot.c.id == name).get(activity.id, []) if name else []
    return paper, found[0].marks if found else None


def _by_number(marks: Marks | None) -> Mapping[int, Mark] | None:
    """The marks of an inverse, which `enter` wrote."""
    return None if marks is None else {int(target): mark for target, mark in marks.items()}


def _checked(db: Session, activity: Activity, command: commands.BallotEnter, now: int) -> Mapping[int, Mark] | None:
    step = step_of(activity)
    activity_states.permit(command.verb, step, now)
    if step.kind.into or step.kind.deals(step.settings):  # there a ballot is about what its phone was dealt
        raise Refusal("wrong_activity")
    if command.marks is None:
        return None
    targets = vote_targets.of(db, activity)
    given = marks_on_targets.by_id(command.marks, marks_on_targets.by_text(targets))
    return step.kind.check(marks_on_targets.there(targets, given), step.settings)


def _replace(db: Session, activity: int, number: int, marks: Mapping[int, Mark] | None) -> None:
    old = select(ballot.c.id).where(ballot.c.activity == activity, ballot.c.source == PAPER, ballot.c.n == number)
    for name in db.scalars(old).all():
        db.execute(delete(mark).where(mark.c.ballot == name))
        db.execute(delete(ballot).where(ballot.c.id == name))
    if marks is None:
        changed_values.say(db, "paper_ballot", activity, {str(number): None})
        return
    name = secrets.token_hex(8)
    row = {"id": name, "activity": activity, "source": PAPER, "n": number, "weight": 1, "cast": int(bool(marks))}
    db.execute(insert(ballot).values(**row))
    if marks:
        db.execute(insert(mark), [mark_row(name, target, given) for target, given in marks.items()])
    said = {"ballot": name, "marks": {str(target): given for target, given in marks.items()}}
    changed_values.say(db, "paper_ballot", activity, {str(number): said})
