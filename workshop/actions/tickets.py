"""Actions on tickets: adding and revoking a batch, requiring them, and letting somebody in with one."""

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.access.ticket_codes import code_hash
from workshop.actions.registry import Done, action, forum_changed
from workshop.actions.writer_cache import ForumHead
from workshop.contract import commands
from workshop.domain.errors import Refusal
from workshop.storage.tables import Forum, Ticket

MOST_IN_FORUM = 2_000


@action(commands.TicketsAdd)
def add(db: Session, command: commands.TicketsAdd, actor: Actor, forum: Forum, now: int) -> Done:
    """Add a batch, numbered on from the tickets that were there before."""
    last = db.scalar(select(func.max(Ticket.number)).where(Ticket.forum == forum.id)) or 0
    if last + len(command.secret_hashes) > MOST_IN_FORUM:
        raise Refusal("too_many_tickets", n=MOST_IN_FORUM)
    for number, hashed in enumerate(command.secret_hashes, last + 1):
        db.add(Ticket(forum=forum.id, batch=command.batch, number=number, secret_hash=hashed, created_at=now))
    return forum_changed(forum)


@action(commands.TicketsRevoke)
def revoke(db: Session, command: commands.TicketsRevoke, actor: Actor, forum: Forum, now: int) -> Done:
    """Revoke what is unused of a batch. Raises Refusal gone where there is no such batch."""
    found = list(db.scalars(select(Ticket).where(Ticket.forum == forum.id, Ticket.batch == command.batch)))
    if not found:
        raise Refusal("gone")
    for ticket in found:
        ticket.revoked = ticket.revoked or not ticket.used
    return forum_changed(forum)


@action(commands.TicketsRequire)
def require(db: Session, command: commands.TicketsRequire, actor: Actor, forum: Forum, now: int) -> Done:
    """Let people in only with a ticket, or not."""
    forum.by_ticket = command.required
    return forum_changed(forum)


def admit(db: Session, forum: ForumHead, code: str) -> int | None:
    """The id of the ticket with which somebody comes in, marked as used; None for somebody without one, where none is
    needed.

    Raises Refusal ticket_needed, or ticket_used for one that no longer admits or never did.
    """
    if not code:
        if forum.by_ticket:
            raise Refusal("ticket_needed")
        return None
    query = select(Ticket.id).where(Ticket.forum == forum.id, Ticket.secret_hash == code_hash(code))
    ticket = db.scalar(query.where(Ticket.used.is_(False), Ticket.revoked.is_(False)))
    if ticket is None:
        raise Refusal("ticket_used")
    db.execute(update(Ticket).where(Ticket.id == ticket).values(used=True))
    return ticket
