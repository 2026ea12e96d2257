"""Values that several commands carry."""

from typing import Annotated, Final, Literal, get_args

import msgspec

from workshop.i18n.languages import WHOLE

Moderation = Literal["off", "after", "before"]
ForumState = Literal["planned", "live", "ended"]
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
ActivitySettings = dict[str, int | bool | str]
"""The settings of one activity by name; its kind says which there are (`domain/activities/base.py`)."""
