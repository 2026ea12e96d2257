"""Many regular expressions that are looked for in one text: first all in one, because most texts hold none.

Those that begin at the beginning of a word (`\\b`), as nearly all do, are tried only there. This takes a fifth of the
time that they take one after the other.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from workshop.domain.screening.folding import Span

_PART = re.compile(r"\\.|\[\^?(?:\\.|[^\]\\])+\]|.", re.DOTALL)
_WORD = r"\b"


class Phrases:
    """Phrases, as regular expressions without numbered groups."""

    def __init__(self, sources: Iterable[str]) -> None:
        self._sources = list(sources)
        parts = [part for source in self._sources for part in _alternatives(source)]
        words = [part.removeprefix(_WORD) for part in parts if part.startswith(_WORD)]
        others = [part for part in parts if not part.startswith(_WORD)]
        joined = [rf"\b(?:{'|'.join(words)})" if words else "", "|".join(others)]
        self._any = [re.compile(one) for one in joined if one]

    @cached_property
    def _each(self) -> list[re.Pattern[str]]:
        return [re.compile(source) for source in self._sources]

    def are_in(self, text: str) -> bool:
        """Whether at least one is in the text."""
        return any(one.search(text) for one in self._any)

    def hits(self, text: str) -> Iterator[re.Match[str]]:
        """Where each of them is in the text."""
        if self.are_in(text):
            for phrase in self._each:
                yield from phrase.finditer(text)

    def spans(self, text: str) -> list[Span]:
        """Where each of them is in the text, as (first, after the last)."""
        return [hit.span() for hit in self.hits(text)]

    def blanked(self, text: str) -> str:
        """The text with NULs in their places, one phrase after the other."""
        if self.are_in(text):
            for phrase in self._each:
                text = phrase.sub(lambda hit: "\x00" * len(hit[0]), text)
        return text


def _alternatives(source: str) -> list[str]:
    """A regular expression cut at the strokes that stand outside of brackets."""
    found, depth = [""], 0
    for part in _PART.findall(source):
        depth += (part == "(") - (part == ")")
        if part == "|" and not depth:
            found.append("")
        else:
            found[-1] += part
    return found
