"""How ideas are dealt to the phones of a hall: the least seen first, nobody the same twice, own ideas to their author
only where others can't be found.

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
    yet. Equally often seen ones come by `place`, a random order of all ideas.

    The person's own are dealt only when nothing else is left, and only as long as too few have seen them.
    """
    free = sorted((one for one in seen if one not in held), key=lambda one: (seen[one], place[one]))
    others = [one for one in free if one not in own]
    return (others or [one for one in free if seen[one] < ENOUGH])[:size]
