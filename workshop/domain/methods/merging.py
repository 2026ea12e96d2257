"""Votes on ideas that were merged: each person counts once for the idea that the others are merged into.

Ballots stay as they were cast; these functions say what they count for, so that taking a merge apart gives every idea
its own marks again. What several marks of one person come to is the method's to say (`Kind.as_one`). Raised hands
cannot be told apart by person: of ideas that were merged the most hands that any one of them got count, because that
many people at least raised their hands.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from workshop.domain.methods.base import Ballot, Mark

AsOne = Callable[[Sequence[Mark]], Mark]
"""The marks that one person gave ideas that were merged, two or more → the one that counts."""


def one_ballot(marks: Mapping[int, Mark], counts_for: Mapping[int, int], as_one: AsOne) -> dict[int, Mark]:
    """One person's marks by what they count for. `counts_for`: target → the one that its marks count for; a target
    that is not in it counts for itself."""
    together: dict[int, list[Mark]] = {}
    for target, mark in marks.items():
        together.setdefault(counts_for.get(target, target), []).append(mark)
    return {target: its[0] if len(its) == 1 else as_one(its) for target, its in together.items()}


def all_ballots(ballots: Iterable[Ballot], counts_for: Mapping[int, int], as_one: AsOne) -> list[Ballot]:
    """Every ballot of a vote by what its marks count for; counts of raised hands that don't count are left out."""
    every, totals = list(ballots), dict[int, int]()
    for ballot in every:
        for target in ballot.marks if ballot.source == "hand" else ():
            totals[target] = totals.get(target, 0) + ballot.weight
    hands = hands_that_count(totals, counts_for)
    found = []
    for ballot in every:
        if ballot.source == "hand":
            marks = {hands[target]: mark for target, mark in ballot.marks.items() if target in hands}
        else:
            marks = one_ballot(ballot.marks, counts_for, as_one)
        if marks or not ballot.marks:
            found.append(replace(ballot, marks=marks))
    return found


def hands_that_count(totals: Mapping[int, int], counts_for: Mapping[int, int]) -> dict[int, int]:
    """Target whose raised hands count → the one that they count for. `totals`: target → all hands raised for it. Of
    equal ones the idea that the others are merged into goes first, then the earlier one."""
    most: dict[int, int] = {}
    for target in sorted(totals, key=lambda one: (-totals[one], counts_for.get(one, one) != one, one)):
        most.setdefault(counts_for.get(target, target), target)
    return {target: into for into, target in most.items()}
