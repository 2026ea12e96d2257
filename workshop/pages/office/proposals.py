"""The proposals of an open call in the office: each with its contact, the contacts as a file, and removing them."""

import csv
import io
from dataclasses import asdict, dataclass

from flask import Response, request

from workshop.contract.commands import ContactsRemove
from workshop.domain.errors import Refusal
from workshop.domain.proposal_form import CONTACT, DETAILS, ContactDetails
from workshop.pages import base
from workshop.pages.office import view_models
from workshop.pages.office.base import form_key, go, number_field, pages
from workshop.projections import proposals as all_proposals
from workshop.projections.proposals import Proposal
from workshop.reports.cells import guarded


@dataclass(frozen=True)
class WithContact:
    """A proposal, and how to reach its authors: None where the contact was removed, or cannot be `opened`."""

    proposal: Proposal
    contact: ContactDetails | None
    opened: bool


@pages.get("/office/forum/<ref>/proposals")
def proposals(ref: str) -> Response:
    """The list, and the forms that remove contacts."""
    whole = base.look(view_models.forum, ref)
    done = request.args.get("done", "")
    return base.render(
        "office/proposals.html", forum=whole, proposals=_read(whole.id), details=list(DETAILS), refusal="", done=done
    )


@pages.post("/office/forum/<ref>/proposals/contacts")
def remove_contacts(ref: str) -> Response:
    """Remove one contact, or all; one that is gone already stays gone."""
    whole = base.look(view_models.forum, ref)
    try:
        base.do(ContactsRemove(key=form_key(), idea=number_field("idea")), whole.id)
    except Refusal as refusal:
        if refusal.code != "gone":
            raise
    return go("office.proposals", ref=ref, done="contacts")


@pages.get("/office/forum/<ref>/proposals/contacts.csv")
def contacts_file(ref: str) -> Response:
    """The contacts, one a row; no other file has them."""
    whole = base.look(view_models.forum, ref)
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(
        [base.t("office.proposals.number"), *(base.t(f"form.label.{name}") for name in ("text", "group", *CONTACT))]
    )
    for one in _read(whole.id):
        if one.contact:
            its = one.proposal
            cells = [its.title, its.details.get("group", ""), *asdict(one.contact).values()]
            rows.writerow([its.number, *map(guarded, cells)])
    answer = Response(text.getvalue().encode("utf-8-sig"), mimetype="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="contacts-{whole.code}.csv"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _read(forum: int) -> list[WithContact]:
    box = base.services().contacts
    found = []
    for one in base.look(all_proposals.of_forum, forum):
        contact = box.open(one.sealed) if one.sealed else None
        found.append(WithContact(one, contact, bool(contact) or not one.sealed))
    return found
