"""The child process behind `board_child`: reads what a board's suggestions rest on, writes the suggestions, again and
again, until its input ends. Phones come first: it runs at low priority."""

import os
import sys

import msgspec

from workshop.grouping.base import Work
from workshop.grouping.board import suggested
from workshop.grouping.board_child import LETTERS, MORE
from workshop.grouping.suggester import Suggester
from workshop.runtime.asked_child import LENGTH


def main() -> None:
    """Answer until the input ends."""
    os.nice(5)
    letters, best, parts = Suggester.by_letters(), Suggester.here(), b""
    while head := sys.stdin.buffer.read(LENGTH.size):
        message = sys.stdin.buffer.read(LENGTH.unpack(head)[0])
        parts += message[1:]
        answer = b""
        if message[:1] != MORE:
            work = msgspec.json.decode(parts, type=Work)
            answer = msgspec.json.encode(suggested(letters if message[:1] == LETTERS else best, work))
            parts = b""
        sys.stdout.buffer.write(LENGTH.pack(len(answer)) + answer)
        sys.stdout.buffer.flush()
    best.close()


if __name__ == "__main__":
    main()
