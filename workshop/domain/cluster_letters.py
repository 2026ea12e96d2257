"""The rules of clusters: their letters, and the order in which people read them."""

from collections.abc import Collection, Iterator
from itertools import product
from string import ascii_uppercase
from typing import Protocol


class Placed(Protocol):
    """What the order of clusters needs of one."""

    @property
    def position(self) -> int:
        """Its place among the others; 0 for one of an older release."""

    @property
    def letter(self) -> str:
        """Its letter or letters."""


def in_order(cluster: Placed) -> tuple[int, int, str]:
    """The sort key of clusters: where a facilitator put them, else A, B, … Z, AA. The twins are `inOrder` in
    static/js/vote/theme_order.js and `IN_ORDER` in projections/cluster.py."""
    return cluster.position, *by_letter(cluster.letter)


def by_letter(letter: str) -> tuple[int, str]:
    """The sort key of letters: A, B, … Z, AA. So themes stand that are equal in everything by which a list has them."""
    return len(letter), letter


def next_letter(used: Collection[str]) -> str | None:
    """The first letter that no cluster has had, unless its making was taken back: A to Z, then AA to ZZ. None when all
    702 were used."""
    return next((one for one in _letters() if one not in used), None)


def _letters() -> Iterator[str]:
    yield from ascii_uppercase
    yield from map("".join, product(ascii_uppercase, repeat=2))
