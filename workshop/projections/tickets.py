"""The batches of a forum's tickets: how many were used, never by whom."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.storage.tables import Ticket


@dataclass(frozen=True)
class TicketBatch:
    """One batch, as it was printed together. `at`: epoch milliseconds."""

    name: str
    at: int
    numbers: list[int]
    used: int
    revoked: int
    hashes: list[str]
    """by place, of the codes"""
    open: list[int]
    """the places of those that still admit"""


def batches(db: Session, forum: int) -> list[TicketBatch]:
    """All batches, the newest first."""
    found: dict[str, list[Ticket]] = {}
    for row in db.scalars(select(Ticket).where(Ticket.forum == forum).order_by(Ticket.number)):
        found.setdefault(row.batch, []).append(row)
    return [_batch(name, rows) for name, rows in reversed(found.items())]


def _batch(name: str, rows: list[Ticket]) -> TicketBatch:
    return TicketBatch(
        name=name,
        at=rows[0].created_at,
        numbers=[row.number for row in rows],
        used=sum(row.used for row in rows),
        revoked=sum(row.revoked for row in rows),
        hashes=[row.secret_hash for row in rows],
        open=[place for place, row in enumerate(rows) if not row.used and not row.revoked],
    )
