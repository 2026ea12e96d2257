"""A toy kind, for tests only: people place each idea on two axes, benefit and effort; the mean benefit ranks them."""

from collections.abc import Iterable, Sequence

from workshop.domain.activities.base import Kind, Setting, Settings
from workshop.domain.methods.base import Ballot, Mark, MarkRange, Measure, Result, TargetRow, ranked

BENEFIT = Measure("benefit", "points", adds_up=False)
MEASURES = (BENEFIT, Measure("effort", "points", adds_up=False), Measure("placed", "people", adds_up=False))


def means(ballots: Iterable[Ballot], targets: Iterable[int], settings: Settings) -> Result:
    """The mean place of each target; 0 and 0 is a place, no mark is none."""
    papers = [ballot for ballot in ballots if ballot.marks]
    pairs = {target: [ballot.marks[target] for ballot in papers if target in ballot.marks] for target in targets}
    found = {}
    for target, marks in pairs.items():
        places = [mark for mark in marks if isinstance(mark, tuple)]
        sums = [sum(place[axis] for place in places) / max(1, len(places)) for axis in (0, 1)]
        found[target] = {"benefit": sums[0], "effort": sums[1], "placed": len(places)}
    order = ranked({target: measures["benefit"] for target, measures in found.items()})
    return Result([TargetRow(target, rank, found[target]) for target, rank in order], {"ballots": len(papers)})


def latest(marks: Sequence[Mark]) -> Mark:
    """One person's places of ideas that were merged, as one: the last of them."""
    return marks[-1]


KIND = Kind(
    "plot",
    {"most": Setting(4, least=1, most=9)},
    collects="votes",
    marks=lambda settings: MarkRange(0, int(settings["most"]), pair=True),
    hands=lambda settings: (),
    tally=means,
    as_one=latest,
    measures=MEASURES,
    chart="scatter",
    drawn=("effort", "benefit", "placed"),
)
