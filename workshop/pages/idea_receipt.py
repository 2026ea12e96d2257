"""What became of an idea: the page behind a receipt, and the field to type one. For whoever holds the receipt, without
an account and without scripts.

Everything that others may see comes from everyone's snapshot, so no result is told here before the hall has seen it.
"""

from dataclasses import dataclass
from functools import lru_cache

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session

from workshop.access import base_url_and_allowed_hosts, qr_payloads
from workshop.access.qr import QrCode, qr_png, qr_svg
from workshop.contract import refusals
from workshop.contract.shapes import EVERYONE, ActivityShape, ClusterShape, ForumShape, IdeaShape
from workshop.domain import idea_receipts
from workshop.domain.errors import Refusal
from workshop.domain.ideas import READABLE
from workshop.domain.methods.base import Number
from workshop.domain.typed_codes import TYPED_CHARACTERS
from workshop.pages.base import attachment, day, hour, language, look, pick, render, services, t, to
from workshop.pages.join import count_wrong_code
from workshop.pages.refusal_responses import refusal_sentence
from workshop.projections.idea_receipts import Followed, follow
from workshop.projections.revealed_votes import RevealedVote, revealed_votes
from workshop.projections.shape_changes import Put, things
from workshop.projections.snapshot_cache import SnapshotCache
from workshop.reports import idea_wording
from workshop.runtime import loop
from workshop.runtime.epoch_ms import clock

pages = Blueprint("receipt", __name__)
SHOWN = 60
"""Characters of a wrong receipt that stay in the field."""


@dataclass(frozen=True)
class GotInVote:
    """What the idea, or its theme (`theme`), got in one revealed vote. `rank` is None where it got nothing; `shared`:
    others got as much."""

    step: ActivityShape
    theme: bool
    main: str
    unit: str
    value: Number
    rank: int | None
    shared: bool
    of: int
    """how many were ranked"""


@dataclass(frozen=True)
class ReceiptPage:
    """Everything on the page. `lead`: the idea that this one is merged into, where everyone sees that; `merged`: the
    numbers of those that are merged into it."""

    receipt: str
    address: str
    """empty while this machine has no address that a phone could reach"""
    found: Followed
    forum: ForumShape
    lead: IdeaShape | None
    merged: list[int]
    theme: ClusterShape | None
    places: list[GotInVote]
    parted: list[str]
    """the sentences, as reports have them, on the votes in which it has no result of its own"""


@pages.get("/r")
def ask() -> Response:
    """The field for a receipt, or a redirect to the page of the one that was typed."""
    typed = request.args.get("receipt", "")[:TYPED_CHARACTERS]
    if not typed.strip():
        return _field()
    keep = f"?lang={language()}" if request.args.get("lang") == language() else ""
    tidied = idea_receipts.tidy(typed)
    if not idea_receipts.is_receipt(tidied):
        return _field(typed[:SHOWN], Refusal("receipt_unknown"))
    return to(f"/r/{tidied}{keep}")


@pages.get("/R/<word>")
@pages.get("/r/<word>")
def show(word: str) -> Response:
    """What became of the idea. A receipt that no idea has, or no longer, is asked for again, in the same words."""
    try:
        seen = _find(word)
    except Refusal as refusal:
        return _field(word[:SHOWN], refusal)
    return _unfound(render("phone/receipt.html", seen=seen, qr=_qr(seen.address) if seen.address else None))


@pages.get("/r/<word>/receipt.txt")
def as_text(word: str) -> Response:
    """The receipt as a file to keep."""
    seen = _find(word)
    idea = seen.found.idea
    posted = t("receipt.posted", date=day(idea.at), time=hour(idea.at))
    lines = [t("receipt.title"), pick(seen.forum.title), f"{idea.number}. {_words(seen)}"]
    lines.append(f"{posted} · {t('idea.late')}" if seen.found.late else posted)
    lines += [t("receipt.code", code=idea_receipts.grouped(seen.receipt)), seen.address, t("receipt.keep")]
    return _file("\r\n".join(filter(None, lines)) + "\r\n", "text/plain; charset=utf-8", f"{seen.receipt}.txt")


