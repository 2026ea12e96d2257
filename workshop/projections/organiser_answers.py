"""What the organisers answered: to each idea, and to each theme. The one place that says which answer counts.

An idea has the decision that was made on it, else the one on the idea that it is merged into, else the one on its
theme: who answered one idea meant it more exactly than who answered a whole theme. As long as nobody decided, it has
the newest words that were said without a decision.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.contract.shared_types import RECEIVED, AnswerStatus, Texts
from workshop.storage.tables import Idea, OrganiserAnswer


@dataclass(frozen=True)
class GivenAnswer:
    """One answer. `departure`: it is otherwise than the vote would have it, and `words` have the reason. `at`: epoch
    milliseconds. It was given to the idea `idea` or to all in the theme `cluster`."""

    id: int
    """the later the higher"""
    status: AnswerStatus
    words: Texts
    departure: bool
    at: int
    idea: int | None
    cluster: int | None

    @property
    def decided(self) -> bool:
        """Whether it says what becomes of the idea."""
        return self.status != RECEIVED


@dataclass
class Answers:
    """All answers of a forum."""

    to_ideas: dict[int, list[GivenAnswer]] = field(default_factory=dict)
    """idea id → the answers to this idea itself, oldest first"""
    to_themes: dict[int, list[GivenAnswer]] = field(default_factory=dict)
    """cluster id → the answers to this theme, oldest first"""
    leads: dict[int, int] = field(default_factory=dict)
    """idea id → the id of the idea that it is merged into"""
    clusters: dict[int, int] = field(default_factory=dict)
    """idea id → the theme that it is in"""

    def of_idea(self, idea: int) -> GivenAnswer | None:
        """The answer that counts for an idea; None while there is none."""
        return _counting([its[-1] for its in self._ways(idea) if its])

    def of_theme(self, cluster: int) -> GivenAnswer | None:
        """The answer that was given to a theme as a whole; None while there is none."""
        return _counting(self.to_themes.get(cluster, [])[-1:])

    def decided(self, ideas: Iterable[int]) -> int:
        """On how many of these ideas it is decided what becomes of them."""
        found = (self.of_idea(idea) for idea in ideas)
        return sum(one is not None and one.decided for one in found)

    def history(self, idea: int) -> list[GivenAnswer]:
        """All that was ever answered to an idea, to the one that it is merged into and to its theme, oldest first."""
        return sorted((one for its in self._ways(idea) for one in its), key=lambda one: one.id)

    def _ways(self, idea: int) -> tuple[list[GivenAnswer], ...]:
        """The ways by which an idea is answered, the most exact first."""
        lead = self.leads.get(idea, idea)
        merged = self.to_ideas.get(lead, []) if lead != idea else []
        return self.to_ideas.get(idea, []), merged, self.to_themes.get(self.clusters.get(lead, 0), [])


def of_forum(db: Session, forum: int) -> Answers:
    """Everything that was answered in a forum, hidden ideas included."""
    found = Answers()
    for idea in db.execute(select(Idea.id, Idea.merged_into, Idea.cluster).where(Idea.forum == forum)):
        if idea.merged_into is not None:
            found.leads[idea.id] = idea.merged_into
        if idea.cluster is not None:
            found.clusters[idea.id] = idea.cluster
    rows = select(OrganiserAnswer).where(OrganiserAnswer.forum == forum)
    for row in db.scalars(rows.order_by(OrganiserAnswer.id)):
        one = GivenAnswer(row.id, row.status, row.words, row.departure, row.created_at, row.idea, row.cluster)
        if row.idea is not None:
            found.to_ideas.setdefault(row.idea, []).append(one)
        elif row.cluster is not None:
            found.to_themes.setdefault(row.cluster, []).append(one)
    return found


def _counting(newest: list[GivenAnswer]) -> GivenAnswer | None:
    """Of the newest answers by each way, the most exact first: the first decision, else the newest that has words."""
    decided = next((one for one in newest if one.decided), None)
    said = [one for one in newest if one.words]
    return decided or max(said, key=lambda one: one.id, default=None)
