"""All that the facilitators' board is suggested at once, as the console reads it: ideas that probably say the same, and
the likeliest theme of each loose idea."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:  # numpy is loaded where something is computed
    from workshop.grouping.base import Duplicates, Placement, Work


class Duplicate(msgspec.Struct, frozen=True):
    """Ideas that probably say the same thing; `words`: what they have in common."""

    ideas: tuple[int, ...]
    words: tuple[str, ...]


class LikelyTheme(msgspec.Struct, frozen=True):
    """The likeliest theme of a loose idea and why: the nearest ideas that people placed there, and shared words.
    `sure`: it may be offered first."""

    idea: int
    cluster: int
    near: tuple[int, ...]
    words: tuple[str, ...]
    sure: bool


class Suggestions(msgspec.Struct, frozen=True, kw_only=True):
    """What the console shows. `back_end`: lexical or semantic, whichever is there; empty before the first answer.
    `busy`: newer ones are being computed."""

    back_end: str = ""
    busy: bool = True
    duplicates: tuple[Duplicate, ...] = ()
    themes: tuple[LikelyTheme, ...] = ()


class BoardSuggester(Protocol):
    """What is asked: a Suggester, or a SuggestProcess."""

    @property
    def semantic(self) -> bool:
        """Whether meaning is compared."""

    def duplicates(self, work: "Work") -> Sequence["Duplicates"]:
        """See Suggester."""

    def placements(self, work: "Work") -> Sequence["Placement"]:
        """See Suggester."""

    def close(self) -> None:
        """End what it has started."""


def suggested(suggester: BoardSuggester, work: "Work") -> Suggestions:
    """The suggestions for a board. A theme without any reason to show is none."""
    placed = {card for theme in work.themes for card in theme.placed}
    duplicates = tuple(
        Duplicate(found.cards, found.words)
        for found in suggester.duplicates(work)
        if not placed.issuperset(found.cards)
    )
    themes = tuple(
        LikelyTheme(found.card, best.theme, tuple(near.card for near in best.near), best.words, found.sure)
        for found in suggester.placements(work)
        for best in found.guesses[:1]
        if best.words or found.sure
    )
    back_end = "semantic" if suggester.semantic else "lexical"
    return Suggestions(back_end=back_end, busy=False, duplicates=duplicates, themes=themes)
