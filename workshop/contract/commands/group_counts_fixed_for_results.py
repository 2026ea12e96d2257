"""Fixing the numbers of people by group when results are first given out."""

from workshop.contract.base import LEAD, Command, command


@command("results.settle", LEAD, wired=False)
class ResultsSettle(Command, frozen=True, kw_only=True):
    """Fix for good how many people read in which language and answered background questions how, because results of the
    ended forum are given out now. Sent by the program when somebody opens or downloads them. Cannot be undone."""
