"""What a report needs of a forum beyond the shapes: its dates, how many people did what, and ballots without their
owners.

Rows in, plain values out. Only reads. Must not: give the result of a vote before it is revealed, or anything by which a
person could be identified.
"""

from dataclasses import dataclass, field, replace

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from workshop.contract.forum_states import ENDED
from workshop.contract.shapes import FACILITATORS
from workshop.contract.shared_types import Texts
from workshop.domain import activity_states
from workshop.domain.activities import collecting
from workshop.domain.ideas import READABLE
from workshop.domain.methods.base import Ballot
from workshop.domain.methods.position_effect import PositionEffect
from workshop.domain.undo import SWITCHES, Recount
from workshop.projections import (
    activity_open_times,
    audience_views,
    background_questions,
    idea_supports,
    languages_read,
    merged_during_vote,
    open_call_programme,
    organiser_answers,
    position_effect,
    settled_by_results,
    voter_counts,
)
from workshop.projections.active_people import active_people
from workshop.projections.activity_open_times import Span
from workshop.projections.background_questions import BackgroundCounts
from workshop.projections.ballot import ballots_in
from workshop.projections.open_call_programme import ProgrammeItem
from workshop.projections.organiser_answers import Answers
from workshop.projections.settled_by_results import ShownEarly
from workshop.projections.shape_changes import Put
from workshop.runtime import strict_json
from workshop.storage.log import HOUSE, end
from workshop.storage.tables import Activity, Cluster, Forum, Idea, Participant, Series, ballot, confirmation, log


@dataclass(frozen=True)
class ModerationCounts:
    """How a forum was moderated, beside what each idea says itself."""

    held: int
    """people whose later ideas wait for review"""
    slow: int
    """how often ideas were slowed down, as far as it was not undone"""
    emergencies: int


@dataclass(frozen=True)
class ReportData:
    """Times are epoch milliseconds; `languages` counts participants by the language they read in, so small
    groups, too: what is published of it is the report's to choose. It is empty before results are given out."""

    ref: str
    series: str
    intro: dict[str, str]
    created_at: int
    started_at: int | None
    ended_at: int | None
    log_n: int
    log_head: str
    """the hash at the end of the log, for `workshop verify --head`"""
    joined: int
    posted: int
    voted: int
    languages: dict[str, int]
    moderated: ModerationCounts
    next_steps: dict[str, str] = field(default_factory=dict)
    """what happens next, in the organiser's words"""
    complete: int = 0
    """people who said, after the end, that the results are what people said"""
    answered: int = 0
    """people who said anything of the results after the end"""
    keys: dict[int, str] = field(default_factory=dict)
    """idea id → the key its phone gave it; only of a rehearsal, where no real person wrote"""
    ballots: dict[int, list[Ballot]] = field(default_factory=dict)
    """activity id → ballots, of revealed votes only"""
    supports: dict[int, int] | None = None
    """idea id → people who support it; None before the results: while the forum goes on and a vote is not revealed"""
    opened: dict[int, int] = field(default_factory=dict)
    """activity id → when it was first opened"""
    spans: dict[int, list[Span]] = field(default_factory=dict)
    """activity id → the times for which it was open, as far as the log says them"""
    came_from: dict[int, int] = field(default_factory=dict)
    """cluster id → the cluster of an earlier forum that it goes on from"""
    earlier_forums: dict[int, Texts] = field(default_factory=dict)
    """idea id → the title of the earlier forum from which it was carried on, where that was not deleted"""
    active: int = 0
    """people who did anything on their phone"""
    background: list[BackgroundCounts] = field(default_factory=list)
    """what was answered to background questions; empty before results are given out"""
    answers: Answers = field(default_factory=Answers)
    """what the organisers answered to ideas and themes"""
    programme: list[ProgrammeItem] = field(default_factory=list)
    """the events of an open call; empty while its programme is not published"""
    positions: dict[int, PositionEffect] = field(default_factory=dict)
    """activity id → how much of what people gave went to the first half of their own list, of revealed votes only"""
    recounts: dict[int, Recount] = field(default_factory=dict)
    """activity id → when and why its result was counted again after it had been shown, of revealed votes only"""
    shown_early: dict[int, ShownEarly] = field(default_factory=dict)
    """activity id → when its result was shown for the first time, of those that went on after that"""
    parted: dict[int, dict[int, int]] = field(default_factory=dict)
    """activity id → the ideas that were part of another one for all of this vote, and are none any more: id → its id"""


def everything(db: Session, forum: int, now: int) -> tuple[Put, ReportData]:
    """All that a report is made from: the facilitators' shapes at `now` (epoch ms) and the facts. Raises
    NoResultFound when there is no such forum."""
    return audience_views.everything(db, forum, FACILITATORS, now).put, facts(db, forum)


def edition(db: Session, forum: int, now: int) -> str:
    """Another text whenever a report may come out differently: the log of the forum or the house has grown, or since
    the last change (`now`: epoch ms) the time to finish an activity is over. Raises NoResultFound."""
    over = select(func.count()).where(
        Activity.forum == forum, Activity.state == activity_states.CLOSING, Activity.closes_at <= now
    )
    return " ".join(str(part) for part in (*end(db, forum), *end(db, HOUSE), db.scalar(over)))


