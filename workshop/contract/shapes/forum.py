"""The forum itself, for everyone and for its facilitators."""

from typing import ClassVar

import msgspec

from workshop.contract.shapes.base import FACILITATORS, Shape
from workshop.contract.shapes.deed import DeedShape


class EarlyEntryShape(msgspec.Struct, frozen=True, kw_only=True):
    """In which step people may write before the forum begins, and when, epoch milliseconds; `due_at` null: until it
    begins."""

    activity: int
    opens_at: int
    due_at: int | None


class ForumShape(Shape, frozen=True, kw_only=True):
    """The forum itself. `state`: planned, live or ended. `now`: the id of the activity that the hall looks at."""

    thing: ClassVar[str] = "forum"
    code: str
    title: dict[str, str]
    starts_at: int | None
    """When it is planned to begin, epoch milliseconds, if the office has set it."""
    place: str
    organiser: str
    """Who holds it: an organisation, in the words of the office; empty when not given."""
    state: str
    now: int | None
    self_paced: bool
    """phones choose among the activities that are open; in a led forum they follow `now`"""
    languages: list[str]
    screen_languages: list[str]
    card: str
    """changes whenever the join card does: its QR, address or Wi-Fi, and whether people need a ticket"""
    paused: bool
    slow: int
    """seconds that must pass between two ideas of one phone; 0: none"""
    rehearsal: bool
    spotlight: int | None
    """the idea that the screen shows large"""
    cluster: int | None
    """the cluster that the screen shows large, with all its ideas; never beside a spotlight"""
    vote: int | None
    """the vote whose result the screen shows in a results step that tells of it and others; null: the newest"""
    frozen: bool
    blank: bool
    big_code: bool
    moderation: str
    results: str
    """The last part of the address of its public results page, `/results/<slug>`; empty when none was chosen."""
    published: bool
    """whether that page is published"""
    background: bool
    """whether participants are asked background questions"""
    early: EarlyEntryShape | None
    """Early entry; null in a forum that has begun"""
    here: int
    """People who have come in so far, by phone."""


class OwnReason(msgspec.Struct, frozen=True, kw_only=True):
    """A reason for hiding an idea that the forum's organiser wrote, or that the house gives to all its forums."""

    name: str
    words: dict[str, str]
    """what authors read, by language"""
    offered: bool
    """false: removed, but ideas were hidden for it"""


class FacilitatorForum(ForumShape, frozen=True, kw_only=True):
    """The forum for its facilitators. `undo` and `redo`: the newest deed of each actor (account-3, link-7,
    administrator)."""

    audience: ClassVar[str] = FACILITATORS
    ref: str
    undo: dict[str, DeedShape]
    redo: dict[str, DeedShape]
    moderation_chosen: bool
    """a person has chosen how ideas are reviewed; until then `moderation` is the default"""
    emergency: bool
    """the screen is dark and new ideas wait, also where `moderation` would show them"""
    reasons: list[OwnReason]
    """beside those of every forum: its own first, then the house's"""
    settled: list[int]
    """the ideas that people chose in a vote whose result has been shown: their words and merges stay as they are"""
    led: int
    """the log row in which the hall was led last, 0 for none: what a command that leads it names as `seen`"""
