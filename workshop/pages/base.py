"""Helpers shared by all pages: the server's services, reading in the reader thread, this browser's cookies and
language, form tokens (CSRF), rendering, refusals."""

import datetime as dt
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, TypeVarTuple

from flask import Flask, Response, current_app, g, jsonify, render_template, request
from markupsafe import Markup
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from werkzeug.routing import IntegerConverter, Map
from werkzeug.urls import iri_to_uri

from workshop.access import cookies, random_secrets
from workshop.access.authentication import Credentials, new_token
from workshop.access.cookies import Names, form_token, is_form_token
from workshop.access.own_addresses import Hosts
from workshop.access.participant_rates import Rates
from workshop.actions.rate_limit import ParticipantRateLimiter
from workshop.actions.writer import Writer
from workshop.charts import row_chart, whole_chart
from workshop.contract import refusals
from workshop.contract.base import MESSAGE_BYTES, Command
from workshop.contract.shapes import Answer
from workshop.domain import codes as codes_of_forums
from workshop.domain.errors import Refusal
from workshop.domain.text_language import is_in_another_script
from workshop.i18n import catalogues, languages
from workshop.pages import page_files, script_words
from workshop.pages.page_cache import PageCache
from workshop.projections.cache import SnapshotCache
from workshop.runtime import loop, strict_json
from workshop.runtime.jobs import Jobs
from workshop.runtime.practice_people import PracticePeople
from workshop.runtime.settings import Settings
from workshop.storage.database import is_full, reading

T = TypeVar("T")
Args = TypeVarTuple("Args")
DEVICE_DAYS, DESK_DAYS = 180, 14
FORM_BYTES, OFFICE_BYTES = MESSAGE_BYTES * 4, MESSAGE_BYTES * 8
"""Largest body in bytes: of a form of the phone page, which may hold a text that is much too long so that the page can
say by how much; and of one of the office."""
MOST_BYTES = {"do": MESSAGE_BYTES, "console": MESSAGE_BYTES, "office": OFFICE_BYTES}
"""By blueprint; FORM_BYTES for those not listed."""
FORM_FIELDS, OFFICE_FIELDS = 2000, 400
"""The most fields of one form: of a ballot on the ideas of a large forum, and of one of the office. What is refused is
shown again, and a field may be a single letter."""
TYPED = re.compile(
    r"text|edit-\d+|place|organiser|(title|intro|name|prompt|instruction)(-(" + "|".join(languages.WRITTEN) + r"))?"
)
"""Form fields with words that take time to write."""


@dataclass
class Services:
    """The services of one server. `secret` signs forms, `owner_key` is the administrator's, `release` names the static
    files' version."""

    settings: Settings
    engine: Engine
    writer: Writer
    hosts: Hosts
    cookies: Names
    rates: Rates
    secret: str
    release: str
    static: Path
    owner_key: str = ""
    live: Any = None
    snapshots: SnapshotCache = field(default_factory=lambda: SnapshotCache(here=False))
    page_cache: PageCache = field(default_factory=PageCache)
    jobs: Jobs = field(default_factory=Jobs)
    practice: PracticePeople = field(init=False)

    def __post_init__(self) -> None:
        self.practice = PracticePeople(self.jobs)


def services() -> Services:
    """The services of the current app."""
    found: Services = current_app.extensions["services"]
    return found


def look(fn: Callable[[Session, *Args], T], *args: *Args) -> T:
    """Run `fn(db, *args)` with a read-only session in the reader thread, so that the loop never waits for a disk.
    Return plain data, not rows."""
    engine = services().engine

    def run() -> T:
        with reading(engine) as db:
            return fn(db, *args)

    return loop.in_thread(run)


def do(command: Command, forum: int | None = None) -> dict[str, object]:
    """Execute a command with this browser's credentials; returns what it made. Raises Refusal.

    A form that is only shown again after signing in executes nothing: Refusal signed_out.
    """
    if g.get("held"):
        raise Refusal("signed_out")
    return _made(services().writer.execute(command, carried(), forum))


def do_rate_limited(command: Command, forum: int, participant: int) -> dict[str, object]:
    """Execute a participant's command under the rate limit. Raises Refusal, also too_fast and slow_down."""
    return _made(
        ParticipantRateLimiter(services().writer, services().rates).execute(
            f"{forum}/{participant}", command, carried(), forum
        )
    )


def _made(answer: Answer) -> dict[str, object]:
    if not answer.ok:
        raise Refusal(answer.code, **answer.facts)
    return dict(answer.made)


def new_key() -> str:
    """An idempotency key for a command whose form carries none."""
    return random_secrets.key()


# -- who is asking ----------------------------------------------------------------------------------------------------


def device() -> str:
    """This phone's token, or "". A cookie that this request sets counts."""
    return str(g.get("device") or cookie(services().cookies.device))


