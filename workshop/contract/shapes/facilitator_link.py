"""A co-facilitator's link."""

from typing import ClassVar

from workshop.contract.shapes.base import FACILITATORS, Shape


class LinkShape(Shape, frozen=True, kw_only=True):
    """A co-facilitator's link that still admits."""

    thing: ClassVar[str] = "link"
    audience: ClassVar[str] = FACILITATORS
    label: str
    at: int
    until: int
    """A person who opens it leads at least until then, epoch milliseconds"""
