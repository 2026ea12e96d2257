"""An HTTP client for the generator's event loop: one keep-alive connection for each visitor, whose requests are written
as a generator."""

import gzip
import re
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from workshop.bench.generator_loop import Poll, dialled

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.I)
CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.I)
COOKIE = re.compile(rb"\r\nset-cookie: *([^=]+)=([^;\r]*)", re.I)
LOCATION = re.compile(rb"\r\nlocation: *([^\r]*)", re.I)
COMPRESSED = re.compile(rb"\r\ncontent-encoding: *gzip", re.I)
CLOSES = re.compile(rb"\r\nconnection: *close", re.I)


@dataclass(frozen=True)
class Ask:
    """One request. With a `body` it is a POST: a form, unless `kind` says otherwise."""

    path: str
    body: bytes | None = None
    kind: str = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Reply:
    """The response. `onward` is the target of a redirect, as a path."""

    status: int
    onward: str
    body: bytes
    compressed: bool = False

    @property
    def text(self) -> str:
        """The body, decoded. Only pages are decoded: the content of other files is never read."""
        return (gzip.decompress(self.body) if self.compressed else self.body).decode()


Steps = Generator[Ask, Reply, None]


@dataclass
class Visit:
    """One visitor with its own cookies. `then` is called when the generator has ended or the visit has failed."""

    poll: Poll
    port: int
    number: int
    then: Callable[["Visit"], None]
    cookies: dict[str, str] = field(default_factory=dict)
    trouble: str = ""
    requests: int = 0

    def begin(self, steps: Steps) -> None:
        """Send the first request; the event loop does the rest."""
        self._steps, self._rest, self._open, self._over = steps, b"", False, False
        self._go_on(None)

    @property
    def cookie_header(self) -> str:
        """The value of the Cookie header; its socket sends it too."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def take(self, data: bytes, now: float) -> None:
        """Takes a part of a response."""
        self._rest += data
        reply = self._whole()
        if reply is not None:
            self._go_on(reply)

    def ended(self) -> None:
        """The server closed the connection. In the middle of a response this is a failure."""
        self._open = False
        if not self._over:
            self._end("the server hung up")

    def _go_on(self, reply: Reply | None) -> None:
        try:
            ask = next(self._steps) if reply is None else self._steps.send(reply)
        except StopIteration:
            self._end("")
            return
        except (ValueError, TypeError, LookupError) as error:
            self._end(f"an unexpected page ({reply.status if reply else 0}): {error}")
            return
        if not self._open:
            self.sock = dialled(self.port, self.number)
            self._open = True
            self.poll.add(self)
        self.requests += 1
        self.sock.send(self._request(ask))

    def _end(self, trouble: str) -> None:
        self._over, self.trouble = True, trouble
        if self._open:
            self._open = False
            self.poll.drop(self)
        self.then(self)

    def _request(self, ask: Ask) -> bytes:
        lines = [
            f"{'GET' if ask.body is None else 'POST'} {ask.path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            "Accept-Encoding: gzip",
            "Accept-Language: fi",
            "User-Agent: Mozilla/5.0 (Linux; Android 10) Chrome/80.0 Mobile",
            "Accept: */*",
        ]
        if self.cookies:
            lines.append(f"Cookie: {self.cookie_header}")
        if ask.body is not None:
            lines += [
                f"Origin: http://127.0.0.1:{self.port}",
                f"Content-Type: {ask.kind}",
                f"Content-Length: {len(ask.body)}",
            ]
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + (ask.body or b"")

    def _whole(self) -> Reply | None:
        head, end, body = self._rest.partition(b"\r\n\r\n")
        if not end:
            return None
        status, length = int(head[9:12]), LENGTH.search(head)
        if CHUNKED.search(head):
            found = _unchunked(body)
        else:
            size = int(length[1]) if length else 0
            found = body[:size] if len(body) >= size else None
        if found is None:
            return None
        self._rest = b""
        self.cookies.update({name.decode().strip(): value.decode() for name, value in COOKIE.findall(head)})
        if CLOSES.search(head):
            self._open = False
            self.poll.drop(self)
        onward = LOCATION.search(head)
        return Reply(status, _path(onward[1].decode()) if onward else "", found, bool(COMPRESSED.search(head)))


def _unchunked(body: bytes) -> bytes | None:
    found, at = b"", 0
    while True:
        cut = body.find(b"\r\n", at)
        if cut < 0:
            return None
        size = int(body[at:cut].partition(b";")[0], 16)
        if len(body) < cut + 2 + size + 2:
            return None
        if not size:
            return found
        found += body[cut + 2 : cut + 2 + size]
        at = cut + 2 + size + 2


def _path(address: str) -> str:
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")
