"""Tickets of a forum: adding and printing batches, revoking them, requiring them. For organisers and for the forum's
facilitators."""

import hashlib
import hmac

from flask import Response, request, url_for
from sqlalchemy.orm import Session

from workshop.access import authentication, ticket_codes
from workshop.contract.commands import TicketsAdd, TicketsRequire, TicketsRevoke
from workshop.contract.commands.tickets import MOST_TICKETS
from workshop.domain.errors import Refusal
from workshop.pages import base
from workshop.pages.office import printing
from workshop.pages.office.base import again, field, form_key, go, number_field, pages
from workshop.printables import ForumToPrint, Order
from workshop.printables.tickets import PRINTABLE
from workshop.projections.tickets import TicketBatch, batches
from workshop.runtime import loop
from workshop.runtime.epoch_ms import clock
from workshop.transport.fair_page_queue import step_aside

LEAST, USUAL = 10, 40


@pages.get("/office/forum/<ref>/tickets")
def ticket_page(ref: str) -> Response:
    """The page: the batches, and a form for another."""
    return base.render("office/tickets.html", **_facts(ref), refusal="", count=USUAL)


@pages.post("/office/forum/<ref>/tickets")
def add_tickets(ref: str) -> Response:
    """Add a batch. The same form sent twice adds one: its name is made from the form's key."""
    key, count = form_key(), number_field("count") or 0
    try:
        if not LEAST <= count <= MOST_TICKETS:
            raise Refusal("ticket_count", n=MOST_TICKETS, least=LEAST)
        batch = hashlib.sha256(key.encode()).hexdigest()[:16]
        hashes = [ticket_codes.code_hash(code) for code in ticket_codes.codes(base.services().secret, batch, count)]
        base.do(TicketsAdd(key=key, batch=batch, secret_hashes=hashes), _number(ref))
    except Refusal as refusal:
        return again("office/tickets.html", refusal, **_facts(ref), count=field("count"))
    return go("office.ticket_page", ref=ref)


@pages.post("/office/forum/<ref>/tickets/revoke")
def revoke_tickets(ref: str) -> Response:
    """Revoke what nobody has used of a batch."""
    base.do(TicketsRevoke(key=form_key(), batch=field("batch")), _number(ref))
    return go("office.ticket_page", ref=ref)


@pages.post("/office/forum/<ref>/tickets/require")
def require_tickets(ref: str) -> Response:
    """Let people in only with a ticket, or also by the code."""
    base.do(TicketsRequire(key=form_key(), required=field("required") == "yes"), _number(ref))
    return go("office.ticket_page", ref=ref)


@pages.get("/office/forum/<ref>/tickets/<name>.pdf")
def print_tickets(ref: str, name: str) -> Response:
    """A batch as PDF: those tickets that still admit. Raises Refusal page without any, or where the server's secret,
    from which codes are made, is another than it was."""
    from workshop import typesetting

    source, its = _read(ref)
    found = next((one for one in its if one.name == name), None)
    if found is None or not found.open or PRINTABLE.lacks(source):
        raise Refusal("page")
    codes = ticket_codes.codes(base.services().secret, name, len(found.numbers))
    if not all(map(hmac.compare_digest, map(ticket_codes.code_hash, codes), found.hashes)):
        raise Refusal("page")
    cards = [(found.numbers[place], codes[place]) for place in found.open]
    order = Order(languages=printing.languages_of(source.forum), tickets=cards)
    step_aside(request.environ)  # as in `printing`
    data = loop.in_thread(PRINTABLE.document, source, order, pool=printing.POOL)
    made = loop.in_thread(typesetting.pdf, PRINTABLE.name, data, pool=printing.POOL)
    return printing.as_file(made, f"tickets-{source.forum.code}-{found.numbers[0]}")


def _facts(ref: str) -> dict[str, object]:
    source, its = _read(ref)
    return {
        "ref": ref,
        "title": source.forum.title,
        "lacks": PRINTABLE.lacks(source),
        "batches": its,
        "by_ticket": base.look(_by_ticket, ref, base.desk(), clock()),
        "least": LEAST,
        "most_tickets": MOST_TICKETS,
        "languages_offered": printing.offered_languages(source.forum),
        "back": url_for("office.printing", ref=ref),
    }


def _read(ref: str) -> tuple[ForumToPrint, list[TicketBatch]]:
    return base.look(_both, ref, base.desk(), clock(), base.services())


def _both(db: Session, ref: str, desk: str, now: int, house: base.Services) -> tuple[ForumToPrint, list[TicketBatch]]:
    source = printing.source_of(db, ref, desk, now, house)
    return source, batches(db, source.forum.id)


def _by_ticket(db: Session, ref: str, desk: str, now: int) -> bool:
    return authentication.must_lead(db, desk, ref, now).by_ticket


def _number(ref: str) -> int:
    return base.look(_id, ref, base.desk(), clock())


def _id(db: Session, ref: str, desk: str, now: int) -> int:
    return authentication.must_lead(db, desk, ref, now).id
