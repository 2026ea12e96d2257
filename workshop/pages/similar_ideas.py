"""Answers a phone that asks while a participant writes: which idea may already say this? Nothing is stored, and no
answer is worth waiting for: a phone that gets none shows nothing."""

import msgspec
from flask import Blueprint, Response, jsonify

from workshop.access.rate_limits_by_participant import person_of
from workshop.contract.base import Id, Text
from workshop.domain import text
from workshop.domain.errors import Refusal
from workshop.pages.base import Services, services
from workshop.pages.phone_participant import on_phone
from workshop.pages.post_checks import sent
from workshop.runtime import loop
from workshop.storage.database import reading

pages = Blueprint("similar", __name__)
ASKED = "similar"
"""The name of the questions' bucket among the rates of participants, and of the thread that answers."""
MOST_WAITING = 20
"""Questions that wait for the one thread that answers; more are answered with nothing."""


class SimilarQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a phone asks: the text so far, and the activity in which it is written."""

    activity: Id
    text: Text


@pages.post("/j/<code>/similar")
def similar(code: str) -> Response:
    """JSON (`SimilarQuestion`) in, {ideas} out: the ids of up to three ideas, the most similar first. Raises Refusal
    malformed, not_joined, slow_down, and what `text.clean` raises."""
    try:
        asked = msgspec.convert(sent(), SimilarQuestion)
    except msgspec.ValidationError:
        raise Refusal("malformed") from None
    words = text.clean(asked.text)
    here, who = services(), on_phone(code)
    here.rates.take(person_of(who.forum, who.participant), ASKED)
    if here.similar_waiting >= MOST_WAITING:
        return jsonify({"ideas": []})
    here.similar_waiting += 1
    try:
        return jsonify({"ideas": loop.in_thread(_found, here, who.participant, asked.activity, words, pool=ASKED)})
    finally:
        here.similar_waiting -= 1


def _found(here: Services, person: int, activity: int, words: str) -> list[int]:
    with reading(here.engine) as db:
        return here.similar.of(db, person, activity, words)
