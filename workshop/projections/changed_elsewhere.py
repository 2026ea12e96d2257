"""What log rows written by another process touched: read from the rows themselves for commands that a hall sends
together.

Any other command may have touched the whole forum: then everything is projected and compared with what was sent, which
is right for every command, present and future. Only reads.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

import msgspec
from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from workshop.contract import commands
from workshop.contract.base import PARTICIPANT
from workshop.projections.base import Thing
from workshop.storage.tables import Participant, ballot, ballot_owner, log

MOST_ROWS = 1000
"""The most rows of one read; the rest comes with the next."""


class _About(msgspec.Struct, frozen=True):
    """What the body of a row says that it is about."""

    activity: int = 0
    idea: int = 0


LIGHT: dict[str, Callable[[int, _About], set[Thing]]] = {
    commands.BallotSet.verb: lambda forum, body: {("activity", body.activity), ("sorting", body.activity)},
    commands.BallotDeal.verb: lambda forum, body: set(),
    commands.ActivityDone.verb: lambda forum, body: {("activity", body.activity)},
    commands.PlacementSuggest.verb: lambda forum, body: {("idea", body.idea)},
    commands.IdeaSupport.verb: lambda forum, body: set(),
    commands.ParticipantJoin.verb: lambda forum, body: {("forum", forum)},
    commands.ParticipantLanguage.verb: lambda forum, body: set(),
}


_READ = msgspec.json.Decoder(_About).decode


@dataclass
class LogChanges:
    """What rows up to `n` touched. `whole`: perhaps anything in the forum; `own`: participants whose own things may
    have changed."""

    n: int
    touched: set[Thing] = field(default_factory=set)
    own: set[int] = field(default_factory=set)
    whole: bool = False


_ROWS = (
    select(
        log.c.n,
        log.c.role,
        log.c.command,
        log.c.body,
        Participant.id.label("person"),
        ballot_owner.c.participant.label("voter"),
    )
    .outerjoin(Participant, Participant.pid == log.c.actor)
    .outerjoin(ballot, ballot.c.id == log.c.actor)
    .outerjoin(ballot_owner, and_(ballot_owner.c.activity == ballot.c.activity, ballot_owner.c.ballot == ballot.c.id))
    .where(log.c.forum == bindparam("forum"), log.c.n > bindparam("after"))
    .order_by(log.c.n)
    .limit(MOST_ROWS)
)
"""Rows with the participant behind the log's random name, which is a participant's `pid` or a ballot's id. The owner is
looked up by the activity, which is indexed."""


def since(db: Session, forum: int, n: int, here: Collection[int]) -> LogChanges:
    """What came after row `n`, for a process to which the participants `here` are connected."""
    rows = db.execute(_ROWS, {"forum": forum, "after": n}).all()
    found = LogChanges(rows[-1].n if rows else n)
    everybody, people = False, set[int]()
    for row in rows:
        if row.command in LIGHT and row.body is not None:
            found.touched |= LIGHT[row.command](forum, _READ(row.body))
        else:
            found.whole = True
        everybody = everybody or row.role != PARTICIPANT
        people |= {one for one in (row.person, row.voter) if one is not None}
    found.own = set(here) if everybody else people & set(here)
    return found
