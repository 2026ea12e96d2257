"""The interface: what a suggester is given, and what it proposes.

What a person has placed, and what a person has dismissed, is input and never comes back as a proposal.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias

import msgspec

if TYPE_CHECKING:  # the server, which only names cards, does without numpy
    import numpy as np
    from numpy.typing import NDArray

Matrix: TypeAlias = "NDArray[np.float32]"
"""Similarities of texts, at most 1; a row or a column for each text."""


class Card(msgspec.Struct, frozen=True):
    """An idea to be grouped."""

    id: int
    text: str
    language: str = ""
    """fi, sv, en, or "" when it is unknown"""


class PlacedTheme(msgspec.Struct, frozen=True):
    """A theme, with the cards that people have placed in it."""

    id: int
    title: str
    placed: tuple[int, ...] = ()
    language: str = ""
    """of the title; "" stands for that of most cards"""


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """All that a suggestion may rest on."""

    cards: tuple[Card, ...]
    themes: tuple[PlacedTheme, ...] = ()
    about: str = ""
    """the forum's title and the prompt: their words distinguish no card from another and name no pile"""
    not_pairs: frozenset[tuple[int, int]] = frozenset()
    """pairs of cards that are no duplicates, as people said; in either order"""
    not_themes: frozenset[tuple[int, int]] = frozenset()
    """(card, theme): suggestions that people dismissed"""
    not_cards: frozenset[int] = frozenset()
    """cards for which duplicates are no longer suggested"""
    nameless: frozenset[int] = frozenset()
    """cards of which no word may name anything: something was found in their text that should be read first"""
    noise: frozenset[int] = frozenset()
    """cards that say nothing, such as tests and mashed keys: they are duplicates only of what is written alike"""
    known_names: tuple[str, ...] = ()
    """names that a theme may go by: likely ones that the organiser wrote down, and those in other forums of the series,
    each once"""


class Near(msgspec.Struct, frozen=True):
    """A card that is like another text."""

    card: int
    similarity: float
    words: tuple[str, ...] = ()
    """words of the text, as written there, that this card has too; empty across languages"""


class Duplicates(msgspec.Struct, frozen=True):
    """Cards that probably say the same thing, the most similar first."""

    cards: tuple[int, ...]
    similarity: float
    """of its two nearest cards"""
    words: tuple[str, ...] = ()
    """words that at least two of them share"""


class Guess(msgspec.Struct, frozen=True):
    """A theme that a card may belong to, and why."""

    theme: int
    score: float
    near: tuple[Near, ...] = ()
    """the most similar cards that people placed there, at most two"""
    words: tuple[str, ...] = ()
    """words of the card that the theme's title or its cards have too"""
    likely: bool = False
    """whether it is worth offering: words are shared, or the score reaches the back end's limit"""


class Placement(msgspec.Struct, frozen=True):
    """Likely themes of one loose card, the best first."""

    card: int
    guesses: tuple[Guess, ...]
    margin: float
    """score of the first over that of the second"""
    likely: bool
    """whether they are worth showing to who asks for guesses"""
    offered: bool
    """whether the first is right so often that it is offered unasked"""
    sure: bool
    """whether the first may be offered for acceptance in one tap"""


class Pile(msgspec.Struct, frozen=True):
    """Loose cards that may make a theme, the most typical first."""

    cards: tuple[int, ...]
    name: str
    """a proposal from the cards' words, or "" where they have none that tells anything"""


class Piles(msgspec.Struct, frozen=True):
    """All loose cards that offer no theme in piles, the largest first; `uncertain` are those that fit in none,
    `likely` the loose cards that are left to a theme that exists."""

    piles: tuple[Pile, ...]
    uncertain: tuple[int, ...]
    likely: tuple[int, ...] = ()


class NamesOf(msgspec.Struct, frozen=True):
    """Names offered for a theme, or for one that begins with a card: at most three, the best first."""

    id: int
    """of the theme or the card"""
    names: tuple[str, ...]


class OfferedNames(msgspec.Struct, frozen=True, kw_only=True):
    """Names offered where a theme is named."""

    cards: tuple[NamesOf, ...] = ()
    """of loose cards"""
    themes: tuple[NamesOf, ...] = ()
    """of themes that have cards"""


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """From which similarity on a back end's figures mean something. They differ between back ends."""

    duplicate: float
    """of two cards that share at least two telling words, for the pile of likely duplicates"""
    duplicate_in_few_words: float
    """the same for two cards that share fewer"""
    hint: float
    """of a text that is being written and a card, for the phone's line"""
    likely: float
    """of a theme's score, for showing it as a guess where it shares no words with the card"""
    offered: float
    """of a first theme's certainty, for offering it unasked: the sum of its score, its margin and its nearest card's
    similarity"""
    sure: float
    """of the same, for acceptance in one tap"""


class Measured(msgspec.Struct, frozen=True):
    """Similarities, and what they mean."""

    table: Matrix
    limits: Limits
    back_end: str
    """lexical or semantic"""


class BackEnd(Protocol):
    """Measures how similar texts are. Both functions may take seconds: call them in a worker thread or a job."""

    def among(self, texts: Sequence[Card]) -> Measured:
        """Of all texts with each other: an n × n table."""

    def of(self, text: Card, others: Sequence[Card]) -> Measured:
        """Of one text with others: a 1 × n table."""
