"""The child process that makes files: `python -m workshop.downloads.worker`. A question in, its answer out.

A separate process, so that neither reading fifty thousand votes nor setting a document ever holds up the loop that
serves the phones.
"""

import sys
import traceback
from pathlib import Path

import msgspec

from workshop.downloads.making import Maker
from workshop.downloads.worker_messages import FileAnswer, FileRequest
from workshop.runtime.answering_child_process import LENGTH, give_way


def main() -> None:
    """Answer one question after another; ends with its input."""
    give_way()
    out, sys.stdout = sys.stdout.buffer, sys.stderr  # what a library prints must not get between the answers
    here = InThisProcess()
    while head := sys.stdin.buffer.read(LENGTH.size):
        message = here.ask(sys.stdin.buffer.read(*LENGTH.unpack(head)), 0)
        out.write(LENGTH.pack(len(message)) + message)
        out.flush()


class InThisProcess:
    """Does the child's work where it is called: for a terminal command, which holds up nobody."""

    def __init__(self) -> None:
        self._maker, self._decoder = Maker(), msgspec.msgpack.Decoder(FileRequest)

    @property
    def alive(self) -> bool:
        """Always."""
        return True

    def ask(self, message: bytes, seconds: float) -> bytes:
        """The answer to a question, both encoded. `seconds` limits a process only."""
        return msgspec.msgpack.encode(_told(self._maker, self._decoder.decode(message)))

    def leave(self) -> None:
        """Nothing to end."""


def _told(maker: Maker, question: FileRequest) -> FileAnswer:
    try:
        return maker.answer(question)
    except Exception as error:  # the next file may well succeed
        frame = traceback.extract_tb(error.__traceback__)[-1]
        return FileAnswer(failed=f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}")


if __name__ == "__main__":
    main()
