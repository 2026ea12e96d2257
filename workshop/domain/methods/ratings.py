"""Ratings on a scale: the distribution, the median, and the mean with a 95 % interval. What has few ratings comes after
all that has more (`few_answers`): the median of one rating of 5 is 5.

The interval is that of `wilson` for the mean's place on the scale. It is made for shares; for numbers between two ends
it is at worst too wide, because no such numbers vary more than the two ends alone in equal measure (R. Bhatia and C.
Davis, "A better bound on the variance", American Mathematical Monthly 107, 2000).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from workshop.domain.methods import few_answers, wilson
from workshop.domain.methods.base import Ballot, Mark, Measure, Number, Result, TargetRow

MEDIAN = Measure("median", "points", adds_up=False)
MEAN = Measure("mean", "points", adds_up=False, between=("mean_low", "mean_high"))
ENDS = (Measure("mean_low", "points", adds_up=False), Measure("mean_high", "points", adds_up=False))
RATED, HANDS = Measure("rated", "votes"), Measure("hands", "votes")
Tally = Callable[[Iterable[Ballot], Iterable[int], Mapping[str, object]], Result]


def measures(scale: range) -> tuple[Measure, ...]:
    """The measures of a target: the median, by which it is ranked; the mean with its interval; how many rated it, of
    them by hand; and how many gave each mark."""
    return (MEDIAN, MEAN, *ENDS, RATED, HANDS, *(Measure(one, "votes") for one in counts_of(scale)))


def counts_of(scale: range) -> tuple[str, ...]:
    """The names of the measures that count the marks of a scale, in its order."""
    return tuple(f"rated_{mark}" for mark in scale)


def tally_on(scale: range) -> Tally:
    """The tally of ratings on the marks of `scale`: the highest median first, of equal ones the highest mean, and last
    those with few ratings. The facts are `ballots`, `hands`, and `few`: how many targets have few."""

    def tally(ballots: Iterable[Ballot], targets: Iterable[int], _settings: Mapping[str, object]) -> Result:
        given = {target: [0] * len(scale) for target in targets}
        by_hand, papers = dict.fromkeys(given, 0), 0
        for ballot in ballots:
            papers += not ballot.raised and bool(ballot.marks)
            for target, mark in ballot.marks.items():
                if target in given and isinstance(mark, int):  # a rating is no pair
                    given[target][scale.index(mark)] += ballot.weight
                    by_hand[target] += ballot.weight if ballot.raised else 0
        found = {target: described(counts, by_hand[target], scale) for target, counts in given.items()}
        order = few_answers.ranked_with_few_last(found, _rated, lambda row: (row.get("median", 0), row.get("mean", 0)))
        few = sum(map(has_few, found.values()))
        facts = {"ballots": papers, "hands": sum(by_hand.values()), "few": few}
        return Result([TargetRow(target, rank, found[target]) for target, rank in order], facts)

    return tally


def has_few(measures: Mapping[str, Number]) -> bool:
    """Whether a row with these measures has ratings, but too few to be compared with others."""
    return few_answers.are_few(_rated(measures))


def _rated(measures: Mapping[str, Number]) -> Number:
    return measures.get("rated", 0)


def middle_on(scale: range) -> Callable[[Sequence[Mark]], Mark]:
    """One person's ratings of ideas that were merged, as one: their median. Halfway between two marks it is the one
    nearer to the middle of `scale`, so that no direction gains."""

    def middle(marks: Sequence[Mark]) -> Mark:
        given = sorted(mark for mark in marks if isinstance(mark, int))
        twice = given[(len(given) - 1) // 2] + given[len(given) // 2]
        return (twice + (twice < scale[0] + scale[-1])) // 2

    return middle


def described(counts: Sequence[int], by_hand: int, scale: range) -> dict[str, Number]:
    """The measures of one target from the number of each mark; without ratings there is no median and no mean."""
    rated = sum(counts)
    told: dict[str, Number] = {"rated": rated, "hands": by_hand, **dict(zip(counts_of(scale), counts, strict=True))}
    if not rated:
        return told
    mean = sum(mark * count for mark, count in zip(scale, counts, strict=True)) / rated
    low, high = interval(mean, rated, scale)
    return {"median": median(counts, scale), "mean": mean, "mean_low": low, "mean_high": high, **told}


def median(counts: Sequence[int], scale: range) -> Number:
    """The middle mark, or halfway between the two in the middle. At least one mark must have been given."""
    rated = sum(counts)
    low, high = (_at(place, counts, scale) for place in ((rated - 1) // 2, rated // 2))
    return (low + high) / 2 if (low + high) % 2 else (low + high) // 2


def _at(place: int, counts: Sequence[int], scale: range) -> int:
    for mark, count in zip(scale, counts, strict=True):
        if place < count:
            return mark
        place -= count
    raise ValueError("no such place")


def interval(mean: float, rated: int, scale: range) -> tuple[float, float]:
    """The 95 % interval of the mean of `rated` ratings, on the scale."""
    least, wide = scale[0], scale[-1] - scale[0]
    low, high = wilson.interval((mean - least) / wide, rated)
    return least + wide * low, least + wide * high
