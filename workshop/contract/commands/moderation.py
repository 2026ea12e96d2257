"""What a facilitator does against what should not be on a wall: cover a number, hide an author, slow down, stop; and
the reasons that a forum, or the house for all its forums, adds to those that every forum has."""

from typing import Annotated, Literal

import msgspec

from workshop.contract.base import LEAD, PREPARE, Command, Id, Texts, command
from workshop.contract.shared_types import Reason, Span

Seconds = Annotated[int, msgspec.Meta(ge=0, le=600)]


@command("idea.mask", LEAD)
class IdeaMask(Command, frozen=True, kw_only=True):
    """Show an idea without what was flagged in it: numbers and addresses are covered for everyone but its author."""

    idea: Id


@command("idea.decided", LEAD, wired=False)
class IdeaDecided(Command, frozen=True, kw_only=True):
    """Undo of a decision: what had been decided on an idea before, with its flags and what was covered."""

    idea: Id
    state: Literal["shown", "waiting", "hidden"]
    """shown: let through, also where others will see it later"""
    reason: Reason | None
    flags: list[str]
    masked: list[Span]


@command("author.hide", LEAD)
class AuthorHide(Command, frozen=True, kw_only=True):
    """Hide every idea of the person who wrote this one, for one reason that they see, and dismiss the themes that they
    propose. Their later ideas wait for review."""

    idea: Id
    reason: Reason


@command("author.hold", LEAD)
class AuthorHold(Command, frozen=True, kw_only=True):
    """Let the later ideas of the person who wrote this one wait for review, or with `on` false no longer."""

    idea: Id
    on: bool


@command("ideas.slow", LEAD)
class IdeasSlow(Command, frozen=True, kw_only=True):
    """Set how many seconds must pass between two ideas of one phone. 0: none."""

    seconds: Seconds


@command("forum.emergency", LEAD)
class ForumEmergency(Command, frozen=True, kw_only=True):
    """Make the screen dark and let every new idea wait for review, or end that: then both are as they were set
    before."""

    on: bool


@command("reason.add", PREPARE)
class ReasonAdd(Command, frozen=True, kw_only=True):
    """Add an own reason for hiding an idea, in the forum's languages: what its author reads."""

    words: Texts


@command("reason.remove", PREPARE)
class ReasonRemove(Command, frozen=True, kw_only=True):
    """Offer an own reason no longer. Who was told it still reads it."""

    reason: Reason


@command("house_reason.add", PREPARE, of_house=True)
class HouseReasonAdd(Command, frozen=True, kw_only=True):
    """Add a reason for hiding an idea that all forums offer, those that are running too."""

    words: Texts


@command("house_reason.remove", PREPARE, of_house=True)
class HouseReasonRemove(Command, frozen=True, kw_only=True):
    """Offer a reason of the house no longer, in any forum. Who was told it still reads it."""

    reason: Reason
