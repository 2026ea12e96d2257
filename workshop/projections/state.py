"""The projections of the read model: rows in, shapes out. First paint, live frames, snapshots, reports and tests all
read from here.

A thing is (kind, id). What an audience may not see of a thing is a drop for that audience, so hiding and deleting are
the same on the wire. Only reads; never commits.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, bindparam, exists, func, select
from sqlalchemy.orm import Session

from workshop.contract import shapes
from workshop.contract.shapes import EVERYONE, FACILITATORS, Shape
from workshop.domain import agenda, screening
from workshop.domain.activities import KINDS, collecting
from workshop.domain.activities.ideas import votable
from workshop.domain.methods.base import Ballot, Mark
from workshop.projections import deeds, ready
from workshop.storage.prepared import PreparedIn
from workshop.storage.tables import Activity, Cluster, Forum, Idea, Link, Participant, ballot, ballot_owner, done, mark

Thing = tuple[str, int]
WRITTEN = ("shown", "private")
"""States of the ideas that an activity counts; private ones count because they are shown later."""
Ids = Collection[int] | None
"""Some ids, or None for all."""


@dataclass
class Projection:
    """What to put and what to drop, by kind."""

    put: dict[str, dict[str, object]] = field(default_factory=dict)
    drop: dict[str, list[int]] = field(default_factory=dict)

    def show(self, shape: Shape, thing: int) -> None:
        """Put one shape under its kind and id."""
        self.put.setdefault(shape.thing, {})[str(thing)] = _plain(shape)

    def __bool__(self) -> bool:
        return bool(self.put or self.drop)


def changed(
    db: Session, forum: int, things: Iterable[Thing], audience: str, now: int, other: Projection | None = None
) -> Projection:
    """The named things as `audience` may see them at `now` (epoch ms); what it may not see is dropped.

    `other` is the projection of the same things for another audience at the same time: kinds that are equal for both
    are taken from it.
    """
    wanted: dict[str, set[int]] = {}
    for kind, thing in things:
        wanted.setdefault(kind, set()).add(thing)
    projection = Projection()
    for kind, ids in wanted.items():
        if kind not in VIEWS:
            continue
        if other is not None and kind in ALIKE:
            shown = other.put.get(kind, {})
        else:
            shown = _look(kind, db, forum, ids, audience, now)
        if shown:
            projection.put[kind] = shown
        missing = sorted(ids - {int(thing) for thing in shown})
        if missing and (audience == FACILITATORS or kind in FOR_EVERYONE):
            projection.drop[kind] = missing
    return projection


def everything(db: Session, forum: int, audience: str, now: int) -> Projection:
    """All that `audience` may see of a forum at `now` (epoch ms): the snapshot."""
    looks = {kind: _look(kind, db, forum, None, audience, now) for kind in VIEWS}
    return Projection({kind: shown for kind, shown in looks.items() if shown})


def closing_at(db: Session, activity: int) -> int | None:
    """When the time to finish of a step ends (epoch ms); None when none runs."""
    return db.scalar(select(Activity.closes_at).where(Activity.id == activity, Activity.state == agenda.CLOSING))


def own(db: Session, participant: int) -> Projection:
    """What only this participant may see: their ideas in every state, their ballots, and the participant's own
    record."""
    return owns(db, [participant])[participant]


def owns(db: Session, participants: Collection[int], steps: Ids = None) -> dict[int, Projection]:
    """The projections of `own` for many participants in a few queries. With `steps`, only the ballots in these
    activities: a person who changes one ballot need not get the others."""
    projections = {participant: Projection() for participant in participants}
    if not projections:
        return projections
    known = db.execute(_WITH_THINGS, {"people": list(projections)}).all()
    done_with: dict[int, list[int]] = {}
    if ids := [one.id for one in known if one.done]:
        said = db.execute(_READY, {"people": ids}).all()
        reopened = ready.not_after_all(db, ready.among(db, {row.activity for row in said}), ids) if said else {}
        for row in said:
            if row.participant not in reopened.get(row.activity, ()):
                done_with.setdefault(row.participant, []).append(row.activity)
    for one in known:
        shape = shapes.OwnSelf(id=one.id, language=one.language, seed=one.seed, done=done_with.get(one.id, []))
        projections[one.id].show(shape, one.id)
    if ids := [one.id for one in known if one.ideas]:
        for idea in db.scalars(select(Idea).where(Idea.participant.in_(ids)).order_by(Idea.number)):
            projections[idea.participant or 0].show(_own_idea(idea), idea.id)
    if ids := [one.id for one in known if one.ballots]:
        for participant, paper in _own_ballots(db, ids, steps):
            projections[participant].show(paper, paper.id)
    return projections


def _of_person(table: Any) -> Any:
    """Whether the table holds anything of a participant, looked up by the activities of the forum, which are
    indexed."""
    steps = select(Activity.id).where(Activity.forum == Participant.forum).correlate_except(Activity)
    return exists().where(table.c.participant == Participant.id, table.c.activity.in_(steps))


def _these(column: Any) -> ColumnElement[bool]:
    """Whether the column is one of the bound parameter `people`, so that frequent statements are built once."""
    return column.in_(bindparam("people", expanding=True))  # type: ignore[no-any-return]


_WITH_THINGS = select(
    Participant.id,
    Participant.language,
    Participant.seed,
    exists().where(Idea.participant == Participant.id).label("ideas"),
    _of_person(ballot_owner).label("ballots"),
    _of_person(done).label("done"),
).where(_these(Participant.id))
"""People, and whether there is more to read of each: in a hall that is joining, no one has anything yet."""
_SAID_READY = done.c.gone != ready.NOT_ANY_MORE
_READY = select(done).where(_these(done.c.participant), _SAID_READY).order_by(done.c.activity)
_BALLOTS = (
    select(ballot_owner.c.participant, ballot.c.activity, ballot.c.n, mark.c.target, mark.c.x, mark.c.y)
    .select_from(ballot_owner)
    .join(ballot)
    .outerjoin(mark)
    .order_by(ballot.c.activity, mark.c.target)
)
"""A row for each mark, and one without a mark for an empty ballot."""
_OWN_BALLOTS = _BALLOTS.where(_these(ballot_owner.c.participant))
_OWN_BALLOTS_IN = PreparedIn(
    _BALLOTS.where(ballot_owner.c.activity == bindparam("step"), _these(ballot_owner.c.participant)), "step", "people"
)


def here(db: Session, forum: int) -> int:
    """How many people have joined."""
    return db.scalar(select(func.count()).select_from(Participant).where(Participant.forum == forum)) or 0


def _look(kind: str, db: Session, forum: int, ids: Ids, audience: str, now: int) -> dict[str, object]:
    return {str(thing): _plain(shape) for thing, shape in VIEWS[kind](db, forum, ids, audience, now)}


def _plain(shape: Shape) -> object:
    return msgspec.to_builtins(shape, str_keys=True)


def _among(column: Any, ids: Ids) -> list[ColumnElement[bool]]:
    return [] if ids is None else [column.in_(ids)]


Seen = Iterable[tuple[int, Shape]]


def _forums(db: Session, forum: int, ids: Ids, audience: str, now: int) -> Seen:
    row = db.get(Forum, forum)
    if row is None:
        return
    common = dict(
        id=row.id,
        code=row.code,
        title=row.title,
        starts_at=row.starts_at,
        place=row.place,
        organiser=row.organiser,
        state=row.state,
        now=row.now,
        languages=row.languages,
        screen_languages=row.screen_languages,
        card=_card_of(row),
        paused=row.paused,
        rehearsal=row.rehearsal,
        spotlight=row.spotlight,
        cluster=row.cluster,
        frozen=row.frozen,
        blank=row.blank,
        big_code=row.big_code,
        moderation=row.moderation,
        here=here(db, forum),
    )
    if audience == FACILITATORS:
        undo, redo = deeds.shown(db, forum)
        chosen = row.moderation_chosen
        more = dict(ref=row.ref, undo=undo, redo=redo, moderation_chosen=chosen)
        yield row.id, shapes.FacilitatorForum(**more, **common)  # type: ignore[arg-type]
    else:
        yield row.id, shapes.ForumShape(**common)  # type: ignore[arg-type]


def _card_of(row: Forum) -> str:
    said = "\n".join((row.join_secret, row.address, row.wifi_network, row.wifi_password))
    return hashlib.sha256(said.encode()).hexdigest()[:8]


def _activities(db: Session, forum: int, ids: Ids, audience: str, now: int) -> Seen:
    if ids is None:
        rows = db.execute(_STEPS, {"forum": forum}).all()
    else:
        rows = db.execute(_SOME_STEPS, {"forum": forum, "steps": list(ids)}).all()
    writing = {row.id for row in rows if KINDS[row.kind].collects == "ideas"}
    began = voting_began(db, forum) if writing else False
    reopened = ready.not_after_all(db, [row for row in rows if row.ready])
    for row in rows:
        changeable = row.id in writing and agenda.may_change_ideas(row.settings, began, row.forum_state)
        yield (
            row.id,
            shapes.ActivityShape(
                id=row.id,
                position=row.position,
                kind=row.kind,
                name=row.name,
                prompt=row.prompt,
                instruction=row.instruction,
                minutes=row.minutes,
                settings=row.settings,
                state=agenda.effective(row.state, row.closes_at, now),
                changeable=changeable,
                revealed=row.revealed,
                ends_at=row.ends_at,
                closes_at=row.closes_at,
                count=int(row.posted),
                voted=int(row.voted),
                done=int(row.ready) - len(reopened.get(row.id, ())),
                step=row.step,
            ),
        )


def voting_began(db: Session, forum: int) -> bool:
    """Whether a vote of this forum was ever opened, or has ballots; opening it may have been undone since."""
    return db.scalar(_BEGUN, {"forum": forum, "kinds": collecting("votes")}) is not None


_STEP, _IDEA = Activity.__table__.c, Idea.__table__.c
_BEGUN = (
    select(_STEP.id)
    .where(_STEP.forum == bindparam("forum"), _STEP.kind.in_(bindparam("kinds", expanding=True)))
    .where((_STEP.state != agenda.WAITING) | exists().where(ballot.c.activity == _STEP.id))
    .limit(1)
)


def _count(what: Any, *of: ColumnElement[bool]) -> Any:
    return select(func.coalesce(what, 0)).where(*of).correlate(Activity.__table__).scalar_subquery()


_STEPS = (
    select(
        Activity.__table__,
        Forum.state.label("forum_state"),
        _count(func.count(), _IDEA.activity == _STEP.id, _IDEA.state.in_(WRITTEN)).label("posted"),
        _count(func.sum(ballot.c.cast), ballot.c.activity == _STEP.id, ballot.c.source != "hand").label("voted"),
        _count(func.count(), done.c.activity == _STEP.id, _SAID_READY).label("ready"),
    )
    .join_from(Activity.__table__, Forum.__table__)
    .where(_STEP.forum == bindparam("forum"))
    .order_by(_STEP.position)
)
_SOME_STEPS = _STEPS.where(_STEP.id.in_(bindparam("steps", expanding=True)))
"""Run at every frame of a vote, so each is one statement, built once."""


def _ideas(db: Session, forum: int, ids: Ids, audience: str, now: int) -> Seen:
    query = select(Idea, Activity.settings).join(Activity, Idea.activity == Activity.id)
    query = query.where(Idea.forum == forum, *_among(Idea.id, ids)).order_by(Idea.number)
    if audience == EVERYONE:
        query = query.where(Idea.state == "shown")
    for idea, settings in db.execute(query):
        common = dict(
            id=idea.id,
            number=idea.number,
            activity=idea.activity,
            cluster=idea.cluster,
            source=idea.source,
            text="" if idea.state == "withdrawn" else idea.text,
            table=idea.table,
            lang=idea.lang,
            votable=idea.state == "shown" and not idea.left_out and votable(settings),
            left_out=idea.left_out,
        )
        if audience == FACILITATORS:
            found = screening.places(idea.text) if idea.flags and idea.state != "withdrawn" else []
            seen = dict(state=idea.state, reason=idea.reason, flags=idea.flags, found=found, at=idea.created_at)
            yield idea.id, shapes.FacilitatorIdea(**seen, **common)
        else:
            yield idea.id, shapes.IdeaShape(**common)


def _clusters(db: Session, forum: int, ids: Ids, audience: str, now: int) -> Seen:
    query = select(Cluster).where(Cluster.forum == forum, Cluster.removed.is_(False), *_among(Cluster.id, ids))
    for row in db.scalars(query.order_by(Cluster.letter)):
        yield row.id, shapes.ClusterShape(id=row.id, letter=row.letter, title=row.title, version=row.version)


def _tallies(db: Session, forum: int, ids: Ids, audience: str, now: int) -> Seen:
    query = select(Activity).where(Activity.forum == forum, Activity.revealed, Activity.kind.in_(collecting("votes")))
    for row in db.scalars(query.where(*_among(Activity.id, ids)).order_by(Activity.position)):
        yield row.id, tally(db, row)


def tally(db: Session, activity: Activity) -> shapes.TallyShape:
    """A vote counted from its ballots. A caller that shows it to people must have checked that it is revealed."""
    kind = KINDS[activity.kind]
    ballots = ballots_in(db, ballot.c.activity == activity.id).get(activity.id, [])
    there = [target for target, votable in targets(db, activity).items() if votable]
    result = kind.tally(ballots, there, activity.settings)
    return shapes.TallyShape(
        id=activity.id,
        method=kind.name,
        chart=kind.chart,
        main=kind.measures[0].name,
        facts=dict(result.facts),
        rows=[shapes.TallyRow(target=row.target, rank=row.rank, measures=dict(row.measures)) for row in result.rows],
    )


def ballots_in(db: Session, which: ColumnElement[bool]) -> dict[int, list[Ballot]]:
    """Activity → its ballots without their owners, sorted by their random ids, so that the order does not reveal who
    voted when."""
    marks = _marks(db, which)
    found: dict[int, list[Ballot]] = {}
    for row in db.execute(select(ballot).where(which).order_by(ballot.c.id)):
        found.setdefault(int(row.activity), []).append(
            Ballot(row.id, row.source, int(row.weight), marks.get(row.id, {}))
        )
    return found


def _marks(db: Session, which: ColumnElement[bool]) -> dict[str, dict[int, Mark]]:
    """Ballot → target → mark."""
    marks: dict[str, dict[int, Mark]] = {}
    for row in db.execute(select(mark).join(ballot).where(which).order_by(mark.c.target)):
        marks.setdefault(row.ballot, {})[int(row.target)] = row.x if row.y is None else (row.x, row.y)
    return marks


def targets(db: Session, activity: Activity) -> dict[int, bool]:
    """target id → whether it can be voted on now, for clusters by letter or ideas by number. False for a target that is
    removed, hidden or left out: a phone may still name it. Ideas of an activity that is not voted on are no targets at
    all."""
    if KINDS[activity.kind].of(activity.settings) == "clusters":
        clusters = select(Cluster).where(Cluster.forum == activity.forum).order_by(Cluster.letter)
        return {one.id: not one.removed for one in db.scalars(clusters)}
    ideas = select(Idea.id, Idea.state, Idea.left_out, Activity.settings).join(Activity, Idea.activity == Activity.id)
    found = db.execute(ideas.where(Idea.forum == activity.forum).order_by(Idea.number))
    return {
        row.id: row.state == "shown" and not row.left_out
        for row in found
        if row.state != "shown" or votable(row.settings)
    }


def _hands(db: Session, forum: int, ids: Ids, audience: str, now: int) -> Seen:
    if audience != FACILITATORS:
        return
    query = select(ballot.c.activity, mark.c.target, ballot.c.weight).join(mark, mark.c.ballot == ballot.c.id)
    query = query.join(Activity, Activity.id == ballot.c.activity).where(
        Activity.forum == forum, ballot.c.source == "hand"
    )
    counts: dict[int, dict[str, int]] = {}
    for row in db.execute(query.where(*_among(ballot.c.activity, ids)).order_by(mark.c.target)):
        counts.setdefault(row.activity, {})[str(row.target)] = int(row.weight)
    for activity, per_target in counts.items():
        yield activity, shapes.HandsShape(id=activity, counts=per_target)


def _links(db: Session, forum: int, ids: Ids, audience: str, now: int) -> Seen:
    if audience != FACILITATORS:
        return
    query = select(Link, Forum.starts_at).join(Forum, Forum.id == Link.forum)
    query = query.where(Link.forum == forum, Link.revoked_at.is_(None), *_among(Link.id, ids)).order_by(Link.id)
    for row, starts_at in db.execute(query):
        end = agenda.link_until(row.created_at, starts_at)
        yield row.id, shapes.LinkShape(id=row.id, label=row.label, at=row.created_at, until=end)


def _own_idea(idea: Idea) -> shapes.OwnIdea:
    return shapes.OwnIdea(
        id=idea.id,
        number=idea.number,
        activity=idea.activity,
        text=idea.text,
        lang=idea.lang,
        state=idea.state,
        reason=idea.reason,
        cluster=idea.cluster,
        key=idea.key,
    )


def _own_ballots(db: Session, people: Sequence[int], steps: Ids) -> Iterable[tuple[int, shapes.OwnBallot]]:
    marks: dict[tuple[int, int, int], dict[str, Mark]] = {}
    found: list[Any] = []
    if steps is None:
        found += db.execute(_OWN_BALLOTS, {"people": people})
    for step in steps or ():
        found += _OWN_BALLOTS_IN.run(db.connection(), step, people)
    for participant, activity, n, target, x, y in found:
        paper = marks.setdefault((participant, activity, n), {})
        if target is not None:
            paper[str(target)] = int(x) if y is None else (int(x), int(y))
    return [(person, shapes.OwnBallot(id=activity, n=n, marks=given)) for (person, activity, n), given in marks.items()]


VIEWS: dict[str, Callable[[Session, int, Ids, str, int], Seen]] = {
    "forum": _forums,
    "activity": _activities,
    "idea": _ideas,
    "cluster": _clusters,
    "tally": _tallies,
    "hands": _hands,
    "link": _links,
}
ALIKE = frozenset({"activity", "cluster", "tally"})
"""Kinds that are equal for all audiences that may see them."""
FOR_EVERYONE = frozenset({"forum", "activity", "idea", "cluster", "tally"})
"""Kinds that phones and the screen know; the others exist only for facilitators."""
