"""What a facilitator does with ideas and votes: enter, hide, leave out, count hands, review."""

from typing import Literal

from workshop.contract.base import LEAD, Command, Count, Id, Number, Text, command
from workshop.contract.values import Moderation, Reason


@command("idea.enter", LEAD)
class IdeaEnter(Command, frozen=True, kw_only=True):
    """Post an idea for someone without a phone, marked as such."""

    activity: Id
    text: Text
    source: Literal["helper", "paper"]
    table: Count | None = None


@command("idea.hide", LEAD)
class IdeaHide(Command, frozen=True, kw_only=True):
    """Take an idea out of sight, with a reason that its author sees."""

    idea: Id
    reason: Reason


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


@command("idea.leave_out", LEAD)
class IdeaLeaveOut(Command, frozen=True, kw_only=True):
    """Leave an idea out of votes, or take it back in. Everyone still sees it; marks it already has don't count."""

    idea: Id
    out: bool


@command("hands.set", LEAD)
class HandsSet(Command, frozen=True, kw_only=True):
    """Set how many hands were raised for this target (absolute: the last count stands). `value` is the mark that they
    gave it, one of those in the activity's `hands`."""

    activity: Id
    target: Id
    count: Count
    value: Number = 1


@command("ideas.pause", LEAD)
class IdeasPause(Command, frozen=True, kw_only=True):
    """Stop taking new ideas for a while, or take them again. What people write meanwhile stays in their field."""

    on: bool


@command("moderation.set", LEAD)
class ModerationSet(Command, frozen=True, kw_only=True):
    """Set the review of ideas: none, after showing, or before. `chosen` false is only for undo: no one has chosen
    yet."""

    mode: Moderation
    chosen: bool = True
