"""Changes of shapes: which to put and which things to drop, by kind; and shapes as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

from workshop.contract.shapes import Shape
from workshop.runtime import strict_json

Put = dict[str, dict[int, Shape]]
"""Kind → id → shape."""
S = TypeVar("S", bound=Shape)


@dataclass
class Projection:
    """What to put and what to drop, by kind."""

    put: Put = field(default_factory=dict)
    drop: dict[str, list[int]] = field(default_factory=dict)

    def show(self, *shapes: Shape) -> None:
        """Put shapes under their kinds and ids."""
        for shape in shapes:
            self.put.setdefault(shape.thing, {})[shape.id] = shape

    def __bool__(self) -> bool:
        return bool(self.put or self.drop)


def things(put: Put, shape: type[S]) -> dict[int, S]:
    """The things of the shape's kind, id → shape. All shapes of a kind are for one audience, so `shape` must be the one
    for this audience, or one that it extends."""
    return cast(dict[int, S], put.get(shape.thing, {}))


def encoded(put: Mapping[str, Mapping[int, Shape]]) -> str:
    """As a JSON object. Raises ValueError for a number that is not finite."""
    return joined({kind: strict_json.dumps_structs(shapes) for kind, shapes in put.items()})


def joined(parts: Mapping[str, str]) -> str:
    """The JSON object of members that are encoded already; their names need no escaping."""
    return "{" + ",".join(f'"{name}":{part}' for name, part in parts.items()) + "}"
