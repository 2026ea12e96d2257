"""The votes whose results were revealed, from everyone's shapes, and when one may be told beside the screen: one rule
for the phone page, for receipts and for the office."""

from dataclasses import dataclass

from workshop.contract.forum_states import ENDED
from workshop.contract.shapes import ActivityShape, ForumShape, TallyShape
from workshop.domain.places import all_uncovered
from workshop.projections.shape_changes import Put, things


@dataclass(frozen=True)
class RevealedVote:
    """A vote and its result."""

    step: ActivityShape
    tally: TallyShape

    @property
    def given(self) -> bool:
        """Whether anyone voted, by phone or by hand."""
        return has_votes(self.tally)

    @property
    def chooses(self) -> bool:
        """Whether people chose in it, as `Kind.chooses` says."""
        return self.tally.chooses

    @property
    def adds_up(self) -> bool:
        """Whether its main measure can be added up over the ideas of a theme."""
        return self.tally.adds_up

    def may_be_told(self, forum: ForumShape) -> bool:
        """Whether phones may tell the result: in a led forum, until it ends, once the hall has seen every place."""
        return forum.state == ENDED or forum.self_paced or all_uncovered(ranked_values(self.tally), self.step.uncovered)


def revealed_votes(put: Put) -> list[RevealedVote]:
    """The votes with a result that everyone sees, in the order of the agenda."""
    steps = things(put, ActivityShape)
    found = [RevealedVote(steps[one.id], one) for one in things(put, TallyShape).values()]
    return sorted(found, key=lambda one: one.step.position)


def ranked_values(tally: TallyShape) -> list[tuple[int, int | float]]:
    """The rank of each row and the value by which it is ranked, as `domain/places.py` takes them."""
    return [(row.rank, row.measures.get(tally.main, 0)) for row in tally.rows]


def has_votes(tally: TallyShape) -> bool:
    """Whether anyone voted, by phone or by hand."""
    return bool(tally.facts.get("ballots") or tally.facts.get("hands"))
