"""What one or several commands changed: what is sent again, and to whom. The result of a command, what a commit did in
a forum, and what the next beat sends are each this and a little more."""

from typing import Self

from msgspec import Struct

from workshop.projections.base import Thing


class Changed(Struct):
    """The things that were touched, and the participants whose own things changed."""

    touched: set[Thing] = set()
    own: set[int] = set()
    ballots: set[int] = set()
    """the votes in which the ballot of one of `own` or of `voters`, or what one was dealt, changed: phones get these
    again, and no others"""
    voters: set[int] = set()
    """the participants of whose own things only ballots changed: a hall votes at once, and the rest need not be read"""

    def __ior__(self, other: "Changed") -> Self:
        """Count what others changed as changed by this."""
        self.touched |= other.touched
        self.own |= other.own
        self.ballots |= other.ballots
        self.voters |= other.voters
        return self
