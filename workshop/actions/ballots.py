"""Actions on ballots: casting by phone, in batches, and counting raised hands by a facilitator."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from msgspec import Struct, structs
from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions import marks_on_targets
from workshop.actions.activity_lookups import activity_of, step_of
from workshop.actions.batch_by_activity import by_activity
from workshop.actions.registry import UNDO, Done, action, together
from workshop.actions.writer_cache import ForumHead
from workshop.contract import commands
from workshop.contract.base import MOST_HANDS, Command, Mark, Marks
from workshop.domain import activity_states
from workshop.domain.errors import Refusal
from workshop.domain.methods.base import HAND
from workshop.domain.methods.merged_targets import AsSeen
from workshop.projections import dealt_targets, mass_command_effects, merged_ideas, no_longer_ready, vote_targets
from workshop.projections.ballot import as_seen, stored_marks
from workshop.storage import changed_values
from workshop.storage.frequent_queries_compiled_once import Prepared, PreparedIn
from workshop.storage.tables import Forum, ballot, ballot_owner, done, mark


@together(commands.BallotSet)
def cast(
    db: Session, asked: Sequence[tuple[Actor, commands.BallotSet]], forum: ForumHead, now: int
) -> Sequence[Done | Refusal]:
    """Store one whole ballot for each person. A ballot whose `n` is not higher than the stored one's changes nothing:
    the newer one stands."""
    results, batches = by_activity(asked, partial(_ballot_batch, db, forum, now), _BallotBatch.take)
    for batch in batches:
        batch.write(db.connection())
    return results


def _ballot_batch(
    db: Session, forum: ForumHead, now: int, activity: int, people: Sequence[int]
) -> "_BallotBatch | Refusal":
    try:
        rules = _vote_rules(db, forum, activity)
        activity_states.permit(commands.BallotSet.verb, rules.step, now)
    except Refusal as refusal:
        return refusal
    if rules.lacks_something:
        _ask_again(db, activity, people)
    rows = _OWNED.run(db.connection(), people, activity=activity)
    owned = {participant: (name, n) for participant, name, n in rows}
    stored = stored_marks(db, activity, people) if rules.seen.differs else {}
    deals = rules.step.kind.deals(rules.step.settings)
    return _BallotBatch(
        activity, rules, owned, stored, dealt_targets.dealt_to(db, activity, people, ()) if deals else None
    )


def _ask_again(db: Session, activity: int, people: Sequence[int]) -> None:
    """A participant who got dots back stays not ready after giving them again, until they say that they are done."""
    back = no_longer_ready.got_marks_back(db, vote_targets.votes(db, [activity]), people).get(activity)
    if back:
        theirs = done.c.activity == activity, done.c.participant.in_(back)
        db.execute(update(done).where(*theirs).values(gone=no_longer_ready.NOT_ANY_MORE))


@dataclass(frozen=True)
class _VoteRules:
    """What is voted on in one activity, and how. Cached in the forum's head."""

    step: activity_states.Step
    targets: Mapping[int, int | None]
    """target id → the target that its marks count for; None when it was removed since"""
    named: Mapping[int, int] | None
    """where a mark names a thing: what it may name now → what this counts for"""
    seen: AsSeen
    """how the owners of ballots see them"""

    @cached_property
    def lacks_something(self) -> bool:
        """Whether something left the vote or was removed that a mark may name: then a ballot may say who is ready."""
        return None in self.targets.values() or bool(self.seen.gone)

    @cached_property
    def by_text(self) -> Mapping[str, int]:
        """The targets by their ids as text."""
        return marks_on_targets.by_text(self.targets)

    def given(self, marks: Marks) -> dict[int, Mark]:
        """Those of a ballot's marks that are on what can still be voted on; raises Refusal ballot_bad for a target that
        was never voted on."""
        return marks_on_targets.there(self.targets, marks_on_targets.by_id(marks, self.by_text))

    def check(self, given: Mapping[int, Mark], stored: Mapping[int, Mark]) -> Mapping[int, Mark]:
        """The marks to store of a ballot in the place of those that are `stored`; raises Refusal as `Kind.check`."""
        kind, settings = self.step.kind, self.step.settings
        marks = self._known(kind.check(given, settings))
        if not stored:
            return marks
        stays = {target: mark for target, mark in stored.items() if self.targets.get(target) is not None}
        try:
            return kind.check(self.seen.recast(marks, stays), settings)
        except Refusal:  # what stays of merged ideas and what was given since is more than one person has
            # Needs no check: its marks are those that were given and checked, and some that name what is gone.
            return self.seen.recast_singly(marks, stays)

    def among(self, given: Mapping[int, Mark], dealt: Collection[int]) -> dict[int, Mark]:
        """The marks for what is among these, or is one idea now with something in it."""
        counts_for = {self.targets.get(target) for target in dealt}
        return {target: mark for target, mark in given.items() if self.targets[target] in counts_for}

    def _known(self, given: Mapping[int, Mark]) -> Mapping[int, Mark]:
        """The marks that name nothing that never was."""
        if self.named is None:
            return given
        return {target: mark for target, mark in given.items() if mark in self.named or mark in self.seen.gone}


