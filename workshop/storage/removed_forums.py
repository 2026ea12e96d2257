"""Deletes what is left of removed forums, in pieces between which others read and write.

A forum with very many ballots is gone at once for everybody, with all words of people (`set_aside`). Its steps with
their ballots, and its participants, then belong to a row of the table `forum` that stands for what is left of it
(`Forum.remains_of`): no page, list or address shows that row, and no log tells of it. `RemovedForums` deletes what
belongs to it, and the contents of what the forum's log and keys still hold, and at last the row itself. So the tables
say what is left to do, and a deletion that was cut off goes on at the next start.
"""

import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Engine, Select, Table, and_, delete, func, insert, select, tuple_, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from workshop.contract.forum_states import ENDED
from workshop.domain.typed_codes import CODE_ALPHABET
from workshop.runtime.jobs import Job
from workshop.storage.database import reading, transaction, without_cascades
from workshop.storage.frequent_queries_compiled_once import AnyRow
from workshop.storage.tables import (
    Activity,
    Forum,
    Participant,
    ballot,
    ballot_owner,
    dealt,
    done,
    key,
    log,
    mark,
    table_of,
)

FEW = 3_000
"""Marks, or rows of the log, that are deleted with their forum in one command: the writer is at it for a tenth of a
second."""
EVERY = 2.0
"""Seconds between two looks for what is left."""
LONGEST, SHORTEST = 0.06, 0.03
"""Seconds that a piece should take: a longer one makes the next one smaller, a shorter one larger."""
PAUSE = 0.04
"""Seconds between two pieces, in which others write."""
FIRST, LEAST, MOST = 50, 5, 1_000
"""Rows of a piece: of the first one, the least and the most."""
UNKNOWN = 12
"""Characters of the code of what is left: twice as many as a forum's, so that nobody can type it."""
WORDLESS = ("ballot.set", "ballot.deal", "ballots.import", "participant.join", "participant.language", "activity.done")
"""Commands of which there are very many in the log of a forum, and which hold no words of people."""


def is_large(db: Session, forum: Forum) -> bool:
    """Whether deleting it in one command would keep others waiting."""
    marks = select(mark.c.ballot).join(ballot).join(Activity, Activity.id == ballot.c.activity)
    some = marks.where(Activity.forum == forum.id).limit(FEW + 1).subquery()
    return forum.log_n > FEW or (db.scalar(select(func.count()).select_from(some)) or 0) > FEW


def set_aside(db: Session, forum: Forum) -> None:
    """Let steps and participants of a forum that is about to be deleted belong to a row that stands for what is left of
    it, and empty those rows of its log that may hold words."""
    wordy = and_(log.c.forum == forum.id, log.c.command.not_in(WORDLESS))
    db.execute(update(log).where(wordy).values(body=None, salt=None, inverse=None))
    left = db.execute(insert(_FORUM).values(**_stands_for(forum)).returning(_FORUM.c.id)).scalar_one()
    for table in (_ACTIVITY, _PARTICIPANT):
        db.execute(update(table).where(table.c.forum == forum.id).values(forum=left))


def _stands_for(forum: Forum) -> dict[str, object]:
    return {
        "remains_of": forum.id,
        "ref": secrets.token_hex(10),
        "code": "".join(secrets.choice(CODE_ALPHABET) for _ in range(UNKNOWN)),
        "join_secret": secrets.token_hex(20),
        "screen_token": secrets.token_hex(20),
        "title": {},
        "intro": {},
        "languages": forum.languages,
        "screen_languages": forum.screen_languages,
        "state": ENDED,
        "rehearsal": True,
        "created_at": forum.created_at,
    }


