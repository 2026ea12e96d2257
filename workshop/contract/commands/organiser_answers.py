"""Answers: what the organisers say became of an idea, of several, or of all in a theme."""

from typing import Annotated

import msgspec

from workshop.contract.base import MOST_IDEAS, PREPARE, Command, Id, Moment, SentTexts, command
from workshop.contract.shared_types import AnswerStatus


@command("ideas.answer", PREPARE)
class IdeasAnswer(Command, frozen=True, kw_only=True):
    """Answer one idea or several. Answering again replaces the answer; `received` without words takes it back.
    `not_now` and `departure` need words: the reason."""

    ideas: Annotated[list[Id], msgspec.Meta(min_length=1, max_length=MOST_IDEAS)]
    status: AnswerStatus
    words: SentTexts
    departure: bool = False
    """it is otherwise than the vote would have it"""


@command("cluster.answer", PREPARE)
class ClusterAnswer(Command, frozen=True, kw_only=True):
    """Answer all ideas in a theme, those too that come into it later. An idea with an answer of its own keeps it."""

    cluster: Id
    status: AnswerStatus
    words: SentTexts
    departure: bool = False


@command("forum.answer_by", PREPARE)
class ForumAnswerBy(Command, frozen=True, kw_only=True):
    """Promise until when every idea will be answered; null: no date."""

    at: Moment | None
