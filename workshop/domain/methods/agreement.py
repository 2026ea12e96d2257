"""How far people agree on where something belongs: of each item the theme most of them chose with its share, and the
agreement beyond chance.

The agreement is Gwet's AC1 (K. L. Gwet, "Computing inter-rater reliability and its variance in the presence of high
agreement", British Journal of Mathematical and Statistical Psychology 61, 2008, with its treatment of missing
ratings): (observed − chance) / (1 − chance). It is 1 where all agree, 0 where they agree as often as chance would, and
below 0 where less often. Fleiss' kappa, its better known relative, calls a room that agrees on nearly everything
"chance" as soon as one theme holds most ideas. Who is unsure has rated nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import floor

from workshop.domain.methods.base import Ballot, Mark, Measure, Number, Result, TargetRow
from workshop.domain.methods.few_answers import ranked_with_few_last

UNSURE = 0
"""The mark of a person who saw an item and did not know; any other mark is the theme's id."""
ENOUGH = 3
"""So many people must have seen an item before what they chose says anything."""
SHARE = Measure("share", "share", adds_up=False)
MEASURES = (
    SHARE,
    Measure("agreement", "share", adds_up=False),
    Measure("sorted", "votes"),
    Measure("unsure", "votes"),
)
"""In percent: how many of those who saw it chose the most frequent theme, and the agreement beyond chance; how many
chose any theme; how many were unsure."""
Counts = Mapping[int, Mapping[int, int]]
"""Item → mark → people."""


@dataclass(frozen=True)
class Sorted:
    """What people made of one item. `theme`: the one chosen most, None where no one chose any or two came first
    together; `share`: of all who saw it, from 0 to 1; `agreement`: beyond chance, None where fewer than two chose."""

    theme: int | None
    share: float
    seen: int
    unsure: int
    agreement: float | None


def sorted_items(counts: Counts) -> dict[int, Sorted]:
    """Item → what people made of it."""
    chosen = {item: {theme: n for theme, n in marks.items() if theme != UNSURE and n} for item, marks in counts.items()}
    chance = _by_chance(chosen)
    return {item: _sorted(chosen[item], marks.get(UNSURE, 0), chance) for item, marks in counts.items()}


def overall(counts: Counts) -> float | None:
    """AC1 of all items together; None where no item was sorted by two people."""
    agreements = [one.agreement for one in sorted_items(counts).values() if one.agreement is not None]
    return sum(agreements) / len(agreements) if agreements else None


def counted(ballots: Iterable[Ballot], items: Iterable[int]) -> dict[int, dict[int, int]]:
    """Item → mark → people, of these items."""
    counts: dict[int, dict[int, int]] = {item: {} for item in items}
    for ballot in ballots:
        for item, mark in ballot.marks.items():
            if item in counts and isinstance(mark, int):
                counts[item][mark] = counts[item].get(mark, 0) + ballot.weight
    return counts


def tally(ballots: Iterable[Ballot], targets: Iterable[int], _settings: Mapping[str, object]) -> Result:
    """A row for each item, the largest share first, those last that fewer than ENOUGH people saw. The facts are
    `ballots`, `hands` (never any) and `seen_by_few`: how many these are. The themes are those of all items."""
    given = list(ballots)
    found = sorted_items(counted(given, targets))
    order = ranked_with_few_last(found, lambda one: one.seen, _share, ENOUGH)
    rows = [TargetRow(item, rank, _measures(found[item])) for item, rank in order]
    few = sum(one.seen < ENOUGH for one in found.values())
    facts = {"ballots": sum(bool(one.marks) for one in given), "hands": 0, "seen_by_few": few}
    return Result(rows, facts, {item: one.theme for item, one in found.items() if one.theme is not None})


def one_theme(marks: Sequence[Mark]) -> Mark:
    """What one person says of ideas that were merged: the theme that they named first, if they named any."""
    return next((mark for mark in marks if mark != UNSURE), UNSURE)


def percent(share: float) -> int:
    """A share in whole percent, rounded half up."""
    return floor(share * 100 + 0.5)


def _sorted(chosen: Mapping[int, int], unsure: int, chance: float | None) -> Sorted:
    raters = sum(chosen.values())
    seen = raters + unsure
    most = max(chosen.values(), default=0)
    first = [theme for theme, n in chosen.items() if n == most]
    agreement = None
    if raters >= 2 and chance is not None:
        agreement = (_observed(chosen, raters) - chance) / (1 - chance)
    return Sorted(first[0] if len(first) == 1 else None, most / seen if seen else 0.0, seen, unsure, agreement)


def _observed(chosen: Mapping[int, int], raters: int) -> float:
    """The share of pairs of people who chose the same theme."""
    return sum(n * (n - 1) for n in chosen.values()) / (raters * (raters - 1))


def _by_chance(chosen: Counts) -> float | None:
    """How often two people would agree by chance; None where none was chosen. With a single theme, for which
    AC1 is not defined, nothing is left to chance."""
    rated = [marks for marks in chosen.values() if marks]
    themes = {theme for marks in rated for theme in marks}
    if not themes:
        return None
    if len(themes) == 1:
        return 0.0
    shares = (sum(marks.get(theme, 0) / sum(marks.values()) for marks in rated) / len(rated) for theme in themes)
    return sum(share * (1 - share) for share in shares) / (len(themes) - 1)


def _share(one: Sorted) -> tuple[Number, ...]:
    """By which items are ranked."""
    return percent(one.share), one.seen - one.unsure


def _measures(one: Sorted) -> dict[str, Number]:
    told: dict[str, Number] = {"share": percent(one.share), "sorted": one.seen - one.unsure, "unsure": one.unsure}
    return told if one.agreement is None else {**told, "agreement": percent(one.agreement)}
