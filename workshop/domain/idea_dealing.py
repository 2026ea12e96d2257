"""How ideas are dealt to the phones of a hall: one idea after another until enough people have seen it, then the least
seen first. A phone gets each idea once, and its own ideas only when there are no others left.

What people choose counts from `ENOUGH` people on. So each participant completes ideas that others have begun, and their
answers count even if a part of the hall does not sort.

Ideas count as seen when people have answered them, or hold them and may still answer (`LEASE`). When a lease ends
without an answer, the ideas are dealt to others too, and the phone that holds them still gets the same ones.
"""

from collections.abc import Collection, Mapping

from workshop.domain.methods.agreement import ENOUGH
from workshop.runtime.epoch_ms import MINUTE

LEASE = 3 * MINUTE
"""Milliseconds for which an idea that was dealt and has no answer yet counts as seen."""


def next_ideas(
    size: int, seen: Mapping[int, int], held: Collection[int], own: Collection[int], place: Mapping[int, int]
) -> list[int]:
    """Up to `size` ideas for one person: of `seen` (idea → how often it was seen) those that the person has not held
    yet: first those that lack the fewest people to be seen by enough. Equally often seen ones come by `place`, a random
    order of all ideas.

    The person's own are dealt only when nothing else is left, and only as long as too few have seen them.
    """

    def turn(one: int) -> tuple[int, int]:
        return max(ENOUGH - seen[one], 0) or ENOUGH + seen[one], place[one]

    free = sorted((one for one in seen if one not in held), key=turn)
    others = [one for one in free if one not in own]
    return (others or [one for one in free if seen[one] < ENOUGH])[:size]