def _vote_rules(db: Session, forum: ForumHead, activity: int) -> _VoteRules:
    cached = forum.cached.get(activity)
    if isinstance(cached, _VoteRules):
        return cached
    found = activity_of(db, forum, activity)
    rules = forum.cached[activity] = _VoteRules(
        step_of(found),
        vote_targets.of(db, found),
        vote_targets.named(db, found),
        as_seen(db, found, merged_ideas.leads(db, activity)),
    )
    return rules


class _Cast(Struct, frozen=True):
    """One ballot to write. `owner` is the participant if it is their first ballot, else None."""

    name: str
    n: int
    marks: Mapping[int, Mark]
    owner: int | None

    @property
    def counted(self) -> int:
        """1 when the ballot holds any mark, else 0."""
        return int(bool(self.marks))


@dataclass
class _BallotBatch:
    """Collects the ballots of one activity: checks them against state that was read once, and writes them together."""

    activity: int
    rules: _VoteRules
    owned: dict[int, tuple[str, int]]
    """participant → (ballot, n), as stored"""
    stored: Mapping[int, Mapping[int, Mark]]
    """participant → the stored marks; read only where some may stay: where ideas are merged, or themes merged or
    removed"""
    dealt: Mapping[int, Collection[int]] | None
    """participant → what this person was dealt or has marked; None where targets are not dealt"""
    taken: list[_Cast] = field(default_factory=list)

    def take(self, participant: int, command: commands.BallotSet) -> Done | Refusal:
        """Check one ballot and keep it for writing."""
        try:
            given = self.rules.given(command.marks)
            if self.dealt is not None:  # only ideas that the phone was dealt: else one phone could sort all of them
                given = self.rules.among(given, self.dealt[participant])
            marks = self.rules.check(given, self.stored.get(participant, {}))
        except Refusal as refusal:
            return refusal
        name, n = self.owned.get(participant, ("", -1))
        if n >= command.n:
            return Done(name=name)
        self.taken.append(_Cast(name or secrets.token_hex(8), command.n, marks, None if name else participant))
        said = {
            "activity": self.activity,
            "n": command.n,
            "marks": {str(target): given for target, given in marks.items()},
        }
        touched = mass_command_effects.by_ballot(self.activity, sorts=bool(self.rules.step.kind.into))
        done = Done(touched, ballots={self.activity}, name=self.taken[-1].name, body=said)
        (done.own if self.rules.lacks_something else done.voters).add(participant)
        return done

    def write(self, db: Connection) -> None:
        """Write the rows of all collected ballots."""
        again = [{"its": one.name, "new_n": one.n, "counted": one.counted} for one in self.taken if one.owner is None]
        if again:
            _RENEW.run(db, *again)
            _EMPTY.run(db, *again)
        first = [one for one in self.taken if one.owner is not None]
        if first:
            common = {"activity": self.activity, "source": "phone", "weight": 1}
            _NEW.run(db, *({"id": one.name, "n": one.n, "cast": one.counted, **common} for one in first))
            _OWNS.run(db, *({"activity": self.activity, "participant": one.owner, "ballot": one.name} for one in first))
        marks = [mark_row(one.name, target, given) for one in self.taken for target, given in one.marks.items()]
        if marks:
            _MARK.run(db, *marks)


