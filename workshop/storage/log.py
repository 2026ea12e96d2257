"""The append-only log: one row for each command and forum, in a hash chain over salted commitments.

Erasing a text sets `body` and `salt` to NULL; the commitment stays, so the chain still proves that no row was removed.
"""

import hashlib
import secrets
from collections.abc import Callable, Collection, Iterator, Sequence

import msgspec
from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from workshop.storage.frequent_queries_compiled_once import AnyRow, Prepared
from workshop.storage.tables import Forum, house, log, table_of

BREATH = 100
"""Rows between two pauses while a whole log is verified beside other work."""
CHAINED = (
    log.c.n,
    log.c.at,
    log.c.role,
    log.c.actor,
    log.c.command,
    log.c.body,
    log.c.salt,
    log.c.inverse,
    log.c.commitment,
    log.c.prev,
    log.c.hash,
)
HOUSE = 0
"""The forum number under which the house's own commands are logged."""

_FORUM = table_of(Forum)
"""Columns without the class: every batch of votes moves the end, and a Forum object that a session holds is not updated
by it."""
_END = select(_FORUM.c.log_n, _FORUM.c.log_head).where(_FORUM.c.id == bindparam("forum"))
_ADD = Prepared(insert(log))
_ADVANCE = Prepared(
    update(_FORUM).where(_FORUM.c.id == bindparam("forum")).values(log_n=bindparam("n"), log_head=bindparam("head"))
)

_CANONICAL = msgspec.json.Encoder(order="sorted")


class Entry(msgspec.Struct, frozen=True):
    """The values that one command adds to the log. `at` in epoch milliseconds, `inverse` the commands that undo it."""

    at: int
    role: str
    actor: str
    command: str
    body: dict[str, object]
    inverse: list[dict[str, object]] | None = None


def canonical(value: object) -> str:
    """Canonical JSON: sorted keys, no spaces, no escaped letters."""
    return _CANONICAL.encode(value).decode()


def commitment(salt: str, body: str, inverse: str | None) -> str:
    """SHA-256 over the salt, the canonical body and the inverse, in hex. JSON text holds no NUL, so the parts are
    unambiguous."""
    return hashlib.sha256(f"{salt}{body}\0{inverse or ''}".encode()).hexdigest()


def link(n: int, at: int, role: str, actor: str, command: str, committed: str, prev: str) -> str:
    """The hash of one row over everything that is never erased; the next row carries it as `prev`."""
    return hashlib.sha256(canonical([n, at, role, actor, command, committed, prev]).encode()).hexdigest()


def append(db: Session, forum: int, entries: Sequence[Entry]) -> tuple[int, str]:
    """Append one row for each entry, in order, to the forum's log (HOUSE for the house's own). Returns the new end.
    Numbers have no gaps."""
    if forum == HOUSE:  # deleting a forum appends here, too
        hold(db, [HOUSE])
    return append_after(db.connection(), forum, end(db, forum), entries)


def append_after(db: Connection, forum: int, known_end: tuple[int, str], entries: Sequence[Entry]) -> tuple[int, str]:
    """Append as `append` does, after an end that the caller has read in this transaction."""
    n, head = known_end
    rows = []
    for entry, salt in zip(entries, _salts(len(entries)), strict=True):
        n += 1
        rows.append(_row(forum, n, entry, salt, prev=head))
        head = str(rows[-1]["hash"])
    _ADD.run(db, *rows)
    _advance(db, forum, n, head)
    return n, head


def hold(db: Session, forums: Collection[int]) -> None:
    """Lock these logs (HOUSE for the house's own) until the transaction ends, so that numbers stay gapless and chained
    with several writing processes. Always in one order, to prevent deadlocks. SQLite has one writer anyway."""
    if db.get_bind().dialect.name == "sqlite":
        return
    if HOUSE in forums:
        db.execute(postgresql.insert(house).values(name="log", value="0 ").on_conflict_do_nothing())
        db.execute(select(house.c.name).where(house.c.name == "log").with_for_update())
    db.execute(select(Forum.id).where(Forum.id.in_(forums)).order_by(Forum.id).with_for_update())


def _salts(count: int) -> list[str]:
    """So many salts of 128 bits; one call for all random bytes is much quicker than one for each row."""
    chance = secrets.token_hex(16 * count)
    return [chance[32 * i : 32 * i + 32] for i in range(count)]


