"""Dots: n dots a person, at most `cap` on one target. Plain sum (cumulative voting with a cap); a tie shares the better rank."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from workshop.domain.activities.base import Ballot, Kind, Row, Setting, Settings
from workshop.domain.errors import Refusal


def check(marks: Mapping[int, int], settings: Settings) -> None:
    """Raises Refusal unless every mark is 0…cap and their sum is at most the number of dots."""
    if any(not isinstance(mark, int) or isinstance(mark, bool) or mark < 0 for mark in marks.values()):
        raise Refusal("ballot_bad")
    if any(mark > int(settings["cap"]) for mark in marks.values()):
        raise Refusal("dot_cap")
    if sum(marks.values()) > int(settings["dots"]):
        raise Refusal("no_dots")


def tally(ballots: Iterable[Ballot], targets: Iterable[int]) -> list[Row]:
    """One row a target, most votes first, then in the order of `targets`. Votes for anything else are left out."""
    phone: dict[int, int] = defaultdict(int)
    hands: dict[int, int] = defaultdict(int)
    voters: dict[int, int] = defaultdict(int)
    for ballot in ballots:
        by_hand = ballot.source == "hand"
        for target, mark in ballot.marks.items():
            (hands if by_hand else phone)[target] += mark * ballot.weight
            if mark and not by_hand:
                voters[target] += 1
    votes = {target: phone[target] + hands[target] for target in targets}
    ordered = sorted(votes, key=lambda target: -votes[target])
    counts = list(votes.values())
    return [
        Row(target, 1 + sum(1 for other in counts if other > votes[target]), votes[target], phone[target], hands[target], voters[target])
        for target in ordered
    ]


KIND = Kind(
    "dots",
    settings={
        "dots": Setting(3, least=1, most=20),
        "cap": Setting(2, least=1, most=20),
        "of": Setting("ideas", choices=("ideas", "clusters")),
    },
    method="dots",
    check=check,
    tally=tally,
)
