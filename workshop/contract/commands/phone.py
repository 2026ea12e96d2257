"""What people with a phone send: join, ideas, ballots."""

from workshop.contract.base import TAKE_PART, Command, Count, Id, Marks, Text, command
from workshop.i18n.languages import Language


@command("participant.join", TAKE_PART)
class ParticipantJoin(Command, frozen=True, kw_only=True):
    """Join the forum. The same phone again is the same participant."""

    language: Language


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


@command("ballot.set", TAKE_PART)
class BallotSet(Command, frozen=True, kw_only=True):
    """One person's whole ballot in one activity; it replaces the last if `n` is higher."""

    activity: Id
    n: Count
    marks: Marks


@command("activity.done", TAKE_PART)
class ActivityDone(Command, frozen=True, kw_only=True):
    """Say that one is ready with this activity, or not after all."""

    activity: Id
    done: bool


@command("participant.language", TAKE_PART)
class ParticipantLanguage(Command, frozen=True, kw_only=True):
    """Read this forum in another language."""

    language: Language