_OWNED = PreparedIn(
    select(ballot_owner.c.participant, ballot.c.id, ballot.c.n)
    .join(ballot, ballot.c.id == ballot_owner.c.ballot)
    .where(
        ballot_owner.c.activity == bindparam("activity"),
        ballot_owner.c.participant.in_(bindparam("people", expanding=True)),
    ),
    "people",
)
_NEW, _OWNS, _MARK = Prepared(insert(ballot)), Prepared(insert(ballot_owner)), Prepared(insert(mark))
_RENEW = Prepared(
    update(ballot).where(ballot.c.id == bindparam("its")).values(n=bindparam("new_n"), cast=bindparam("counted"))
)
_EMPTY = Prepared(delete(mark).where(mark.c.ballot == bindparam("its")))


@action(commands.HandsSet)
def hands(db: Session, command: commands.HandsSet, actor: Actor, forum: Forum, now: int) -> Done:
    """Store the count of raised hands for one target and mark as one ballot of that weight. Zero removes it. A count of
    an idea that others are merged into replaces theirs.

    Undo restores a count even when the vote has gone back to waiting, or its target was hidden, since.
    """
    activity = activity_of(db, forum, command.activity)
    if command.key != UNDO:
        step = step_of(activity)
        activity_states.permit(command.verb, step, now)
        step.kind.check_hands(command.value, step.settings)
    if command.count > MOST_HANDS:
        raise Refusal("count_bad")
    about = vote_targets.of(db, activity)
    if command.target not in about:
        raise Refusal("ballot_bad")
    if about[command.target] is None and command.key != UNDO:
        raise Refusal("idea_gone")
    counts = {(command.target, command.value): command.count}
    if command.key != UNDO:
        counts |= dict.fromkeys(_on_merged(db, activity.id, command.target, about), 0)
    inverse: list[Command] = []
    for (target, value), count in counts.items():
        before = _count_hands(db, activity.id, target, value, count)
        inverse.append(structs.replace(command, key=UNDO, target=target, value=value, count=before))
    touched = {("hands", activity.id), ("activity", activity.id)} | (
        {("tally", activity.id)} if activity.revealed else set()
    )
    return Done(touched=touched, inverse=inverse)


def _on_merged(db: Session, activity: int, lead: int, about: Mapping[int, int | None]) -> list[tuple[int, int]]:
    """(target, mark) of the counts on ideas that are merged into `lead`: a count of the merged idea replaces them."""
    query = select(mark.c.target, mark.c.x).join(ballot, ballot.c.id == mark.c.ballot)
    found = db.execute(query.where(ballot.c.activity == activity, ballot.c.source == HAND))
    return [(row.target, row.x) for row in found if row.target != lead and about.get(row.target) == lead]


def _count_hands(db: Session, activity: int, target: int, value: int, count: int) -> int:
    """Store one count and return the one before."""
    query = select(ballot.c.id, ballot.c.weight).join(mark, mark.c.ballot == ballot.c.id)
    query = query.where(ballot.c.activity == activity, ballot.c.source == HAND)
    found = db.execute(query.where(mark.c.target == target, mark.c.x == value)).first()
    if found is not None:
        db.execute(delete(mark).where(mark.c.ballot == found.id))
        db.execute(delete(ballot).where(ballot.c.id == found.id))
    if count:
        name = secrets.token_hex(8)
        db.execute(insert(ballot).values(id=name, activity=activity, source=HAND, n=0, weight=count, cast=0))
        db.execute(insert(mark).values(ballot=name, target=target, x=value))
    changed_values.say(db, "hands", activity, {f"{target}:{value}": count})
    return int(found.weight) if found else 0


def mark_row(its: str, target: int, given: Mark) -> dict[str, object]:
    """The row of one mark in the ballot called `its`."""
    x, y = given if isinstance(given, tuple) else (given, None)
    return {"ballot": its, "target": target, "x": x, "y": y}
