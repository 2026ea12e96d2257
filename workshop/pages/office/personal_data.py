"""The personal data of a forum in the office: what it is, when it is deleted, and deleting it now."""

from dataclasses import dataclass

from flask import Response, request
from sqlalchemy import ColumnElement, FromClause, func, select
from sqlalchemy.orm import Session

from workshop.contract.commands import PersonalDelete, PersonalUntil
from workshop.contract.forum_states import ENDED
from workshop.contract.shared_types import Texts
from workshop.domain.errors import Refusal
from workshop.pages import base
from workshop.pages.office import date_fields
from workshop.pages.office.base import again, field, form_key, go, pages
from workshop.projections.personal_data import deletes_at, is_left
from workshop.runtime.settings import Settings
from workshop.storage.tables import Contact, Forum, Participant, background_answer

TEMPLATE = "office/personal_data.html"
BEGINNING = "0.00"


@dataclass(frozen=True)
class PersonalData:
    """What a forum holds, and until when. Times are epoch milliseconds; `until`: the day that was chosen, `by`: the day
    that counts."""

    id: int
    ref: str
    title: Texts
    ended: bool
    left: bool
    people: int
    contacts: int
    answers: int
    until: int | None
    by: int
    deleted_at: int | None


@pages.get("/office/forum/<ref>/personal-data")
def personal_data(ref: str) -> Response:
    """What there is, the day, and the form to delete it now."""
    held, done = base.look(_read, ref, base.services().settings), request.args.get("done", "")
    return base.render(TEMPLATE, refusal="", done=done, **_facts(held, None))


@pages.post("/office/forum/<ref>/personal-data")
def change_personal_data(ref: str) -> Response:
    """Save the day, an empty field for the usual one, or delete now."""
    held, now = base.look(_read, ref, base.services().settings), field("act") == "delete"
    try:
        base.do(_deletion() if now else PersonalUntil(key=form_key(), at=_day()), held.id)
    except Refusal as refusal:
        return again(TEMPLATE, refusal, done="", **_facts(held, field("date")))
    return go("office.personal_data", ref=ref, done="personal_deleted" if now else "personal_until")


def _deletion() -> PersonalDelete:
    """Raises Refusal not_sure without the tick that it cannot be undone."""
    if not field("sure"):
        raise Refusal("not_sure")
    return PersonalDelete(key=form_key())


def _day() -> int | None:
    """Raises Refusal day_bad."""
    try:
        return date_fields.moment(
            field("date"), BEGINNING if field("date").strip() else "", base.services().settings.tz
        )
    except Refusal:
        raise Refusal("day_bad") from None


def _facts(held: PersonalData, typed: str | None) -> dict[str, object]:
    settings = base.services().settings
    stored = date_fields.fields(held.until, settings.tz, base.language())[0]
    return {"held": held, "date": stored if typed is None else typed, "months": settings.keep_months}


def _read(db: Session, ref: str, settings: Settings) -> PersonalData:
    """Raises Refusal gone."""
    row = db.scalar(select(Forum).where(Forum.ref == ref))
    if row is None:
        raise Refusal("gone")

    def count(table: FromClause | type[Participant] | type[Contact], owner: ColumnElement[bool]) -> int:
        return db.scalar(select(func.count()).select_from(table).where(owner)) or 0

    return PersonalData(
        id=row.id,
        ref=row.ref,
        title=row.title,
        ended=row.state == ENDED,
        left=row.state != ENDED or is_left(row),
        people=count(Participant, Participant.forum == row.id),
        contacts=count(Contact, Contact.forum == row.id),
        answers=count(background_answer, background_answer.c.forum == row.id),
        until=row.personal_until,
        by=deletes_at(db, row, settings.keep_months, settings.tz),
        deleted_at=row.personal_deleted_at,
    )
