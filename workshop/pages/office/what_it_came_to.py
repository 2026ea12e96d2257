"""What a forum came to, for the form that makes the next one. Built in the child process that makes files, because it
takes the whole summary of the forum."""

import msgspec
from sqlalchemy.orm import Session

from workshop.domain.errors import Refusal
from workshop.downloads.worker_messages import FOR_THE_NEXT, FileOrder, WhatItCameTo
from workshop.pages import base
from workshop.projections import report_data
from workshop.runtime.epoch_ms import clock
from workshop.storage.tables import Forum

WAIT_SECONDS = 60.0
"""Seconds that the form waits for it."""


def what_it_came_to(forum: int) -> WhatItCameTo:
    """What the forum came to as of now, and its question in the reader's language. Raises Refusal gone and server."""
    edition = base.look(_edition, forum, clock())
    made = base.services().downloads.ask(FileOrder(forum=forum, format=FOR_THE_NEXT, lang=base.language()), edition)
    if not made.wait(WAIT_SECONDS):
        raise Refusal("server")
    return msgspec.json.decode(made.content, type=WhatItCameTo)


def _edition(db: Session, forum: int, now: int) -> str:
    if db.get(Forum, forum) is None:
        raise Refusal("gone")
    return report_data.edition(db, forum, now)