def desk() -> str:
    """This browser's desk token, or ""."""
    return str(g.get("desk") or cookie(services().cookies.desk))


def cookie(name: str) -> str:
    """A cookie of this request, or "". Werkzeug's own parser can be made to take seconds."""
    return cookies.value(request.headers.get("Cookie", ""), name)


def carried() -> Credentials:
    """The credentials of this browser."""
    return Credentials(device=device(), desk=desk())


def give_device() -> str:
    """This phone's token; a new one is set with the response if it has none."""
    if not device():
        g.device = new_token()
        g.set_device = True
    return device()


def set_device(response: Response, token: str) -> None:
    """Set the phone's cookie."""
    names = services().cookies
    response.set_cookie(names.device, token, **names.flags(DEVICE_DAYS))


def set_desk(response: Response, token: str) -> None:
    """Set the desk cookie; an empty token deletes it."""
    names = services().cookies
    response.set_cookie(names.desk, token, **names.flags(DESK_DAYS if token else 0))


def language() -> str:
    """The language to read in: chosen in this request (or in the form that was refused), else what the browser
    prefers."""
    asked = g.get("language") or request.args.get("lang", "") or g.get("chosen", "")
    return asked if asked in languages.LANGUAGES else catalogues.choose(request.headers.get("Accept-Language"))


# -- forms -------------------------------------------------------------------------------------------------------------


def csrf() -> str:
    """The form token of this browser (CSRF), one for all forms of a page. Bound to the desk cookie where there is one,
    else to the phone's; a slot in a cached page."""
    if "open" in g:
        return str(g.open.place("csrf"))
    if "csrf" not in g:
        g.csrf = form_token(services().secret, desk() or give_device())
    return str(g.csrf)


def csrf_field() -> Markup:
    """The hidden field of a form."""
    return Markup('<input type="hidden" name="csrf" value="{}">').format(csrf())


def guard_form() -> None:
    """Check every POST: from a page of ours, by this browser, not too large. Raises Refusal address, form_stale,
    no_cookies or too_large."""
    if request.method in ("GET", "HEAD", "OPTIONS") or request.endpoint in current_app.config["OPEN_ENDPOINTS"]:
        return
    request.max_content_length = MOST_BYTES.get(request.blueprint or "", FORM_BYTES)
    if (request.content_length or 0) > request.max_content_length:
        raise Refusal("too_large")
    if request.mimetype == "application/x-www-form-urlencoded":
        fields = request.get_data(parse_form_data=False).count(b"&") + 1
        if fields > (OFFICE_FIELDS if request.blueprint == "office" else FORM_FIELDS):
            raise Refusal("too_large")
    origin = request.headers.get("Origin", "")
    if origin and not services().hosts.allowed_origin(origin):
        raise Refusal("form_stale" if _is_scripts() or _is_foreign() else "address")
    given = request.headers.get("X-CSRF") or request.form.get("csrf", "")
    if not any(is_form_token(given, services().secret, held) for held in (desk(), device())):
        g.chosen = request.form.get("language", "")
        raise Refusal("form_stale" if desk() or device() or _is_scripts() else "no_cookies")


def is_ours() -> bool:
    """Whether the browser says (Origin) that a page of ours sent this request."""
    origin = request.headers.get("Origin", "")
    return bool(origin) and services().hosts.allowed_origin(origin)


def _is_foreign() -> bool:
    """Whether another site sent this request; False for one of our own host names at a port that is not configured."""
    origin = request.headers.get("Origin", "")
    return bool(origin) and not services().hosts.allowed_host(origin.partition("//")[2])


def _is_scripts() -> bool:
    """Whether this request was sent by a script, which is answered with JSON and not with a page."""
    return request.is_json or request.path.endswith("/do")


def sent() -> object:
    """The JSON body that a script sent. Raises Refusal malformed for everything else."""
    if not request.is_json:
        raise Refusal("malformed")
    try:
        return strict_json.loads(request.get_data())
    except ValueError:
        raise Refusal("malformed") from None


class Number(IntegerConverter):
    """A whole number in an address, no larger than a database id can be."""

    regex = r"\d{1,16}"

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=2**53 - 1)


# -- rendering ---------------------------------------------------------------------------------------------------------


def t(key: str, n: int | None = None, **facts: object) -> str:
    """The text of a key in the reader's language."""
    return catalogues.say(language(), key, n, **facts)


def pick(texts: dict[str, str], lang: str = "") -> str:
    """A text that people wrote in several languages: the reader's, else Finnish, else any."""
    return texts.get(picked(texts, lang), "")


def picked(texts: dict[str, str], lang: str = "") -> str:
    """The language in which `pick` finds it: for the lang attribute."""
    return catalogues.picked(texts, lang or language())


def asset(path: str) -> str:
    """The address of a static file: changes with every release, so that browsers may cache it for ever."""
    return f"/static/{services().release}/{path}"


