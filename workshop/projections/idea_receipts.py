"""What a receipt leads to: its idea as the author sees it, what was answered, and where it stands in the log.

Must not: say who the author is, or anything of others that not everyone sees.
"""

import json
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from workshop.contract.forum_states import PLANNED
from workshop.contract.shapes import OwnIdea
from workshop.contract.shared_types import Texts
from workshop.domain.ideas import SEEN_BY_EVERYONE
from workshop.domain.timetable import Timetable
from workshop.projections import merged_during_vote, open_call_programme, organiser_answers, results_pages
from workshop.projections.idea import by_receipt
from workshop.projections.open_call_programme import ProgrammeItem
from workshop.projections.organiser_answers import GivenAnswer
from workshop.storage.tables import Activity, Forum, Idea, log

SHORT = 16
"""Characters of a hash by which `workshop verify --head` finds its row."""


@dataclass(frozen=True)
class LogPlace:
    """The log row with which the idea was stored: its number and the beginning of its hash. `as_sent`: that row has the
    author's words as they are now. An author who changed them since has no such row here, and nothing is said then:
    `workshop verify` is what tells an alteration."""

    row: int
    hash: str
    as_sent: bool


@dataclass(frozen=True)
class GoesOn:
    """Where the idea goes on: its number in a later forum, that forum's title, and the address of its results (the part
    after /results/; empty while these are not published)."""

    number: int
    title: Texts
    results: str


@dataclass(frozen=True)
class Followed:
    """An idea and what became of it. `answer` counts now; `earlier` are the other answers, oldest first. `answer_by`:
    until when an answer is promised, epoch milliseconds."""

    forum: int
    address: str
    """the forum's own base address, if one was chosen for its QR codes"""
    idea: OwnIdea
    late: bool
    """it came after the deadline of its step"""
    beforehand: bool
    """it was written before the forum began, elsewhere than at the forum's place"""
    details: Texts
    """the public fields of a proposal beside its title, as its author wrote them; empty for an idea"""
    answer: GivenAnswer | None
    earlier: list[GivenAnswer]
    answer_by: int | None
    parted: dict[int, int]
    """vote whose result is shown → the number of the idea of which it, or the one that it is merged into, was part for
    as long as that vote was open: it has no result of its own there"""
    goes_on: list[GoesOn]
    programme: ProgrammeItem | None
    """where a proposal is in the programme, once that is published"""
    proof: LogPlace | None


def follow(db: Session, receipt: str) -> Followed | None:
    """What the receipt leads to; None for one that no idea has, or no longer."""
    found = by_receipt(db, receipt)
    if found is None:
        return None
    forum, idea = found
    row, stored = db.get_one(Forum, forum), db.get_one(Idea, idea.id)
    given = organiser_answers.of_forum(db, forum)
    counts = given.of_idea(idea.id)
    earlier = [one for one in given.history(idea.id) if one != counts]
    return Followed(
        forum=forum,
        address=row.address,
        idea=idea,
        late=Timetable(due_at=db.get_one(Activity, stored.activity).due_at).is_late(idea.at),
        beforehand=stored.beforehand,
        details=stored.details,
        answer=counts,
        earlier=earlier,
        answer_by=row.answer_by,
        parted=_parted(db, forum, stored.merged_into or idea.id),
        goes_on=_goes_on(db, {idea.id, stored.merged_into or idea.id}),
        programme=open_call_programme.published_item(db, idea.id),
        proof=_proof(db, row, idea),
    )


def _parted(db: Session, forum: int, idea: int) -> dict[int, int]:
    found = merged_during_vote.by_vote(db, forum)
    return {vote: db.get_one(Idea, its[idea]).number for vote, its in found.items() if idea in its}


def _goes_on(db: Session, ideas: set[int]) -> list[GoesOn]:
    """The later forums that have begun in which everyone sees one of these ideas, or the one that it is merged into."""
    lead = aliased(Idea)
    number, state = func.coalesce(lead.number, Idea.number), func.coalesce(lead.state, Idea.state)
    there = select(Forum.id, number).join(Idea, Idea.forum == Forum.id).outerjoin(lead, lead.id == Idea.merged_into)
    begun = Forum.state != PLANNED, Forum.rehearsal.is_(False)
    found = db.execute(there.where(Idea.came_from.in_(ideas), state.in_(SEEN_BY_EVERYONE), *begun).order_by(Idea.id))
    pages = [(its, results_pages.of_forum_number(db, forum)) for forum, its in found]
    return [GoesOn(its, page.title, page.slug if page.public else "") for its, page in pages]


def _proof(db: Session, forum: Forum, idea: OwnIdea) -> LogPlace | None:
    """The row that was written in the moment in which the idea was posted, and that has it among what it left."""
    everywhere = (1, forum.log_n)  # where a clock was set back, the rows are not in the order of their times
    for first, last in (_span(db, forum, idea.at), everywhere):
        there = select(log.c.n, log.c.hash, log.c.body).where(log.c.forum == forum.id, log.c.at == idea.at)
        for row in db.execute(there.where(log.c.n.between(first, last)).order_by(log.c.n)):
            left: dict[str, dict[str, object]] = json.loads(row.body or "{}").get("left", {}).get("idea", {})
            if str(idea.id) in left:
                words = left[str(idea.id)].get("text")
                return LogPlace(row.n, row.hash[:SHORT], words == (idea.original or idea.text))
    return None


def _span(db: Session, forum: Forum, at: int) -> tuple[int, int]:
    """The first and the last row of that time, by bisection: a long log is not read for every look at a receipt."""

    def time(n: int) -> int:
        return db.scalar(select(log.c.at).where(log.c.forum == forum.id, log.c.n == n)) or 0

    numbers = range(1, forum.log_n + 1)
    return bisect_left(numbers, at, key=time) + 1, bisect_right(numbers, at, key=time)
