"""The phones' ends of the connections, made cheap: as much of websocket, engine.io and Socket.IO as a phone in a hall
needs.

All phones of a hall receive the same bytes, so a buffer is looked up as a whole and only the first copy of a frame is
decoded.
"""

import base64
import json
import os
import re
import struct
from collections.abc import Callable
from typing import Any

from workshop.bench.poll import Poll, dialled

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
VOTED = re.compile(rb'"voted":\s*(\d+)')
Answered = Callable[[Any, float], None]


class Frame:
    """One message that says how many have voted, with the time at which each phone received it."""

    __slots__ = ("arrivals", "voted")

    def __init__(self, voted: int) -> None:
        self.voted = voted
        self.arrivals: list[tuple[int, float]] = []


class Heard:
    """What the phones of one hall received since `forget`."""

    def __init__(self) -> None:
        self.known: dict[bytes, Frame] = {}
        self.pictures: list[Frame] = []
        self.sample = b""
        """the last frame as received, with its websocket header"""
        self.lost = 0
        """connections that the server closed"""
        self.refused: list[str] = []

    def forget(self) -> None:
        """Start a new measurement. A late copy of an old frame is then decoded again."""
        self.known, self.pictures = {}, []

    @property
    def deliveries(self) -> int:
        """Frames that arrived, summed over phones."""
        return sum(len(frame.arrivals) for frame in self.known.values())

    @property
    def frames(self) -> list[Frame]:
        """All messages with a count of votes, snapshots included."""
        return [*self.known.values(), *self.pictures]


