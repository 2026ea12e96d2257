"""Undo and redo, without end: every command of a console leaves behind what takes it back."""

import json
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from workshop import state
from workshop.access.actors import Actor
from workshop.actions.base import UNDO, Done, action, perform
from workshop.contract import commands
from workshop.contract.base import Command, decode
from workshop.domain.errors import Refusal
from workshop.storage.tables import Forum, log


@action(commands.Undo)
def undo(db: Session, command: commands.Undo, actor: Actor, forum: Forum, now: int) -> Done:
    """Take back the newest thing that still can be; what can't be any more (somebody changed it since) is passed over."""
    return _again(db, actor, forum, now, state.undoable(forum.id), "nothing_to_undo")


@action(commands.Redo)
def redo(db: Session, command: commands.Redo, actor: Actor, forum: Forum, now: int) -> Done:
    """Do again the newest thing undone, unless something new was done since."""
    return _again(db, actor, forum, now, state.redoable(forum.id), "nothing_to_redo")


def _again(db: Session, actor: Actor, forum: Forum, now: int, query: Any, nothing: str) -> Done:
    while (row := db.execute(query).first()) is not None:
        db.execute(update(log).where(log.c.forum == forum.id, log.c.n == row.n).values(undone_by=forum.log_n + 1))
        try:
            with db.begin_nested():
                result = _run(db, [_read(record) for record in json.loads(row.inverse)], actor, forum, now)
        except Refusal:
            continue
        result.made["command"] = row.command
        return result
    raise Refusal(nothing)


def _read(record: dict[str, Any]) -> Command:
    return decode(record["verb"], {"key": UNDO, **record["body"]})


def _run(db: Session, inverse: list[Command], actor: Actor, forum: Forum, now: int) -> Done:
    total = Done(touched={("forum", forum.id)}, inverse=[])
    for command in inverse:
        part = perform(db, command, actor, forum, now)
        total.touched |= part.touched
        total.own |= part.own
        assert total.inverse is not None
        total.inverse[:0] = part.inverse or []  # the last thing done is the first to take back
    return total
