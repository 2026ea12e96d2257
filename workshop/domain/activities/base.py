"""What a kind of activity must say of itself."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from workshop.domain.errors import Refusal

Value = int | bool | str
Settings = Mapping[str, Value]


@dataclass(frozen=True)
class Setting:
    """One setting an organiser may change: its default and what it may be (a range of numbers, or a choice of words)."""

    default: Value
    least: int = 0
    most: int = 0
    choices: tuple[str, ...] = ()

    def check(self, value: Value) -> Value:
        """`value` if it may be that; raises Refusal settings_bad."""
        if isinstance(self.default, bool):
            good = isinstance(value, bool)
        elif isinstance(self.default, int):
            good = isinstance(value, int) and not isinstance(value, bool) and self.least <= value <= self.most
        else:
            good = value in self.choices
        if not good:
            raise Refusal("settings_bad")
        return value


@dataclass(frozen=True)
class Ballot:
    """One ballot as a tally needs it: target → mark, how much it weighs, and where it came from (phone, hand)."""

    marks: Mapping[int, int]
    weight: int = 1
    source: str = "phone"


@dataclass(frozen=True)
class Row:
    """A target's share of a vote. `rank` 1 is the most; a tie shares the better rank."""

    target: int
    rank: int
    votes: int
    phone: int
    hands: int
    voters: int


def _no_ballot(marks: Mapping[int, int], settings: Settings) -> None:
    raise Refusal("wrong_activity")


def _no_tally(ballots: Iterable[Ballot], targets: Iterable[int]) -> list[Row]:
    return []


@dataclass(frozen=True)
class Kind:
    """A kind: its name, its settings, and for voting kinds how a ballot is checked and counted."""

    name: str
    settings: Mapping[str, Setting] = field(default_factory=dict)
    method: str = ""
    """the counting method's name, for reports; empty when nothing is counted"""
    check: Callable[[Mapping[int, int], Settings], None] = _no_ballot
    tally: Callable[[Iterable[Ballot], Iterable[int]], list[Row]] = _no_tally

    def complete(self, given: Settings) -> dict[str, Value]:
        """Every setting of this kind, the given ones checked; raises Refusal settings_bad for one it does not have."""
        if set(given) - set(self.settings):
            raise Refusal("settings_bad")
        return {name: setting.check(given.get(name, setting.default)) for name, setting in self.settings.items()}
