"""Which vote of a forum is the main one, by which its ideas and themes are ordered and what it came to is told."""

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


V = TypeVar("V", bound=Voted)


def main_vote(votes: Sequence[V]) -> V | None:
    """The last of these, which are in the order of the agenda, in which people chose and anything was given."""
    return next((vote for vote in reversed(votes) if vote.given and vote.chooses), None)
