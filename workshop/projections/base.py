"""What all views share: how a thing is named and asked for, and which audience may see a shape of it."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, bindparam
from sqlalchemy.orm import Session

from workshop.contract.shapes import EVERYONE, FACILITATORS, Shape
from workshop.storage.frequent_queries_compiled_once import AnyColumns, AnyRow, AnyValue, PreparedIn

Thing = tuple[str, int]
"""Kind and id."""
Ids = Collection[int] | None
"""Some ids, or None for all."""
Fields = dict[str, AnyValue]
"""Fields of a shape by name, to make one with others that are read elsewhere."""


class Look(NamedTuple):
    """What is asked of a view: the things of one forum, all or those with these ids, as one audience sees them at `now`
    (epoch ms)."""

    db: Session
    forum: int
    ids: Ids
    audience: str
    now: int

    def rows(self, whole: Select[*AnyColumns], some: PreparedIn) -> Sequence[AnyRow]:
        """The rows of the forum, by a statement with the parameter `forum`; or those of `among_ids`, by a prepared
        one."""
        if self.ids is None:
            return self.db.execute(whole, {"forum": self.forum}).all()
        return some.run(self.db.connection(), list(self.ids), forum=self.forum)

    def among(self, column: SQLColumnExpression[int | None]) -> list[ColumnElement[bool]]:
        """The condition that the column is one of the ids."""
        return [] if self.ids is None else [column.in_(self.ids)]


@dataclass(frozen=True)
class View:
    """How things of one kind are read, and the shapes that they have. The shapes say who may see them: facilitators see
    their own shape of a thing, or the one for everyone; no other audience sees the facilitators' shape."""

    read: Callable[[Look], Iterable[Shape]]
    shapes: tuple[type[Shape], ...]

    @property
    def kind(self) -> str:
        """The kind of the things."""
        return self.shapes[0].thing

    def is_for(self, audience: str) -> bool:
        """Whether the audience may see any shape of these things."""
        return any(shape.audience == EVERYONE or shape.audience == audience for shape in self.shapes)

    @property
    def is_alike(self) -> bool:
        """Whether all audiences see the same of these things."""
        return [shape.audience for shape in self.shapes] == [EVERYONE]


def view(*shapes: type[Shape]) -> Callable[[Callable[[Look], Iterable[Shape]]], View]:
    """Decorator: makes a view of a function that reads these shapes of one kind. Raises TypeError when two shapes are
    for one audience, or none for facilitators."""
    audiences = [shape.audience for shape in shapes]
    if len({shape.thing for shape in shapes}) != 1 or len(set(audiences)) != len(shapes):
        raise TypeError("a view has one kind, and one shape for an audience")
    if not {EVERYONE, FACILITATORS} & set(audiences):
        raise TypeError(f"nobody may see {shapes[0].thing}")
    return lambda read: View(read, shapes)


def among_ids(column: SQLColumnExpression[int | None]) -> ColumnElement[bool]:
    """Whether the column is one of the bound parameter `ids`, for a statement that `Look.rows` runs."""
    return column.in_(bindparam("ids", expanding=True))


def these(column: SQLColumnExpression[int | None]) -> ColumnElement[bool]:
    """Whether the column is one of the bound parameter `people`, so that frequent statements are built once."""
    return column.in_(bindparam("people", expanding=True))
