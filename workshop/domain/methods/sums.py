"""The plain sum: adds up the marks of each target (one mark for a target: approval voting; dots: cumulative voting).

Brams and Fishburn, Approval Voting (1983), for one mark; cumulative voting with a cap for several.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from workshop.domain.methods.base import Ballot, Mark, Measure, Result, TargetRow, ranked

VOTES = Measure("votes", "votes")
MEASURES = (VOTES, Measure("phone", "votes"), Measure("hands", "votes"), Measure("voters", "people", adds_up=False))
"""All votes; those on ballots, by phone or on paper; raised hands; ballots that gave the target at least one."""


def plain_sum(ballots: Iterable[Ballot], targets: Iterable[int], _settings: Mapping[str, object]) -> Result:
    """A row for each target, most votes first, then in the order of `targets`. Marks for other targets are ignored."""
    phone, hands, voters, papers = Counter[int](), Counter[int](), Counter[int](), 0
    for ballot in ballots:
        papers += not ballot.raised and any(ballot.marks.values())
        for target, mark in ballot.marks.items():
            assert isinstance(mark, int)  # a kind that adds up takes no pairs
            (hands if ballot.raised else phone)[target] += mark * ballot.weight
            voters[target] += bool(mark) and not ballot.raised
    votes = {target: phone[target] + hands[target] for target in targets}
    rows = [TargetRow(one, rank, _measures(one, votes, phone, hands, voters)) for one, rank in ranked(votes)]
    return Result(rows, {"ballots": papers, "hands": sum(hands[target] for target in votes)})


def largest(marks: Sequence[Mark]) -> Mark:
    """One person's marks on ideas that were merged, as one: the largest. Their sum could be more than one idea may
    get."""
    return max(mark for mark in marks if isinstance(mark, int))


def _measures(target: int, *counts: Mapping[int, int]) -> dict[str, int]:
    return {measure.name: count[target] for measure, count in zip(MEASURES, counts, strict=True)}
