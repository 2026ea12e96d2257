"""Signing in and out of the office, and the one-time link that creates the first organiser."""

import math

from flask import Response, current_app, g, request, url_for
from sqlalchemy.exc import SQLAlchemyError

from workshop.access import password_sign_in, setup_link
from workshop.access.authentication import Credentials
from workshop.access.password_sign_in import Patience, SignedIn
from workshop.access.rate_limits_by_address import Crowd
from workshop.contract.commands import AccountAdd
from workshop.domain.errors import Refusal
from workshop.pages import base, form_after_sign_in
from workshop.pages.office.base import again, back_to, field, go, pages, signed_in
from workshop.pages.refusal_responses import error_response
from workshop.runtime.epoch_ms import clock
from workshop.transport.fair_page_queue import step_aside

ADMINISTRATOR = Credentials(administrator=True)
KNOWN_DAYS = 180


@pages.get("/office/sign-in")
def sign_in() -> Response:
    """The form; a person who is signed in is redirected."""
    wanted = back_to(request.args.get("next", ""))
    if g.me is not None:
        return base.to(wanted)
    first = not base.look(setup_link.anybody)
    return base.render("office/sign_in.html", wanted=wanted, email="", refusal="", first=first, held=[])


@pages.post("/office/sign-in")
def do_sign_in() -> Response:
    """Sign in by email and password. After many wrong ones there is a delay, except for a browser that was signed in
    before."""
    email, wanted = field("email")[:200], back_to(field("next"))
    if "look" in request.form:  # another language: the page again, with what was typed
        facts: dict[str, object] = {
            "wanted": wanted,
            "email": email,
            "first": False,
            "held": form_after_sign_in.of_sign_in(),
        }
        return base.render("office/sign_in.html", refusal="", **facts)
    try:
        signed = _try(email, field("password"))
    except Refusal as refusal:
        return again(
            "office/sign_in.html",
            refusal,
            wanted=wanted,
            email=email,
            first=False,
            held=form_after_sign_in.of_sign_in(),
        )
    return _once_more(signed) or _in(signed, wanted)


def _once_more(signed: SignedIn) -> Response | None:
    """The form that was sent after its sign-in session had ended, with what was typed; None when there is none."""
    held = form_after_sign_in.of_sign_in()
    if not held:
        return None
    signed_in(signed.token)
    answer = form_after_sign_in.shown(held)
    if answer is not None:
        remember(answer, signed)
    return answer


def _try(email: str, password: str) -> SignedIn:
    patience, crowd, (place, known) = _patience(), _crowd(), _place(email)
    wait = patience.wait(place, email)
    if wait > 0 or not crowd.enter(place, known):
        raise Refusal("sign_in_wait", n=max(1, math.ceil(wait / 60)))
    # Counted before the check, so that many concurrent attempts are not all free.
    patience.failed(place, email)
    services = base.services()
    step_aside(request.environ)  # a password takes long to check, and pages of the same address go on meanwhile
    try:
        signed = password_sign_in.sign_in(
            services.engine, services.secret, email, password, base.desk(), clock(), known=known
        )
    finally:
        crowd.leave(place)
    if signed is None:
        raise Refusal("sign_in")
    patience.forget(place, email)
    return signed


def _place(email: str) -> tuple[str, bool]:
    """The origin of an attempt, for counting, and whether it is a browser that was signed in before: identified by its
    mark, others by their address."""
    mark = base.cookie(_known())
    if base.look(password_sign_in.is_known, base.services().secret, email, mark):
        return f"known {mark}", True
    return str(request.remote_addr), False


@pages.post("/office/sign-out")
def sign_out() -> Response:
    """End the sign-in session on the server, its sockets included. When the server cannot store that, the browser is
    signed out all the same, and the page says so."""
    answer = go("office.sign_in")
    try:
        password_sign_in.sign_out(base.services().engine, base.desk())
        base.services().live.gateway.look_again()
    except SQLAlchemyError as error:
        answer = error_response(error)
    base.set_desk(answer, "")
    return answer


@pages.get("/office/setup")
def setup() -> Response:
    """The one-time link's form."""
    key = request.args.get("key", "")[:80]
    if not base.look(setup_link.is_valid, key):
        raise Refusal("setup_used")
    return base.render("office/setup.html", key=key, called="", email="", refusal="")


@pages.post("/office/setup")
def do_setup() -> Response:
    """Create the first organiser and sign them in. The link is used up."""
    called, email, password, key = field("called"), field("email")[:200], field("password"), field("key")[:80]
    try:
        return _in(_first(key, called, email, password), url_for("office.home"))
    except Refusal as refusal:
        if refusal.code == "setup_used":
            raise
        return again("office/setup.html", refusal, key=key, called=called, email=email)


def _first(key: str, called: str, email: str, password: str) -> SignedIn:
    services = base.services()
    if not base.look(setup_link.is_valid, key):
        raise Refusal("setup_used")
    hashed = password_sign_in.hashed(password)
    setup_link.use(services.engine, key)
    answer = services.writer.execute(
        AccountAdd(key=base.new_key(), email=email, called=called, password_hash=hashed), ADMINISTRATOR
    )
    if not answer.ok:
        setup_link.give_back(services.engine, key)
        raise Refusal(answer.code, **answer.facts)
    signed = password_sign_in.sign_in(
        services.engine, services.secret, email, password, base.desk(), clock(), known=True
    )
    if signed is None:
        raise Refusal("server")
    return signed


def _in(signed: SignedIn, wanted: str) -> Response:
    answer = base.to(wanted)
    remember(answer, signed)
    return answer


def remember(answer: Response, signed: SignedIn) -> None:
    """Set the browser's new token, and the mark by which later attempts recognise it."""
    base.set_desk(answer, signed.token)
    answer.set_cookie(_known(), signed.mark, **base.services().cookies.flags(KNOWN_DAYS))


def _known() -> str:
    return "__Host-known" if base.services().cookies.secure else "known"


def _crowd() -> Crowd:
    found: Crowd = current_app.extensions.setdefault("crowd", Crowd())
    return found


def _patience() -> Patience:
    found: Patience = current_app.extensions.setdefault("patience", Patience())
    return found
