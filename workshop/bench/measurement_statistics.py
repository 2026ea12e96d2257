"""The benchmark's arithmetic: when each phone received which count, percentiles, medians of rounds, void rounds. Pure
functions, so that tests can check them."""

import math
import re
import statistics
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

MOST_OF_A_CORE = 0.6
"""A generator that uses a larger share of a core measures itself instead of the server."""
MOST_APART = 0.25
"""A round whose bare reference lies further than this share from the median was disturbed by other processes."""
BUCKET = re.compile(r'^workshop_loop_lag_seconds_bucket\{le="([^"]+)"\} ([0-9.e+]+)$', re.M)

ByRound = dict[int, float]
"""A figure for each round."""
Arrivals = Iterable[tuple[int, Sequence[tuple[int, float]]]]
"""Messages: (how many have voted, [(phone, time of arrival)])."""


@dataclass(frozen=True)
class Spread:
    """Median, minimum and maximum of the rounds that count."""

    value: float
    least: float
    most: float


def spread(values: Sequence[float]) -> Spread | None:
    """The spread of the values; None for none."""
    return Spread(statistics.median(values), min(values), max(values)) if values else None


def middle(values: Mapping[int, float]) -> float:
    """The median of the rounds; NaN for none."""
    return statistics.median(values.values()) if values else math.nan


def ratio_of(upper: Mapping[int, float], lower: Mapping[int, float]) -> ByRound:
    """The ratio within each round that has both."""
    return {number: value / lower[number] for number, value in upper.items() if lower.get(number)}


def in_bare(values: Mapping[int, float], bare: Mapping[int, float], frames: float) -> ByRound:
    """Seconds of each round, as multiples of the bare loop's processor time for so many frames in that round (`bare`:
    seconds a frame).

    A machine of half the speed has twice the seconds in both, so the ratio stays.
    """
    return {number: value / (bare[number] * frames) for number, value in values.items() if bare.get(number)}


def beyond(values: Mapping[int, float], beat: float) -> ByRound:
    """The part of a delay that exceeds the beat: every frame waits for the beat, on a fast machine too."""
    return {number: max(0.0, value - beat) for number, value in values.items()}


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of the values does not exceed (nearest rank); NaN for none."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else math.nan


def seen_by_all(messages: Arrivals, phones: int) -> list[tuple[int, float]]:
    """[(count, time)], rising: from `time` on, every one of so many phones had received a count of at least `count`
    votes.

    A higher count includes the lower ones, so lost and combined frames do no harm. A count that some phone never
    received is left out.
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
    """Moves the time of each step forward to the moment when this phone reached it."""
    place = 0
    for when, voted in events:
        while place < len(steps) and steps[place] <= voted:
            last[place] = max(last[place], when)
            place += 1
    for missing in range(place, len(steps)):
        last[missing] = math.inf


def delays(moments: Sequence[float], seen: Sequence[tuple[int, float]]) -> list[float]:
    """Seconds from the first, second … vote until all phones had received its count; infinite for a vote that some
    phone never received."""
    counts = [count for count, _ in seen]
    found = []
    for order, moment in enumerate(moments, 1):
        place = bisect_left(counts, order)
        found.append(seen[place][1] - moment if place < len(seen) else math.inf)
    return found


def lag_percentile(before: str, after: str, share: float) -> float | None:
    """A percentile of the event loop's lag between two readings of /metrics, in milliseconds; None when they have no
    such data.

    The histogram knows a value only to its bucket; within the bucket the percentile is interpolated.
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
    """Rounds that do not count: {round: reason}, from the generator's share of a core and the bare reference's figure
    in each round."""
    found = {
        number: f"the generator took {share:.0%} of a core" for number, share in busy.items() if share > MOST_OF_A_CORE
    }
    if bare:
        middle = statistics.median(bare.values())
        for number, figure in bare.items():
            if abs(figure - middle) > MOST_APART * middle:
                found.setdefault(number, f"the bare reference was {figure / middle:.2f} of its median: a noisy machine")
    return found
