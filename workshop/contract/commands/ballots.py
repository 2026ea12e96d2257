"""Votes: a person's ballot, and hands that a facilitator counted."""

from workshop.contract.base import LEAD, TAKE_PART, AnyCount, Command, Count, Id, Marks, Number, command


@command("ballot.set", TAKE_PART)
class BallotSet(Command, frozen=True, kw_only=True):
    """One person's whole ballot in one activity; it replaces the last if `n` is higher."""

    activity: Id
    n: Count
    marks: Marks


@command("hands.set", LEAD)
class HandsSet(Command, frozen=True, kw_only=True):
    """Set how many hands were raised for this target (absolute: the last count stands). `value` is the mark that they
    gave it, one of those in the activity's `hands`. The largest count is `MOST_HANDS`."""

    activity: Id
    target: Id
    count: AnyCount
    value: Number = 1
