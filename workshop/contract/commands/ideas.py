"""Ideas: their authors post and change them; a facilitator enters them for others, and leaves some out of votes."""

from typing import Literal

from workshop.contract.base import LEAD, TAKE_PART, Command, Count, Id, LeadingCommand, Text, command
from workshop.contract.shared_types import IdeaLanguage as Language


@command("idea.add", TAKE_PART)
class IdeaAdd(Command, frozen=True, kw_only=True):
    """Post an idea in an open ideas activity."""

    activity: Id
    text: Text


@command("idea.edit", TAKE_PART)
class IdeaEdit(Command, frozen=True, kw_only=True):
    """Change the text of an own idea; a hidden one is sent again for review."""

    idea: Id
    text: Text


@command("idea.withdraw", TAKE_PART)
class IdeaWithdraw(Command, frozen=True, kw_only=True):
    """Take back an own idea. Its number is never used again."""

    idea: Id


@command("idea.restore", TAKE_PART)
class IdeaRestore(Command, frozen=True, kw_only=True):
    """Bring back an own idea that was taken back a moment ago, under its number and as it was."""

    idea: Id


@command("idea.enter", LEAD)
class IdeaEnter(Command, frozen=True, kw_only=True):
    """Post an idea for someone without a phone, marked as such."""

    activity: Id
    text: Text
    source: Literal["helper", "paper"]
    table: Count | None = None


@command("idea.leave_out", LEAD)
class IdeaLeaveOut(Command, frozen=True, kw_only=True):
    """Leave an idea out of votes, or take it back in. Everyone still sees it; marks it already has don't count."""

    idea: Id
    out: bool


@command("idea.language", LEAD)
class IdeaLanguage(Command, frozen=True, kw_only=True):
    """Say which language an idea is in; empty: none of ours. It stays when the words are changed. `chosen` false is
    only for undo: the language is a guess again."""

    idea: Id
    lang: Language
    chosen: bool = True


@command("ideas.pause", LEAD)
class IdeasPause(LeadingCommand, frozen=True, kw_only=True):
    """Stop taking new ideas for a while, or take them again. What people write meanwhile stays in their field."""

    on: bool
