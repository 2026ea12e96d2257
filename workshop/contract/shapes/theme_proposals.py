"""A theme that a participant proposed, for the facilitators and for that participant."""

from typing import ClassVar

import msgspec

from workshop.contract.shapes.base import FACILITATORS, Shape


class ProposalShape(Shape, frozen=True, kw_only=True):
    """A theme that a participant proposed and no facilitator has decided on."""

    thing: ClassVar[str] = "proposal"
    audience: ClassVar[str] = FACILITATORS
    activity: int
    title: str
    flags: list[str]
    """what the rules of review found, as in ideas"""
    at: int
    """when it was proposed, epoch milliseconds"""
    first: int
    """the first proposal of the same person, which says whose it is without naming anybody"""


class OwnProposal(msgspec.Struct, frozen=True, kw_only=True):
    """A theme that this person proposed."""

    activity: int
    title: str
    state: str
    """open: no facilitator has decided; taken or dismissed"""
    cluster: int | None
    """the theme that was made of it; it may be gone since"""
