"""Brings ideas and ballots in piece by piece, and takes them back as they came: each piece is one command, and between
two of them the phones of every forum are served. Whoever calls gives the function that executes a command."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from workshop.actions.made import made_number
from workshop.contract.base import MOST_IDEAS, Command, Mark
from workshop.contract.commands import BallotsImport, IdeasImport, ImportedIdea, Undo
from workshop.domain import screening, text
from workshop.domain.derived_keys import derived_key
from workshop.domain.errors import Refusal
from workshop.grouping import idea_language
from workshop.runtime import loop

POOL = "imports"
"""The native thread for what would hold up the event loop."""

PIECE = 250
"""Ideas that one command brings in: the writer is at it for a tenth of a second."""
PIECE_MARKS = 2_000
"""Marks, and ballots, that one command brings in: as long. Fifty thousand ballots in one kept all others waiting for
half a minute."""
Do = Callable[[Command], Mapping[str, object]]
"""Executes a command and returns what it made. Raises Refusal."""
Took = Callable[[int], object]
"""Is told after each piece how many ideas or ballots it had."""
CHANGED = ("undo_changed", "undo_idea_changed")
"""Refusals of an undo of which everything was changed since."""
STAYS = (*CHANGED, "import_ended")
"""Refusals of an undo that nobody goes on with."""


def _nobody(n: int) -> None:
    """Is told, and does nothing."""


def bring(
    do: Do,
    ideas: Sequence[ImportedIdea],
    activity: int,
    key: str,
    file: str,
    took: Took = _nobody,
    took_back: Took = _nobody,
) -> list[Mapping[str, object]]:
    """Send all ideas; returns what each piece made. When one is refused, those before it are taken back, except what
    people changed or chose meanwhile, of which `took_back` is told how many; after a timeout they stay, because it may
    still come, and sending the same again brings the rest."""
    made: list[Mapping[str, object]] = []
    try:
        for at, its in zip(range(0, len(ideas), PIECE), keys(key), strict=False):
            piece, rest = list(ideas[at : at + PIECE]), max(len(ideas) - at - PIECE, 0)
            loop.in_thread(look_over, piece, pool=POOL)
            made.append(do(IdeasImport(key=its, activity=activity, ideas=piece, file=file, rest=rest)))
            took(len(piece))
    except Refusal as refusal:
        if refusal.code != "server":
            deeds = {made_number(one, "deed"): made_number(one, "ideas") for one in made}
            try:
                took_back(take_back(do, deeds, f"back-{key}"[:40]))
            except Refusal as other:
                if other.code not in CHANGED:
                    raise
        raise
    return made


def bring_ballots(
    do: Do, ballots: Sequence[Mapping[str, Mark]], activity: int, key: str, took: Took = _nobody
) -> dict[str, int]:
    """Send all ballots of one vote; returns how many came, and how many marks. Raises Refusal: those that came before
    are in the vote then, which whoever calls removes with its forum."""
    told = {"ballots": 0, "marks": 0}
    for at, piece in enumerate(_by_marks(ballots)):
        its = [dict(marks) for marks in piece]
        made = do(BallotsImport(key=_key(key, at), activity=activity, ballots=its, file=key))
        told = {name: n + made_number(made, name) for name, n in told.items()}
        took(len(its))
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


def take_back(do: Do, deeds: Mapping[int, int], key: str, took: Took = _nobody) -> int:
    """Undo these imports (row of the log → its ideas), the last one first: a later one put ideas into themes that an
    earlier one made. What somebody else has undone is gone as well. Returns how many ideas stay as they are, because
    somebody changed them since. Raises Refusal when that is all of them, and as `do`."""
    left, changed = 0, list[Refusal]()
    for n, ideas in sorted(deeds.items(), reverse=True):
        try:
            left += made_number(do(Undo(key=_key(key, n), n=n)), "left")
        except Refusal as refusal:
            if refusal.code in CHANGED:
                left += ideas
                changed.append(refusal)
            elif refusal.code != "undone_already":
                raise
        took(ideas)
    if changed and left >= sum(deeds.values()):
        raise changed[-1]
    return left


def keys(key: str) -> list[str]:
    """The key of each piece that a form with this key can have: pressed twice it makes the same commands."""
    return [_key(key, n) for n in range(-(-MOST_IDEAS // PIECE))]


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
    return derived_key(f"{key} {n}")
