"""A cluster of ideas, which people call a theme."""

from typing import ClassVar

from workshop.contract.shapes.base import Shape


class ClusterShape(Shape, frozen=True, kw_only=True):
    """A cluster, called theme in every language."""

    thing: ClassVar[str] = "cluster"
    letter: str
    title: str
    position: int
    """its place among the others; equal ones stand by letter"""
    colour: str
    """the name of a colour's token, "" for none"""
    version: int
