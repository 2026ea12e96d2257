"""The order in which one phone lists what is voted on: pseudo-random, by the seed of its participant, so that nothing
gains by standing first. `static/js/phone/shuffle.js` is the same; `tests/data/shuffle_cases.json` tests both."""

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:  # phones' pages do without numpy
    import numpy as np
    from numpy.typing import NDArray

_MASK = 0xFFFFFFFF
N = TypeVar("N", int, "NDArray[np.integer]")


def shuffled(seed: int, ids: list[int]) -> list[int]:
    """Ids in the order of a seed. Each id's place is independent of the others, so that adding or removing one moves no
    other."""
    return sorted(ids, key=lambda one: (place(seed, one), one))


def place(seed: N, thing: N) -> N:
    """By which a thing is sorted, 0 to 2³² − 1: the finaliser of MurmurHash3 (Austin Appleby, public domain) on 32
    bits, which spreads neighbouring numbers far apart. Of numpy's arrays for each pair of their numbers."""
    x = (seed ^ (thing * 0x9E3779B1)) & _MASK
    x = ((x ^ x >> 16) * 0x85EBCA6B) & _MASK
    x = ((x ^ x >> 13) * 0xC2B2AE35) & _MASK
    return x ^ x >> 16
