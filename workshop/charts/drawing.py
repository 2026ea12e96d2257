"""A drawing as data: a tree of elements, which becomes markup here and DOM on pages (`static/js/charts/draw.js`)."""

from collections.abc import Mapping
from math import floor
from typing import NamedTuple, Union

from markupsafe import Markup


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


def markup(drawing: Drawing | str) -> Markup:
    """The drawing as HTML; every text and attribute is escaped."""
    if isinstance(drawing, str):
        return Markup.escape(drawing)
    given = Markup().join(Markup(' {}="{}"').format(key, value) for key, value in drawing.attributes.items())
    name, inner = Markup(drawing.name), Markup().join(map(markup, drawing.inner))
    return Markup("<{}{}>{}</{}>").format(name, given, inner, name)
