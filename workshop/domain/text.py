"""What people wrote: made safe to keep, measured as people count, looked over for what should not be on a wall."""

import re
import unicodedata

from workshop.contract.base import TEXT_MAX
from workshop.domain.errors import Refusal

_KEEP = {"\u200d", "\u200c", "\u00ad"}
"""Format characters that words and emoji need: joiners and the soft hyphen."""
_NOTHING_TO_SEE = "\u200d\u200c\u00ad \n\u115f\u1160\u3164\uffa0\u2800"
"""Letters without a shape: fillers of Korean script, the empty Braille cell."""
_FLAGS = {
    "phone": re.compile(r"(?<!\d)(?:\+?\d[\s\-().]{0,2}){7,14}(?!\d)"),
    "email": re.compile(r"[^\s@]+@[^\s@]+\.[a-z]{2,}", re.I),
    "language": re.compile(
        r"\b(vittu\w*|perkele\w*|saatana\w*|paska\w*|huora\w*|jävla\w*|fitta\w*|fan i helvete|fuck\w*|shit\w*|cunt\w*)\b", re.I
    ),
}
_VOWEL = re.compile(r"[aeiouyåäöüéè]", re.I)


def clean(raw: str, limit: int = TEXT_MAX) -> str:
    """`raw` in NFC with one kind of line break and no control or direction-changing characters; at most `limit` characters.

    Raises Refusal `text_unreadable` for lone surrogates, `empty` when nothing is left, `too_long` with the surplus as n.
    """
    if any("\ud800" <= character <= "\udfff" for character in raw):
        raise Refusal("text_unreadable")
    text = "".join(character for character in raw.replace("\r\n", "\n").replace("\r", "\n") if _keepable(character))
    text = unicodedata.normalize("NFC", text)  # last: what was taken out may have kept a letter from its dots
    text = re.sub(r"[ \t\u00a0]+", " ", re.sub(r"\n{3,}", "\n\n", text)).strip()
    if not text.strip(_NOTHING_TO_SEE):
        raise Refusal("empty")
    if len(text) > limit:
        raise Refusal("too_long", n=len(text) - limit)
    return text


def optional(raw: str, limit: int) -> str:
    """Like `clean`, but nothing is also a good answer."""
    return clean(raw, limit) if raw.strip() else ""


def _keepable(character: str) -> bool:
    if character == "\n" or character in _KEEP:
        return True
    point = ord(character)
    if point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF:
        return False
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co")


def flags(text: str) -> list[str]:
    """Why a facilitator might want to look first: phone, email, language, nonsense. A hint, never a verdict."""
    found = [name for name, pattern in _FLAGS.items() if pattern.search(text)]
    words = re.findall(r"[^\W\d_]{5,}", text)
    if words and not any(_VOWEL.search(word) for word in words):
        found.append("nonsense")
    return found


def doubtful(text: str) -> bool:
    """Whether somebody looks before the hall does: a number, an address or an oath. A mere hint of nonsense holds nobody back."""
    return any(name in _FLAGS for name in flags(text))
