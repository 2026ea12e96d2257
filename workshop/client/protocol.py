"""One connection as our pages have it, without I/O: as much of websocket, engine.io 4 and Socket.IO 5 as they use.

A subclass has the socket: it gives what arrived to `feed`, sends what `write` is given, and says in `event`, `joined`,
`refused` and `closed` what happens then. It must be cheap, because thousands share the machine with the server.
"""

import base64
import json
import os
import secrets
import struct
from collections.abc import Callable

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
Then = Callable[[object], None]


class WireSession:
    """The protocol of one connection. `continues`: it began by polling, and is now changed to a websocket."""

    __slots__ = ("_asked", "_auth", "_continues", "_number", "_rest", "_up")

    def __init__(self, auth: object, continues: bool = False) -> None:
        self._auth, self._continues, self._up, self._rest = auth, continues, False, b""
        self._asked: dict[int, Then] = {}
        self._number = 0

    # -- sending -------------------------------------------------------------------------------------------------------

    def emit(self, event: str, *given: object) -> None:
        """Send an event that needs no answer."""
        self.say(b"42" + as_json([event, *given]))

    def request(self, then: Then, event: str, *given: object) -> None:
        """Send an event; `then(answer)` is called once, if the connection lasts so long."""
        self._number += 1
        self._asked[self._number] = then
        self.say(b"42%d" % self._number + as_json([event, *given]))

    def say(self, payload: bytes, kind: int = TEXT) -> None:
        """Send one websocket message as it is."""
        size = len(payload)
        head = (
            struct.pack("!BB", 0x80 | kind, 0x80 | size) if size < 126 else struct.pack("!BBH", 0x80 | kind, 0xFE, size)
        )
        self.write(head + b"\0\0\0\0" + payload)  # a mask of zeros is valid and needs no work

    # -- receiving -----------------------------------------------------------------------------------------------------

    def feed(self, data: bytes) -> None:
        """Take received bytes, in pieces of any size."""
        data = self._rest + data if self._rest else data
        if not self._up:
            head, end, data = data.partition(b"\r\n\r\n")
            if not end:
                self._rest = head
                return
            first = head.split(b"\r\n", 1)[0]
            if b" 101 " not in first:
                self._rest = b""
                self.refused(first.decode("ascii", "replace"))
                return
            self._up = True
            if self._continues:
                self.say(b"2probe")
        self._rest = self._take_frames(data)

    def _take_frames(self, data: bytes) -> bytes:
        at, end = 0, len(data)
        while end - at >= 2:
            size, start = data[at + 1] & 127, at + 2
            if size == 126:
                size, start = int.from_bytes(data[at + 2 : at + 4], "big"), at + 4
            elif size == 127:
                size, start = int.from_bytes(data[at + 2 : at + 10], "big"), at + 10
            if start + size > end:
                break
            self.frame(data[at] & 15, data[at : start + size], start - at)
            at = start + size
        return data[at:]

    def frame(self, kind: int, raw: bytes, start: int) -> None:
        """Take one websocket frame; its payload begins at `start`."""
        if kind == TEXT:
            self._packet(raw, raw[start:])
        elif kind == PING:
            self.say(raw[start:], PONG)
        elif kind == CLOSE:
            self.closed()

    def _packet(self, raw: bytes, text: bytes) -> None:
        if text.startswith(b"42"):
            self.event(raw, text)
        elif text.startswith(b"43"):
            self._answered(text)
        elif text == b"2":
            self.say(b"3")
        elif text == b"3probe":
            self.say(b"5")
            self.joined()
        elif text.startswith(b"40"):
            self.joined()
        elif text.startswith(b"44"):
            why = json.loads(text[2:] or b'""')
            self.refused(str(why.get("message", "") if isinstance(why, dict) else why))
        elif text.startswith(b"0"):
            self.say(b"40" + as_json(self._auth))
        elif text[:2] in (b"41", b"1"):
            self.closed()

    def _answered(self, text: bytes) -> None:
        start = text.index(b"[")
        then = self._asked.pop(int(text[2:start]), None)
        if then is not None:
            then(json.loads(text[start:])[0])

    # -- the subclass's part -------------------------------------------------------------------------------------------

    def write(self, data: bytes) -> None:
        """Send bytes."""
        raise NotImplementedError

    def event(self, raw: bytes, text: bytes) -> None:
        """An event arrived: its whole frame, and its packet `42["name", …]`."""
        raise NotImplementedError

    def joined(self) -> None:
        """The server admitted the connection."""
        raise NotImplementedError

    def refused(self, reason: str) -> None:
        """The server refused the connection: out, reload, host, server, or the first line of an HTTP answer."""
        raise NotImplementedError

    def closed(self) -> None:
        """The server closed the connection."""
        raise NotImplementedError


def greeting(host: str, origin: str, cookies: str = "", sid: str = "", compresses: bool = False) -> bytes:
    """The request that opens a websocket, or changes the polling connection `sid` to one. `compresses`: offer
    compression, as browsers do."""
    lines = [
        f"GET /socket.io/?EIO=4&transport=websocket{f'&sid={sid}' if sid else ''} HTTP/1.1",
        f"Host: {host}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
        "Sec-WebSocket-Version: 13",
        f"Origin: {origin}",
    ]
    if compresses:
        lines.append("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits")
    if cookies:
        lines.append(f"Cookie: {cookies}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def as_json(value: object) -> bytes:
    """Compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def new_key() -> str:
    """An idempotency key for a command, made where the command is made."""
    return secrets.token_urlsafe(12)