def facts(db: Session, forum: int) -> ReportData:
    """The facts of one forum, with what there is to say of the results of its votes beside the numbers."""
    return replace(
        _without_results(db, forum),
        positions=position_effect.of_forum(db, forum),
        recounts=settled_by_results.recounts(db, forum),
        shown_early=settled_by_results.shown_early(db, forum),
        parted=merged_during_vote.by_vote(db, forum),
    )


def _without_results(db: Session, forum: int) -> ReportData:
    row = db.get_one(Forum, forum)
    return ReportData(
        ref=row.ref,
        series=_series(db, row),
        intro=row.intro,
        created_at=row.created_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        log_n=row.log_n,
        log_head=row.log_head,
        joined=_joined(db, forum),
        active=active_people(db, forum),
        posted=_posted(db, forum),
        voted=voter_counts.by_forum(db, forum).get(forum, 0),
        languages=languages_read.at_the_end(row),
        moderated=_moderated(db, forum),
        background=background_questions.at_the_end(row),
        answers=organiser_answers.of_forum(db, forum),
        next_steps=row.next_steps,
        complete=_confirmed(db, forum, confirmation.c.complete),
        answered=_confirmed(db, forum),
        keys=_keys(db, forum) if row.rehearsal else {},
        ballots=_ballots(db, forum),
        supports=_supports(db, row),
        opened=_opened(db, forum),
        spans=activity_open_times.within(activity_open_times.spans(db, forum), row.ended_at),
        came_from=_came_from(db, forum),
        earlier_forums=_earlier_forums(db, forum),
        programme=_published_events(db, forum),
    )


def _series(db: Session, forum: Forum) -> str:
    """The title of its series; empty without one."""
    return db.get_one(Series, forum.series).title if forum.series is not None else ""


def _confirmed(db: Session, forum: int, *which: ColumnElement[bool]) -> int:
    """People who said anything of the results after the end, or `which` of them."""
    query = select(func.count()).select_from(confirmation).where(confirmation.c.forum == forum, *which)
    return db.scalar(query) or 0


def _moderated(db: Session, forum: int) -> ModerationCounts:
    slow, emergencies = (_turned_on(db, forum, verb) for verb in ("ideas.slow", "forum.emergency"))
    return ModerationCounts(_held(db, forum), slow, emergencies)


def _published_events(db: Session, forum: int) -> list[ProgrammeItem]:
    published = open_call_programme.published(db, forum)
    return published.items if published else []


def _came_from(db: Session, forum: int) -> dict[int, int]:
    query = select(Cluster.id, Cluster.came_from).where(Cluster.forum == forum, Cluster.came_from.is_not(None))
    return {row.id: row.came_from for row in db.execute(query)}


def _earlier_forums(db: Session, forum: int) -> dict[int, Texts]:
    earlier = aliased(Idea)
    there = select(Idea.id, Forum.title).join(earlier, earlier.id == Idea.came_from)
    query = there.join(Forum, Forum.id == earlier.forum).where(Idea.forum == forum)
    return {row.id: row.title for row in db.execute(query)}


def _joined(db: Session, forum: int) -> int:
    return db.scalar(select(func.count()).select_from(Participant).where(Participant.forum == forum)) or 0


def _posted(db: Session, forum: int) -> int:
    """People with at least one idea that they did not withdraw."""
    query = select(func.count(func.distinct(Idea.participant))).where(Idea.forum == forum, Idea.state.in_(READABLE))
    return db.scalar(query) or 0


def _held(db: Session, forum: int) -> int:
    query = select(func.count(func.distinct(Idea.participant))).where(Idea.forum == forum, Idea.author_held)
    return db.scalar(query) or 0


def _turned_on(db: Session, forum: int, verb: str) -> int:
    """How often a command that goes both ways was given to turn something on, and not undone."""
    rows = (log.c.forum == forum, log.c.command == verb, log.c.undone_by.is_(None))
    bodies = (strict_json.loads(body or "{}") for body in db.scalars(select(log.c.body).where(*rows)))
    return sum(isinstance(body, dict) and bool(body.get(SWITCHES[verb])) for body in bodies)


def _opened(db: Session, forum: int) -> dict[int, int]:
    query = select(Activity.id, Activity.opened_at).where(Activity.forum == forum, Activity.opened_at.is_not(None))
    return {row.id: row.opened_at for row in db.execute(query)}


def _keys(db: Session, forum: int) -> dict[int, str]:
    return {row.id: row.key for row in db.execute(select(Idea.id, Idea.key).where(Idea.forum == forum))}


def _supports(db: Session, forum: Forum) -> dict[int, int] | None:
    """How popular an idea is stays hidden as long as that could lead anybody's vote."""
    query = select(Activity.revealed).where(Activity.forum == forum.id, Activity.kind.in_(collecting("votes")))
    revealed = db.scalars(query).all()
    told = forum.state == ENDED or (revealed and all(revealed))
    return idea_supports.counts(db, forum.id) if told else None


def _ballots(db: Session, forum: int) -> dict[int, list[Ballot]]:
    revealed = select(Activity.id).where(
        Activity.forum == forum, Activity.revealed, Activity.kind.in_(collecting("votes"))
    )
    return ballots_in(db, ballot.c.activity.in_(revealed))
