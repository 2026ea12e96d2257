"""Who has an account: the list, a new organiser, the own password."""

from flask import Response, g, request

from workshop.access import accounts
from workshop.actions.door import clock
from workshop.contract.commands import AccountAdd, AccountPassword
from workshop.domain.errors import Refusal
from workshop.pages import base, office_read
from workshop.pages.office_base import again, field, go, pages
from workshop.pages.office_sign_in import remember

TEMPLATE = "office/people.html"


@pages.get("/office/people")
def people() -> Response:
    """Everybody with an account."""
    done = request.args.get("done", "")
    return base.render(TEMPLATE, people=base.look(office_read.people), called="", email="", at="", refusal="", done=done)


@pages.post("/office/people")
def add_person() -> Response:
    """A new organiser."""
    called, email = field("called"), field("email")[:200]
    try:
        base.do(AccountAdd(key=base.new_key(), email=email, called=called, password_hash=accounts.hashed(field("password"))))
    except Refusal as refusal:
        return again(TEMPLATE, refusal, people=base.look(office_read.people), called=called, email=email, at="person", done="")
    return go("office.people", done="person")


@pages.post("/office/people/password")
def own_password() -> Response:
    """Another password for oneself: every browser is signed out, and this one in again with a new token."""
    house, me = base.house(), g.me
    try:
        if not accounts.is_password(house.engine, me.id, field("old")):
            raise Refusal("sign_in")
        base.do(AccountPassword(key=base.new_key(), account=me.id, password_hash=accounts.hashed(field("password"))))
    except Refusal as refusal:
        return again(TEMPLATE, refusal, people=base.look(office_read.people), called="", email="", at="password", done="")
    house.live.gateway.look_again()
    signed = accounts.sign_in(house.engine, house.secret, me.email, field("password"), base.desk(), clock(), known=True)
    answer = go("office.people", done="password")
    if signed is not None:
        remember(answer, signed)
    return answer