class RemovedForums:
    """Deletes what is left of removed forums behind `engine`, by its `job`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._stopped = False
        self.job = Job(
            name="removed_forums",
            run=self.clear,
            every=EVERY,
            in_thread=True,
            end=self._stop,
            expected=(DBAPIError,),  # the disk is full, or another process is at it: again at the next look
        )

    def clear(self) -> None:
        """Delete all that is left, piece by piece."""
        with reading(self._engine) as db:
            found = [_Left(row.id, row.remains_of) for row in db.execute(_LEFT)]
        if found:
            with without_cascades(self._engine) as engine:
                for left in found:
                    self._all_of(left, engine)

    def _all_of(self, left: "_Left", engine: Engine) -> None:
        """Children before their parents."""
        rows = FIRST
        for delete_some in (_ballots, _dealt, _done, _people, _log, _keys, _rows):
            goes_on = True
            while goes_on and not self._stopped:
                began = time.monotonic()
                with transaction(engine) as db:
                    goes_on = delete_some(db, left, rows)
                rows = _next_size(rows, time.monotonic() - began)
                time.sleep(PAUSE)

    def _stop(self) -> None:
        self._stopped = True


@dataclass
class _Left:
    """What is left of the removed forum with the id `forum`, in the row `row`; its log is emptied up to `emptied`."""

    row: int
    forum: int
    emptied: int = 0


def _next_size(rows: int, took: float) -> int:
    if took > LONGEST:
        return max(rows // 2, LEAST)
    return min(rows * 2, MOST) if took < SHORTEST else rows


# Each deletes some rows of what is left, and says whether there may be more of them.


def _ballots(db: Session, left: _Left, rows: int) -> bool:
    """Those of phones with what says whose they are, so that no ballot is ever noted as nobody's; then all others."""
    owned = select(ballot_owner).where(ballot_owner.c.activity.in_(_steps(left))).limit(rows)
    owners = db.execute(owned).all()
    its = [row.ballot for row in owners]
    if not owners:
        its = list(db.scalars(select(ballot.c.id).where(ballot.c.activity.in_(_steps(left))).limit(rows)))
    db.execute(delete(mark).where(mark.c.ballot.in_(its)))
    _delete(db, ballot_owner, ("activity", "participant"), owners)
    db.execute(delete(ballot).where(ballot.c.id.in_(its)))
    return bool(its)


def _dealt(db: Session, left: _Left, rows: int) -> bool:
    return _of_steps(db, dealt, ("activity", "participant", "target"), left, rows)


def _done(db: Session, left: _Left, rows: int) -> bool:
    return _of_steps(db, done, ("activity", "participant"), left, rows)


def _people(db: Session, left: _Left, rows: int) -> bool:
    its = list(db.scalars(select(Participant.id).where(Participant.forum == left.row).limit(rows)))
    db.execute(delete(_PARTICIPANT).where(_PARTICIPANT.c.id.in_(its)))
    return bool(its)


def _log(db: Session, left: _Left, rows: int) -> bool:
    its = log.c.forum == left.forum
    some = select(log.c.n).where(its, log.c.n > left.emptied, log.c.body.is_not(None)).order_by(log.c.n).limit(rows)
    numbers = list(db.scalars(some))
    db.execute(update(log).where(its, log.c.n.in_(numbers)).values(body=None, salt=None, inverse=None))
    left.emptied = max(numbers, default=0)
    return bool(numbers)


def _keys(db: Session, left: _Left, rows: int) -> bool:
    found = db.execute(select(key.c.actor, key.c.key).where(key.c.forum == left.forum).limit(rows)).all()
    _delete(db, key, ("actor", "key"), found, key.c.forum == left.forum)
    return bool(found)


def _rows(db: Session, left: _Left, rows: int) -> bool:
    db.execute(delete(_ACTIVITY).where(_ACTIVITY.c.forum == left.row))
    db.execute(delete(_FORUM).where(_FORUM.c.id == left.row))
    return False


def _of_steps(db: Session, table: Table, names: tuple[str, ...], left: _Left, rows: int) -> bool:
    columns = [table.c[name] for name in names]
    found = db.execute(select(*columns).where(table.c.activity.in_(_steps(left))).limit(rows)).all()
    _delete(db, table, names, found)
    return bool(found)


def _delete(
    db: Session, table: Table, names: tuple[str, ...], found: Sequence[AnyRow], *more: ColumnElement[bool]
) -> None:
    if found:
        values = [tuple(getattr(row, name) for name in names) for row in found]
        db.execute(delete(table).where(tuple_(*(table.c[name] for name in names)).in_(values), *more))


def _steps(left: _Left) -> Select[int]:
    return select(Activity.id).where(Activity.forum == left.row)


_FORUM, _ACTIVITY, _PARTICIPANT = (table_of(one) for one in (Forum, Activity, Participant))
_LEFT = select(Forum.id, Forum.remains_of).where(Forum.remains_of.is_not(None)).order_by(Forum.id)