class Line:
    """One websocket. `ready` is called when it has joined, `pictured` for each snapshot, and `hear_event`, if set, for
    every event (costly)."""

    __slots__ = (
        "_asked",
        "_auth",
        "_number",
        "_probes",
        "_rest",
        "_up",
        "at",
        "hear_event",
        "heard",
        "joined",
        "pictured",
        "poll",
        "ready",
        "sock",
    )

    def __init__(
        self, poll: Poll, port: int, at: int, heard: Heard, auth: Any = None, cookies: str = "", sid: str = ""
    ) -> None:
        """`sid` continues a connection that began by polling."""
        self.poll, self.at, self.heard, self._auth, self._probes = poll, at, heard, auth, bool(sid)
        self.joined = self._up = False
        self.ready: Callable[[Line], None] | None = None
        self.pictured: Callable[[Line], None] | None = None
        self.hear_event: Callable[[str, Any], None] | None = None
        self._asked: dict[int, Answered] = {}
        self._number = 0
        self._rest = b""
        self.sock = dialled(port, at)
        self.sock.send(_greeting(port, cookies, sid))
        poll.add(self)

    def emit(self, event: str, *given: Any) -> None:
        """Send an event that needs no answer."""
        self.say(b"42" + _json([event, *given]))

    def ask(self, then: Answered, event: str, *given: Any) -> None:
        """Send an event; `then(answer, when)` is called once."""
        self._number += 1
        self._asked[self._number] = then
        self.say(b"42%d" % self._number + _json([event, *given]))

    def say(self, text: bytes, kind: int = TEXT) -> None:
        """Send one message as it is."""
        size = len(text)
        head = (
            struct.pack("!BB", 0x80 | kind, 0x80 | size) if size < 126 else struct.pack("!BBH", 0x80 | kind, 0xFE, size)
        )
        self.sock.send(head + b"\0\0\0\0" + text)  # a mask of zeros is valid and needs no work

    def close(self) -> None:
        """Close the connection."""
        self.poll.drop(self)

    def ended(self) -> None:
        """The server closed the connection."""
        self.heard.lost += 1

    def take(self, data: bytes, now: float) -> None:
        """Takes received bytes: mostly one complete frame that all others receive too."""
        if not self._rest:
            frame = self.heard.known.get(data)
            if frame is not None:
                frame.arrivals.append((self.at, now))
                return
        else:
            data = self._rest + data
        if not self._up:
            head, end, data = data.partition(b"\r\n\r\n")
            if not end:
                self._rest = head
                return
            if b" 101 " not in head[:20]:
                self.heard.refused.append(head[:40].decode("ascii", "replace"))
                self.close()
                return
            self._up = True
            if self._probes:
                self.say(b"2probe")
        self._rest = self._take_frames(data, now)

    def _take_frames(self, data: bytes, now: float) -> bytes:
        at, end = 0, len(data)
        while end - at >= 2:
            size, start = data[at + 1] & 127, at + 2
            if size == 126:
                size, start = int.from_bytes(data[at + 2 : at + 4], "big"), at + 4
            elif size == 127:
                size, start = int.from_bytes(data[at + 2 : at + 10], "big"), at + 10
            if start + size > end:
                break
            self._message(data[at] & 15, data[at : start + size], start - at, now)
            at = start + size
        return data[at:]

    def _message(self, kind: int, raw: bytes, start: int, now: float) -> None:
        frame = self.heard.known.get(raw)
        if frame is not None:
            frame.arrivals.append((self.at, now))
        elif kind == TEXT:
            self._packet(raw, raw[start:], now)
        elif kind == PING:
            self.say(raw[start:], PONG)
        elif kind == CLOSE:
            self.heard.lost += 1
            self.close()

    def _packet(self, raw: bytes, text: bytes, now: float) -> None:
        if text.startswith(b"42"):
            self._event(raw, text, now)
        elif text.startswith(b"43"):
            cut = text.index(b"[")
            self._asked.pop(int(text[2:cut]))(json.loads(text[cut:])[0], now)
        elif text == b"2":
            self.say(b"3")
        elif text == b"3probe":
            self.say(b"5")
            self._join()
        elif text.startswith(b"40"):
            self._join()
        elif text.startswith(b"0"):
            self.say(b"40" + _json(self._auth if self._auth is not None else {}))
        elif text.startswith((b"44", b"41")):
            self.heard.refused.append(text[2:80].decode("utf-8", "replace"))

    def _join(self) -> None:
        self.joined = True
        if self.ready is not None:
            self.ready(self)

    def _event(self, raw: bytes, text: bytes, now: float) -> None:
        if text.startswith((b'42["frame"', b'42["snapshot"')):
            frame = Frame(max(map(int, VOTED.findall(text)), default=-1))
            frame.arrivals.append((self.at, now))
            if text.startswith(b'42["frame"'):
                self.heard.known[raw] = frame
                self.heard.sample = raw
            else:
                self.heard.pictures.append(frame)
                if self.pictured is not None:
                    self.pictured(self)
        if self.hear_event is not None:
            name, *rest = json.loads(text[2:])
            self.hear_event(name, rest[0] if rest else None)


class Stream:
    """A bare connection that only counts bytes."""

    __slots__ = ("bytes", "poll", "sock")

    def __init__(self, poll: Poll, port: int, at: int) -> None:
        self.poll, self.bytes = poll, 0
        self.sock = dialled(port, at)
        poll.add(self)

    def take(self, data: bytes, now: float) -> None:
        """Count the bytes."""
        self.bytes += len(data)

    def ended(self) -> None:
        """The other side closed the connection."""

    def close(self) -> None:
        """Close the connection."""
        self.poll.drop(self)


def payload_of(raw: bytes) -> Any:
    """The payload of a frame, from its bytes with the websocket header."""
    return json.loads(raw[raw.index(b"42[") + 2 :])[1]


def _greeting(port: int, cookies: str, sid: str) -> bytes:
    going_on = f"&sid={sid}" if sid else ""
    lines = [
        f"GET /socket.io/?EIO=4&transport=websocket{going_on} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
        "Sec-WebSocket-Version: 13",
        f"Origin: http://127.0.0.1:{port}",
        "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
    ]
    if cookies:
        lines.append(f"Cookie: {cookies}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
