"""The view of the activities, with what is counted of each."""

from collections.abc import Iterator

import msgspec
from sqlalchemy import ColumnElement, ScalarSelect, bindparam, case, exists, func, select
from sqlalchemy.orm import Session

from workshop.contract import shapes
from workshop.contract.idea_states import WAITING
from workshop.contract.shared_types import Earlier
from workshop.domain import activity_states, ideas
from workshop.domain.activities import KINDS, Kind, collecting
from workshop.domain.activities.base import Settings
from workshop.domain.methods.base import HAND, PAPER, MarkRange
from workshop.projections import no_longer_ready
from workshop.projections.base import Fields, Look, among_ids, view
from workshop.storage.frequent_queries_compiled_once import AnyRow, PreparedIn
from workshop.storage.tables import Activity, Forum, Idea, ballot, done


@view(shapes.ActivityShape)
def activities(look: Look) -> Iterator[shapes.ActivityShape]:
    """The activities in the order of the agenda."""
    db, forum = look.db, look.forum
    rows = look.rows(_STEPS, _SOME_STEPS)
    writing = {row.id for row in rows if KINDS[row.kind].collects == "ideas" and not KINDS[row.kind].form}
    began = voting_began(db, forum) if writing else False
    reopened = no_longer_ready.got_marks_back(db, [row for row in rows if row.ready])
    for row in rows:
        changeable = row.id in writing and activity_states.may_change_ideas(row.settings, began, row.forum_state)
        yield _shape(row, look.now, changeable, len(reopened.get(row.id, ())))


def _shape(row: AnyRow, now: int, changeable: bool, reopened: int) -> shapes.ActivityShape:
    """The shape of a row of _STEPS; `reopened`: how many who were ready are it no more."""
    return shapes.ActivityShape(
        **_of_kind(KINDS[row.kind], row.settings),
        id=row.id,
        position=row.position,
        name=row.name,
        prompt=row.prompt,
        instruction=row.instruction,
        minutes=row.minutes,
        state=activity_states.effective(row.state, row.closes_at, now),
        changeable=changeable,
        revealed=row.revealed,
        opens_at=row.opens_at,
        due_at=row.due_at,
        late_minutes=row.late_minutes,
        ends_at=row.ends_at,
        closes_at=row.closes_at,
        count=int(row.posted),
        waiting=int(row.waits),
        voted=int(row.voted),
        papers=int(row.papers),
        done=int(row.ready) - reopened,
        uncovered=row.uncovered,
        earlier=msgspec.convert(row.earlier, Earlier) if row.earlier else None,
    )


def _of_kind(kind: Kind, settings: Settings) -> Fields:
    """What the kind says of an activity with these settings."""
    marks = kind.marks(settings) if kind.marks else None
    return {
        "kind": kind.name,
        "collects": kind.collects,
        "form": kind.form,
        "shows": kind.shows,
        "of": kind.of(settings) if kind.votes else "",
        "keeps_back": kind.keeps_back(settings),
        "marks": _allowed(marks) if marks else None,
        "answers": list(kind.answers),
        "into": kind.into,
        "deals": kind.deals(settings) if kind.votes else 0,
        "words": kind.words,
        "hands": list(kind.hands(settings)) if kind.votes else [],
        "settings": kind.told(settings),
    }


def _allowed(marks: MarkRange) -> shapes.AllowedMarks:
    return shapes.AllowedMarks(least=marks.least, most=marks.most, pair=marks.pair, total=marks.total)


def voting_began(db: Session, forum: int) -> bool:
    """Whether a vote of this forum was ever opened, or has ballots; opening it may have been undone since."""
    return db.scalar(_BEGUN, {"forum": forum, "kinds": collecting("votes")}) is not None


_STEP, _IDEA = Activity.__table__.c, Idea.__table__.c
_BEGUN = (
    select(_STEP.id)
    .where(_STEP.forum == bindparam("forum"), _STEP.kind.in_(bindparam("kinds", expanding=True)))
    .where((_STEP.state != activity_states.WAITING) | exists().where(ballot.c.activity == _STEP.id))
    .limit(1)
)


def _count(what: ColumnElement[int], *of: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.coalesce(what, 0)).where(*of).correlate(Activity.__table__).scalar_subquery()


_PAPERS = _count(func.sum(ballot.c.cast), ballot.c.activity == _STEP.id, ballot.c.source == PAPER)
"""Goes through all ballots of a vote, so it is asked only where one was ever on paper."""
_STEPS = (
    select(
        Activity.__table__,
        Forum.state.label("forum_state"),
        _count(func.count(), _IDEA.activity == _STEP.id, _IDEA.state.in_(ideas.COUNTED)).label("posted"),
        _count(func.count(), _IDEA.activity == _STEP.id, _IDEA.state == WAITING).label("waits"),
        _count(func.sum(ballot.c.cast), ballot.c.activity == _STEP.id, ballot.c.source != HAND).label("voted"),
        case((_STEP.last_paper > 0, _PAPERS), else_=0).label("papers"),
        _count(func.count(), done.c.activity == _STEP.id, done.c.gone != no_longer_ready.NOT_ANY_MORE).label("ready"),
    )
    .join_from(Activity.__table__, Forum.__table__)
    .where(_STEP.forum == bindparam("forum"))
    .order_by(_STEP.position)
)
_SOME_STEPS = PreparedIn(_STEPS.where(among_ids(_STEP.id)), "ids")
"""Run at every frame of a vote, so each is one statement, built once."""


def closing_at(db: Session, activity: int) -> int | None:
    """When the time to finish of a step ends (epoch ms); None when none runs."""
    return db.scalar(
        select(Activity.closes_at).where(Activity.id == activity, Activity.state == activity_states.CLOSING)
    )
