"""What each facilitator of a forum could take back now, read off the log. Reading only; the rule is `domain.undo`.

Whoever did something is called as the log calls them: account-3, link-7, administrator.
"""

from collections.abc import Callable, Iterable, Iterator
from threading import Lock
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.contract import shapes
from workshop.domain.undo import Deed, Deeds, Row, Touched
from workshop.storage.tables import Account, Idea, Link, log

MOST_KEPT = 64
"""Forums whose deeds are kept between two looks."""
_kept: dict[str, Deeds] = {}
_lock = Lock()
Shown = dict[str, shapes.Deed]


def of(db: Session, forum: int) -> Deeds:
    """All deeds of a forum. Rows are only ever added, and each is known by its hash: while the newest is the same, nothing is read."""
    leaves_something = (log.c.forum == forum, log.c.inverse.is_not(None))
    newest = db.scalar(select(log.c.hash).where(*leaves_something).order_by(log.c.n.desc()).limit(1))
    if newest is None:
        return Deeds([])
    with _lock:
        found = _kept.get(newest)
    if found is None:
        columns = (log.c.n, log.c.at, log.c.actor, log.c.command, log.c.body, log.c.inverse, log.c.undone_by)
        rows = db.execute(select(*columns).where(*leaves_something).order_by(log.c.n))
        found = Deeds([Row(n, at, actor, verb, _read(body), _read(inverse), by) for n, at, actor, verb, body, inverse, by in rows])
        _keep(newest, found)
    return found


def shown(db: Session, forum: int) -> tuple[Shown, Shown]:
    """What undo, and what redo, would take of everybody, by name: the newest of each."""
    deeds = of(db, forum)
    undo = {actor: next(living(db, deeds.undoable(actor)), None) for actor in deeds.actors}
    redo = {actor: next(living(db, deeds.redoable(actor)), None) for actor in deeds.actors}
    called = _called(db, deeds.actors)
    return _shapes(db, undo, called), _shapes(db, redo, called)


def living(db: Session, deeds: Iterable[Deed]) -> Iterator[Deed]:
    """Those that make sense after what authors did with their ideas since."""
    for deed in deeds:
        found = deed.among(_touched(db, deed.ideas))
        if found is not None:
            yield found


def _shapes(db: Session, deeds: dict[str, Deed | None], called: Callable[[str], str]) -> Shown:
    numbers = _numbers(db, {idea for deed in deeds.values() if deed and (idea := deed.idea()) is not None})
    return {
        actor: shapes.Deed(n=deed.row.n, command=deed.first.verb, idea=numbers.get(deed.idea() or 0), by=called(deed.row.actor))
        for actor, deed in deeds.items()
        if deed is not None
    }


def number_of(db: Session, deed: Deed) -> int | None:
    """The number of the one idea a deed was about."""
    return _numbers(db, {deed.idea() or 0}).get(deed.idea() or 0)


def _numbers(db: Session, ideas: set[int]) -> dict[int, int]:
    if not ideas:
        return {}
    return {row.id: row.number for row in db.execute(select(Idea.id, Idea.number).where(Idea.id.in_(ideas)))}


def _touched(db: Session, ideas: set[int]) -> dict[int, Touched]:
    if not ideas:
        return {}
    query = select(Idea.id, Idea.state, Idea.edited_at).where(Idea.id.in_(ideas), Idea.edited_at.is_not(None))
    return {row.id: Touched(row.state == "withdrawn", row.edited_at) for row in db.execute(query)}


def _called(db: Session, actors: Iterable[str]) -> Callable[[str], str]:
    """From a name in the log to what people call whoever it is: the account's name or the link's label, else nothing."""
    numbers: dict[str, list[int]] = {"account": [], "link": []}
    for actor in actors:
        kind, _, number = actor.partition("-")
        if kind in numbers and number.isdigit():
            numbers[kind].append(int(number))
    found: dict[str, str] = {}
    if numbers["account"]:
        accounts = db.execute(select(Account.id, Account.called).where(Account.id.in_(numbers["account"])))
        found |= {f"account-{row.id}": row.called for row in accounts}
    if numbers["link"]:
        found |= {f"link-{row.id}": row.label for row in db.execute(select(Link.id, Link.label).where(Link.id.in_(numbers["link"])))}
    return lambda actor: found.get(actor, "")


def _read(text: str | None) -> Any:
    return {} if text is None else msgspec.json.decode(text)


def _keep(newest: str, deeds: Deeds) -> None:
    with _lock:
        while len(_kept) >= MOST_KEPT:
            _kept.pop(next(iter(_kept)))
        _kept[newest] = deeds