@pages.get("/r/<word>/receipt.png")
def as_picture(word: str) -> Response:
    """The receipt's QR code as a picture to keep. Raises Refusal page while there is no address to put into it."""
    seen = _find(word)
    if not seen.address:
        raise Refusal("page")
    return _file(loop.in_thread(qr_png, seen.address), "image/png", f"{seen.receipt}.png")


def _find(word: str) -> ReceiptPage:
    """Raises Refusal receipt_unknown, after many wrong ones with a delay, or crowded."""
    receipt = idea_receipts.tidy(word)
    found = look(_read, receipt, services().snapshots) if idea_receipts.is_receipt(receipt) else None
    if found is None:
        count_wrong_code()
        raise Refusal("receipt_unknown")
    return _seen(receipt, *found)


def _read(db: Session, receipt: str, snapshots: SnapshotCache) -> tuple[Followed, Put] | None:
    """What the receipt leads to, and what everyone sees of its forum."""
    found = follow(db, receipt)
    snapshot = None if found is None else snapshots.look(db, found.forum, EVERYONE, clock())
    return None if found is None or snapshot is None else (found, snapshot.put)


def _seen(receipt: str, found: Followed, put: Put) -> ReceiptPage:
    idea, ideas = found.idea, things(put, IdeaShape)
    lead = next((one for one in ideas.values() if one.number == idea.merged_into), None)
    shown = lead or ideas.get(idea.id)
    theme = things(put, ClusterShape).get(shown.cluster or 0) if shown else None
    base = base_url_and_allowed_hosts.best(services().settings, services().hosts.port, found.address or None)
    return ReceiptPage(
        receipt=receipt,
        address=qr_payloads.receipt_payload(base, receipt) if base else "",
        found=found,
        forum=next(iter(things(put, ForumShape).values())),
        lead=lead,
        merged=shown.merged if shown and not lead else [],
        theme=theme,
        places=_places(put, shown, theme),
        parted=_parted(put, shown, found.parted),
    )


def _places(put: Put, idea: IdeaShape | None, theme: ClusterShape | None) -> list[GotInVote]:
    """What they got in the votes of which the hall has seen every place, in the order of the agenda; nothing of one in
    which nobody voted, or nobody rated this."""
    found = []
    for vote in _told(put):
        step, tally = vote.step, vote.tally
        target = theme if step.of == "clusters" else idea
        row = next((one for one in tally.rows if target and one.target == target.id), None)
        if row is None or tally.main not in row.measures:
            continue
        value = row.measures[tally.main]
        rank = row.rank if value > 0 else None
        shared = [one.rank for one in tally.rows].count(row.rank) > 1
        of = len(tally.rows)
        found.append(GotInVote(step, step.of == "clusters", tally.main, tally.unit, value, rank, shared, of))
    return found


def _parted(put: Put, idea: IdeaShape | None, parted: dict[int, int]) -> list[str]:
    """`parted`: as `Followed` has it."""
    if idea is None:
        return []
    votes = [(vote.step, {idea.number: parted[vote.step.id]}) for vote in _told(put) if vote.step.id in parted]
    return idea_wording.parted_in(votes, language())


def _told(put: Put) -> list[RevealedVote]:
    """The votes of which a receipt tells: people chose in them, and the hall has seen every place."""
    forum = next(iter(things(put, ForumShape).values()))
    return [vote for vote in revealed_votes(put) if vote.chooses and vote.given and vote.may_be_told(forum)]


def _field(typed: str = "", refusal: Refusal | None = None) -> Response:
    """The form for a receipt; a wrong one stays in the field, with what to do about it beside it."""
    status = 200 if refusal is None else refusals.status(refusal.code)
    refused = "" if refusal is None else refusal_sentence(refusal)
    return _unfound(render("phone/receipt_field.html", status, typed=typed, refused=refused))


def _words(seen: ReceiptPage) -> str:
    """The author's own words; empty when they were taken back."""
    idea = seen.found.idea
    return (idea.original or idea.text) if idea.state in READABLE else ""


@lru_cache(maxsize=256)
def _qr(address: str) -> QrCode:
    """Cached, because drawing takes tens of milliseconds, and a page is looked at again."""
    return qr_svg(address)


def _file(content: str | bytes, content_type: str, name: str) -> Response:
    return _unfound(attachment(content, content_type, name))


def _unfound(answer: Response) -> Response:
    """Not to be listed by search engines: an address that names one person's idea is for that person."""
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
