"""How ideas are dealt to the phones of a hall: one idea after another until enough people have seen it, then the least
seen first; nobody gets the same twice, and own ideas go to their author only where others can't be found.

What people choose counts from `ENOUGH` people on. So whoever takes part completes ideas that others have begun, and
nobody's work is for nothing when a part of the hall does not sort.

Seen are ideas that people have answered, and those in the hands of people who may still answer (`LEASE`). So a hand
that somebody took home is dealt again to others, and the same hand still comes back to whoever holds it.
"""

from collections.abc import Collection, Mapping

from workshop.domain.methods.agreement import ENOUGH

LEASE = 3 * 60_000
"""Milliseconds for which an idea that was dealt and has no answer yet counts as seen."""


def hand(
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
