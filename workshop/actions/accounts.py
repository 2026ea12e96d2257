"""Actions on organisers' accounts."""

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions.registry import Done, action
from workshop.contract import commands
from workshop.contract.base import TITLE_MAX
from workshop.domain import email_address, text
from workshop.domain.errors import Refusal
from workshop.storage.tables import Account, admission

EMAIL_MAX = 200


@action(commands.AccountAdd)
def add_account(db: Session, command: commands.AccountAdd, actor: Actor, forum: None, now: int) -> Done:
    """Add an organiser, with a name and an email address to sign in with."""
    email = command.email.strip().lower()
    if len(email) > EMAIL_MAX or not email_address.is_address(email):
        raise Refusal("email_bad")
    if db.scalar(select(Account.id).where(Account.email == email)):
        raise Refusal("email_taken")
    row = Account(email=email, called=_name(command.called), password_hash=command.password_hash, created_at=now)
    db.add(row)
    db.flush()
    return Done(made={"account": row.id})


@action(commands.AccountPassword)
def new_password(db: Session, command: commands.AccountPassword, actor: Actor, forum: None, now: int) -> Done:
    """Set another password; every sign-in session that began with the old one ends."""
    row = db.get(Account, command.account)
    if row is None:
        raise Refusal("gone")
    row.password_hash = command.password_hash
    db.execute(delete(admission).where(admission.c.account == row.id))
    return Done()


@action(commands.AccountRemove)
def remove_account(db: Session, command: commands.AccountRemove, actor: Actor, forum: None, now: int) -> Done:
    """Remove an organiser and their sign-in sessions; what they made stays. The last account cannot be removed."""
    row = db.get(Account, command.account)
    if row is None:
        raise Refusal("gone")
    if db.scalar(select(func.count()).select_from(Account)) == 1:
        raise Refusal("last_organiser")
    db.delete(row)
    return Done()


def _name(called: str) -> str:
    try:
        return text.clean(called, TITLE_MAX, lines=1)
    except Refusal as refusal:
        raise Refusal("name_missing") if refusal.code == "empty" else refusal from None
