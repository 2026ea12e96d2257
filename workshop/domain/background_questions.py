"""The rules of background questions: how many there may be, how they may still change, and how answers are counted.

Questions are optional for participants, and what comes of them is published only as groups of people
(`reports/small_group_suppression.py`). A question and a choice are known by their places, counted from 1, so what was
answered must keep its place and its words.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import NotRequired, TypedDict

from workshop.contract.base import BACKGROUND_MAX, CHOICE_MAX, SentTexts
from workshop.contract.commands import BackgroundQuestion
from workshop.contract.shared_types import Texts
from workshop.domain import text
from workshop.domain.errors import Refusal

MOST_QUESTIONS = 5
LEAST_CHOICES, MOST_CHOICES = 2, 12


class StoredQuestion(TypedDict):
    """A question as it is stored: its words and those of its choices, by language."""

    words: Texts
    choices: list[Texts]


class Counted(TypedDict):
    """Groups of people as they were when results of the ended forum were first given out: how many people had come in
    by then, for each question how many chose each of its choices, and how many read in which language (not in what
    older releases counted)."""

    people: int
    answers: list[list[int]]
    languages: NotRequired[dict[str, int]]


def cleaned(given: Sequence[BackgroundQuestion]) -> list[StoredQuestion]:
    """The questions as they are stored. Raises Refusal too_many_questions, question_missing, choices_bad,
    questions_alike where two have the same words in a language, and what `text.clean` raises."""
    if len(given) > MOST_QUESTIONS:
        raise Refusal("too_many_questions", n=MOST_QUESTIONS)
    questions = [_question(one) for one in given]
    if _some_alike([one["words"] for one in questions]):
        raise Refusal("questions_alike")
    return questions


def as_sent(stored: Iterable[StoredQuestion]) -> list[BackgroundQuestion]:
    """Stored questions as a command has them."""
    return [BackgroundQuestion(words=one["words"], choices=one["choices"]) for one in stored]


def only_adds(before: Sequence[StoredQuestion], after: Sequence[StoredQuestion]) -> bool:
    """Whether every question and choice is still in its place with the words that it had."""
    return len(after) >= len(before) and all(map(_goes_on, before, after))


def has_place(questions: Sequence[StoredQuestion], question: int, choice: int) -> bool:
    """Whether there are this question and this choice, both counted from 1."""
    return 1 <= question <= len(questions) and 1 <= choice <= len(questions[question - 1]["choices"])


def counted(people: int, questions: Sequence[StoredQuestion], answers: Iterable[tuple[int, int]]) -> Counted:
    """Counts (question, choice) pairs, each with the places counted from 1. A pair without a place counts nowhere."""
    sums = [[0] * len(one["choices"]) for one in questions]
    for question, choice in answers:
        if has_place(questions, question, choice):
            sums[question - 1][choice - 1] += 1
    return {"people": people, "answers": sums}


def commitment(salt: str, question: int, choice: int) -> str:
    """What the log has of an answer: a SHA-256 digest that nobody can try out without its salt (hex, 128 random
    bits)."""
    return hashlib.sha256(f"{salt}/{question}/{choice}".encode()).hexdigest()


def _question(given: BackgroundQuestion) -> StoredQuestion:
    words = _texts(given.words, BACKGROUND_MAX)
    if not words:
        raise Refusal("question_missing")
    choices = [_texts(one, CHOICE_MAX) for one in given.choices]
    if not LEAST_CHOICES <= len(choices) <= MOST_CHOICES or not all(choices) or _some_alike(choices):
        raise Refusal("choices_bad", least=LEAST_CHOICES, most=MOST_CHOICES)
    return {"words": words, "choices": choices}


def _some_alike(texts: Sequence[Texts]) -> bool:
    said = [(language, words) for one in texts for language, words in one.items()]
    return len(set(said)) < len(said)


def _texts(given: SentTexts, limit: int) -> Texts:
    """Each in one line; languages without words are left out."""
    lines = {language: " ".join(words.split()) for language, words in given.items()}
    return {language: text.clean(line, limit) for language, line in lines.items() if line}


def _goes_on(before: StoredQuestion, after: StoredQuestion) -> bool:
    kept = after["choices"][: len(before["choices"])]
    return (
        len(kept) == len(before["choices"])
        and _has_all(before["words"], after["words"])
        and all(map(_has_all, before["choices"], kept))
    )


def _has_all(before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    return before.items() <= after.items()
