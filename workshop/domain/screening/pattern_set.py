"""Many regular expressions that are looked for in one text, and of which most texts hold none: first the letters with
which they begin are looked for, then all in one, then each.

Nearly all begin at the beginning of a word, and are tried only there.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from workshop.domain.screening.folding import Span

_PART = re.compile(r"\\.|\[\^?(?:\\.|[^\]\\])+\]|.", re.DOTALL)
_WORD = r"\b"
_BEFORE = re.compile(r"(?:\(\?<!(?:[^()]|\([^()]*\))*\))*(?:\\b|\(\?:\^\|\[[^\]\w]+\] ?\??\))")
"""What may stand before the first letter of an expression that matches only from the beginning of a word: what must not
be before it (lookbehinds), then `\\b`, or the beginning of a sentence as `(?:^|[.!?] ?)`."""
_LITERAL = re.compile(r"[^\\()\[\]{}?*+|.^$]|\\[^\w\s]")
_SHOWN = 6
"""Letters of a beginning: more would hardly rule out more texts."""


class Phrases:
    """Phrases, as regular expressions without numbered groups."""

    def __init__(self, sources: Iterable[str]) -> None:
        """They are read when the first text comes: that takes as long as a twentieth of the program's start."""
        self._sources = list(sources)

    @cached_property
    def _parts(self) -> list[str]:
        return [part for source in self._sources for part in _alternatives(source)]

    @cached_property
    def _begun(self) -> list[re.Pattern[str]]:
        begun = {part: _beginnings(part) for part in self._parts}
        words = {word for found in begun.values() if "" not in found for word in found}
        others = [part for part, found in begun.items() if "" in found]
        joined = [_WORD + tree(words) if words else "", "|".join(others)]
        return [re.compile(one) for one in joined if one]

    @cached_property
    def _any(self) -> list[re.Pattern[str]]:
        words = [part.removeprefix(_WORD) for part in self._parts if part.startswith(_WORD)]
        others = [part for part in self._parts if not part.startswith(_WORD)]
        joined = [rf"\b(?:{'|'.join(words)})" if words else "", "|".join(others)]
        return [re.compile(one) for one in joined if one]

    @cached_property
    def _each(self) -> list[re.Pattern[str]]:
        return [re.compile(source) for source in self._sources]

    def may_be_in(self, text: str) -> bool:
        """Whether the text holds the beginning of at least one."""
        return any(one.search(text) for one in self._begun)

    def are_in(self, text: str) -> bool:
        """Whether at least one is in the text."""
        return self.may_be_in(text) and any(one.search(text) for one in self._any)

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


def _beginnings(part: str) -> set[str]:
    """Beginnings of words, with one of which every match of a regular expression begins; {""} when it may begin in
    another way."""
    before = _BEFORE.match(part)
    found = {text for text, _ in _told(part[before.end() :])} if before else set[str]()
    return found if found and all(text[:1].isalnum() for text in found) else {""}


def _told(part: str) -> set[tuple[str, bool]]:
    """The literal texts with which a regular expression begins, each with whether more of them may follow."""
    found, parts = {("", True)}, _PART.findall(part)
    while parts and any(goes_on for _, goes_on in found):
        size = _size(parts)
        element, times = parts[:size], parts[size] if parts[size:] and parts[size] in "?*+{" else ""
        options = _repeated(_options(element), times)
        parts = parts[size + len(times) :]
        found = {
            ((text + more)[:_SHOWN], goes_on and on and len(text + more) < _SHOWN)
            for text, goes_on in found
            for more, on in (options if goes_on else {("", False)})
        }
    return found


def _size(parts: list[str]) -> int:
    """How many parts the first element of an expression has: a group up to its end, or one."""
    depth = 0
    for place, part in enumerate(parts):
        depth += (part == "(") - (part == ")")
        if not depth:
            return place + 1
    return len(parts)


def _options(element: list[str]) -> set[tuple[str, bool]]:
    """What `_told` says of one element."""
    if element[:3] == ["(", "?", ":"]:
        return {option for one in _alternatives("".join(element[3:-1])) for option in _told(one)}
    if _LITERAL.fullmatch(element[0]):
        return {(element[0][-1], True)}
    return {("", element[0] == _WORD)}


def _repeated(options: set[tuple[str, bool]], times: str) -> set[tuple[str, bool]]:
    """What `_told` says of an element with a sign that says how often it stands there."""
    if times in ("*", "{"):
        return {("", False)}
    if times == "+":
        return {(text, False) for text, _ in options}
    return options | {("", True)} if times == "?" else options


def tree(words: Iterable[str]) -> str:
    """One regular expression for texts that begin with one of these words. Common beginnings are written once, so at
    most places one comparison rules out many words."""
    rests: dict[str, set[str]] = {}
    for word in words:
        if not word:
            return ""
        rests.setdefault(word[0], set()).add(word[1:])
    branches = [re.escape(first) + tree(rests[first]) for first in sorted(rests)]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
