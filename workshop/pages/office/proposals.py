"""The proposals of an open call in the office: each with its contact, the shortlist with times and places of the
programme, the contacts as a file, and removing them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from flask import Response, request

from workshop.contract.commands import ContactsRemove, ProgrammePublish, ProgrammeSet
from workshop.contract.idea_states import WAITING
from workshop.domain.errors import Refusal
from workshop.domain.ideas import SEEN_BY_EVERYONE
from workshop.domain.open_call_programme import clashing
from workshop.domain.proposal_form import CONTACT, ContactDetails
from workshop.pages import base
from workshop.pages.office import csv_file, date_fields, view_models
from workshop.pages.office.base import again, field, form_key, go, number_field, pages
from workshop.pages.office.view_models import EditedForum
from workshop.projections import open_call_programme
from workshop.projections import proposals as all_proposals
from workshop.projections.open_call_programme import ProgrammeItem
from workshop.projections.proposals import Proposal
from workshop.runtime.epoch_ms import DAY

PAGE = "office/proposals.html"
LISTED = "listed"
"""The filter that lists what is shortlisted only."""


@dataclass(frozen=True)
class TypedEvent:
    """The fields of time and place of one proposal, as typed."""

    day: str = ""
    starts: str = ""
    ends: str = ""
    place: str = ""


@dataclass(frozen=True)
class OfficeProposal:
    """A proposal, and how to reach its authors: None where the contact was removed, or cannot be `opened`. `item`: its
    place in the shortlist, None where it has none; `clashes`: another event is in the same place at the same time."""

    proposal: Proposal
    contact: ContactDetails | None
    opened: bool
    item: ProgrammeItem | None
    typed: TypedEvent
    clashes: bool


@pages.get("/office/forum/<ref>/proposals")
def proposals(ref: str) -> Response:
    """The list, with the forms of the programme and those that remove contacts. `?show=listed`: the shortlist only."""
    forum = base.look(view_models.forum, ref)
    facts = _facts(forum, request.args.get("show", ""))
    return base.render(PAGE, **facts, refusal="", refused=0, done=request.args.get("done", ""))


@pages.post("/office/forum/<ref>/proposals/programme")
def set_programme(ref: str) -> Response:
    """Shortlist a proposal, set its time and place, or take it off. What was typed stays when it is refused."""
    forum, idea = base.look(view_models.forum, ref), number_field("idea") or 0
    show, listed = field("show"), field("act") != "remove"
    typed = TypedEvent(*(field(name) for name in ("day", "starts", "ends", "place")))
    try:
        base.do(_command(idea, typed, listed), forum.id)
    except Refusal as refusal:
        return again(PAGE, refusal, **_facts(forum, show, {idea: typed}), refused=idea, done="")
    number = next((one.proposal.number for one in _read(forum.id) if one.proposal.id == idea), 0)
    return go("office.proposals", ref=ref, show=show or None, done=_done(typed, listed), anchor=f"proposal-{number}")


@pages.post("/office/forum/<ref>/proposals/publish")
def publish_programme(ref: str) -> Response:
    """Let everybody read the programme, or not any more."""
    forum, public = base.look(view_models.forum, ref), field("public") == "yes"
    base.do(ProgrammePublish(key=base.new_key(), public=public), forum.id)
    return go("office.proposals", ref=ref, done="published" if public else "unpublished")


@pages.post("/office/forum/<ref>/proposals/contacts")
def remove_contacts(ref: str) -> Response:
    """Remove one contact, or all; one that is gone already stays gone."""
    forum = base.look(view_models.forum, ref)
    try:
        base.do(ContactsRemove(key=form_key(), idea=number_field("idea")), forum.id)
    except Refusal as refusal:
        if refusal.code != "gone":
            raise
    return go("office.proposals", ref=ref, done="contacts")


@pages.get("/office/forum/<ref>/proposals/contacts.csv")
def contacts_file(ref: str) -> Response:
    """The contacts, one a row; no other file has them."""
    forum = base.look(view_models.forum, ref)
    labels = (base.t(f"form.label.{name}") for name in ("text", "group", *CONTACT))
    found = [(one.proposal, one.contact) for one in _read(forum.id) if one.contact]
    rows = [[its.number, its.title, its.details.get("group", ""), *asdict(contact).values()] for its, contact in found]
    return csv_file.answer(f"contacts-{forum.code}.csv", [[base.t("office.proposals.number"), *labels], *rows])


def _facts(forum: EditedForum, show: str, typed: Mapping[int, TypedEvent] | None = None) -> dict[str, object]:
    every = _read(forum.id, typed or {})
    listed = [one for one in every if one.item]
    timed = [one.proposal.state for one in listed if one.item and one.item.starts_at is not None]
    return {
        "forum": forum,
        "proposals": listed if show == LISTED else every,
        "every": every,
        "listed": len(listed),
        "timed": len(timed),
        "seen": sum(state in SEEN_BY_EVERYONE for state in timed),
        "unreviewed": timed.count(WAITING),
        "show": LISTED if show == LISTED else "",
        "public": base.look(open_call_programme.is_public, forum.id),
    }


def _done(typed: TypedEvent, listed: bool) -> str:
    """What was saved, as the ending of its sentence: a proposal may be shortlisted before its time is known."""
    if not listed:
        return "unlisted"
    saved = [name for name, given in (("time", typed.starts), ("place", typed.place)) if given.strip()]
    return "programme" if len(saved) == 2 else f"programme_{saved[0]}" if saved else "shortlisted"


def _command(idea: int, typed: TypedEvent, listed: bool) -> ProgrammeSet:
    """Raises Refusal date_bad, time_skipped and time_twice. An end before the start is one after midnight."""
    starts, ends = _times(typed) if listed else (None, None)
    return ProgrammeSet(
        key=base.new_key(), idea=idea or 1, listed=listed, starts_at=starts, ends_at=ends, place=typed.place
    )


def _times(typed: TypedEvent) -> tuple[int | None, int | None]:
    tz, lang = base.services().settings.tz, base.language()
    starts = date_fields.exact_moment(typed.day, typed.starts, tz)
    ends = date_fields.exact_moment(typed.day, typed.ends, tz) if typed.ends.strip() else None
    if starts is not None and ends is not None and ends < starts:
        next_day = date_fields.fields(starts + DAY, tz, lang)[0]
        ends = date_fields.exact_moment(next_day, typed.ends, tz)
    return starts, ends


def _read(forum: int, typed: Mapping[int, TypedEvent] | None = None) -> list[OfficeProposal]:
    box, items = base.services().contacts, base.look(open_call_programme.shortlist, forum)
    clashes = clashing(items.values())
    found = []
    for one in base.look(all_proposals.of_forum, forum):
        contact, item = box.open(one.sealed) if one.sealed else None, items.get(one.id)
        fields = (typed or {}).get(one.id) or _fields(item)
        found.append(OfficeProposal(one, contact, bool(contact) or not one.sealed, item, fields, one.id in clashes))
    return found


def _fields(item: ProgrammeItem | None) -> TypedEvent:
    if item is None:
        return TypedEvent()
    tz: dt.tzinfo = base.services().settings.tz
    day, starts = date_fields.fields(item.starts_at, tz, base.language())
    return TypedEvent(day, starts, date_fields.fields(item.ends_at, tz, base.language())[1], item.place)
