"""Accounts in the office: the list, a new organiser, one's own password, resetting another's password, removing an
account."""

from dataclasses import dataclass

from flask import Response, g, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.access import password_sign_in
from workshop.contract.commands import AccountAdd, AccountPassword, AccountRemove
from workshop.domain.errors import Refusal
from workshop.pages import base
from workshop.pages.office.base import again, field, form_key, go, pages
from workshop.pages.office.sign_in import remember
from workshop.runtime.epoch_ms import clock
from workshop.storage.tables import Account

TEMPLATE, ONE = "office/people.html", "office/person.html"


@dataclass(frozen=True)
class Person:
    """An organiser. `since`: epoch milliseconds."""

    id: int
    called: str
    email: str
    since: int


@pages.get("/office/people")
def people() -> Response:
    """The list of accounts."""
    done = request.args.get("done", "")
    return base.render(TEMPLATE, people=base.look(_everybody), called="", email="", at="", refusal="", done=done)


@pages.post("/office/people")
def add_person() -> Response:
    """Create an organiser's account."""
    called, email = field("called"), field("email")[:200]
    try:
        base.do(
            AccountAdd(
                key=form_key(), email=email, called=called, password_hash=password_sign_in.hashed(field("password"))
            )
        )
    except Refusal as refusal:
        return again(TEMPLATE, refusal, people=base.look(_everybody), called=called, email=email, at="person", done="")
    return go("office.people", done="person")


@pages.post("/office/people/password")
def own_password() -> Response:
    """Change one's own password: ends every sign-in session of the account, then signs this browser in with a new
    token."""
    services, me = base.services(), g.me
    try:
        if not password_sign_in.is_password(services.engine, me.id, field("old")):
            raise Refusal("sign_in")
        base.do(
            AccountPassword(key=base.new_key(), account=me.id, password_hash=password_sign_in.hashed(field("password")))
        )
    except Refusal as refusal:
        return again(TEMPLATE, refusal, people=base.look(_everybody), called="", email="", at="password", done="")
    services.live.gateway.look_again()
    signed = password_sign_in.sign_in(
        services.engine, services.secret, me.email, field("password"), base.desk(), clock(), known=True
    )
    answer = go("office.people", done="password")
    if signed is not None:
        remember(answer, signed)
    return answer


@pages.get("/office/people/<int:account>")
def person(account: int) -> Response:
    """One organiser's page: reset the password, or remove the account."""
    return base.render(ONE, person=_person(account), refusal="", at="")


@pages.post("/office/people/<int:account>/password")
def reset_password(account: int) -> Response:
    """Reset a colleague's forgotten password; it is passed on by word of mouth. Refused for one's own, which needs the
    old one."""
    found = _person(account)
    if found.id == g.me.id:
        raise Refusal("rights")
    try:
        base.do(
            AccountPassword(
                key=base.new_key(), account=account, password_hash=password_sign_in.hashed(field("password"))
            )
        )
    except Refusal as refusal:
        return again(ONE, refusal, person=found, at="password")
    base.services().live.gateway.look_again()
    return go("office.people", done="reset")


@pages.post("/office/people/<int:account>/remove")
def remove_person(account: int) -> Response:
    """Remove an account and end its sign-in sessions; one's own only when the confirmation was ticked."""
    found = _person(account)
    own = found.id == g.me.id
    try:
        if own and not field("sure"):
            raise Refusal("own_account")
        base.do(AccountRemove(key=base.new_key(), account=account))
    except Refusal as refusal:
        return again(ONE, refusal, person=found, at="remove")
    base.services().live.gateway.look_again()
    if not own:
        return go("office.people", done="removed")
    answer = go("office.sign_in")
    base.set_desk(answer, "")
    return answer


def _person(account: int) -> Person:
    found = next((one for one in base.look(_everybody) if one.id == account), None)
    if found is None:
        raise Refusal("gone")
    return found


def _everybody(db: Session) -> list[Person]:
    """All accounts, by name."""
    rows = [Person(row.id, row.called, row.email, row.created_at) for row in db.scalars(select(Account))]
    return sorted(rows, key=lambda row: (row.called or row.email).lower())
