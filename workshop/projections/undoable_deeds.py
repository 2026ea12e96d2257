"""The deeds that each facilitator of a forum can undo now, read from the log. Only reads; the rule is `domain.undo`.

A forum's rows are cached, and only newer ones are read: the log is append-only, the hash of each row covers all before
it, and of an older row only `undone_by` ever changes. Actors have the names that the log uses: account-3, link-7,
administrator, program.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import replace
from threading import Lock
from typing import NamedTuple
from weakref import WeakKeyDictionary

import msgspec
from sqlalchemy import ColumnElement, Pool, select
from sqlalchemy.orm import Session

from workshop.contract import shapes
from workshop.contract.base import current
from workshop.domain.activities import KINDS, collecting
from workshop.domain.undo import Deed, Deeds, LogRow, Record, Touched
from workshop.projections import ideas_people_chose
from workshop.runtime.whole_numbers import whole
from workshop.storage.tables import Account, Activity, Idea, Link, log

MOST_CACHED = 64
"""Forums of one database whose deeds are cached."""
_READ_BODY = msgspec.json.Decoder(dict[str, object]).decode
_READ_INVERSE = msgspec.json.Decoder(list[dict[str, object]]).decode
_COLUMNS = (log.c.n, log.c.at, log.c.actor, log.c.command, log.c.body, log.c.inverse, log.c.undone_by)


class _CachedDeeds(NamedTuple):
    """A forum's rows up to the one numbered `n`, and the deeds made of them. Immutable, so any thread may read it."""

    n: int
    hash: str
    rows: dict[int, LogRow]
    deeds: Deeds


_NOTHING = _CachedDeeds(0, "", {}, Deeds([], {}))
_cache: WeakKeyDictionary[Pool, dict[int, _CachedDeeds]] = WeakKeyDictionary()
"""By forum, while its database is open; keyed by the pool, because readers and the writer have separate engines on the
same one."""
_lock = Lock()
Shown = dict[str, shapes.DeedShape]


def of(db: Session, forum: int) -> Deeds:
    """All deeds of a forum, as they are in this transaction."""
    newest = db.execute(select(log.c.n, log.c.hash).where(*_left(forum)).order_by(log.c.n.desc()).limit(1)).first()
    if newest is None:
        return _NOTHING.deeds
    here = db.get_bind().engine.pool
    with _lock:
        cached = _cache.get(here, {}).get(forum, _NOTHING)
    if cached.hash != newest.hash:
        rows = _newer(db, forum, cached if _is_part(db, forum, cached) else _NOTHING)
        cached = _CachedDeeds(newest.n, newest.hash, rows, Deeds(list(rows.values()), _votes(db, forum)))
        _store(here, forum, cached)
    return cached.deeds


def _votes(db: Session, forum: int) -> dict[int, str]:
    """The votes of a forum, with what each is about."""
    query = select(Activity.id, Activity.kind, Activity.settings)
    found = db.execute(query.where(Activity.forum == forum, Activity.kind.in_(collecting("votes"))))
    return {row.id: KINDS[row.kind].of(row.settings) for row in found}


