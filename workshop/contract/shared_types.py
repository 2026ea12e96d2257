"""Values that several commands carry."""

from typing import Annotated, Final, Literal, get_args

import msgspec

from workshop.i18n.languages import WHOLE

Moderation = Literal["off", "after", "before"]
ActivityState = Literal["waiting", "open", "closing", "closed"]
IDEA_LANGUAGES = WHOLE
"""The languages that an idea may be marked with."""
IdeaLanguage = Annotated[str, msgspec.Meta(pattern=rf"^({'|'.join(IDEA_LANGUAGES)})?\Z")]
"""What an idea is marked with: one of these languages, or none that is known."""
REASONS = ("personal", "insult", "off_topic", "advert", "test")
"""The reasons for hiding an idea that every forum has, in the order in which they are offered."""
OWN_REASON = "own-"
"""What the name of a forum's own reason begins with; its number follows."""
HOUSE_REASON = "house-"
"""What the name of a reason begins with that the house gives to all its forums; its number follows."""
Reason = Annotated[
    str,
    msgspec.Meta(pattern=rf"^({'|'.join(REASONS)}|({OWN_REASON}|{HOUSE_REASON})[1-9][0-9]{{0,3}})\Z"),
]
AnswerStatus = Literal["received", "progress", "done", "not_now"]
ANSWER_STATUSES: tuple[AnswerStatus, ...] = get_args(AnswerStatus)
"""What the organisers may say became of an idea, in the order in which it is offered. Received is what an idea is that
nobody decided on yet."""
RECEIVED: Final = "received"
NOT_NOW: Final = "not_now"
Span = tuple[Annotated[int, msgspec.Meta(ge=0)], Annotated[int, msgspec.Meta(ge=0)]]
"""A part of a text: (first, after the last), in code points."""
Colour = Literal["", "red", "yellow", "green", "blue", "violet"]
COLOURS: tuple[Colour, ...] = get_args(Colour)
"""The colours that a cluster may be marked with, by the names of their tokens; none by default. A colour only helps to
find a cluster again: its letter and its name say which one it is."""
Texts = dict[str, str]
"""One text by language, as it is stored and read (`base.SentTexts` as it arrives)."""
EARLIER_THEMES, EARLIER_IDEAS = 24, 12
"""The most themes and ideas of an earlier forum that a step shows."""
_Id = Annotated[int, msgspec.Meta(ge=1, le=2**52)]
_Count = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
_Words = Annotated[str, msgspec.Meta(max_length=2_000)]


class EarlierTheme(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A theme of an earlier forum as it was at its end, with one of its ideas in its author's words."""

    cluster: _Id
    letter: Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{1,4}\Z")]
    title: Annotated[str, msgspec.Meta(max_length=200)]
    ideas: _Count
    votes: _Count | None
    """of the vote that its forum came to; null where none could be added up"""
    quote: _Words
    lang: IdeaLanguage
    """the language of `quote`"""


class EarlierIdea(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An idea of an earlier forum that led its vote."""

    idea: _Id
    number: _Id
    text: _Words
    lang: IdeaLanguage
    theme: Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{0,4}\Z")]
    """the letter of its theme, or empty"""
    votes: _Count | None


class Earlier(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What an earlier forum of the series came to, copied when a step was made to show it. The copy belongs to the
    forum of the step: it is deleted with that, and stays when the earlier forum is deleted."""

    forum: _Id
    title: Annotated[Texts, msgspec.Meta(max_length=8)]
    at: Annotated[int, msgspec.Meta(ge=0, le=4_102_444_800_000)] | None
    """when it was held, epoch milliseconds"""
    themes: Annotated[list[EarlierTheme], msgspec.Meta(max_length=EARLIER_THEMES)]
    ideas: Annotated[list[EarlierIdea], msgspec.Meta(max_length=EARLIER_IDEAS)]


ActivitySettings = dict[str, int | bool | str]
"""The settings of one activity by name; its kind says which there are (`domain/activities/base.py`)."""
