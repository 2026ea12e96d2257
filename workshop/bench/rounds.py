"""Runs the rounds of a measurement: earlier rounds keep their figures when a later one fails, and a reference that did
not do its work makes its round void."""

from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from typing import Any

from workshop.bench.report import GoalRow

MOST_LOST = 0.05
"""A reference that leaves undone more than this share of its work is cheap because it did not do it, so it is no
reference."""


def through(
    rounds: int, one: Callable[[int], None], tell: Callable[[str], None], forget: Callable[[int], None] | None = None
) -> str:
    """Run each round in turn. The reason why they ended early, or "".

    `forget(number)` removes what a failed round has already recorded, if a round records anything before its end.
    Raises the error of the very first round: there is no figure to keep then.
    """
    for number in range(rounds):
        try:
            one(number)
        except Exception as error:  # of any kind: the figures of the other rounds hold
            if number == 0:
                raise
            if forget is not None:
                forget(number)
            why = f"round {number + 1} failed: {in_words(error)}"
            tell(why)
            return f"{why}; {number} of {rounds} rounds count"
    return ""


def forget_round(number: int, recorded: Iterable[MutableMapping[int, Any]]) -> None:
    """Remove what a round has recorded, by the number of the round."""
    for values in recorded:
        values.pop(number, None)


def cut_short(rows: Sequence[GoalRow], why: str) -> list[GoalRow]:
    """The rows, with the reason why they have fewer rounds than planned."""
    for row in rows:
        row.why = "; ".join(filter(None, (row.why, why)))
    return list(rows)


def collapsed(done: Mapping[int, float], wanted: float, what: str) -> dict[int, str]:
    """The rounds in which a reference did not do its work: {round: how much it did} → {round: reason}."""
    return {
        number: f"{what}: {count:.0f} of {wanted:.0f}"
        for number, count in done.items()
        if count < wanted * (1 - MOST_LOST)
    }


def in_words(error: Exception) -> str:
    """The error with its class: not every message says what happened."""
    return f"{type(error).__name__}: {error}".rstrip(": ")
