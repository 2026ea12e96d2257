"""What a phone must know of its participant."""

from typing import ClassVar

from workshop.contract.shapes.base import OWN, Shape
from workshop.contract.shapes.theme_proposals import OwnProposal


class OwnSelf(Shape, frozen=True, kw_only=True):
    """What the phone must know of its participant. `seed` shuffles the order of what is voted on."""

    thing: ClassVar[str] = "me"
    audience: ClassVar[str] = OWN
    language: str
    seed: int
    done: list[int]
    suggested: dict[str, int]
    """idea id → the cluster that this person suggests for it"""
    proposed: list[OwnProposal]
    """in the order of proposing"""
    complete: bool | None
    """whether this person finds that the results are what people said; null before they have answered"""
    missing: str
    """what is missing in them, as this person wrote it"""
