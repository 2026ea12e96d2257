"""All that the facilitators' board is suggested at once, as the console reads it: ideas that probably say the same, and
the likeliest theme of each loose idea."""

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:  # numpy is loaded where something is computed
    from workshop.grouping.base import Work
    from workshop.grouping.suggester import Suggester


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
    """What the console shows. `back_end`: lexical or semantic, whichever answered; empty before the first answer.
    `busy`: better ones are being computed."""

    back_end: str = ""
    busy: bool = True
    duplicates: tuple[Duplicate, ...] = ()
    themes: tuple[LikelyTheme, ...] = ()


def suggested(suggester: "Suggester", work: "Work") -> Suggestions:
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
    return Suggestions(back_end=suggester.back_end, busy=False, duplicates=duplicates, themes=themes)
