"""The reference servers that frames are compared with: the bare loop, Socket.IO on Node, stock Flask-SocketIO. Each
keeps its phones connected."""

import base64
import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from workshop.bench.child_processes import REFERENCES, BenchProcess, Failed, reference
from workshop.bench.generator_loop import Poll
from workshop.bench.phone_connections import Heard, PhoneConnection, Stream, payload_of
from workshop.bench.votes import Cost, Meter, Storm, cast

BEAT_MS = 100
NODE_PACKAGE = "socket.io@4"
AT_ONCE = 20


class Bare:
    """The bare Python loop: writes bytes to sockets and does nothing else."""

    def __init__(self, poll: Poll, folder: Path, phones: int) -> None:
        self.child = reference("bare_broadcast", folder)
        self._poll = poll
        port = self.child.port()
        self._streams = [Stream(poll, port, number) for number in range(phones)]
        poll.rest(0.3)

    def frames(self, sample: bytes, beats: int) -> tuple[Cost, int]:
        """Write these bytes to every connection at each beat. The cost, and how many frames arrived."""
        for stream in self._streams:
            stream.bytes = 0
        meter = Meter(self.child)
        self.child.order({"bytes": base64.b64encode(sample).decode(), "ticks": beats, "ms": BEAT_MS})
        wanted = len(sample) * beats * len(self._streams)
        self._poll.rest(beats * BEAT_MS / 1000)
        self._poll.run(lambda: sum(stream.bytes for stream in self._streams) >= wanted, 20)
        return meter.stop(), sum(stream.bytes for stream in self._streams) // len(sample)

    def close(self) -> None:
        """Stop the process and close the connections."""
        self.child.stop()
        for stream in self._streams:
            stream.close()


class Emitting:
    """A Socket.IO server that emits: Node, or stock Flask-SocketIO."""

    def __init__(self, poll: Poll, child: BenchProcess, phones: int) -> None:
        self.child, self._poll, self.heard = child, poll, Heard()
        port = child.port()
        self.lines: list[PhoneConnection] = []
        for number in range(phones):
            line = PhoneConnection(poll, port, number, self.heard)
            line.ready = lambda line: line.emit("sync")
            self.lines.append(line)
            if number % AT_ONCE == AT_ONCE - 1:
                poll.run(lambda: len(self.heard.pictures) >= len(self.lines) - AT_ONCE // 2, 10)
        if not poll.run(lambda: len(self.heard.pictures) >= phones, 30):
            raise Failed(f"only {len(self.heard.pictures)} of {phones} phones could connect: {self.heard.refused[:3]}")
        self.heard.forget()

    def frames(self, sample: bytes, beats: int) -> tuple[Cost, int]:
        """Emit the payload of these bytes to every phone at each beat. The cost, and how many frames arrived."""
        self.heard.forget()
        meter = Meter(self.child)
        self.child.order({"payload": payload_of(sample), "ticks": beats, "ms": BEAT_MS})
        self._poll.rest(beats * BEAT_MS / 1000)
        self._poll.run(lambda: self.heard.deliveries >= beats * len(self.lines), 30)
        return meter.stop(), self.heard.deliveries

    def votes(self, moments: Sequence[float], begin: int) -> Storm:
        """Every phone votes once, and the reference emits each vote to all phones immediately."""
        self.heard.forget()
        made = iter(range(begin, begin + len(moments)))
        meter = Meter(self.child)
        return cast(
            self._poll,
            self.lines,
            self.heard,
            moments,
            lambda _: {"key": f"vote-{next(made)}", "marks": {"1": 2, "2": 1}},
            meter,
        )

    def close(self) -> None:
        """Stop the process and close the connections."""
        self.child.stop()
        for line in self.lines:
            line.close()


def node(folder: Path) -> tuple[BenchProcess | None, str]:
    """Start plain Socket.IO on Node; or None and the reason why this machine cannot."""
    program, npm = shutil.which("node"), shutil.which("npm")
    if program is None or npm is None:
        return None, "no node and npm on this machine"
    folder.mkdir(parents=True, exist_ok=True)
    command = [npm, "install", "--no-audit", "--no-fund", "--silent", "--prefix", str(folder), NODE_PACKAGE]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    except subprocess.TimeoutExpired:
        return None, "npm did not answer within two minutes"
    if done.returncode:
        return None, f"npm could not install {NODE_PACKAGE}"
    return BenchProcess([program, str(REFERENCES / "socketio.js")], folder, NODE_PATH=str(folder / "node_modules")), ""


def naive(folder: Path, about: dict[str, Any]) -> BenchProcess:
    """Start the naive service, with the texts and files of our pages."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "forum.json").write_text(json.dumps(about))
    return reference("naive", folder, str(folder))
