"""Agree, disagree or pass: how many gave each answer, the share that agrees, and an order in which a few answers do not
win.

The order is by (agree + 1) / (answers + 2), the probability of agreement as Polis estimates it (C. Small and others,
"Polis: Scaling deliberation by mapping high dimensional opinion spaces", Recerca 26, 2021). It is Laplace's rule of
succession: to the answers, one that agrees and one that disagrees are added. One person of one comes to 67 %, forty of
forty to 98 %, but 82 of 124 to 66 %: so what has few answers comes after all that has more (`few_answers`). To pass is
an answer and no agreement; not to answer is nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from workshop.domain.methods import few_answers
from workshop.domain.methods.base import Ballot, Mark, Measure, Number, Result, TargetRow

DISAGREE, PASS, AGREE = -1, 0, 1
ANSWERS = {DISAGREE: "disagree", PASS: "pass", AGREE: "agree"}
"""The name of each mark, from the least on; it is also that of the measure that counts it."""
MEASURES = (
    Measure("agreement_estimate", "share", adds_up=False),
    Measure("agreed", "share", adds_up=False),
    *(Measure(name, "votes") for name in reversed(ANSWERS.values())),
    Measure("hands", "votes"),
)
"""In percent: the estimate by which a target is ranked, and how many of those who chose agree; how many agree, pass and
disagree; how many of these answers were hands. A target that nobody answered has no estimate, one where all passed no
share."""


def tally(ballots: Iterable[Ballot], targets: Iterable[int], _settings: Mapping[str, object]) -> Result:
    """A row for each target, the largest estimate first, those with few answers last. The facts are `ballots`, `hands`,
    and `few_answers`: how many targets have few."""
    given: dict[int, Counter[int]] = {target: Counter() for target in targets}
    by_hand, papers = dict.fromkeys(given, 0), 0
    for ballot in ballots:
        papers += not ballot.raised and bool(ballot.marks)
        for target, mark in ballot.marks.items():
            if target in given and isinstance(mark, int):  # an answer is no pair
                given[target][mark] += ballot.weight
                by_hand[target] += ballot.weight if ballot.raised else 0
    found = {target: described(counts, by_hand[target]) for target, counts in given.items()}
    order = few_answers.ranked_with_few_last(found, _answers, lambda row: (row.get("agreement_estimate", 0),))
    few = sum(map(has_few, found.values()))
    facts = {"ballots": papers, "hands": sum(by_hand.values()), "few_answers": few}
    return Result([TargetRow(target, rank, found[target]) for target, rank in order], facts)


def has_few(measures: Mapping[str, Number]) -> bool:
    """Whether a row with these measures has answers, but too few to be compared with others."""
    return few_answers.are_few(_answers(measures))


def _answers(measures: Mapping[str, Number]) -> Number:
    return sum(measures.get(name, 0) for name in ANSWERS.values())


def agreement(measures: Mapping[str, Number]) -> tuple[Number, Number]:
    """How many agree in a row with these measures, of how many answers."""
    return measures.get("agree", 0), _answers(measures)


def described(counts: Mapping[int, int], by_hand: int) -> dict[str, Number]:
    """The measures of one target from the number of each answer."""
    told: dict[str, Number] = {name: counts.get(mark, 0) for mark, name in ANSWERS.items()}
    answers, chose = sum(told.values()), told["agree"] + told["disagree"]
    told["hands"] = by_hand
    if answers:
        told["agreement_estimate"] = 100 * (told["agree"] + 1) / (answers + 2)
    if chose:
        told["agreed"] = 100 * told["agree"] / chose
    return told


def as_one(marks: Sequence[Mark]) -> Mark:
    """One person's answers to ideas that were merged, as one: what they chose more often. Who chose both as often, or
    passed on all, passes."""
    balance = sum(mark for mark in marks if isinstance(mark, int))
    return (balance > 0) - (balance < 0)