def script(page: str) -> str:
    """The address of a page's script."""
    return asset(page_files.loaded_script(services().static, page, services().settings.bundled))


def styles(page: str) -> list[str]:
    """The addresses of a page's style sheets."""
    return [asset(sheet) for sheet in page_files.loaded_styles(services().static, page, services().settings.bundled)]


def words_url(page: str, lang: str = "") -> str:
    """The address of a page's catalogue for its scripts."""
    name = lang or language()
    return f"/words/{page}.{name}.{catalogue_of(page, name)[0]}.json"


def catalogue_of(page: str, lang: str) -> tuple[str, bytes]:
    """A page's catalogue: (version, JSON)."""
    return catalogues.catalogue_bytes(lang, script_words.named(services().static.parent, page))


def number(n: float) -> str:
    """A number in the reader's format."""
    return catalogues.number(language(), n)


def hour(at: int) -> str:
    """A clock time in the reader's format and the forum's time zone, from epoch milliseconds."""
    return catalogues.time(language(), dt.datetime.fromtimestamp(at // 1000, services().settings.tz))


def boot(facts: dict[str, object]) -> Markup:
    """The JSON block that a page's script starts from. It is data, never run; `<` is escaped so that no text can end
    the block."""
    text = json.dumps(facts, ensure_ascii=False, allow_nan=False).replace("<", "\\u003c")
    return Markup('<script type="application/json" id="boot">{}</script>').format(Markup(text))


def render(template: str, status: int = 200, /, **facts: object) -> Response:
    """A page in the reader's language."""
    return Response(text_of(template, **facts), status)


def text_of(template: str, /, **facts: object) -> str:
    """The text of a page, or of a part of one, in the reader's language."""
    lang = language()
    return render_template(template, lang=lang, html_lang=catalogues.html_lang(lang), **facts)


def to(path: str) -> Response:
    """Redirect to another page of ours; the browser requests it by GET."""
    return Response(status=303, headers={"Location": iri_to_uri(path)})


def refusal_sentence(refusal: Refusal, lang: str = "") -> str:
    """A refusal as text: what happened, whether the text is safe, what to do."""
    return catalogues.refusal(lang or language(), refusal.code, refusal.facts)


def form_sentence(refusal: Refusal) -> str:
    """The text for a refused form. It differs for people without scripts: their phone keeps no text and sends nothing
    again."""
    own = ("office.refusal." if request.blueprint == "office" else "phone.refusal.") + refusal.code
    return t(own) if catalogues.has(language(), own) else refusal_sentence(refusal)


def refusal_response(refusal: Refusal) -> Response:
    """The response for a refusal that no page caught: a page, or JSON for scripts. Never a traceback."""
    status = refusals.status(refusal.code)
    if _is_scripts():
        answer = jsonify({"ok": False, "code": refusal.code, "facts": refusal.facts})
        answer.status_code = status
        return answer
    again = _again() if refusal.code in ("no_cookies", "signed_out") else ""
    facts = {"again": again, "cookies": refusal.code == "no_cookies", "typed": _typed(refusal)}
    return render("refusal.html", status, sentence=form_sentence(refusal), **facts)


def _again() -> str:
    """The page whose form this request was, to be opened again."""
    _, room, *rest = request.path.split("/")
    return {"j": f"/j/{codes_of_forums.tidy(rest[0])}" if rest else "/", "office": "/office/sign-in"}.get(room, "/")


def _typed(refusal: Refusal) -> list[str]:
    """What was typed into the refused form, to be copied from the refusal page; empty for what another site put into
    one."""
    if request.method != "POST" or refusal.code == "too_large" or _is_foreign():
        return []
    return [text for name, text in request.form.items() if TYPED.fullmatch(name) and text.strip()]


def error_response(error: Exception) -> Response:
    """The response for an unexpected error. A full disk is logged without a traceback, other errors with one."""
    if is_full(error):
        current_app.logger.error(
            "%s cannot be written: %s", request.endpoint, error.orig if isinstance(error, DBAPIError) else error
        )
        return refusal_response(Refusal("disk_full"))
    current_app.logger.error("a page failed", exc_info=error)
    return refusal_response(Refusal("server"))


def install(app: Flask) -> None:
    """Register the template functions and the number converter of addresses."""
    app.url_map.converters["int"] = Number
    app.jinja_env.globals.update(
        t=t,
        pick=pick,
        picked=picked,
        asset=asset,
        number=number,
        hour=hour,
        row_chart=row_chart,
        whole_chart=whole_chart,
        script=script,
        styles=styles,
        words_url=words_url,
        csrf=csrf,
        csrf_field=csrf_field,
        boot=boot,
        languages=languages.NAMES,
        html_lang_of=catalogues.html_lang,
        is_in_another_script=is_in_another_script,
    )
