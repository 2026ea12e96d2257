"""Actions on series of forums."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions.registry import Done, action
from workshop.contract import commands
from workshop.contract.base import TITLE_MAX
from workshop.domain import text
from workshop.domain.errors import Refusal
from workshop.storage.tables import Forum, Series


@action(commands.SeriesAdd)
def add_series(db: Session, command: commands.SeriesAdd, actor: Actor, forum: None, now: int) -> Done:
    """Add a series."""
    row = Series(title=text.clean(command.title, TITLE_MAX, lines=1), created_at=now)
    db.add(row)
    db.flush()
    return Done(made={"series": row.id})


@action(commands.SeriesRename)
def rename_series(db: Session, command: commands.SeriesRename, actor: Actor, forum: None, now: int) -> Done:
    """Rename a series, unless another person was quicker."""
    row = _series(db, command.series)
    if command.was not in (None, row.title):
        raise Refusal("changed")
    row.title = text.clean(command.title, TITLE_MAX, lines=1)
    return Done()


@action(commands.SeriesRemove)
def remove_series(db: Session, command: commands.SeriesRemove, actor: Actor, forum: None, now: int) -> Done:
    """Remove an empty series."""
    row = _series(db, command.series)
    if db.scalar(select(func.count()).select_from(Forum).where(Forum.series == row.id)):
        raise Refusal("in_use")
    db.delete(row)
    return Done()


def _series(db: Session, series: int) -> Series:
    found = db.get(Series, series)
    if found is None:
        raise Refusal("gone")
    return found
