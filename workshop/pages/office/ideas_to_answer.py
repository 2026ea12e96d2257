"""The ideas of a forum as they are answered: by theme, the rest by the question that they came to, with votes and
status.

Pure: everyone's shapes and the answers in, plain values for the template out. Only ideas that are shown, as everywhere
where ideas are counted; those that are merged go with the one that they are merged into.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from math import inf

from workshop.contract.shapes import ActivityShape, ClusterShape, IdeaShape, TallyRow
from workshop.contract.shared_types import Texts
from workshop.domain.cluster_letters import in_order
from workshop.domain.main_vote import main_vote
from workshop.domain.methods.base import Number
from workshop.projections.organiser_answers import Answers, GivenAnswer
from workshop.projections.revealed_votes import revealed_votes
from workshop.projections.shape_changes import Put, things

THEME, STEP = "theme-", "step-"
"""What the name of a part begins with; the id of the theme or of the activity follows."""


@dataclass(frozen=True)
class IdeaToAnswer:
    """One idea. `value` and `rank`: what it got in the main vote and its place; None where there is none, or it was not
    in it."""

    id: int
    number: int
    text: str
    lang: str
    merged: list[int]
    late: bool
    value: Number | None
    rank: int | None
    answer: GivenAnswer | None

    @property
    def open(self) -> bool:
        """Whether nobody decided on it yet."""
        return self.answer is None or not self.answer.decided


@dataclass(frozen=True)
class AnsweredPart:
    """A theme (`letter`, then `title` by no language), or the ideas without one of an activity (`question`). `answer`
    was given to the theme as a whole. `ideas` are those that are listed, the best places first, of `total`."""

    name: str
    letter: str
    title: str
    question: Texts
    answer: GivenAnswer | None
    ideas: list[IdeaToAnswer]
    total: int


@dataclass(frozen=True)
class IdeasToAnswer:
    """All parts, and on how many ideas it is decided. `main` is the measure of the values, `unit` what they count."""

    parts: list[AnsweredPart]
    total: int
    decided: int
    main: str
    unit: str

    def of(self, part: str) -> list[int]:
        """The ids of the ideas that are listed in a part; none for a name that no part has."""
        return [idea.id for one in self.parts if one.name == part for idea in one.ideas]


def ideas_to_answer(put: Put, answers: Answers, late: Collection[int], only_open: bool) -> IdeasToAnswer:
    """The ideas, or with `only_open` those on which nobody decided yet. `late`: the ids of those that came after a
    deadline."""
    ideas = things(put, IdeaShape)
    vote = main_vote([one for one in revealed_votes(put) if one.step.of == "ideas"])
    rows = {row.target: row for row in vote.tally.rows} if vote else {}
    main = vote.tally.main if vote else ""
    parts = [*_parts(put, answers)]
    its: dict[str, list[IdeaToAnswer]] = {one.name: [] for one in parts}
    for one in ideas.values():
        name = f"{STEP}{one.activity}" if one.cluster is None else f"{THEME}{one.cluster}"
        its[name].append(_idea(one, one.id in late, rows.get(one.id), main, answers))
    return IdeasToAnswer(
        parts=[listed for one in parts if (listed := _listed(one, its[one.name], only_open)).ideas],
        total=len(ideas),
        decided=answers.decided(ideas),
        main=main,
        unit=vote.tally.unit if vote else "",
    )


def _parts(put: Put, answers: Answers) -> Iterator[AnsweredPart]:
    """The themes as people read them, then the activities, all without ideas."""
    for theme in sorted(things(put, ClusterShape).values(), key=in_order):
        yield AnsweredPart(f"{THEME}{theme.id}", theme.letter, theme.title, {}, answers.of_theme(theme.id), [], 0)
    for step in sorted(things(put, ActivityShape).values(), key=lambda one: one.position):
        yield AnsweredPart(f"{STEP}{step.id}", "", "", step.prompt, None, [], 0)


def _listed(part: AnsweredPart, its: list[IdeaToAnswer], only_open: bool) -> AnsweredPart:
    """The part with its ideas."""
    ideas = [one for one in its if one.open or not only_open]
    return replace(part, ideas=sorted(ideas, key=lambda one: (one.rank or inf, one.number)), total=len(its))


def _idea(one: IdeaShape, late: bool, row: TallyRow | None, main: str, answers: Answers) -> IdeaToAnswer:
    value, rank = (row.measures.get(main, 0), row.rank) if row else (None, None)
    answer = answers.of_idea(one.id)
    return IdeaToAnswer(one.id, one.number, one.text, one.lang, one.merged, late, value, rank, answer)
