"""All suggestions for the facilitators' board together, as the console reads them: ideas that probably say the same,
the likeliest theme of each loose idea, and names to choose from for themes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:  # numpy is loaded where something is computed
    from workshop.grouping.suggester_interface import Duplicates, OfferedNames, Piles, Placement, Work


class Duplicate(msgspec.Struct, frozen=True):
    """Ideas that probably say the same thing; `words`: what they have in common."""

    ideas: tuple[int, ...]
    words: tuple[str, ...]


class LikelyTheme(msgspec.Struct, frozen=True):
    """The likeliest theme of a loose idea and why: the nearest ideas that people placed there, and shared words.
    `sure`: it is nearly always right; `offered`: it is mostly right, so that it is offered unasked; else it is a guess.
    `others`: the next likely themes, the best first, which are guesses too."""

    idea: int
    cluster: int
    near: tuple[int, ...]
    words: tuple[str, ...]
    sure: bool
    offered: bool
    others: tuple[int, ...] = ()


class NamesForTheme(msgspec.Struct, frozen=True):
    """Names to choose from for a theme that has ideas, the best first: at most three."""

    cluster: int
    names: tuple[str, ...]


class NamesForIdea(msgspec.Struct, frozen=True):
    """Names to choose from for a theme that is made of a loose idea, the best first: at most three."""

    idea: int
    names: tuple[str, ...]


class Suggestions(msgspec.Struct, frozen=True, kw_only=True):
    """What the console shows. `back_end`: lexical or semantic, by which they were computed; empty before the first
    answer. `busy`: newer or better ones are being computed."""

    back_end: str = ""
    busy: bool = True
    duplicates: tuple[Duplicate, ...] = ()
    themes: tuple[LikelyTheme, ...] = ()
    names: tuple[NamesForTheme, ...] = ()
    idea_names: tuple[NamesForIdea, ...] = ()


class ProposedPile(msgspec.Struct, frozen=True):
    """Ideas that may make a theme, the most typical first, and a name for it (or "")."""

    ideas: tuple[int, ...]
    name: str


class ProposedPiles(msgspec.Struct, frozen=True, kw_only=True):
    """Piles of the ideas without a theme, the largest first, ideas that fit in none, and those that are in no pile
    because they likely belong to a theme that exists."""

    piles: tuple[ProposedPile, ...] = ()
    uncertain: tuple[int, ...] = ()
    likely: tuple[int, ...] = ()


class BoardSuggester(Protocol):
    """What is asked: a Suggester, or a SuggestProcess."""

    @property
    def semantic(self) -> bool:
        """Whether meaning is compared, if the child process answers."""

    def back_end(self) -> str:
        """What the newest answer about duplicates rests on: lexical or semantic; empty before the first one."""

    def duplicates(self, work: "Work", letters: bool = False) -> Sequence["Duplicates"]:
        """Groups of cards that probably say the same thing, the most similar first. `letters`: by spelling alone."""

    def piles(self, work: "Work", about: int) -> "Piles":
        """About so many piles of the cards that are in no theme, with names, and those that fit in none."""

    def placements(self, work: "Work", letters: bool = False) -> Sequence["Placement"]:
        """Up to three likely themes of each card that is in none, with reasons."""

    def names(self, work: "Work", letters: bool = False) -> "OfferedNames":
        """Names offered for each theme that has cards, and for each loose card."""

    def close(self) -> None:
        """End what it has started."""


def proposed_piles(suggester: BoardSuggester, work: "Work", about: int) -> ProposedPiles:
    """About this many piles, for the facilitator to take whole, in part or not."""
    found = suggester.piles(work, about)
    return ProposedPiles(
        piles=tuple(ProposedPile(one.cards, one.name) for one in found.piles),
        uncertain=found.uncertain,
        likely=found.likely,
    )


def suggested(suggester: BoardSuggester, work: "Work", letters: bool = False) -> Suggestions:
    """The suggestions for a board, of each kind the best first; with `letters` those that need no model."""
    placed = {card for theme in work.themes for card in theme.placed}
    duplicates = tuple(
        Duplicate(found.cards, found.words)
        for found in suggester.duplicates(work, letters)
        if not placed.issuperset(found.cards)
    )
    back_end = suggester.back_end()
    likely = [(one, best) for one in suggester.placements(work, letters) for best in one.guesses[:1]]
    likely.sort(key=lambda of: (not of[0].sure, not of[0].offered, -of[0].margin - of[1].score))
    themes = tuple(
        LikelyTheme(
            found.card,
            best.theme,
            tuple(near.card for near in best.near),
            best.words,
            found.sure,
            found.offered,
            tuple(other.theme for other in found.guesses[1:] if other.likely),
        )
        for found, best in likely
        if found.likely
    )
    offered = suggester.names(work, letters)
    return Suggestions(
        back_end=back_end,
        busy=False,
        duplicates=duplicates,
        themes=themes,
        names=tuple(NamesForTheme(one.id, one.names) for one in offered.themes),
        idea_names=tuple(NamesForIdea(one.id, one.names) for one in offered.cards),
    )
