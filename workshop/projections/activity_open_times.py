"""When each activity was open: its openings and closings, read from the log. Only reads.

The rows of the commands that open and close record the new values of the activities that they changed. Rows of the
first releases do not; of those activities only `Activity.opened_at` is known.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from workshop.contract import commands
from workshop.domain import activity_states
from workshop.storage.tables import log

MOVES = (
    commands.AgendaGo,
    commands.ActivityOpen,
    commands.ActivityClose,
    commands.AgendaRestore,
    commands.ForumEnd,
    commands.Undo,
    commands.Redo,
)
"""The commands that change the state of activities."""


class Span(NamedTuple):
    """One time for which an activity was open, in epoch milliseconds; `closed` is None while it is, and otherwise when
    its time to finish ended."""

    opened: int
    closed: int | None


Changes = Mapping[str, Mapping[str, object] | None]


def spans(db: Session, forum: int) -> dict[int, list[Span]]:
    """Activity id → when it was open, the first time first. What was undone without any use is left out."""
    rows = db.execute(_ROWS, {"forum": forum, "verbs": [move.verb for move in MOVES]})
    return of((row.at, row.command, _left(row.body)) for row in rows)


def of(rows: Iterable[tuple[int, str, Changes]]) -> dict[int, list[Span]]:
    """The spans from the rows of a log: (epoch ms, command, activity → its changed columns)."""
    found: dict[int, list[Span]] = {}
    for at, verb, left in rows:
        for activity, values in left.items():
            if values is not None and "state" in values:
                _turn(found.setdefault(int(activity), []), at, verb, values)
    return {activity: known for activity, known in found.items() if known}


def within(found: Mapping[int, list[Span]], ended_at: int | None) -> dict[int, list[Span]]:
    """The spans of a forum that ended at `ended_at` (epoch ms): none is longer than it. Where its end was taken back
    and pressed again, the forum's end stays the first (`domain.first_end`), and the log has the second closing."""
    if ended_at is None:
        return dict(found)
    return {
        activity: [Span(one.opened, min(one.closed or ended_at, ended_at)) for one in known if one.opened <= ended_at]
        for activity, known in found.items()
    }


def _turn(known: list[Span], at: int, verb: str, values: Mapping[str, object]) -> None:
    """Carries one change of an activity's state into its spans."""
    state, last = values["state"], known[-1] if known else None
    if state == activity_states.OPEN:
        if last is None or not _goes_on(last, at, verb):
            known.append(Span(at, None))
        else:
            known[-1] = Span(last.opened, None)
    elif last is None:
        return
    elif state == activity_states.WAITING and values.get("opened_at", at) is None:
        known.pop()  # it was opened by mistake, and not used
    elif state == activity_states.CLOSING:
        ends = values.get("closes_at")
        known[-1] = Span(last.opened, ends if isinstance(ends, int) else None)
    elif last.closed is None or last.closed > at:
        known[-1] = Span(last.opened, at)


def _goes_on(last: Span, at: int, verb: str) -> bool:
    """Whether it was not closed in between: its time to finish had not ended, or the closing was taken back."""
    return last.closed is None or last.closed > at or verb == commands.Undo.verb


def _left(body: str | None) -> Changes:
    """Activity id → the columns that a row says it changed."""
    said = _BODY.decode(body or "{}")
    left = said.get("left")
    changed = left.get("activity") if isinstance(left, dict) else None
    return changed if isinstance(changed, dict) else {}


_BODY = msgspec.json.Decoder(dict[str, object])
_ROWS = (
    select(log.c.at, log.c.command, log.c.body)
    .where(log.c.forum == bindparam("forum"), log.c.command.in_(bindparam("verbs", expanding=True)))
    .order_by(log.c.n)
)
