"""The administrator's requests about organisers' accounts."""

from sqlalchemy import select

from workshop.access import random_codes_and_keys
from workshop.administrator_requests.base import Admin, Given, Made
from workshop.contract import commands
from workshop.domain.errors import Refusal
from workshop.storage.database import reading
from workshop.storage.tables import Account


def add_user(desk: Admin, given: Given) -> Made:
    """{email, called?, password_hash} → {account}: a new organiser. Without `called` the name is the part of the email
    before the @."""
    email, called, hashed = (str(given.get(name, "")) for name in ("email", "called", "password_hash"))
    called = called or email.strip().partition("@")[0]
    return desk.do(
        commands.AccountAdd(key=random_codes_and_keys.key(), email=email, called=called, password_hash=hashed)
    )


def list_users(desk: Admin, given: Given) -> Made:
    """{} → {users: [{email, called}]}, by email."""
    with reading(desk.engine) as db:
        rows = db.execute(select(Account.email, Account.called).order_by(Account.email))
        return {"users": [{"email": row.email, "called": row.called} for row in rows]}


def new_password(desk: Admin, given: Given) -> Made:
    """{email, password_hash} → {}: another password; every sign-in session with the old one ends. Raises Refusal
    gone."""
    account, hashed = _account(desk, given), str(given.get("password_hash", ""))
    return desk.do(commands.AccountPassword(key=random_codes_and_keys.key(), account=account, password_hash=hashed))


def remove_user(desk: Admin, given: Given) -> Made:
    """{email} → {}: removes the account and ends its sign-in sessions. Raises Refusal gone or last_organiser."""
    return desk.do(commands.AccountRemove(key=random_codes_and_keys.key(), account=_account(desk, given)))


def _account(desk: Admin, given: Given) -> int:
    with reading(desk.engine) as db:
        account = db.scalar(select(Account.id).where(Account.email == str(given.get("email", "")).strip().lower()))
    if account is None:
        raise Refusal("gone")
    return account
