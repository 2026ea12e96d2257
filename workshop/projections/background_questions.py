"""Background questions and what was answered: one's own answers for their owner, and for reports how many people gave
which, as it was when results of the ended forum were first given out. Only reads; nobody else gets a single answer."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.contract.forum_states import LIVE
from workshop.contract.shared_types import Texts
from workshop.domain import background_questions
from workshop.domain.background_questions import Counted, StoredQuestion
from workshop.projections.group_counts_fixed_for_results import are_questions_closed
from workshop.storage.tables import Forum, Participant, background_answer


@dataclass(frozen=True)
class BackgroundCounts:
    """How many people gave which answer to one question, and how many gave none: small groups, too, so what is
    published of it is the report's to choose."""

    words: Texts
    choices: list[tuple[Texts, int]]
    silent: int


@dataclass(frozen=True)
class OwnBackground:
    """The questions with what one participant answered: question → choice, both counted from 1."""

    questions: list[StoredQuestion]
    version: int
    own: dict[int, int]
    closed: bool
    """nothing can be answered or changed any more"""
    live: bool
    """the forum has begun, and has not ended"""


def asked(db: Session, forum: int, participant: int) -> OwnBackground:
    """The questions of a forum as one participant sees them. Raises NoResultFound when there is no such forum."""
    row = db.get_one(Forum, forum)
    own = select(background_answer.c.question, background_answer.c.choice).where(
        background_answer.c.participant == participant
    )
    return OwnBackground(
        questions=row.background,
        version=row.background_version,
        own={one.question: one.choice for one in db.execute(own)},
        closed=are_questions_closed(row),
        live=row.state == LIVE,
    )


def has_answers(db: Session, forum: int) -> bool:
    """Whether anybody has answered a question."""
    return db.scalar(select(background_answer.c.id).where(background_answer.c.forum == forum).limit(1)) is not None


def counted(db: Session, forum: Forum) -> Counted:
    """What is answered now, to be kept when results are given out."""
    people = db.scalar(select(func.count()).select_from(Participant).where(Participant.forum == forum.id)) or 0
    query = select(background_answer.c.question, background_answer.c.choice)
    rows = db.execute(query.where(background_answer.c.forum == forum.id))
    return background_questions.counted(people, forum.background, [(row.question, row.choice) for row in rows])


def at_the_end(forum: Forum) -> list[BackgroundCounts]:
    """How many people gave which answer when results of the ended forum were first given out; empty before that.

    The numbers were kept then and never change: two files could otherwise be compared, and a single person who has
    answered or deleted an answer in between would be the difference.
    """
    if not forum.background_counts or not forum.background_counts["people"]:
        return []
    people, answers = forum.background_counts["people"], forum.background_counts["answers"]
    return [
        BackgroundCounts(one["words"], list(zip(one["choices"], given, strict=True)), people - sum(given))
        for one, given in zip(forum.background, answers, strict=True)
    ]
