"""What rows of a forum's log touched that another process wrote: read off the rows for what a hall sends all at once.

Everything else touched "perhaps anything": then the whole forum is looked at and compared with what was told, which is right for every
command there is and will be. Only reads.
"""

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.contract import commands
from workshop.contract.base import PARTICIPANT
from workshop.state import Thing
from workshop.storage.tables import Participant, ballot_owner, log

MOST_ROWS = 1000
"""More than this is not gone through row by row."""
LIGHT: dict[str, Callable[[int, dict[str, Any]], set[Thing]]] = {
    commands.BallotSet.verb: lambda forum, body: {("activity", body["activity"])},
    commands.ActivityDone.verb: lambda forum, body: {("activity", body["activity"])},
    commands.ParticipantJoin.verb: lambda forum, body: {("forum", forum)},
    commands.ParticipantLanguage.verb: lambda forum, body: set(),
}


@dataclass
class Trace:
    """What rows up to `n` touched. `whole`: perhaps anything in the forum; `own`: participants whose own things may have changed."""

    n: int
    touched: set[Thing] = field(default_factory=set)
    own: set[int] = field(default_factory=set)
    whole: bool = False


def since(db: Session, forum: int, n: int, here: Collection[int]) -> Trace:
    """What came after row `n`, for a process in which the participants `here` have a line."""
    query = select(log.c.n, log.c.role, log.c.actor, log.c.command, log.c.body).where(log.c.forum == forum, log.c.n > n)
    rows = db.execute(query.order_by(log.c.n).limit(MOST_ROWS)).all()
    found = Trace(rows[-1].n if rows else n)
    names = set()
    for row in rows:
        if row.command in LIGHT and row.body is not None:
            found.touched |= LIGHT[row.command](forum, json.loads(row.body))
        else:
            found.whole = True
        names.add(row.actor if row.role == PARTICIPANT else None)
    if None in names:
        found.own = set(here)
    elif names:
        found.own = _people(db, names) & set(here)
    return found


def _people(db: Session, names: Collection[str | None]) -> set[int]:
    """Participants by the names that the log knows: their own random ones, or those of their ballots."""
    by_name = db.scalars(select(Participant.id).where(Participant.pid.in_(names)))
    return {*by_name, *db.scalars(select(ballot_owner.c.participant).where(ballot_owner.c.ballot.in_(names)))}
