"""Serves static files and message catalogues, the same to every client, with cache headers."""

import gzip
import mimetypes
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, request

from workshop.domain.errors import Refusal
from workshop.i18n import languages
from workshop.pages import script_message_keys, scripts_and_styles
from workshop.pages.base import catalogue_of, services
from workshop.pages.compression import accepts_gzip

pages = Blueprint("public", __name__)
FOR_EVER = "public, max-age=31536000, immutable"
COMPRESSED = ("text/", "application/json", "image/svg")


@pages.get("/static/<release>/<path:path>")
def static(release: str, path: str) -> Response:
    """A static file, from memory. Its address changes with each release; an old address returns the new file, not to be
    cached."""
    found = _file(services().static, path)
    if found is None:
        raise Refusal("page")
    return _send(*found, keep=release == services().release)


@pages.get("/words/<name>.json")
def catalogue(name: str) -> Response:
    """A catalogue for scripts: `<page>.<language>.<hash>`."""
    page, language, wanted = (*name.split("."), "", "")[:3]
    if page not in script_message_keys.FILES or language not in languages.LANGUAGES:
        raise Refusal("page")
    version, body = catalogue_of(page, language)
    return _send("application/json", body, _gzipped(body), keep=wanted == version)


@pages.get("/favicon.ico")
def favicon() -> Response:
    """The icon in the browser's tab."""
    found = _file(services().static, "icon.svg")
    return _send(*found, keep=False) if found else Response(status=204)


def _file(folder: Path, path: str) -> tuple[str, bytes, bytes] | None:
    """Media type, content and compressed content of a file. It has one address: another spelling of its path names
    nothing, so that strangers cannot make it be read and kept again."""
    return _content(folder / path) if path in _paths(folder) else None


@cache
def _paths(folder: Path) -> frozenset[str]:
    return frozenset(scripts_and_styles.served(folder, bundled=False))


@cache
def _content(found: Path) -> tuple[str, bytes, bytes]:
    kind = (
        "text/javascript"
        if found.suffix in (".js", ".mjs")
        else mimetypes.guess_type(found.name)[0] or "application/octet-stream"
    )
    body = found.read_bytes()
    return kind, body, _gzipped(body) if kind.startswith(COMPRESSED) else b""


@cache
def _gzipped(body: bytes) -> bytes:
    """Cached: only for files and catalogues, of which there are a fixed number."""
    return gzip.compress(body, 9, mtime=0)


def _send(kind: str, body: bytes, small: bytes, keep: bool) -> Response:
    compress = bool(small) and accepts_gzip(request.headers.get("Accept-Encoding", ""))
    answer = Response(small if compress else body, mimetype=kind)
    answer.headers["Cache-Control"] = FOR_EVER if keep else "no-cache"
    answer.headers["Vary"] = "Accept-Encoding"
    if compress:
        answer.headers["Content-Encoding"] = "gzip"
    return answer
