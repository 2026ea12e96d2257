"""Who is connected at the moment."""

from typing import ClassVar

from workshop.contract.shapes.base import FACILITATORS, Shape


class Presence(Shape, frozen=True, kw_only=True):
    """The connections of the moment. In memory, not in the database: a restart begins at zero."""

    thing: ClassVar[str] = "presence"
    audience: ClassVar[str] = FACILITATORS
    connected: int
    """phones with an open connection"""
    active: int
    """of these, those that did something in the last two minutes"""
    lost: int
    """people who were connected and are not now"""
    writing: int
    """people with words in the field that are not sent yet"""
    screens: int
    reached: list[str]
    """addresses through which a phone has come"""
