"""Moderation: a facilitator hides, shows or reviews ideas, covers a part of one, hides an author, slows down, stops at
once."""

from typing import Annotated, Literal

import msgspec

from workshop.contract.base import LEAD, MOST_IDEAS, Command, Id, LeadingCommand, command
from workshop.contract.shared_types import Moderation, Reason, Span

Seconds = Annotated[int, msgspec.Meta(ge=0, le=600)]


@command("idea.hide", LEAD)
class IdeaHide(Command, frozen=True, kw_only=True):
    """Take an idea out of sight, with a reason that its author sees."""

    idea: Id
    reason: Reason


class Hiding(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An idea, with the reason for hiding it that its author sees."""

    idea: Id
    reason: Reason


@command("ideas.hide", LEAD)
class IdeasHide(Command, frozen=True, kw_only=True):
    """Take several ideas out of sight as one deed, each for its own reason. One that was withdrawn meanwhile stays so;
    one that was hidden meanwhile keeps its reason, and stays hidden as long as this deed holds."""

    hidings: Annotated[list[Hiding], msgspec.Meta(min_length=1, max_length=MOST_IDEAS)]


@command("idea.show", LEAD)
class IdeaShow(Command, frozen=True, kw_only=True):
    """Let a waiting idea through, or bring a hidden one back."""

    idea: Id


@command("ideas.show", LEAD)
class IdeasShow(Command, frozen=True, kw_only=True):
    """Let several waiting ideas through as one deed. Those that wait no longer stay as they are."""

    ideas: list[Id]


@command("idea.review", LEAD, wired=False)
class IdeaReview(Command, frozen=True, kw_only=True):
    """Undo of a decision: the idea waits for review again."""

    idea: Id


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
class ForumEmergency(LeadingCommand, frozen=True, kw_only=True):
    """Make the screen dark and let every new idea wait for review, or end that: then both are as they were set
    before."""

    on: bool


@command("moderation.set", LEAD)
class ModerationSet(Command, frozen=True, kw_only=True):
    """Set the review of ideas: none, after showing, or before. `chosen` false is only for undo: no one has chosen
    yet."""

    mode: Moderation
    chosen: bool = True
