"""Which votes a results step tells of: one rule for the hall, the phones and the console.

`static/js/vote/shown_votes.js` has the same rule for pages; `tests/data/shown_votes_cases.json` tests both.
"""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from workshop.domain.activity_states import WAITING


class AgendaStep(Protocol):
    """A step of the agenda, as far as the rule asks."""

    @property
    def id(self) -> int:
        """Its id."""

    @property
    def position(self) -> int:
        """Its place in the agenda."""

    @property
    def collects(self) -> str:
        """ "votes" for a vote."""

    @property
    def shows(self) -> str:
        """ "result" for a results step."""

    @property
    def into(self) -> str:
        """What a mark names by its id, as in a sorting; empty where people vote."""

    @property
    def state(self) -> str:
        """One of waiting, open, closing, closed."""

    @property
    def revealed(self) -> bool:
        """Whether its result was revealed."""


S = TypeVar("S", bound=AgendaStep)


def shown_votes(steps: Iterable[S], step: S, nobody_voted: Callable[[int], bool]) -> list[S]:
    """The votes of which the results step `step` tells, the newest first: those since the results step before it.

    Without any there it tells of the same as that one. Passed over are votes and results steps that the hall has left
    out, and while others are left, votes in which `nobody_voted` (by id; what is not revealed is not known) and
    sortings, whose outcome is the themes. `steps` may be in any order, and contain later ones.
    """
    before = sorted((one for one in steps if one.position < step.position), key=lambda one: -one.position)
    begun = step.state != WAITING
    told: list[S] = []
    for one in before:
        if begun and one.state == WAITING and not one.revealed:
            continue
        if one.shows == "result" and told:
            break
        if one.collects == "votes" and not nobody_voted(one.id):
            told.append(one)
    return [one for one in told if not one.into] or told or [one for one in before if one.collects == "votes"][:1]
