"""The child process that suggests: `python -m workshop.grouping.suggest_worker`. A question in, its answer out.

A separate process, so that arithmetic on hundreds of cards never holds up the loop that serves the phones. It has a
child process in turn, the one with the model (`embed_worker`), where the extra `suggest` is installed.
"""

import sys
from collections.abc import Callable, Mapping

import msgspec

from workshop.grouping.suggester import Suggester
from workshop.grouping.suggester_interface import Duplicates, Near, OfferedNames, Piles, Placement, Work
from workshop.runtime.answering_child_process import LENGTH, give_way


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked; `kind` is the name of a function of the Suggester, the rest its arguments."""

    kind: str
    work: Work = Work(cards=())
    about: int = 0
    text: str = ""
    language: str = ""
    cards: tuple[int, ...] = ()
    letters: bool = False
    texts: tuple[str, ...] = ()
    vectors: tuple[bytes, ...] = ()


ANSWERS: Mapping[str, object] = {
    "duplicates": tuple[Duplicates, ...],
    "placements": tuple[Placement, ...],
    "piles": Piles,
    "similar": tuple[Near, ...],
    "name": str,
    "names": OfferedNames,
    "back_end": str,
    "read": tuple[bytes, ...],
    "keep": None,
}
"""Kinds of questions, and the type of each one's answer."""


def main() -> None:
    """Answer one question after another; ends with its input."""
    give_way()
    out, sys.stdout = sys.stdout.buffer, sys.stderr  # what a library prints must not get between the answers
    suggester, decoder = Suggester.here(), msgspec.msgpack.Decoder(Question)
    while head := sys.stdin.buffer.read(LENGTH.size):
        question = decoder.decode(sys.stdin.buffer.read(*LENGTH.unpack(head)))
        message = msgspec.msgpack.encode(answer(suggester, question))
        out.write(LENGTH.pack(len(message)) + message)
        out.flush()
    suggester.close()


def answer(suggester: Suggester, asked: Question) -> object:
    """What the suggester says to a question."""
    kinds: Mapping[str, Callable[[], object]] = {
        "duplicates": lambda: suggester.duplicates(asked.work, asked.letters),
        "placements": lambda: suggester.placements(asked.work, asked.letters),
        "piles": lambda: suggester.piles(asked.work, asked.about, asked.letters),
        "similar": lambda: suggester.similar(asked.text, asked.language, asked.work, asked.letters),
        "name": lambda: suggester.name(asked.work, asked.cards),
        "names": lambda: suggester.names(asked.work, asked.letters),
        "back_end": suggester.back_end,
        "read": lambda: suggester.read(asked.texts),
        "keep": lambda: suggester.keep(asked.texts, asked.vectors),
    }
    return kinds[asked.kind]()


if __name__ == "__main__":
    main()
