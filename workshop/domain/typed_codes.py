"""The code in what people type, read aloud to a table host or paste: one parser for join codes, tickets, secrets of QR
codes (`join_codes`) and receipts (`idea_receipts`), and the letters of those that are typed."""

import re
import unicodedata
from collections.abc import Callable

CODE_ALPHABET = "ACDEFGHJKMNPQRTUVWXY34679"
"""Letters and digits without look-alikes: no O/0, I/1/L, S/5, B/8, Z/2."""
TYPED_CHARACTERS = 300
"""Characters of the input that are looked at: more than any address of ours has."""
_MOST_OF_CODE = 40


def code_in(raw: str, fits: Callable[[str], bool], in_words: re.Pattern[str] | None = None) -> str:
    """The code that `fits` in what was typed (small or full-width letters, spaces, dashes): upper case, only letters
    and digits.

    Of an address that was pasted whole, or typed as it stands on the screen (`host/CODE`), the last part of its path
    that fits; else the first match of `in_words` among other words. Where nothing fits, all of what was typed.
    """
    folded = unicodedata.normalize("NFKC", raw[:TYPED_CHARACTERS]).upper()
    path = re.split(r"[?#]", folded)[0].split("/")
    words = [one[0] for one in in_words.finditer(folded)] if in_words else []
    found = (bare(part) for part in (*reversed(path), *words))
    return next((one for one in found if fits(one)), bare(folded))


def bare(text: str) -> str:
    """Only the ASCII letters and digits."""
    return "".join(one for one in text if one.isalnum() and one.isascii())[:_MOST_OF_CODE]


def is_of(text: str, length: int, alphabet: str = CODE_ALPHABET) -> bool:
    """Whether it has this length and these letters."""
    return len(text) == length and all(one in alphabet for one in text)
