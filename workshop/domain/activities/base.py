"""The interface of an activity kind: everything that other modules ask of a kind without knowing which one it is."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from workshop.domain.errors import Refusal

Value = int | bool | str
Settings = Mapping[str, Value]


@dataclass(frozen=True)
class Setting:
    """One setting that an organiser may change: its default and its valid values (a range of numbers, or a choice of
    words)."""

    default: Value
    least: int = 0
    most: int = 0
    choices: tuple[str, ...] = ()

    def check(self, value: Value) -> Value:
        """`value` if it is valid; raises Refusal settings_bad otherwise."""
        if isinstance(self.default, bool):
            good = isinstance(value, bool)
        elif isinstance(self.default, int):
            good = isinstance(value, int) and not isinstance(value, bool) and self.least <= value <= self.most
        else:
            good = value in self.choices
        if not good:
            raise Refusal("settings_bad")
        return value


OF = Setting("ideas", choices=("ideas", "clusters"))
"""What a vote is on: the setting `of` of every kind that leaves the choice to the organiser; other kinds vote on
ideas."""


@dataclass(frozen=True)
class Ballot:
    """One ballot without its owner: a random id, its source (phone, hand), its weight, and target → mark."""

    id: str
    source: str
    weight: int
    marks: Mapping[int, int]


@dataclass(frozen=True)
class Row:
    """A target's share of a vote. `rank` 1 is the most; a tie shares the better rank (standard competition ranking)."""

    target: int
    rank: int
    votes: int
    phone: int
    hands: int
    voters: int


def plain_sum(ballots: Iterable[Ballot], targets: Iterable[int]) -> list[Row]:
    """The plain sum of all marks: one row for each target, most votes first, then in the order of `targets`. Marks for
    other targets are ignored."""
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
        Row(
            target,
            1 + sum(1 for other in counts if other > votes[target]),
            votes[target],
            phone[target],
            hands[target],
            voters[target],
        )
        for target in ordered
    ]


def _anything_goes(settings: Settings) -> None:
    """Accepts any settings: none contradicts another."""


def _no_ballot(marks: Mapping[int, int], settings: Settings) -> None:
    raise Refusal("wrong_activity")


@dataclass(frozen=True)
class Kind:
    """An activity kind: its name, its settings, what people give in it, and for a vote how a ballot is checked and how
    all of them are counted.

    The name of a voting kind is also that of its method in reports: `report.method.<name>` explains it with the
    settings as facts.
    """

    name: str
    settings: Mapping[str, Setting] = field(default_factory=dict)
    fit: Callable[[Settings], None] = _anything_goes
    """(all settings); raises Refusal when two of them contradict each other. Called when a person sets them, never for
    stored settings."""
    only_words: bool = False
    """Only shows words: its first words name it better than its kind does"""
    collects: Literal["", "ideas", "votes"] = ""
    keeps_back: Callable[[Settings], bool] = lambda settings: False
    """whether what is collected with these settings stays hidden until it is revealed; a vote's tally always does"""
    check: Callable[[Mapping[int, int], Settings], None] = _no_ballot
    """(target → mark without zeros, settings); raises Refusal for a ballot that breaks the method's rules"""
    tally: Callable[[Iterable[Ballot], Iterable[int]], list[Row]] = plain_sum
    """(ballots, targets in their own order) → a row for each target, the first place first"""

    also: tuple[str, ...] = ()
    """other names under which it is offered (`kind.<name>` in the catalogues); an activity that was added under one
    keeps that name"""

    @property
    def votes(self) -> bool:
        """Whether people cast ballots in it."""
        return self.collects == "votes"

    def of(self, settings: Settings) -> str:
        """What is voted on: ideas or clusters."""
        return str(settings.get("of", OF.default))

    def complete(self, given: Settings) -> dict[str, Value]:
        """Every setting of this kind, with the given ones checked; raises Refusal settings_bad for a setting that it
        does not have."""
        if set(given) - set(self.settings):
            raise Refusal("settings_bad")
        return {name: setting.check(given.get(name, setting.default)) for name, setting in self.settings.items()}
