"""Joining a forum: the QR's address, and the first visit to a forum's page. Once joined, the same address shows the
phone page."""

from dataclasses import dataclass, replace
from functools import partial

from flask import Blueprint, Response, current_app, g, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.access import authentication
from workshop.access.rate_limits_by_address import NewDevices, WrongCodes
from workshop.access.ticket_codes import code_hash
from workshop.actions.parse import checked
from workshop.contract import refusals
from workshop.contract.commands import ParticipantJoin
from workshop.contract.forum_states import ENDED
from workshop.domain import join_codes
from workshop.domain.activities import KINDS
from workshop.domain.errors import Refusal
from workshop.i18n import languages
from workshop.pages.base import (
    device,
    do,
    give_device,
    language,
    look,
    new_key,
    render,
    services,
    text_of,
    to,
)
from workshop.pages.page_cache import Slots
from workshop.pages.phone import page
from workshop.pages.post_checks import csrf
from workshop.pages.refusal_responses import refusal_sentence
from workshop.projections import results_pages
from workshop.projections.participant_private_view import joined_count
from workshop.runtime import loop
from workshop.storage.tables import Activity, Forum, Ticket
from workshop.transport.fair_page_queue import step_aside

pages = Blueprint("join", __name__)
TICKS = 60
"""With more people than this only their number is shown."""


@dataclass(frozen=True)
class JoinView:
    """A forum as a visitor sees it before joining. `joined` is this phone's participant number if it has joined; then
    `here` is not counted."""

    id: int
    code: str
    state: str
    rehearsal: bool
    title: dict[str, str]
    intro: dict[str, str]
    here: int
    languages: list[str]
    joined: int | None
    forms: bool = False
    """a step of it asks for names in a form, so that the page must not promise otherwise"""
    by_ticket: bool = False
    """people come in only with a ticket"""
    results: str = ""
    """the last part of the address of its results, once they are published"""
    ticket: str = ""
    """the code of the ticket that this visitor came with, which admits one person"""


@pages.get("/J/<word>")
@pages.get("/j/<word>")
def come(word: str) -> Response:
    """The address with the QR's secret, with a forum's code, or with a ticket's."""
    tidied = join_codes.tidy(word)
    if join_codes.is_secret(tidied):
        return _scanned(tidied)
    try:
        visit = find(tidied)
    except Refusal as refusal:
        return front(word[:40], refusal)
    if word != (visit.ticket or visit.code):
        return _to(visit.ticket or visit.code)
    return page.page(visit.id, visit.joined) if visit.joined else _join_page(visit)


@pages.post("/j/<word>")
def join(word: str) -> Response:
    """Join, in the language chosen. Hundreds from one address may join at a time; a flood of new devices is delayed, or
    refused with `crowded`."""
    visit = find(join_codes.tidy(word))
    chosen = request.form.get("language", "")
    give_device()
    g.language = chosen if chosen in languages.LANGUAGES else ""
    try:
        if visit.joined is None and visit.state != ENDED:
            _wait(new_devices().turn(request.remote_addr or ""))
        comes = ParticipantJoin(key=new_key(), language=languages.known(chosen), ticket=visit.ticket)
        do(checked(comes), visit.id)
    except Refusal as refusal:
        if refusal.code not in ("forum_ended", "forum_filling", "crowded", "ticket_needed"):
            raise
        return _join_page(replace(visit, state=ENDED) if refusal.code == "forum_ended" else visit, refusal)
    return _to(visit.code)


def find(tidied: str) -> JoinView:
    """The forum with this code, or of the ticket with this code, typed or followed. Raises Refusal code_unknown,
    ticket_unknown or code_length (after many wrong codes with a delay), ticket_used or crowded.

    The right code is never delayed: a visitor must not be kept out because others at the same address guess.
    """
    on_ticket = join_codes.is_ticket(tidied)
    visit = look(_ticket_holder if on_ticket else _visit, tidied, device())
    if visit is not None:
        return visit
    if not on_ticket and not join_codes.is_code(tidied):
        raise Refusal("code_length")
    count_wrong_code()
    raise Refusal("ticket_unknown" if on_ticket else "code_unknown", code=tidied)


def count_wrong_code() -> None:
    """Count a code or receipt that nothing has, after a delay when many came from this address. Raises Refusal
    crowded."""
    limit, address = wrong_codes(), request.remote_addr or ""
    _wait(limit.turn(address))
    limit.wrong(address)


