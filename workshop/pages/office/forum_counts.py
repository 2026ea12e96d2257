"""How many participants, ideas and voters forums have, and which are being filled, for the office's pages."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from workshop.domain.ideas import SEEN_BY_EVERYONE
from workshop.projections import voter_counts
from workshop.storage import unfinished_import_notes
from workshop.storage.tables import Idea, Participant


class ForumCounts:
    """Participants, ideas and voters by forum; of one forum, or of all."""

    def __init__(self, db: Session, forum: int | None = None) -> None:
        self.being_filled = unfinished_import_notes.being_filled(db)
        ideas = select(Idea.forum, func.count()).where(Idea.state.in_(SEEN_BY_EVERYONE)).group_by(Idea.forum)
        people = select(Participant.forum, func.count()).group_by(Participant.forum)
        if forum is not None:
            ideas, people = ideas.where(Idea.forum == forum), people.where(Participant.forum == forum)
        self.ideas, self.people = by_forum(db, ideas), by_forum(db, people)
        self.voters = voter_counts.by_forum(db, forum)


def by_forum(db: Session, query: Select[int, int]) -> dict[int, int]:
    """The rows of a query as forum → number."""
    return {int(forum): int(number) for forum, number in db.execute(query)}
