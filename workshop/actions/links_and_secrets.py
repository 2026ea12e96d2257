"""Actions on who gets in: co-facilitators' links, the secrets of the QR code and of the screen, the address in the QR
code."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions.registry import Done, action
from workshop.contract import commands
from workshop.contract.base import LABEL_MAX
from workshop.domain import text
from workshop.domain.errors import Refusal
from workshop.storage.tables import Forum, Link, admission


@action(commands.LinkAdd)
def add_link(db: Session, command: commands.LinkAdd, actor: Actor, forum: Forum, now: int) -> Done:
    """Add a link for a co-facilitator. Raises Refusal label_long with the surplus as n, text_unreadable and empty."""
    row = Link(forum=forum.id, secret_hash=command.secret_hash, label=_label(command.label), created_at=now)
    db.add(row)
    db.flush()
    return Done(touched={("link", row.id)}, made={"link": row.id})


def _label(raw: str) -> str:
    try:
        return text.optional(raw, LABEL_MAX, lines=1)
    except Refusal as refusal:
        if refusal.code != "too_long":
            raise
        raise Refusal("label_long", **refusal.facts) from None


@action(commands.LinkRevoke)
def revoke_link(db: Session, command: commands.LinkRevoke, actor: Actor, forum: Forum, now: int) -> Done:
    """Revoke a link: it no longer admits, and the sign-in sessions that began with it end."""
    row = db.get(Link, command.link)
    if row is None or row.forum != forum.id:
        raise Refusal("gone")
    row.revoked_at = row.revoked_at or now
    db.execute(delete(admission).where(admission.c.link == row.id))
    return Done(touched={("link", row.id)})


@action(commands.JoinRenew)
def renew(db: Session, command: commands.JoinRenew, actor: Actor, forum: Forum, now: int) -> Done:
    """Replace the secret in the QR; people already in stay."""
    forum.join_secret = command.secret
    return Done(touched={("forum", forum.id)})


@action(commands.ScreenRenew)
def renew_screen(db: Session, command: commands.ScreenRenew, actor: Actor, forum: Forum, now: int) -> Done:
    """Replace the link to the screen; a screen opened by the old one loses access."""
    forum.screen_token = command.secret
    return Done(touched={("forum", forum.id)})


@action(commands.JoinAddress)
def address(db: Session, command: commands.JoinAddress, actor: Actor, forum: Forum, now: int) -> Done:
    """Set the address that the QR carries. The caller has checked that it is one of this machine's."""
    forum.address = command.url[:200]
    return Done(touched={("forum", forum.id)})
