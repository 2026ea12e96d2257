"""Which participant a phone is, in the forum whose code its address has."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.access import authentication
from workshop.domain import join_codes
from workshop.domain.errors import Refusal
from workshop.pages.base import device, look
from workshop.storage.tables import Forum


class OnPhone(NamedTuple):
    """A participant, by ids. `chooses`: whether phones choose among open activities there."""

    forum: int
    participant: int
    language: str
    chooses: bool


def on_phone(code: str) -> OnPhone:
    """The participant that this phone is in the forum with this code. Raises Refusal not_joined."""
    return look(_participant, join_codes.tidy(code), device())


def _participant(db: Session, code: str, token: str) -> OnPhone:
    forum = db.scalar(select(Forum).where(Forum.code == code))
    person = None if forum is None else authentication.participant(db, token, forum)
    if forum is None or person is None:
        raise Refusal("not_joined")
    return OnPhone(forum.id, person.id, person.language, forum.self_paced)
