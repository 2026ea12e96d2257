"""The app factory: `create_app(settings)` builds the Flask app and connects its parts, one function per step. Contains
no rules."""

import hashlib
import os
import secrets
from pathlib import Path

from flask import Flask, Response, g, request
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Engine, insert, select
from werkzeug.exceptions import ClientDisconnected, HTTPException, NotFound, RequestEntityTooLarge
from werkzeug.middleware.proxy_fix import ProxyFix

from workshop.access.base_url_and_allowed_hosts import Hosts
from workshop.access.cookie_names_and_parser import Names
from workshop.access.rate_limits_by_participant import Rates
from workshop.actions.writer import Writer
from workshop.domain.errors import Refusal
from workshop.i18n import catalogues, languages
from workshop.live import socketio_setup
from workshop.pages import (
    base,
    body_limits,
    compression,
    post_checks,
    register,
    script_message_keys,
    scripts_and_styles,
    template_functions,
)
from workshop.pages.refusal_responses import error_response, refusal_response
from workshop.runtime.settings import Settings
from workshop.storage.database import transaction
from workshop.storage.tables import house as house_row

TOP = Path(__file__).resolve().parent.parent
COMPILED = "COMPILED_TEMPLATES"
"""The environment variable with the folder in which servers of one run of the tests share their compiled templates. Not
a setting: what was compiled by other code of ours must not be used."""


def create_app(settings: Settings, engine: Engine, owner_key: str = "") -> Flask:
    """A complete app on an upgraded database. The writer is not open yet: the caller opens `Services.writer`."""
    app = Flask("workshop", template_folder=str(TOP / "templates"), static_folder=None)
    services = _services(settings, engine, owner_key)
    app.extensions["services"] = services
    _configure(app)
    _check_requests(app, services)
    template_functions.install(app)
    register(app)
    _handle_errors(app)
    if settings.bundled and scripts_and_styles.stale(services.static):
        app.logger.info("scripts or styles are newer than their bundles, so pages load the sources")
    services.live = socketio_setup.join(
        app, settings, services.writer, services.hosts, services.cookies, services.rates
    )
    # Last, so that it wraps Socket.IO too. Only the address comes from the proxy: host and scheme are settings.
    if settings.forwarded:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # as Flask's documents tell to
            app.wsgi_app, x_for=1, x_proto=0, x_host=0
        )
    return app


def _services(settings: Settings, engine: Engine, owner_key: str) -> base.Services:
    return base.Services(
        settings=settings,
        engine=engine,
        writer=Writer(engine),
        hosts=Hosts(settings, settings.port),
        cookies=Names(settings.secure),
        rates=Rates(),
        secret=_secret(engine),
        release=_release(TOP / "static"),
        static=TOP / "static",
        owner_key=owner_key,
    )


def _secret(engine: Engine) -> str:
    """The secret that signs form tokens (CSRF): made once, kept in the database."""
    with transaction(engine) as db:
        found = db.scalar(select(house_row.c.value).where(house_row.c.name == "secret"))
        if found is None:
            found = secrets.token_hex(32)
            db.execute(insert(house_row).values(name="secret", value=found))
        return str(found)


def _release(folder: Path) -> str:
    """A version name of all static files: a hash of their contents."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _configure(app: Flask) -> None:
    app.config.update(
        MAX_CONTENT_LENGTH=body_limits.LARGEST_FORM,
        MAX_FORM_MEMORY_SIZE=body_limits.LARGEST_FORM,
        MAX_FORM_PARTS=400,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.url_map.strict_slashes = False
    if folder := os.environ.get(COMPILED):
        app.jinja_env.bytecode_cache = FileSystemBytecodeCache(folder)


def _check_requests(app: Flask, services: base.Services) -> None:
    @app.before_request
    def known_host() -> None:
        if not services.hosts.allowed_host(request.host):
            raise Refusal("host")
        post_checks.guard_form()

    @app.after_request
    def headers(response: Response) -> Response:
        return _headers(response, services)


def _headers(response: Response, services: base.Services) -> Response:
    if g.get("set_device"):
        base.set_device(response, base.device())
    socket = f"{'wss' if services.settings.secure else 'ws'}://{request.host}"
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    if request.blueprint == "public":  # static files and catalogues: the page that loads them has its own policy
        return response
    response.headers.setdefault(
        "Content-Security-Policy",
        f"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        f"connect-src 'self' {socket}; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; "
        "frame-src 'self'; manifest-src 'self'",
    )
    # no-referrer would make browsers send "Origin: null" with forms.
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.setdefault("Vary", "Cookie, Accept-Language, Accept-Encoding")
    return compression.compressed(response)


def _handle_errors(app: Flask) -> None:
    app.register_error_handler(Refusal, refusal_response)
    app.register_error_handler(NotFound, lambda _: refusal_response(Refusal("page")))
    app.register_error_handler(RequestEntityTooLarge, lambda _: refusal_response(Refusal("too_large")))

    # The sender went away in the middle of its body: the answer reaches no one, and it is no error of ours.
    app.register_error_handler(ClientDisconnected, lambda _: Response(status=400))

    @app.errorhandler(HTTPException)
    def other(error: HTTPException) -> Response:
        answer = refusal_response(Refusal("malformed"))
        answer.status_code = error.code or 400
        return answer

    app.register_error_handler(Exception, error_response)


def load_words() -> None:
    """Read every catalogue before the first request, so that no request waits for it."""
    for page in script_message_keys.FILES:
        for language in languages.LANGUAGES:
            catalogues.catalogue_bytes(language, script_message_keys.named(TOP, page))
