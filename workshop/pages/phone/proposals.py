"""The page of an open call on a phone: the proposal form, one's own proposals with their contacts, and everybody's.

A page of its own that works without scripts, so that what only its author and the organisers may see is in no store
of the phone's page; with one the phone keeps what was not sent yet (`static/js/phone/proposals.js`). Contains no
rules: a form becomes a command, in which the contact is sealed.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from flask import Blueprint, Response, g, request
from sqlalchemy.orm import Session

from workshop.actions.activity_lookups import activity_of, writing_step
from workshop.contract import refusals
from workshop.contract.base import Command
from workshop.contract.commands import FormChange, FormSend, IdeaWithdraw
from workshop.contract.shared_types import Texts
from workshop.domain import activity_states, join_codes, proposal_form
from workshop.domain.activities import KINDS
from workshop.domain.derived_keys import derived_key
from workshop.domain.errors import Refusal
from workshop.domain.proposal_form import CONTACT, DETAILS, ContactDetails
from workshop.i18n import catalogues
from workshop.pages.base import do_rate_limited, language, look, new_key, render, services, to
from workshop.pages.phone.typed_fields import FIELD_CHARACTERS
from workshop.pages.phone_participant import OnPhone, on_phone
from workshop.projections import proposals
from workshop.projections.proposals import Proposal
from workshop.runtime.epoch_ms import clock
from workshop.storage.tables import Forum

pages = Blueprint("proposals", __name__)
FIELDS = {"text": proposal_form.TITLE_LONGEST, **DETAILS, **CONTACT}
"""Every field of the form with its most characters; `text` is the title."""
DONE = ("sent", "saved", "taken")


@dataclass(frozen=True)
class Call:
    """An open call as one person sees it. `closed`: the code of the refusal that a form would get now, or empty."""

    code: str
    title: Texts
    activity: int
    prompt: Texts
    instruction: Texts
    due_at: int | None
    late: bool
    closed: str
    own: list[Proposal]
    shown: list[Proposal]


@pages.get("/j/<code>/proposals/<int:activity>")
def show(code: str, activity: int) -> Response:
    """The form, own proposals and those of others."""
    call = _call(on_phone(code), activity)
    done = request.args.get("done", "")
    return _page(call, done=done if done in DONE else "")


@pages.post("/j/<code>/proposals/<int:activity>")
def send(code: str, activity: int) -> Response:
    """Make a proposal. What was typed stays when it is refused."""
    who, typed = on_phone(code), _typed()
    call = _call(who, activity)
    try:
        sealed = _sealed(typed)
        do_rate_limited(FormSend(key=_key(typed), activity=activity, sealed=sealed, **_public(typed)), *who[:2])
    except Refusal as refusal:
        return _page(call, typed, refusal)
    return _back(call, "sent")


@pages.get("/j/<code>/proposals/<int:activity>/<int:idea>")
def edit(code: str, activity: int, idea: int) -> Response:
    """The form with an own proposal and its contact."""
    call = _call(on_phone(code), activity)
    return _page(call, _stored(_own(call, idea)), editing=idea)


@pages.post("/j/<code>/proposals/<int:activity>/<int:idea>")
def change(code: str, activity: int, idea: int) -> Response:
    """Change an own proposal, or take it back, with its contact."""
    who, typed = on_phone(code), _typed()
    call, taken = _call(who, activity), request.form.get("act") == "withdraw"
    _own(call, idea)
    try:
        do_rate_limited(_withdrawal(idea) if taken else _change(idea, typed), *who[:2])
    except Refusal as refusal:
        return _page(call, typed, refusal, editing=idea)
    return _back(call, "taken" if taken else "saved")


def _withdrawal(idea: int) -> Command:
    return IdeaWithdraw(key=new_key(), idea=idea)


def _change(idea: int, typed: Mapping[str, str]) -> Command:
    return FormChange(key=new_key(), idea=idea, sealed=_sealed(typed), **_public(typed))


def _call(who: OnPhone, activity: int) -> Call:
    """Raises Refusal gone for an activity without a form."""
    g.language = who.language
    return look(_read, who, activity, clock())


def _read(db: Session, who: OnPhone, activity: int, now: int) -> Call:
    forum = db.get_one(Forum, who.forum)
    row = activity_of(db, forum, activity)
    if not KINDS[row.kind].form:
        raise Refusal("gone")
    step = writing_step(forum, row, now)
    return Call(
        code=forum.code,
        title=forum.title,
        activity=row.id,
        prompt=row.prompt,
        instruction=row.instruction,
        due_at=row.due_at,
        late=step.timetable.is_late(now),
        closed=_why_closed(step, forum, now),
        own=proposals.own(db, who.participant, row.id),
        shown=proposals.shown(db, row.id),
    )


def _why_closed(step: activity_states.Step, forum: Forum, now: int) -> str:
    try:
        activity_states.permit_after_the_end(FormSend.verb, forum.state)
        activity_states.permit(FormSend.verb, step, now)
    except Refusal as refusal:
        return refusal.code
    return ""


def _own(call: Call, idea: int) -> Proposal:
    """Raises Refusal idea_gone."""
    found = next((one for one in call.own if one.id == idea), None)
    if found is None:
        raise Refusal("idea_gone")
    return found


def _typed() -> dict[str, str]:
    return {field: request.form.get(field, "")[:FIELD_CHARACTERS] for field in FIELDS}


def _stored(one: Proposal) -> dict[str, str]:
    """The form as it was sent."""
    return {"text": one.title, **one.details, **asdict(_contact(one) or ContactDetails())}


def _contact(one: Proposal) -> ContactDetails | None:
    return services().contacts.open(one.sealed) if one.sealed else None


def _public(typed: Mapping[str, str]) -> dict[str, str]:
    """The public fields, as they go into a command. Raises Refusal, with the field, for those that no rule lets
    through."""
    return {"text": proposal_form.title(typed["text"]), **proposal_form.details(typed)}


def _sealed(typed: Mapping[str, str]) -> str:
    """The sealed contact. The public fields are asked first, because they stand first in the form."""
    _public(typed)
    return services().contacts.seal(proposal_form.contact(typed))


def _key(typed: Mapping[str, str]) -> str:
    """The idempotency key of the form: equal when it is sent twice, another when it was filled in differently. Nobody
    can find the contact by trying: the form's own part is random."""
    said = [request.form.get("key", "") or new_key(), *typed.values()]
    return derived_key("\n".join(said))


def _page(
    call: Call, typed: Mapping[str, str] | None = None, refusal: Refusal | None = None, editing: int = 0, done: str = ""
) -> Response:
    sentence = "" if refusal is None else catalogues.refusal(language(), refusal.code, _facts(refusal), "form.refusal.")
    return render(
        "phone/proposals.html",
        200 if refusal is None else refusals.status(refusal.code),
        call=call,
        typed=typed or dict.fromkeys(FIELDS, ""),
        refused=sentence,
        at=str(refusal.facts.get("field", "")) if refusal else "",
        editing=editing,
        done=done,
        key=new_key(),
        most=FIELDS,
        contact_of=_contact,
        readable=[one for one in call.shown if one.id not in {mine.id for mine in call.own}],
    )


def _facts(refusal: Refusal) -> dict[str, object]:
    return {name: fact for name, fact in refusal.facts.items() if name != "field"}


def _back(call: Call, done: str) -> Response:
    return to(f"/j/{join_codes.tidy(call.code)}/proposals/{call.activity}?done={done}#own")
