"""The join code that people type and the QR secret: their alphabets, parsing and validation. Both survive a bad
projector and a hurried reader."""

import re
import unicodedata

MOST = 300
"""Characters of the input that are looked at: more than any address of ours has."""
CODE_ALPHABET = "ACDEFGHJKMNPQRTUVWXY34679"
"""Letters and digits without look-alikes: no O/0, I/1/L, S/5, B/8, Z/2."""
CODE_LENGTH = 6
SECRET_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
SECRET_LENGTH = 26
TICKET_LENGTH = 9
"""Characters of a printed ticket's code, of the alphabet of codes; a receipt has more, so that each can be typed on the
front page."""


def tidy(raw: str) -> str:
    """A typed code (small or full-width letters, spaces, dashes) in its stored form: upper case, only letters and
    digits.

    Of an address that was pasted whole, or typed as it stands on the screen (`host/CODE`), the part of its path that is
    a code, secret or ticket.
    """
    folded = unicodedata.normalize("NFKC", raw[:MOST])
    whole = _bare(folded)
    if is_code(whole):
        return whole
    path = re.split(r"[?#]", folded)[0].split("/")
    return next(
        (part for part in map(_bare, reversed(path)) if could_be(part) or is_secret(part) or is_ticket(part)), whole
    )


def could_be(tidied: str) -> bool:
    """Whether it has the length and the letters of a code."""
    return is_code(tidied) and all(character in CODE_ALPHABET for character in tidied)


def _bare(text: str) -> str:
    return "".join(character for character in text.upper() if character.isalnum() and character.isascii())[:40]


def is_code(tidied: str) -> bool:
    """True when it has the length of a typed code."""
    return len(tidied) == CODE_LENGTH


def is_ticket(tidied: str) -> bool:
    """True when it has the length and the letters of a ticket's code."""
    return len(tidied) == TICKET_LENGTH and all(character in CODE_ALPHABET for character in tidied)


def is_secret(tidied: str) -> bool:
    """True when it has the form of a QR secret."""
    return len(tidied) == SECRET_LENGTH and all(character in SECRET_ALPHABET for character in tidied)
