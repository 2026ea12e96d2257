"""The administrator's request for a forum's results as a file, which is answered in pieces."""

import base64
from contextlib import suppress

from sqlalchemy import select

from workshop.access import random_codes_and_keys
from workshop.administrator_requests.base import Admin, Given, Made
from workshop.contract import commands
from workshop.domain.errors import Refusal
from workshop.domain.join_codes import tidy
from workshop.downloads.queue import FAILED
from workshop.downloads.worker_messages import FileOrder
from workshop.i18n import languages
from workshop.projections import group_counts_fixed_for_results, report_data
from workshop.reports import FORMATS
from workshop.runtime.epoch_ms import clock
from workshop.storage.database import reading
from workshop.storage.tables import Forum

EXPORT_SECONDS = 20.0
"""One answer waits so long for a file, less than a terminal waits for an answer."""
EXPORT_PIECE = 500_000
"""Bytes of a file in one answer: more would hold up the loop while it is written as JSON."""


def export_forum(desk: Admin, given: Given) -> Made:
    """{code, format, lang, file?, from?} → {file, size, failed, base64}: a forum's results as a file, in pieces.

    The first answer names the `file`; further requests name it, too, and the byte that they go on `from`. `size` is
    null while it is being made. Raises Refusal code_unknown, or page for an unknown format.
    """
    code, name, lang = tidy(str(given.get("code", ""))), str(given.get("format")), str(given.get("lang"))
    if name not in FORMATS:
        raise Refusal("page")
    forum, edition = _edition(desk, code)
    order = FileOrder(forum=forum, format=name, lang=lang if lang in languages.LANGUAGES else "fi")
    made = desk.downloads.find(str(given.get("file", "")), order) or desk.downloads.ask(order, edition)
    begin, whole = given.get("from"), made.wait(EXPORT_SECONDS)
    piece = made.content[begin if isinstance(begin, int) else 0 :][:EXPORT_PIECE]
    return {
        "file": made.id,
        "size": len(made.content) if whole else None,
        "failed": made.stage == FAILED,
        "base64": base64.b64encode(piece).decode(),
    }


def _edition(desk: Admin, code: str) -> tuple[int, str]:
    with reading(desk.engine) as db:
        forum = db.scalar(select(Forum.id).where(Forum.code == code))
        if forum is None:
            raise Refusal("code_unknown", code=code)
        edition, ready = (
            report_data.edition(db, forum, clock()),
            group_counts_fixed_for_results.may_be_given_out(db, forum),
        )
    if ready:
        return forum, edition
    with suppress(Refusal):  # the file does without the numbers by group
        desk.do(commands.ResultsSettle(key=random_codes_and_keys.key()), forum)
    with reading(desk.engine) as db:
        return forum, report_data.edition(db, forum, clock())
