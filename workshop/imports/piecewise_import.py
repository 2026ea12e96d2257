"""Brings ideas and ballots in piece by piece, each one command: between two of them the phones of every forum are
served. Whoever calls gives the function that sends a command."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence

from workshop.contract.base import Command, Mark
from workshop.contract.commands import BallotsImport, IdeasImport, ImportedIdea, Undo
from workshop.domain import screening, text
from workshop.domain.errors import Refusal
from workshop.grouping import idea_language
from workshop.imports.limits import MOST_ROWS

PIECE = 250
"""Ideas that one command brings in: the writer is at it for a tenth of a second."""
PIECE_MARKS = 2_000
"""Marks, and ballots, that one command brings in: as long. Fifty thousand ballots in one kept all others waiting for
half a minute."""
Send = Callable[[Command], Mapping[str, object]]
"""Sends a command and returns what it made. Raises Refusal."""
Ahead = Callable[[Sequence[ImportedIdea]], object]
"""Runs `look_over` for a piece, where it holds up nobody."""


def bring(
    send: Send, ahead: Ahead, ideas: Sequence[ImportedIdea], activity: int, key: str, file: str
) -> list[Mapping[str, object]]:
    """Send all ideas; returns what each piece made. When one is refused, those before it are taken back; after a
    timeout they stay, because it may still come, and sending the same again brings the rest."""
    made: list[Mapping[str, object]] = []
    try:
        for at, its in zip(range(0, len(ideas), PIECE), keys(key), strict=False):
            piece, rest = list(ideas[at : at + PIECE]), max(len(ideas) - at - PIECE, 0)
            ahead(piece)
            made.append(send(IdeasImport(key=its, activity=activity, ideas=piece, file=file, rest=rest)))
    except Refusal as refusal:
        if refusal.code != "server":
            take_back(send, [int(str(one["deed"])) for one in made], f"back-{key}"[:40])
        raise
    return made


def bring_ballots(send: Send, ballots: Sequence[Mapping[str, Mark]], activity: int, key: str) -> dict[str, int]:
    """Send all ballots of one vote; returns how many came, and how many marks. Raises Refusal: those that came before
    are in the vote then, which whoever calls removes with its forum."""
    told = {"ballots": 0, "marks": 0}
    for at, piece in enumerate(_by_marks(ballots)):
        its = [dict(marks) for marks in piece]
        made = send(BallotsImport(key=_key(key, at), activity=activity, ballots=its, file=key))
        told = {name: n + int(str(made[name])) for name, n in told.items()}
    return told


def _by_marks(ballots: Sequence[Mapping[str, Mark]]) -> Iterator[Sequence[Mapping[str, Mark]]]:
    """Pieces of whole ballots with at most PIECE_MARKS marks, an empty one counted as one; one alone may have more."""
    begin, size = 0, 0
    for at, marks in enumerate(ballots):
        more = max(len(marks), 1)
        if size and size + more > PIECE_MARKS:
            yield ballots[begin:at]
            begin, size = at, 0
        size += more
    if size:
        yield ballots[begin:]


def take_back(send: Send, deeds: Sequence[int], key: str) -> None:
    """Undo these imports, the last one first: a later one put ideas into themes that an earlier one made."""
    for n in sorted(deeds, reverse=True):
        send(Undo(key=_key(key, n), n=n))


def keys(key: str) -> list[str]:
    """The key of each piece that a form with this key can have: pressed twice it makes the same commands."""
    return [_key(key, n) for n in range(-(-MOST_ROWS // PIECE))]


def look_over(ideas: Sequence[ImportedIdea]) -> None:
    """Screen these ideas and guess their languages. The writer asks the same, and finds the answers in the caches: it
    is half of the work, and nobody waits for it here. Blocks: call it in a native thread."""
    for one in ideas:
        try:
            words = text.clean(one.text)
        except Refusal:
            continue  # the command is refused for it
        screening.flags(words)
        if not one.lang:
            idea_language.guess(words, "")  # as `language_of` asks: the cache knows calls apart


def _key(key: str, n: int) -> str:
    return hashlib.sha256(f"{key} {n}".encode()).hexdigest()[:40]
