"""Notes of imports that are not finished: a forum that is being filled has a row among the house's values until
everything is in it. A server that is killed leaves the note behind, and the next start removes the forum.

Not for ideas brought into a forum that was there before: its people decide what becomes of it.
"""

from sqlalchemy import Engine, delete, func, insert, select
from sqlalchemy.orm import Session

from workshop.storage.database import transaction
from workshop.storage.tables import Forum, house, log

NAME = "import "
"""What the note's name begins with; the forum's code follows. Its value is the forum's `ref`: codes are given anew."""


def begin(engine: Engine, code: str, ref: str) -> None:
    """Note that a forum with this code and `ref` is going to be filled."""
    with transaction(engine) as db:
        db.execute(delete(house).where(house.c.name == NAME + code))
        db.execute(insert(house).values(name=NAME + code, value=ref))


def end(engine: Engine, ref: str) -> None:
    """The forum is whole, or is gone."""
    with transaction(engine) as db:
        db.execute(delete(house).where(house.c.name.startswith(NAME), house.c.value == ref))


def unfinished(db: Session) -> set[str]:
    """The `ref` of each forum that is being filled, or was when its server ended."""
    return set(db.scalars(select(house.c.value).where(house.c.name.startswith(NAME))))


def is_unfinished(db: Session, forum: Forum) -> bool:
    """Whether not everything is in this forum yet."""
    return db.scalar(select(house.c.value).where(house.c.name == NAME + forum.code)) == forum.ref


def quiet_since(db: Session, ref: str) -> int:
    """When something last came into this forum, in epoch milliseconds; 0 when there is no such forum."""
    return db.scalar(select(func.max(log.c.at)).join(Forum, Forum.id == log.c.forum).where(Forum.ref == ref)) or 0
