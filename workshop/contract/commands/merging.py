"""Near-duplicates become one idea: merged, taken apart again, and written in one clear sentence."""

from workshop.contract.base import LEAD, Command, Id, Text, command
from workshop.contract.shared_types import Span


@command("idea.merge", LEAD)
class IdeaMerge(Command, frozen=True, kw_only=True):
    """Merge ideas into another, which keeps its number and its words. Ideas that are merged into them come along. An
    idea that is merged into one of `ideas` may be `into`: then it leads from now on."""

    into: Id
    ideas: list[Id]


@command("idea.unmerge", LEAD)
class IdeaUnmerge(Command, frozen=True, kw_only=True):
    """Set merged ideas on their own again, with their words, theme and votes. Those that are not merged stay as they
    are."""

    ideas: list[Id]


@command("idea.reword", LEAD)
class IdeaReword(Command, frozen=True, kw_only=True):
    """Write an idea in other words. The author's words are kept, and shown on demand. `seen` holds the words that the
    sender saw on the board (compare-and-set); null stands for any."""

    idea: Id
    text: Text
    seen: Text | None = None


@command("idea.words", LEAD, wired=False)
class IdeaWords(Command, frozen=True, kw_only=True):
    """Undo of other words: the idea reads exactly as it did before. `original` is what its author wrote, if `text` is
    not; `original_held`: others may not read that."""

    idea: Id
    text: Text
    original: Text | None
    lang: str
    flags: list[str]
    masked: list[Span] = []
    original_held: bool = False
