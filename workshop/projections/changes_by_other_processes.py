"""What log rows written by another process touched: read from the rows themselves for commands that a hall sends
together.

Any other command may have touched the whole forum: then everything is projected and compared with what was sent, which
is right for every command, present and future. Only reads.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec
from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from workshop.contract import commands
from workshop.contract.base import PARTICIPANT
from workshop.domain.activities import KINDS
from workshop.projections import mass_command_effects
from workshop.projections.base import Thing
from workshop.storage.tables import Activity, Participant, ballot, ballot_owner, confirmation, log

MOST_ROWS = 1000
"""The most rows of one read; the rest comes with the next."""


class _RowBody(msgspec.Struct, frozen=True):
    """What the body of a row says that it is about."""

    activity: int = 0
    idea: int = 0


class _About(NamedTuple):
    """What a row is about. `sorts`: whether the hall sorts ideas into themes in its activity."""

    forum: int
    activity: int
    idea: int
    sorts: bool


LIGHT: dict[str, Callable[[_About], set[Thing]]] = {
    commands.BallotSet.verb: lambda about: mass_command_effects.by_ballot(about.activity, about.sorts),
    commands.BallotDeal.verb: lambda about: set(),
    commands.ActivityDone.verb: lambda about: mass_command_effects.by_being_ready(about.activity),
    commands.PlacementSuggest.verb: lambda about: mass_command_effects.by_suggesting(about.idea),
    commands.IdeaSupport.verb: lambda about: set(),
    commands.ParticipantJoin.verb: lambda about: mass_command_effects.by_joining(about.forum),
    commands.ParticipantLanguage.verb: lambda about: set(),
    commands.ResultsConfirm.verb: lambda about: set(),
    commands.BackgroundAnswer.verb: lambda about: set(),
}
"""Command → what it touches, as its action says."""
_ANYTHING = _About(1, 1, 1, True)
COMING = tuple(verb for verb, touches in LIGHT.items() if all(kind == "forum" for kind, _ in touches(_ANYTHING)))
"""Commands that change nothing for others except the number of participants."""


_READ = msgspec.json.Decoder(_RowBody).decode
_SORTING = select(Activity.id).where(
    Activity.forum == bindparam("forum"), Activity.kind.in_([kind.name for kind in KINDS.values() if kind.into])
)


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
        confirmation.c.participant.label("confirmer"),
    )
    .outerjoin(Participant, Participant.pid == log.c.actor)
    .outerjoin(ballot, ballot.c.id == log.c.actor)
    .outerjoin(ballot_owner, and_(ballot_owner.c.activity == ballot.c.activity, ballot_owner.c.ballot == ballot.c.id))
    .outerjoin(confirmation, confirmation.c.id == log.c.actor)
    .where(log.c.forum == bindparam("forum"), log.c.n > bindparam("after"))
    .order_by(log.c.n)
    .limit(MOST_ROWS)
)
"""Rows with the participant behind the log's random name, which is a participant's `pid`, or the id of a ballot or of
an answer on the results. A ballot's owner is looked up by the activity, which is indexed."""


def since(db: Session, forum: int, n: int, here: Collection[int]) -> LogChanges:
    """What came after row `n`, for a process to which the participants `here` are connected."""
    rows = db.execute(_ROWS, {"forum": forum, "after": n}).all()
    found = LogChanges(rows[-1].n if rows else n)
    sorting = set(db.scalars(_SORTING, {"forum": forum})) if rows else set[int]()
    everybody, people = False, set[int]()
    for row in rows:
        if row.command in LIGHT and row.body is not None:
            said = _READ(row.body)
            about = _About(forum, said.activity, said.idea, said.activity in sorting)
            found.touched |= LIGHT[row.command](about)
        else:
            found.whole = True
        everybody = everybody or row.role != PARTICIPANT
        people |= {one for one in (row.person, row.voter, row.confirmer) if one is not None}
    found.own = set(here) if everybody else people & set(here)
    return found
