"""Ballots on paper, as a facilitator enters them."""

from workshop.contract.base import LEAD, Command, Count, Id, Marks, command


@command("ballot.enter", LEAD)
class BallotEnter(Command, frozen=True, kw_only=True):
    """Enter one person's whole ballot from paper, or correct one. `paper`: the number of one that was entered, which
    the answer to its first entry gives; without it this is another one. Without `marks` that one is taken out."""

    activity: Id
    paper: Count | None = None
    marks: Marks | None
