"""The rounds of a measurement: what was measured is kept when a later round fails, and a reference that broke down
voids its round."""

from collections.abc import Callable, Mapping, Sequence

from workshop.bench.rows import Row

MOST_LOST = 0.05
"""A reference that did less than this share short of its work is no reference: what it did is cheap because it was not
done."""


def through(
    rounds: int, one: Callable[[int], None], tell: Callable[[str], None], forget: Callable[[int], None] | None = None
) -> str:
    """Each round in turn. Why they ended early, or nothing.

    `forget(number)` takes back what a round that failed has noted already, if it notes anything before its end. Raises
    what went wrong in the very first round: there is no figure to keep then.
    """
    for number in range(rounds):
        try:
            one(number)
        except Exception as error:  # whatever it is, the figures of the other rounds hold
            if number == 0:
                raise
            if forget is not None:
                forget(number)
            why = f"round {number + 1} failed: {in_words(error)}"
            tell(why)
            return f"{why}; {number} of {rounds} rounds count"
    return ""


def cut_short(rows: Sequence[Row], why: str) -> list[Row]:
    """The rows, which say why they have fewer rounds than they were to have."""
    for row in rows:
        row.why = "; ".join(filter(None, (row.why, why)))
    return list(rows)


def collapsed(done: Mapping[int, float], wanted: float, what: str) -> dict[int, str]:
    """The rounds in which a reference did not do its work: {round: how much it did} → {round: why it is void}."""
    return {
        number: f"{what}: {count:.0f} of {wanted:.0f}"
        for number, count in done.items()
        if count < wanted * (1 - MOST_LOST)
    }


def in_words(error: Exception) -> str:
    """What happened, with its kind: not every message says what it is about."""
    return f"{type(error).__name__}: {error}".rstrip(": ")
