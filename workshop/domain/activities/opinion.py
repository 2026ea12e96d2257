"""The kind "opinion": each person agrees or disagrees with each idea, or passes. To pass is an answer; not to answer is
none."""

from workshop.domain.activities.base import Kind
from workshop.domain.methods import opinions
from workshop.domain.methods.base import MarkRange

KIND = Kind(
    "opinion",
    collects="votes",
    marks=lambda settings: MarkRange(opinions.DISAGREE, opinions.AGREE),
    answers=tuple(opinions.ANSWERS.values()),
    hands=lambda settings: tuple(opinions.ANSWERS),
    tally=opinions.tally,
    as_one=opinions.as_one,
    measures=opinions.MEASURES,
    chart="histogram",
    drawn=tuple(opinions.ANSWERS.values()),
    notes=("few_answers",),
    has_few=opinions.has_few,
    part=opinions.agreement,
    words="opinion",
)
