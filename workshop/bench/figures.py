"""The bench's arithmetic: who saw what when, percentiles, medians of rounds, which rounds are void. Pure, so that it
can be checked."""

import math
import re
import statistics
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

MOST_OF_A_CORE = 0.6
"""A generator busier than this measures itself."""
MOST_APART = 0.25
"""A bare reference further than this from its median tells of neighbours' noise."""
BUCKET = re.compile(r'^workshop_loop_lag_seconds_bucket\{le="([^"]+)"\} ([0-9.e+]+)$', re.M)

ByRound = dict[int, float]
"""A figure of each round."""
Arrivals = Iterable[tuple[int, Sequence[tuple[int, float]]]]
"""Messages: (how many have voted, [(phone, when it arrived)])."""


@dataclass(frozen=True)
class Spread:
    """Median, least and most of the rounds that count."""

    value: float
    least: float
    most: float


def spread(values: Sequence[float]) -> Spread | None:
    """None when no round counts."""
    return Spread(statistics.median(values), min(values), max(values)) if values else None


def middle(values: Mapping[int, float]) -> float:
    """The median of the rounds; NaN for none."""
    return statistics.median(values.values()) if values else math.nan


def ratio_of(upper: Mapping[int, float], lower: Mapping[int, float]) -> ByRound:
    """Within each round."""
    return {number: value / lower[number] for number, value in upper.items() if lower.get(number)}


def in_bare(values: Mapping[int, float], bare: Mapping[int, float], frames: float) -> ByRound:
    """Seconds of each round as multiples of what the bare loop of that round takes to write so many frames (`bare`:
    seconds a frame).

    A machine that is half as fast has twice the seconds in both.
    """
    return {number: value / (bare[number] * frames) for number, value in values.items() if bare.get(number)}


def beyond(values: Mapping[int, float], beat: float) -> ByRound:
    """What a delay has beyond the beat that every frame waits for: that is the clock's and no faster machine shortens
    it."""
    return {number: max(0.0, value - beat) for number, value in values.items()}


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of them do not exceed (nearest rank). NaN for none."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else math.nan


def seen_by_all(messages: Arrivals, phones: int) -> list[tuple[int, float]]:
    """[(count, when)], rising: from `when` on every one of so many phones had been told of at least `count` votes.

    A phone that was told of more has been told of fewer, too, so lost and folded frames do no harm; a count that any
    phone never heard of is left out.
    """
    heard: dict[int, list[tuple[float, int]]] = defaultdict(list)
    counts = set()
    for voted, arrivals in messages:
        if voted > 0:
            counts.add(voted)
            for phone, when in arrivals:
                heard[phone].append((when, voted))
    if len(heard) < phones:
        return []
    steps = sorted(counts)
    last = [0.0] * len(steps)
    for events in heard.values():
        _note(sorted(events), steps, last)
    return [(count, when) for count, when in zip(steps, last, strict=True) if when < math.inf]


def _note(events: list[tuple[float, int]], steps: list[int], last: list[float]) -> None:
    """Moves each step on to the moment when this phone, too, had got so far."""
    place = 0
    for when, voted in events:
        while place < len(steps) and steps[place] <= voted:
            last[place] = max(last[place], when)
            place += 1
    for missing in range(place, len(steps)):
        last[missing] = math.inf


def delays(moments: Sequence[float], seen: Sequence[tuple[int, float]]) -> list[float]:
    """Seconds from the moment of the first, second … vote until all phones knew of it. Inf for one that they never knew
    of."""
    counts = [count for count, _ in seen]
    found = []
    for order, moment in enumerate(moments, 1):
        place = bisect_left(counts, order)
        found.append(seen[place][1] - moment if place < len(seen) else math.inf)
    return found


def lag_percentile(before: str, after: str, share: float) -> float | None:
    """Milliseconds: a percentile of the loop's lag between two readings of /metrics. None when they do not tell.

    It is known to its bucket only; within the bucket a straight line is taken.
    """
    early, late = _buckets(before), _buckets(after)
    if not late or late.keys() != early.keys():
        return None
    bounds = sorted(late)
    counts = [late[bound] - early[bound] for bound in bounds]
    if counts[-1] <= 0:
        return None
    wanted, lower, below = share * counts[-1], 0.0, 0.0
    for bound, count in zip(bounds, counts, strict=True):
        if count >= wanted:
            if bound == math.inf:
                return lower * 1000
            return (lower + (bound - lower) * (wanted - below) / max(count - below, 1e-9)) * 1000
        lower, below = bound, count
    return None


def _buckets(text: str) -> dict[float, float]:
    return {float(bound): float(count) for bound, count in BUCKET.findall(text)}


def void_rounds(busy: Mapping[int, float], bare: Mapping[int, float]) -> dict[int, str]:
    """Rounds that do not count, with the reason: {round: share of a core of the generator}, {round: the bare
    reference's figure}."""
    found = {
        number: f"the generator took {share:.0%} of a core" for number, share in busy.items() if share > MOST_OF_A_CORE
    }
    if bare:
        middle = statistics.median(bare.values())
        for number, figure in bare.items():
            if abs(figure - middle) > MOST_APART * middle:
                found.setdefault(number, f"the bare reference was {figure / middle:.2f} of its median: a noisy machine")
    return found