def _row(forum: int, n: int, entry: Entry, salt: str, prev: str) -> dict[str, str | int | None]:
    body = canonical(entry.body)
    inverse = None if entry.inverse is None else canonical(entry.inverse)
    committed = commitment(salt, body, inverse)
    return {
        "forum": forum,
        "n": n,
        "at": entry.at,
        "role": entry.role,
        "actor": entry.actor,
        "command": entry.command,
        "body": body,
        "salt": salt,
        "commitment": committed,
        "prev": prev,
        "inverse": inverse,
        "hash": link(n, entry.at, entry.role, entry.actor, entry.command, committed, prev),
    }


def end(db: Session, forum: int) -> tuple[int, str]:
    """The number and the hash of the last row."""
    if forum != HOUSE:
        found = db.execute(_END, {"forum": forum}).one()
        return found.log_n, found.log_head
    value = db.scalar(select(house.c.value).where(house.c.name == "log"))
    if value is None:
        return 0, ""
    n, head = value.split(" ")
    return int(n), head


def told_end(db: Session, forum: int) -> tuple[int, str] | None:
    """The end as a possibly hostile file states it; None when its value for the house is garbage."""
    try:
        return end(db, forum)
    except (ValueError, TypeError):  # no number in it, too few words, or no text at all
        return None


def _advance(db: Connection, forum: int, n: int, head: str) -> None:
    if forum != HOUSE:
        _ADVANCE.run(db, {"forum": forum, "n": n, "head": head})
        return
    changed = db.execute(update(house).where(house.c.name == "log").values(value=f"{n} {head}"))
    if not changed.rowcount:
        db.execute(insert(house).values(name="log", value=f"{n} {head}"))


def problems(db: Session, forum: int, breathe: Callable[[], object] = lambda: None) -> Iterator[str]:
    """What is wrong with a forum's log, in plain words; nothing when it is whole. `breathe` is called every BREATH
    rows.

    Never raises for what a log holds, however hostile; NoResultFound for a forum that is gone.
    """
    try:
        yield from _problems(db, forum, breathe)
    except DBAPIError as error:
        yield f"cannot be read: {error.orig}"


def _problems(db: Session, forum: int, breathe: Callable[[], object]) -> Iterator[str]:
    expected, prev, old = 1, "", True
    query = select(*CHAINED).where(log.c.forum == forum).order_by(log.c.n)
    for count, row in enumerate(db.execute(query, execution_options={"yield_per": BREATH}), 1):
        if count % BREATH == 0:
            breathe()
        if _is_row(row):
            old = old and _second_hash(row) != row.hash  # after one row of the second form, none is of the first again
            yield from _wrong(row, expected, prev, old)
        else:
            yield f"row {row.n!r}: it holds what no row of a log can"
        expected, prev = row.n + 1 if isinstance(row.n, int) else expected + 1, row.hash
    told = told_end(db, forum)
    if told is None:
        yield "what should say where it ends cannot be read"
    elif told[0] != expected - 1:
        yield f"the log ends at row {expected - 1}, but {told[0]} rows were counted"
    elif told[1] != prev:
        yield f"the log ends at row {expected - 1}, but not with the hash that was noted as its last"


def _is_row(row: AnyRow) -> bool:
    """Whether every value has the type that it was written with: a file from outside may hold anything."""
    numbers, erasable = (row.n, row.at), (row.body, row.salt, row.inverse)
    texts = (row.role, row.actor, row.command, row.commitment, row.prev, row.hash)
    known = all(isinstance(one, int) for one in numbers) and all(isinstance(one, str) for one in texts)
    return known and all(one is None or isinstance(one, str) for one in erasable)


def _second_hash(row: AnyRow) -> str:
    return link(row.n, row.at, row.role, row.actor, row.command, row.commitment, row.prev)


def _first_form(row: AnyRow) -> tuple[str, str]:
    """Commitment and hash as older releases made them, without actor and inverse."""
    committed = hashlib.sha256(f"{row.salt or ''}{row.body}".encode()).hexdigest()
    return committed, hashlib.sha256(
        canonical([row.n, row.at, row.command, row.commitment, row.prev]).encode()
    ).hexdigest()


def _wrong(row: AnyRow, expected: int, prev: str, old: bool) -> Iterator[str]:
    if row.n != expected:
        yield f"row {expected} is missing (found {row.n})"
    if row.prev != prev:
        yield f"row {row.n} does not follow the row before it"
    committed, hashed = (
        _first_form(row) if old else (commitment(row.salt or "", row.body or "", row.inverse), _second_hash(row))
    )
    if row.body is not None and committed != row.commitment:
        yield f"row {row.n}: its text is not the one that was committed to"
    if hashed != row.hash:
        yield f"row {row.n}: its hash does not fit"