def _left(forum: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The condition for rows that can be undone."""
    return log.c.forum == forum, log.c.inverse.is_not(None)


def _is_part(db: Session, forum: int, cached: _CachedDeeds) -> bool:
    """Whether the cached rows are the beginning of what this transaction sees: not when they were read in a transaction
    that was rolled back, or that is newer."""
    return db.scalar(select(log.c.hash).where(log.c.forum == forum, log.c.n == cached.n)) == cached.hash


def _newer(db: Session, forum: int, cached: _CachedDeeds) -> dict[int, LogRow]:
    """The cached rows with `undone_by` brought up to date, and the newer rows."""
    rows = dict(cached.rows)
    taken = select(log.c.n, log.c.undone_by).where(*_left(forum), log.c.n <= cached.n, log.c.undone_by > cached.n)
    for n, by in db.execute(taken) if rows else ():
        rows[n] = replace(rows[n], undone_by=by)
    for n, at, actor, verb, body, inverse, by in db.execute(
        select(*_COLUMNS).where(*_left(forum), log.c.n > cached.n).order_by(log.c.n)
    ):
        rows[n] = _row(n, at, actor, verb, _READ_BODY(body or "{}"), _READ_INVERSE(inverse or "[]"), by)
    return rows


def _row(n: int, at: int, actor: str, verb: str, body: Record, inverse: Sequence[Record], by: int | None) -> LogRow:
    """A row with the commands' names of this release."""
    verb, body = current(verb, body)
    renamed = [current(record["verb"], record["body"]) for record in inverse]
    return LogRow(n, at, actor, verb, body, [{"verb": name, "body": its} for name, its in renamed], by)


def _store(here: Pool, forum: int, cached: _CachedDeeds) -> None:
    with _lock:
        forums = _cache.setdefault(here, {})
        forums.pop(forum, None)
        while len(forums) >= MOST_CACHED:
            forums.pop(next(iter(forums)))
        forums[forum] = cached


def shown(db: Session, forum: int) -> tuple[Shown, Shown]:
    """The newest deed that each actor can undo, and that each can redo, by the actor's name."""
    deeds = of(db, forum)
    undo = {actor: next(living(db, deeds.undoable(actor)), None) for actor in deeds.actors}
    redo = {actor: next(living(db, deeds.redoable(actor)), None) for actor in deeds.actors}
    called = _called(db, deeds.actors)
    return _shapes(db, undo, called), _shapes(db, redo, called)


def living(db: Session, deeds: Iterable[Deed]) -> Iterator[Deed]:
    """The deeds that still make sense after what authors did with their ideas since, and people with those that a deed
    brought."""
    for deed in deeds:
        found = deed.among(_touched(db, deed.named, ideas_people_chose.among(db, deed.ideas if deed.brings else set())))
        if found is not None:
            yield found


def _shapes(db: Session, deeds: dict[str, Deed | None], called: Callable[[str], str]) -> Shown:
    numbers = _numbers(db, {idea for deed in deeds.values() if deed and (idea := deed.idea()) is not None})
    return {
        actor: shapes.DeedShape(
            n=deed.row.n,
            command=deed.first.verb,
            idea=numbers.get(deed.idea() or 0),
            activity=deed.activity(),
            off=deed.off(),
            ends=deed.ends(),
            by=called(deed.row.actor),
        )
        for actor, deed in deeds.items()
        if deed is not None
    }


def number_of(db: Session, deed: Deed) -> int | None:
    """The number of the one idea that a deed was about."""
    return _numbers(db, {deed.idea() or 0}).get(deed.idea() or 0)


def _numbers(db: Session, ideas: set[int]) -> dict[int, int]:
    if not ideas:
        return {}
    return {row.id: row.number for row in db.execute(select(Idea.id, Idea.number).where(Idea.id.in_(ideas)))}


def _touched(db: Session, ideas: set[int], chosen: Set[int]) -> dict[int, Touched]:
    if not ideas:
        return {}
    query = select(Idea.id, Idea.state, Idea.edited_at, Idea.merged_into).where(Idea.id.in_(ideas))
    return {
        row.id: Touched(row.state, row.edited_at or 0, row.merged_into is not None, row.id in chosen)
        for row in db.execute(query)
    }


def _called(db: Session, actors: Iterable[str]) -> Callable[[str], str]:
    """A function from an actor's name in the log to what people call that person: the account's name or the link's
    label, else ""."""
    numbers: dict[str, list[int]] = {"account": [], "link": []}
    for actor in actors:
        kind, _, digits = actor.partition("-")
        if kind in numbers and (number := whole(digits)) is not None:
            numbers[kind].append(number)
    found: dict[str, str] = {}
    if numbers["account"]:
        accounts = db.execute(select(Account.id, Account.called).where(Account.id.in_(numbers["account"])))
        found |= {f"account-{row.id}": row.called for row in accounts}
    if numbers["link"]:
        found |= {
            f"link-{row.id}": row.label
            for row in db.execute(select(Link.id, Link.label).where(Link.id.in_(numbers["link"])))
        }
    return lambda actor: found.get(actor, "")
