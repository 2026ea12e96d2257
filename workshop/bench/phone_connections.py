"""The phones' ends of the connections, made cheap: sessions of the client on the generator's event loop.

All phones of a hall receive the same bytes, so a buffer is looked up as a whole and only the first copy of a frame is
decoded.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from workshop.bench.generator_loop import Poll, dialled
from workshop.client.protocol import WireSession, greeting

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


class PhoneConnection(WireSession):
    """One websocket. `ready` is called when it has joined, `pictured` for each snapshot, and `hear_event`, if set, for
    every event (costly)."""

    __slots__ = ("_now", "at", "has_joined", "hear_event", "heard", "pictured", "poll", "ready", "sock")

    def __init__(
        self, poll: Poll, port: int, at: int, heard: Heard, auth: Any = None, cookies: str = "", sid: str = ""
    ) -> None:
        """`sid` continues a connection that began by polling."""
        super().__init__({} if auth is None else auth, continues=bool(sid))
        self.poll, self.at, self.heard, self.has_joined, self._now = poll, at, heard, False, 0.0
        self.ready: Callable[[PhoneConnection], None] | None = None
        self.pictured: Callable[[PhoneConnection], None] | None = None
        self.hear_event: Callable[[str, Any], None] | None = None
        self.sock = dialled(port, at)
        self.sock.send(greeting(f"127.0.0.1:{port}", f"http://127.0.0.1:{port}", cookies, sid, compresses=True))
        poll.add(self)

    def ask(self, then: Answered, event: str, *given: Any) -> None:
        """Send an event; `then(answer, when)` is called once."""
        self.request(lambda answer: then(answer, self._now), event, *given)

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
        self._now = now
        self.feed(data)

    # -- the session's side ------------------------------------------------------------------------------------------

    def write(self, data: bytes) -> None:
        """Send bytes."""
        self.sock.send(data)

    def frame(self, kind: int, raw: bytes, start: int) -> None:
        """Take one websocket frame; one that others received before is only counted."""
        frame = self.heard.known.get(raw)
        if frame is not None:
            frame.arrivals.append((self.at, self._now))
        else:
            super().frame(kind, raw, start)

    def joined(self) -> None:
        """The server admitted the connection."""
        self.has_joined = True
        if self.ready is not None:
            self.ready(self)

    def refused(self, reason: str) -> None:
        """The server refused the connection."""
        self.heard.refused.append(reason[:80])
        self.close()

    def closed(self) -> None:
        """The server closed the connection."""
        self.heard.lost += 1
        self.close()

    def event(self, raw: bytes, text: bytes) -> None:
        """An event arrived: note frames and snapshots."""
        if text.startswith((b'42["frame"', b'42["snapshot"')):
            frame = Frame(max(map(int, VOTED.findall(text)), default=-1))
            frame.arrivals.append((self.at, self._now))
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
