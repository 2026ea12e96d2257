"""All suggestions in one place: what the rest of the program calls, in a worker thread or a job, never in the loop.

    suggester = Suggester.here()
    suggester.duplicates(work), suggester.placements(work), suggester.piles(work, 10)
    suggester.similar(text, "fi", work)

Semantic where the extra `suggest` is installed and its child process answers, else lexical: each call decides, and
`back_end` says which it was.
"""

from collections.abc import Collection, Sequence
from typing import Self

import msgspec

from workshop.grouping.duplicates import duplicates
from workshop.grouping.embedder import Embedder, NoVectors, Store, is_installed
from workshop.grouping.hubs import without_hubs
from workshop.grouping.lexical import Lexical
from workshop.grouping.likely_themes import placements, with_offered_theme
from workshop.grouping.offered_names import offered_names
from workshop.grouping.proposed_names import NameProposals
from workshop.grouping.proposed_piles import piles
from workshop.grouping.semantic import Semantic
from workshop.grouping.similar_to_text import similar
from workshop.grouping.suggester_interface import (
    BackEnd,
    Duplicates,
    Near,
    OfferedNames,
    Piles,
    Placement,
    Work,
)


class Suggester:
    """Proposes. Safe in any thread."""

    def __init__(self, back_end: BackEnd, embedder: Embedder | None = None) -> None:
        self._back_end, self._embedder = back_end, embedder
        self._answered = ""

    @classmethod
    def here(cls, store: Store | None = None) -> Self:
        """The best that this machine has; `store` keeps the vectors."""
        if not is_installed():
            return cls.by_letters()
        embedder = Embedder(store)
        return cls(Semantic(embedder), embedder)

    @classmethod
    def by_letters(cls) -> Self:
        """The one that is always there."""
        return cls(Lexical())

    @property
    def semantic(self) -> bool:
        """Whether meaning is compared here, if the child process answers."""
        return self._embedder is not None

    def back_end(self) -> str:
        """What the newest answer about duplicates rests on: lexical or semantic; empty before the first one."""
        return self._answered

    def duplicates(self, work: Work, letters: bool = False) -> tuple[Duplicates, ...]:
        """Groups of cards that probably say the same thing, the most similar first. `letters`: without meaning, for
        which hundreds of cards need minutes."""
        measured = self._by(letters).among(work.cards)
        self._answered = measured.back_end
        return duplicates(work, msgspec.structs.replace(measured, table=without_hubs(measured.table)))

    def placements(self, work: Work, letters: bool = False) -> tuple[Placement, ...]:
        """Up to three likely themes of each card that is in none, with reasons."""
        return placements(work, self._by(letters))

    def piles(self, work: Work, about: int, letters: bool = False) -> Piles:
        """About this many piles of the cards that are in no theme and offer none, with names, and those that
        fit in none."""
        back_end = self._by(letters)
        return piles(work, back_end.among(work.cards), about, with_offered_theme(work, back_end))

    def similar(self, text: str, language: str, work: Work, letters: bool = False) -> tuple[Near, ...]:
        """Up to three cards that probably say the same as a text that is being written; mostly none."""
        return similar(text, language, work, self._by(letters))

    def name(self, work: Work, cards: Collection[int]) -> str:
        """A name proposed for these cards, or ""."""
        return NameProposals(work.cards, work.about, work.nameless).of(cards)

    def names(self, work: Work, letters: bool = False) -> OfferedNames:
        """Names offered for each theme that has cards, and for each loose card."""
        return offered_names(work, self._by(letters))

    def read(self, texts: Sequence[str]) -> tuple[bytes, ...]:
        """The vectors of these texts, which are kept; none where meaning is not compared now."""
        try:
            return self._embedder.read(texts) if self._embedder else ()
        except NoVectors:
            return ()

    def keep(self, texts: Sequence[str], vectors: Sequence[bytes]) -> None:
        """Keep vectors that `read` gave in another process."""
        if self._embedder:
            self._embedder.keep(texts, vectors)

    def _by(self, letters: bool) -> BackEnd:
        return Lexical() if letters and self.semantic else self._back_end

    def close(self) -> None:
        """End the child process, if there is one."""
        if self._embedder:
            self._embedder.close()
