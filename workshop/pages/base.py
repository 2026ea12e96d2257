"""Helpers shared by all pages: the server's services, reading in the reader thread, this browser's cookies and
language, rendering."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, TypeVarTuple

from flask import Response, current_app, g, render_template, request
from markupsafe import Markup
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from werkzeug.urls import iri_to_uri

from workshop.access import cookie_names_and_parser, random_codes_and_keys
from workshop.access.authentication import Credentials, new_token
from workshop.access.base_url_and_allowed_hosts import Hosts
from workshop.access.cookie_names_and_parser import Names
from workshop.access.password_sign_in import SIGNED_IN_DAYS
from workshop.access.rate_limits_by_participant import Rates
from workshop.access.sealed_contacts import ContactSealer
from workshop.actions.answers_to_retries import made_of
from workshop.actions.rate_limit import ParticipantRateLimiter
from workshop.actions.writer import Writer
from workshop.contract.base import Command
from workshop.domain.errors import Refusal
from workshop.downloads.queue import Downloads
from workshop.i18n import catalogues, languages
from workshop.pages import script_message_keys, scripts_and_styles
from workshop.pages.live_interface import LiveSide
from workshop.pages.page_cache import PageCache
from workshop.pages.results_cache import ResultsCache
from workshop.pages.suggestion_cache import SuggestionCache
from workshop.projections.similar_ideas import SimilarIdeas
from workshop.projections.snapshot_cache import SnapshotCache
from workshop.runtime import epoch_ms, loop
from workshop.runtime.jobs import Jobs
from workshop.runtime.settings import Settings
from workshop.runtime.simulated_participants_processes import PracticePeople
from workshop.storage.database import reading

T = TypeVar("T")
Args = TypeVarTuple("Args")
DEVICE_DAYS = 180


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
    live: LiveSide = field(init=False)
    snapshots: SnapshotCache = field(default_factory=lambda: SnapshotCache(here=False))
    similar: SimilarIdeas = field(default_factory=SimilarIdeas)
    similar_waiting: int = 0
    page_cache: PageCache = field(default_factory=PageCache)
    results: ResultsCache = field(default_factory=ResultsCache)
    jobs: Jobs = field(default_factory=Jobs)
    limited: ParticipantRateLimiter = field(init=False)
    practice: PracticePeople = field(init=False)
    suggestions: SuggestionCache = field(init=False)
    downloads: Downloads = field(init=False)
    contacts: ContactSealer = field(init=False)

    def __post_init__(self) -> None:
        self.limited = ParticipantRateLimiter(self.writer, self.rates)
        self.practice = PracticePeople(self.jobs)
        self.suggestions = SuggestionCache(self.engine)
        self.downloads = Downloads(self.engine, self.settings)
        self.contacts = ContactSealer(self.settings.data)


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
    return made_of(services().writer.execute(command, carried(), forum))


def do_rate_limited(command: Command, forum: int, participant: int) -> dict[str, object]:
    """Execute a participant's command under the rate limit. Raises Refusal, also too_fast and slow_down."""
    return made_of(services().limited.execute(participant, command, carried(), forum))


def new_key() -> str:
    """An idempotency key for a command whose form carries none."""
    return random_codes_and_keys.key()


# -- who is asking ----------------------------------------------------------------------------------------------------


def device() -> str:
    """This phone's token, or "". A cookie that this request sets counts."""
    return str(g.get("device") or cookie(services().cookies.device))


def desk() -> str:
    """This browser's desk token, or ""."""
    return str(g.get("desk") or cookie(services().cookies.desk))


def cookie(name: str) -> str:
    """A cookie of this request, or "". Werkzeug's own parser can be made to take seconds."""
    return cookie_names_and_parser.value(request.headers.get("Cookie", ""), name)


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
    response.set_cookie(names.desk, token, **names.flags(SIGNED_IN_DAYS if token else 0))


def language() -> str:
    """The language to read in: chosen in this request (or in the form that was refused), else what the browser
    prefers."""
    asked = g.get("language") or request.args.get("lang", "") or g.get("chosen", "")
    return asked if asked in languages.LANGUAGES else catalogues.choose(request.headers.get("Accept-Language"))


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


def in_other_language(texts: dict[str, str]) -> str:
    """That what `pick` finds is in another language than the reader's, "(in Finnish)", or ""."""
    return catalogues.in_other_language(texts, language())


def reader_lang() -> str:
    """The lang attribute of the reader's language."""
    return catalogues.html_lang(language())


def asset(path: str) -> str:
    """The address of a static file: changes with every release, so that browsers may cache it for ever."""
    return f"/static/{services().release}/{path}"


def script(page: str) -> str:
    """The address of a page's script."""
    return asset(scripts_and_styles.loaded_script(services().static, page, services().settings.bundled))


def styles(page: str) -> list[str]:
    """The addresses of a page's style sheets."""
    return [
        asset(sheet) for sheet in scripts_and_styles.loaded_styles(services().static, page, services().settings.bundled)
    ]


def words_url(page: str, lang: str = "") -> str:
    """The address of a page's catalogue for its scripts."""
    name = lang or language()
    return f"/words/{page}.{name}.{catalogue_of(page, name)[0]}.json"


def catalogue_of(page: str, lang: str) -> tuple[str, bytes]:
    """A page's catalogue: (version, JSON)."""
    return catalogues.catalogue_bytes(lang, script_message_keys.named(services().static.parent, page))


def number(n: float) -> str:
    """A number in the reader's format."""
    return catalogues.number(language(), n)


def valued(n: float, unit: str) -> str:
    """A number in the reader's format, with the sign of its unit where it has one."""
    return catalogues.valued(language(), n, unit)


def measure(name: str) -> str:
    """The name of a measure of which the unit stands with the value (`valued`)."""
    return catalogues.measure(language(), name)


def hour(at: int) -> str:
    """A clock time in the reader's format and the forum's time zone, from epoch milliseconds."""
    return catalogues.time(language(), epoch_ms.local(at, services().settings.tz))


def day(at: int | None) -> str:
    """A date in the reader's format and the forum's time zone, from epoch milliseconds; empty for none."""
    if at is None:
        return ""
    return catalogues.date(language(), epoch_ms.local(at, services().settings.tz))


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


def attachment(content: bytes | str, content_type: str, name: str) -> Response:
    """A file, which a browser saves under this name."""
    answer = Response(content, content_type=content_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def unkept(response: Response) -> Response:
    """The response, which no browser and no proxy may cache: it holds a secret, or is another one a moment later."""
    response.headers["Cache-Control"] = "no-store"
    return response
