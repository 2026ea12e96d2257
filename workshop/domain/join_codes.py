"""What lets people into a forum: the join code that they type, the secret of its QR code, the codes of tickets. All
survive a bad projector and a hurried reader."""

from workshop.domain.typed_codes import code_in, is_of

CODE_LENGTH = 6
SECRET_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
SECRET_LENGTH = 26
TICKET_LENGTH = 9
"""Characters of a printed ticket's code, of the alphabet of codes; a receipt has more, so that each can be typed on the
front page."""


def tidy(raw: str) -> str:
    """A typed code, secret or ticket in its stored form, as `typed_codes.code_in` finds it."""
    return code_in(raw, _opens)


def could_be(tidied: str) -> bool:
    """Whether it has the length and the letters of a code."""
    return is_of(tidied, CODE_LENGTH)


def is_code(tidied: str) -> bool:
    """True when it has the length of a typed code."""
    return len(tidied) == CODE_LENGTH


def is_ticket(tidied: str) -> bool:
    """True when it has the length and the letters of a ticket's code."""
    return is_of(tidied, TICKET_LENGTH)


def is_secret(tidied: str) -> bool:
    """True when it has the form of a QR secret."""
    return is_of(tidied, SECRET_LENGTH, SECRET_ALPHABET)


def _opens(tidied: str) -> bool:
    return could_be(tidied) or is_ticket(tidied) or is_secret(tidied)
