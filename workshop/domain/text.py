"""Normalises the text that people write, so that it is safe to store and to show, and measures it in code points.
`static/js/text/text.js` is its counterpart on the phone.

`domain.screening` finds what should not be on a wall unread, `domain.text_language` the language.
"""

import re
import unicodedata

from workshop.contract.base import TEXT_MAX, SentTexts
from workshop.domain.errors import Refusal
from workshop.domain.unicode_properties import composed, is_common_mark, is_mark, is_seen, is_writing
from workshop.i18n.languages import LANGUAGES

MOST_LINES = 12
"""The most lines of one idea: a list keeps its lines, but a tower of them must not push all other ideas off the
page."""
COMMON_MARKS, MARKS = 4, 8
"""The most on one letter: marks of no script in particular, and all marks (Tibetan and Hebrew need several)."""
_BREAK = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[ \t\x1f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_FLAG = "\U0001f3f4[\U000e0020-\U000e007e]{1,31}\U000e007f"
"""The flag of a part of a country: a black flag and its name in tags. It is kept whole; tags elsewhere are removed."""
_UNSEEN = re.compile(_FLAG + "|[^ -~\n\u00a1-\u00ac\u00ae-\u02ff]")
"""What needs a closer look: all but the everyday characters."""
_JOINERS = "\u200c\u200d"
"""Format characters that words and emoji need."""
_OBJECT = "\ufffc"
"""Stands for an embedded object; dictation software leaves it behind."""
_MARKED = re.compile("[^\u0300-\U000e01ef]?[\u0300-\U000e01ef]+")
"""All that may be combining marks, with the letter under the first of them."""


def clean(raw: str, limit: int = TEXT_MAX, lines: int | None = MOST_LINES) -> str:
    """`raw` in its stored form: NFC, every line break "\\n", every space " ", no control or invisible characters; at
    most `limit` characters.

    What separates words still does. A text of more than `lines` lines loses its blank ones, and the remaining surplus
    is joined into the last. Raises Refusal `text_unreadable` for lone surrogates, `empty` when nothing visible is left,
    `too_long` with the surplus as n.
    """
    _readable(raw)
    text = _UNSEEN.sub(_keepable, _SPACES.sub(" ", _BREAK.sub("\n", raw)))
    # After the removal, because an invisible character may have kept a mark from its letter.
    text = composed(text)
    text = _MARKED.sub(lambda found: _unstacked(found[0]), text)
    text = re.sub(r"\n{3,}", "\n\n", re.sub(" *\n *", "\n", re.sub(" +", " ", text))).strip()
    if not any(map(is_seen, text)):
        raise Refusal("empty")
    text = _folded(text, lines) if lines else text
    if len(text) > limit:
        raise Refusal("too_long", n=len(text) - limit)
    return text


def optional(raw: str, limit: int, lines: int = MOST_LINES) -> str:
    """A cleaned text, or "" when it is only spaces. Raises Refusal as `clean` does, but not `empty` for mere spaces."""
    return clean(raw, limit, lines) if raw.strip() else ""


def surplus(raw: str, limit: int) -> int:
    """By how many characters a text is longer than `limit` in its stored form; 0 where it is not, or is no text."""
    try:
        clean(raw, limit, lines=None)
    except Refusal as refusal:
        n = refusal.facts.get("n", 0)
        return n if isinstance(n, int) else 0
    return 0


def by_language(given: SentTexts, limit: int, required: bool = False, lines: int | None = None) -> dict[str, str]:
    """Texts by language, cleaned, empty ones left out; raises Refusal title_missing when none is left of a required
    one."""
    kept = {
        language: clean(words, limit, lines)
        for language, words in given.items()
        if language in LANGUAGES and words.strip()
    }
    if required and not kept:
        raise Refusal("title_missing")
    return kept


def exact(raw: str, limit: int) -> str:
    """A name or password of another device, kept character for character, spaces too.

    Raises Refusal `text_unreadable` for control characters and lone surrogates, `too_long` with the surplus as n.
    """
    _readable(raw)
    if any(unicodedata.category(character) == "Cc" for character in raw):
        raise Refusal("text_unreadable")
    if len(raw) > limit:
        raise Refusal("too_long", n=len(raw) - limit)
    return raw


def _readable(raw: str) -> None:
    if any("\ud800" <= character <= "\udfff" for character in raw):
        raise Refusal("text_unreadable")


def _keepable(found: re.Match[str]) -> str:
    character = found[0]
    if len(character) > 1 or character in _JOINERS:
        return character
    point = ord(character)
    if character == _OBJECT or point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF:
        return ""
    return "" if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co") else character


def _unstacked(run: str) -> str:
    """The run without marks that do not belong on their letter, and without more marks than one letter may have.
    Joiners do not start a new letter."""
    kept, letter, common, marks = [], " ", 0, 0
    for character in run:
        if is_mark(character):
            if not is_writing(character, letter):
                continue
            common, marks = common + is_common_mark(character), marks + 1
            if marks > MARKS or (is_common_mark(character) and common > COMMON_MARKS):
                continue
        elif character not in _JOINERS:
            letter, common, marks = character, 0, 0
        kept.append(character)
    return composed("".join(kept))


def _folded(text: str, most: int) -> str:
    lines = text.split("\n")
    if len(lines) <= most:
        return text
    lines = [line for line in lines if line]
    return "\n".join([*lines[: most - 1], *filter(None, [" ".join(lines[most - 1 :])])])
