"""Background questions: the organiser asks them, participants answer them if they like."""

import msgspec

from workshop.contract.base import PREPARE, TAKE_PART, Command, Count, Id, SentTexts, command


class BackgroundQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Not a command itself: one question with its fixed choices."""

    words: SentTexts
    choices: list[SentTexts]


@command("background.edit", PREPARE)
class BackgroundEdit(Command, frozen=True, kw_only=True):
    """Set the background questions of a forum. Once anybody has answered, questions, choices and languages can only be
    added, and after the end nothing. `version` is the one that the editor saw (compare-and-set)."""

    questions: list[BackgroundQuestion]
    version: Count


@command("background.answer", TAKE_PART, wired=False)
class BackgroundAnswer(Command, frozen=True, kw_only=True):
    """Answer one background question, or take the answer back (`choice` null), which is possible also after the end.
    Questions and choices are counted from 1. `version` is that of the questions that the participant read. The log
    says neither whose the answer is nor what it is, only a digest of it with a salt that is deleted with the answer;
    two answers of one person have different names in it."""

    question: Id
    choice: Id | None
    version: Count
