"""Sorting by the hall: ideas are dealt to phones, and what people agree on is placed."""

from workshop.contract.base import LEAD, TAKE_PART, Command, Count, Id, command


@command("ballot.deal", TAKE_PART)
class BallotDeal(Command, frozen=True, kw_only=True):
    """Ask for the next few targets of a vote in which they are dealt. While some of the last ones are without a mark,
    those are the hand."""

    activity: Id


@command("sort.take", LEAD)
class SortTake(Command, frozen=True, kw_only=True):
    """Place every idea in the theme that most of the hall chose for it, where at least `share` percent of those who saw
    it did. Ideas that stand in a theme already stay there."""

    activity: Id
    share: Count
