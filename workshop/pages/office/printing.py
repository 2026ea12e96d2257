"""What can be printed for a forum: the page to choose on, each thing as PDF, and its first page as a picture. For
organisers and for the forum's facilitators.

Compiled in a thread of its own, in which the library lets the others run.
"""

from dataclasses import dataclass

from flask import Response, g, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.access import authentication, base_url_and_allowed_hosts, qr_payloads
from workshop.access.qr import qr_png, qr_svg_file
from workshop.contract.shapes import EVERYONE, ForumShape
from workshop.domain.errors import Refusal
from workshop.i18n import catalogues, languages
from workshop.pages import base
from workshop.pages.office.base import pages
from workshop.printables import PRINTABLES, ForumToPrint, Order, Printable
from workshop.projections import audience_views, vote_targets
from workshop.projections.shape_changes import things
from workshop.runtime import loop
from workshop.runtime.epoch_ms import clock
from workshop.runtime.whole_numbers import whole
from workshop.storage.tables import Activity
from workshop.transport.fair_page_queue import step_aside

POOL = "printables"
PREVIEW_PPI = 60
"""Pixels an inch of a preview: an A4 page is 496 pixels wide."""


@dataclass(frozen=True)
class PrintChoice:
    """One printable on the page: what is missing for it, and the activities of which one is chosen, with their names
    and the languages of these."""

    printable: Printable
    lacks: str
    steps: list[tuple[int, str, str]]


@pages.get("/office/forum/<ref>/print")
def printing(ref: str) -> Response:
    """The page: a form for each thing. The forms ask for files, so they are sent by GET."""
    source = base.look(source_of, ref, base.desk(), clock(), base.services())
    return base.render(
        "office/print.html",
        ref=ref,
        title=source.forum.title,
        url=source.url,
        with_qr=_invites(source),
        permanent=bool(base.services().settings.url),
        back=url_for("office.forum", ref=ref) if g.me is not None else f"/console/{ref}",
        choices=[_choice(one, source) for one in PRINTABLES.values()],
        languages_offered=offered_languages(source.forum),
    )


@pages.get("/office/forum/<ref>/print/<name>.pdf")
def print_file(ref: str, name: str) -> Response:
    """One printable as PDF, with what the query chooses."""
    from workshop import typesetting  # here, because the library takes a while to load and most servers never print

    printable, data, code = _ordered(ref, name)
    made = loop.in_thread(typesetting.pdf, printable.name, data, pool=POOL)
    return as_file(made, f"{name.replace('_', '-')}-{code}")


def as_file(made: bytes, name: str) -> Response:
    """A PDF to download."""
    return base.unkept(base.attachment(made, "application/pdf", f"{name}.pdf"))


@pages.get("/office/forum/<ref>/print/<name>.png")
def print_preview(ref: str, name: str) -> Response:
    """Its first page as a picture."""
    from workshop import typesetting

    printable, data, _ = _ordered(ref, name, preview=True)
    made = loop.in_thread(typesetting.png, printable.name, data, PREVIEW_PPI, pool=POOL)
    return base.unkept(Response(made[0], mimetype="image/png"))


@pages.get("/office/forum/<ref>/invitation.<any(png, svg):form>")
def invitation_qr(ref: str, form: str) -> Response:
    """The QR code with which people come in, as a picture for an invitation. Raises Refusal page where there is none:
    no phone could reach this machine, people need tickets, or nobody can take part any more."""
    source = base.look(source_of, ref, base.desk(), clock(), base.services())
    if not _invites(source):
        raise Refusal("page")
    draw, kind = {"png": (qr_png, "image/png"), "svg": (qr_svg_file, "image/svg+xml")}[form]
    drawn = loop.in_thread(draw, qr_payloads.qr_payload(source.url, source.join_secret))
    return base.unkept(base.attachment(drawn, kind, f"join-{source.forum.code}.{form}"))


def _invites(source: ForumToPrint) -> bool:
    return bool(source.url) and not (source.by_ticket or source.is_over)


def _ordered(ref: str, name: str, preview: bool = False) -> tuple[Printable, dict[str, object], str]:
    """The printable, its data and the forum's code. Raises Refusal page when there is no such thing to print now."""
    source = base.look(source_of, ref, base.desk(), clock(), base.services())
    printable = PRINTABLES.get(name)
    if printable is None or printable.lacks(source):
        raise Refusal("page")
    order = _order(printable, source, preview)
    step_aside(request.environ)  # setting it takes a while, and pages of the same address go on meanwhile
    return printable, loop.in_thread(printable.document, source, order, pool=POOL), source.forum.code


def _order(printable: Printable, source: ForumToPrint, preview: bool) -> Order:
    """What the query chooses, within what is possible."""
    steps = printable.steps(source)
    step = next((one for one in steps if one.id == request.args.get("step", type=int)), steps[0] if steps else None)
    paper = request.args.get("paper", "")
    return Order(
        languages=languages_of(source.forum),
        count=_count(printable),
        paper=paper if paper in printable.papers else printable.papers[0],
        step=step,
        preview=preview,
    )


def languages_of(forum: ForumShape) -> tuple[str, ...]:
    """The languages that the query chooses, else those proposed."""
    chosen = [lang for lang in request.args.get("languages", "").split(" ") if lang in languages.WHOLE]
    return tuple(dict.fromkeys(chosen))[: languages.MOST_TOGETHER] or _usual(forum)


def _count(printable: Printable) -> int:
    if printable.count is None:
        return 1
    asked = whole(request.args.get("count", "").strip(), digits=9)
    return printable.count.usual if asked is None else min(max(asked, 1), printable.count.most)


def _usual(forum: ForumShape) -> tuple[str, ...]:
    """The languages proposed: the screen's, the prominent one first."""
    shown = [one for one in forum.screen_languages if one in languages.WHOLE]
    return tuple(shown[: languages.MOST_TOGETHER]) or ("fi",)


def offered_languages(forum: ForumShape) -> list[tuple[str, ...]]:
    """The languages to choose from: those proposed, each alone, and each other beside the prominent one."""
    usual = _usual(forum)
    alone = [(lang,) for lang in languages.WHOLE]
    pairs = [(usual[0], lang) for lang in languages.WHOLE if lang != usual[0]]
    return list(dict.fromkeys([usual, *alone, *pairs]))


def _choice(printable: Printable, source: ForumToPrint) -> PrintChoice:
    steps = []
    for step in printable.steps(source):
        name, lang = catalogues.step_name(base.language(), step.name, step.kind, {})
        steps.append((step.id, f"{step.position}. {name}", lang))
    return PrintChoice(printable, printable.lacks(source), steps)


def source_of(db: Session, ref: str, desk: str, now: int, house: base.Services) -> ForumToPrint:
    """What everyone may see of a forum, for who may lead it. Raises Refusal as `must_lead`."""
    row = authentication.must_lead(db, desk, ref, now)
    put = audience_views.everything(db, row.id, EVERYONE, now).put
    votes = db.scalars(select(Activity).where(Activity.forum == row.id))
    return ForumToPrint(
        put=put,
        forum=things(put, ForumShape)[row.id],
        join_secret=row.join_secret,
        by_ticket=row.by_ticket,
        url=base_url_and_allowed_hosts.best(house.settings, house.hosts.port, row.address or None) or "",
        wifi_network=row.wifi_network,
        wifi_password=row.wifi_password,
        targets={vote.id: vote_targets.votable_among(vote_targets.of(db, vote)) for vote in votes},
        tz=house.settings.tz,
        now=now,
        began_at=row.started_at,
    )
