"""Which vote of a forum is the main one, by which its ideas and themes are ordered and what it came to is told.

`static/js/vote/main_vote.js` has the same rule for pages; `tests/data/main_vote_cases.json` tests both.
"""

from collections.abc import Sequence, Sized
from typing import Protocol, TypeVar


class Voted(Protocol):
    """A vote whose result was revealed."""

    @property
    def given(self) -> Sized | bool:
        """What was given in it; empty or False when nothing was."""

    @property
    def chooses(self) -> bool:
        """Whether people chose in it, as `Kind.chooses` says."""

    @property
    def adds_up(self) -> bool:
        """Whether its main measure can be added up over the ideas of a theme."""


V = TypeVar("V", bound=Voted)


def main_vote(votes: Sequence[V]) -> V | None:
    """Of these, which are in the order of the agenda, the last in which people chose and anything was given; one whose
    votes add up goes before a rating or an opinion, because only its votes say how large themes are."""
    given = [vote for vote in reversed(votes) if vote.given and vote.chooses]
    return next((vote for vote in given if vote.adds_up), given[0] if given else None)


def main_first(votes: Sequence[V]) -> list[V]:
    """These votes, which are in the order of the agenda, with the main one before all others."""
    main = main_vote(votes)
    return list(votes) if main is None else [main, *(vote for vote in votes if vote is not main)]
