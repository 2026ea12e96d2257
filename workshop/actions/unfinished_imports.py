"""Removes forums whose import did not come to its end: one with a part of its ballots would pass for a whole one."""

import logging

from sqlalchemy import select

from workshop.access import random_secrets
from workshop.access.authentication import Credentials
from workshop.actions.writer import Writer
from workshop.contract import commands
from workshop.storage import unfinished_import_notes
from workshop.storage.database import reading
from workshop.storage.tables import Forum

QUIET = 300_000
"""Milliseconds without a new piece after which an import that another process may be doing counts as ended. A piece
takes seconds at most."""

log = logging.getLogger(__name__)


def remove_left(writer: Writer, shared: bool) -> None:
    """Remove what earlier processes left. With `shared` data others may be importing now: theirs stay."""
    with reading(writer.engine) as db:
        left = unfinished_import_notes.unfinished(db)
        if shared:
            left = {ref for ref in left if unfinished_import_notes.quiet_since(db, ref) < writer.now() - QUIET}
    for ref in sorted(left):
        if remove(writer, ref):
            log.warning("removed forum %s: its import had not come to its end. Import it again", ref)


def remove(writer: Writer, ref: str) -> bool:
    """Remove a forum, and the note of its import; whether it is gone. The note of one that cannot be removed stays."""
    with reading(writer.engine) as db:
        forum = db.scalar(select(Forum.id).where(Forum.ref == ref))
    if forum is not None:
        gone = writer.execute(commands.ForumRemove(key=random_secrets.key()), Credentials(administrator=True), forum)
        if not gone.ok:
            log.error("forum %s, of which not everything came in, cannot be removed: %s", ref, gone.code)
            return False
    unfinished_import_notes.end(writer.engine, ref)
    return True
