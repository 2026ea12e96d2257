"""What comes in from other programs and earlier forums: ideas, and ballots that were cast there."""

from typing import Annotated

import msgspec

from workshop.contract.base import MOST_IDEAS, PREPARE, Command, Count, Id, Mark, Text, command
from workshop.contract.shared_types import IdeaLanguage as Language
from workshop.contract.shared_types import Reason

MOST_BALLOTS = 50_000
ImportedMarks = Annotated[dict[str, Mark], msgspec.Meta(max_length=MOST_IDEAS)]
"""As `Marks`, but elsewhere one person may have voted on every statement of a long conversation."""


class ImportedIdea(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One idea as it comes in: `theme` is the name of its theme, `lang` empty where it is to be guessed; `hidden` is
    why it was hidden where it comes from."""

    text: Text
    theme: Text = ""
    lang: Language = ""
    table: Count | None = None
    hidden: Reason | None = None
    read: bool = False
    """a person has read it where it comes from, so it does not wait for review"""
    came_from: Id | None = None
    """the idea of an earlier forum that it goes on from; its number there is looked up"""


@command("ideas.import", PREPARE, wired=False)
class IdeasImport(Command, frozen=True, kw_only=True):
    """Bring in ideas as one deed: all of them or none. A theme is found by its name, or made."""

    activity: Id
    file: Annotated[str, msgspec.Meta(max_length=64)] = ""
    """of which file it is a piece: pieces of one file name the same; empty for a whole import"""
    rest: Count = 0
    """how many ideas of this file are to come after this piece"""
    ideas: Annotated[list[ImportedIdea], msgspec.Meta(min_length=1, max_length=MOST_IDEAS)]


@command("ballots.import", PREPARE, wired=False)
class BallotsImport(Command, frozen=True, kw_only=True):
    """Bring in the ballots of a vote that was held elsewhere, one for each person: all of them or none. Only into a
    vote in which nobody has voted, or only who stands in an earlier piece of the same file."""

    activity: Id
    file: Annotated[str, msgspec.Meta(max_length=64)] = ""
    """of which file they are a piece: pieces of one file name the same; empty for all of it"""
    ballots: Annotated[list[ImportedMarks], msgspec.Meta(min_length=1, max_length=MOST_BALLOTS)]


@command("ballots.take_back", PREPARE, wired=False)
class BallotsTakeBack(Command, frozen=True, kw_only=True):
    """Take out of a vote, before its result is shown, the ballots that one `ballots.import` brought into it: a forum
    that is not full is emptied piece by piece before it is removed."""

    activity: Id
    row: Id
    """of the forum's log, in which they were brought in"""