def _wait(seconds: float | None) -> None:
    """Delay this request. Raises Refusal crowded when too many wait already."""
    if seconds is None:
        raise Refusal("crowded")
    if seconds:
        step_aside(request.environ)
        loop.sleep(seconds)


def front(typed: str = "", refusal: Refusal | None = None) -> Response:
    """The front page with the field for a code. A wrong code stays in the field, with what to do about it beside it."""
    status = 200 if refusal is None else refusals.status(refusal.code)
    return render("phone/home.html", status, typed=typed, refused="" if refusal is None else refusal_sentence(refusal))


def wrong_codes() -> WrongCodes:
    """The rate limiter for wrong codes of this server."""
    found: WrongCodes = current_app.extensions.setdefault("wrong_codes", WrongCodes())
    return found


def new_devices() -> NewDevices:
    """The rate limiter for new devices of this server."""
    found: NewDevices = current_app.extensions.setdefault("new_devices", NewDevices())
    return found


def _scanned(secret: str) -> Response:
    code = look(_code_behind, secret)
    if code is None:
        return front(refusal=Refusal("page"))
    give_device()
    return _to(code)


def _to(code: str) -> Response:
    """Redirect to the forum's own address, which holds no secret."""
    keep = f"?lang={request.args['lang']}" if request.args.get("lang") in languages.LANGUAGES else ""
    return to(f"/j/{code}{keep}")


def _join_page(visit: JoinView, refusal: Refusal | None = None) -> Response:
    status = 200 if refusal is None else refusals.status(refusal.code)
    refused = "" if refusal is None else refusal_sentence(refusal)
    closed = visit.by_ticket and not visit.ticket
    shared = replace(visit, here=0, joined=None, by_ticket=closed, ticket="")

    def rendered(left: Slots) -> str:
        return text_of("phone/join.html", visit=shared, refused=refused, here=left.place("here"), way=left.place("way"))

    cached = services().page_cache.get(("join", visit.id, closed, language()), (shared, refused), rendered)
    here = partial(text_of, "phone/here.html", visit=visit, ticks=TICKS)
    return Response(cached.filled({"csrf": csrf, "here": here, "way": lambda: visit.ticket or visit.code}), status)


def _code_behind(db: Session, secret: str) -> str | None:
    return db.scalar(select(Forum.code).where(Forum.join_secret == secret))


def _ticket_holder(db: Session, code: str, token: str) -> JoinView | None:
    """The forum of a ticket, for a phone that is in already as without the ticket. Raises Refusal ticket_used for one
    that admits nobody any more."""
    query = select(Forum.code, Ticket.used, Ticket.revoked).join(Forum, Forum.id == Ticket.forum)
    row = db.execute(query.where(Ticket.secret_hash == code_hash(code))).first()
    visit = None if row is None else _visit(db, row.code, token)
    if row is None or visit is None or visit.joined:
        return visit
    if row.used or row.revoked:
        raise Refusal("ticket_used")
    return replace(visit, ticket=code)


def _visit(db: Session, code: str, token: str) -> JoinView | None:
    forum = db.execute(_OUTSIDE.where(Forum.code == code)).first()
    if forum is None:
        return None
    joined = authentication.participant_number(db, token, forum.id, forum.ref)
    return JoinView(
        id=forum.id,
        code=forum.code,
        state=forum.state,
        rehearsal=forum.rehearsal,
        title=dict(forum.title),
        intro=dict(forum.intro),
        here=0 if joined else joined_count(db, forum.id),
        languages=list(forum.languages),
        joined=joined,
        forms=db.scalar(select(_FORMS.where(Activity.forum == forum.id).exists())) or False,
        by_ticket=forum.by_ticket,
        results=_results(db, forum.id) if forum.state == ENDED else "",
    )


def _results(db: Session, forum: int) -> str:
    page = results_pages.of_forum_number(db, forum)
    return page.slug if page.public else ""


_FORMS = select(Activity.id).where(Activity.kind.in_([name for name, kind in KINDS.items() if kind.form]))
_OUTSIDE = select(
    Forum.id,
    Forum.ref,
    Forum.code,
    Forum.state,
    Forum.rehearsal,
    Forum.title,
    Forum.intro,
    Forum.languages,
    Forum.by_ticket,
)
