"""A drawing as data: a tree of elements, which becomes markup here and DOM on pages (`static/js/charts/draw.js`)."""

from collections.abc import Mapping
from math import floor
from typing import NamedTuple, Union

from markupsafe import Markup, escape


class Drawing(NamedTuple):
    """An element: its name, its attributes, and what is in it."""

    name: str
    attributes: Mapping[str, str]
    inner: tuple[Union["Drawing", str], ...]


def node(name: str, attributes: Mapping[str, str] | None = None, *inner: Drawing | str) -> Drawing:
    """An element of a drawing."""
    return Drawing(name, attributes or {}, inner)


def fixed(n: float) -> str:
    """A number of a drawing with at most two decimals, rounded alike in both languages."""
    return f"{floor(n * 100 + 0.5) / 100:.2f}".rstrip("0").rstrip(".")


def markup(drawing: Drawing) -> Markup:
    """The drawing as HTML; every text and attribute is escaped."""
    return Markup(_written(drawing))


def _written(drawing: Drawing | str) -> str:
    if isinstance(drawing, str):
        return str(escape(drawing))
    given = "".join(f' {key}="{escape(value)}"' for key, value in drawing.attributes.items())
    return f"<{drawing.name}{given}>{''.join(map(_written, drawing.inner))}</{drawing.name}>"
