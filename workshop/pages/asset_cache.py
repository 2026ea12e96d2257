"""The asset cache: complete HTTP responses of static files and catalogues, kept in memory and sent before Flask is
involved.

The server sends these as soon as it has read a request's head, for a twentieth of the work. Each response is what Flask
returned when asked once at the start, so that its headers are defined in one place. Any other request, or one with an
unusual header, takes the ordinary path through Flask.

Depends on the handler that eventlet derives from the standard library's (`raw_requestline`, `rfile`, `parse_request`,
`connection`) and on what transport/http_handler.py adds to it (`head_is_here`; it yields after each request);
tests/live/test_asset_cache.py tests it.
"""

import io
import socket
from collections.abc import Iterator, Mapping
from socketserver import BaseRequestHandler
from typing import Any, BinaryIO

from flask import Flask

from workshop.access.base_url_and_allowed_hosts import Hosts
from workshop.i18n import languages
from workshop.pages import script_message_keys, scripts_and_styles
from workshop.pages.base import Services, asset, words_url
from workshop.pages.compression import accepts_gzip

UNUSUAL = (b"content-length", b"transfer-encoding", b"expect", b"upgrade")
"""Headers of requests that take the ordinary path."""


class AssetCache:
    """The cached responses of one app, by the target of a GET."""

    def __init__(self, app: Flask, services: Services) -> None:
        self._hosts: Hosts = services.hosts
        self._plain: dict[bytes, bytes] = {}
        self._gzipped: dict[bytes, bytes] = {}
        for path in _immutable(app, services):
            self._plain[path.encode()] = _response(app, path, "identity")
            self._gzipped[path.encode()] = _response(app, path, "gzip")

    def hand_out(self, base: Any) -> type[BaseRequestHandler]:
        """A subclass of the server's handler class that sends cached responses as soon as it has read a request's
        head."""
        cache = self

        class Handler(base):  # type: ignore[misc]  # known at run time only
            rfile: BinaryIO

            def parse_request(self) -> bool:
                parts = self.raw_requestline.split()
                if len(parts) != 3 or parts[0] != b"GET" or parts[2] != b"HTTP/1.1" or parts[1] not in cache:
                    return bool(super().parse_request())
                lines = _head(self.rfile)
                headers = {
                    name.strip().lower(): value.strip() for name, _, value in (line.partition(b":") for line in lines)
                }
                answer = cache.answer(parts[1], headers) if lines[-1] else None  # cut off: HttpLimits handle it
                if answer is None:
                    self.rfile = io.BytesIO(
                        b"".join(lines)
                    )  # parsed again by the library; the body has not been read yet
                    return bool(super().parse_request())
                self.head_is_here()
                sent = _was_sent(self.connection, answer)
                self.close_connection = not sent or headers.get(b"connection", b"").lower() == b"close"
                return False

        return Handler

    def __contains__(self, target: bytes) -> bool:
        return target in self._plain

    def answer(self, target: bytes, headers: Mapping[bytes, bytes]) -> bytes | None:
        """Status line, headers and body, or None when the request takes the ordinary path. Header names are in lower
        case."""
        if any(name in headers for name in UNUSUAL) or not self._hosts.allowed_host(
            headers.get(b"host", b"").decode("latin-1")
        ):
            return None
        accepted = headers.get(b"accept-encoding", b"").decode("latin-1")
        return (self._gzipped if accepts_gzip(accepted) else self._plain).get(target)


def _immutable(app: Flask, services: Services) -> Iterator[str]:
    """The addresses that browsers may cache for ever."""
    with app.test_request_context():
        for path in scripts_and_styles.served(services.static, services.settings.bundled):
            yield asset(path)
        for page in script_message_keys.FILES:
            for language in languages.LANGUAGES:
                yield words_url(page, language)


def _response(app: Flask, path: str, encoding: str) -> bytes:
    answer = app.test_client().get(path, base_url="http://127.0.0.1", headers={"Accept-Encoding": encoding})
    head = [f"HTTP/1.1 {answer.status}", *(f"{name}: {value}" for name, value in answer.headers.items())]
    return "\r\n".join([*head, "", ""]).encode("latin-1") + bytes(answer.data)


def _head(file: BinaryIO) -> list[bytes]:
    """The lines of a request's head after the first, with the empty one. The file limits their number and length."""
    lines = [file.readline()]
    while lines[-1] not in (b"\r\n", b"\n", b""):
        lines.append(file.readline())
    return lines


def _was_sent(connection: socket.socket, answer: bytes) -> bool:
    try:
        connection.sendall(answer)
    except OSError:
        return False
    return True
