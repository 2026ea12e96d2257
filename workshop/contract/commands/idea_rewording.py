"""The words of an idea: a facilitator writes it in one clear sentence, and back."""

from workshop.contract.base import LEAD, Command, Id, Text, command
from workshop.contract.shared_types import Span


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
