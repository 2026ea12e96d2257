"""A child process that answers: bytes go in, bytes come back within a time limit, or it is ended.

For work that could crash or hang, such as a library in C. Ask in a native thread (`loop.in_thread`, a `Job` with
`in_thread`), never in the event loop, which would stop until the answer is there.
"""

import os
import struct
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from workshop.runtime import loop, threading_loop

TOP = Path(__file__).resolve().parents[2]
LENGTH = struct.Struct(">I")
"""Each message in either direction begins with its length in bytes."""
PIECE = 65_536
NICENESS = 5
"""Of a child: the phones come first. Where four others want two processors, a child with 10 got a twentieth of one, and
a PDF of three seconds took a minute; with 5 it gets a sixth. (A kernel that divides its processors by session gives a
child as much as the server, whatever this is.)"""
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
"""Numerical libraries would else take every core, which belong to the phones."""


class ChildFailed(Exception):
    """The child ended, or did not answer in time; it is gone."""


def give_way() -> None:
    """Called by a child when it begins: it gives way to the server, which it was as nice as until then."""
    os.nice(NICENESS)


class AskedChild:
    """A Python process that reads a message and writes one, again and again, until its input ends."""

    def __init__(self, name: str, command: Sequence[str]) -> None:
        """Start Python with `command`. Blocks while the process starts. Raises OSError."""
        self.name = name
        stdin, self._to = os.pipe()
        os.set_blocking(self._to, False)  # a child that hangs must not hold up the writing
        self._from, stdout = os.pipe()
        try:
            self._process = subprocess.Popen(
                [sys.executable, *command],
                cwd=TOP,
                env=os.environ | ONE_THREAD,
                stdin=stdin,
                stdout=stdout,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for the server
            )
        except BaseException:
            self._close()
            raise
        finally:
            os.close(stdin)
            os.close(stdout)

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def ask(self, message: bytes, seconds: float) -> bytes:
        """What the child answers. Raises ChildFailed when it ended or took longer; then it is gone."""
        until = time.monotonic() + seconds
        if self._to < 0:
            raise ChildFailed(f"{self.name} is gone")
        try:
            self._write(LENGTH.pack(len(message)) + message, until)
            return self._read(LENGTH.unpack(self._read(LENGTH.size, until))[0], until)
        except (OSError, EOFError, TimeoutError) as error:
            self.leave()
            raise ChildFailed(f"{self.name}: {type(error).__name__}") from error

    def leave(self) -> None:
        """End the process immediately: its work is not worth waiting for."""
        self._process.kill()
        self._close()
        for _ in range(100):
            if not self.alive:  # asking also releases the process, which would else remain as a zombie
                return
            loop.sleep(0.01)

    def _write(self, message: bytes, until: float) -> None:
        left = memoryview(message)
        while left:
            left = left[threading_loop.write(self._to, left[:PIECE], until - time.monotonic()) :]

    def _read(self, size: int, until: float) -> bytes:
        found = bytearray()
        while len(found) < size:
            if not (more := threading_loop.read(self._from, size - len(found), until - time.monotonic())):
                raise EOFError
            found += more
        return bytes(found)

    def _close(self) -> None:
        for pipe in (self._to, self._from):
            if pipe >= 0:
                os.close(pipe)
        self._to = self._from = -1
