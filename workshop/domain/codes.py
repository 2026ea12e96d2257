"""The typed code and the QR secret: alphabets that survive a bad projector and a hurried reader."""

CODE_ALPHABET = "ACDEFGHJKMNPQRTUVWXY34679"
"""No O/0, I/1/L, S/5, B/8, Z/2."""
CODE_LENGTH = 6
SECRET_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
SECRET_LENGTH = 26


def tidy(raw: str) -> str:
    """A code as typed (small letters, spaces, dashes) as it is stored: upper case, nothing but letters and digits."""
    return "".join(character for character in raw.upper() if character.isalnum() and character.isascii())[:40]


def is_code(tidied: str) -> bool:
    """True when it has the length of a typed code."""
    return len(tidied) == CODE_LENGTH


def is_secret(tidied: str) -> bool:
    """True when it has the form of a QR secret."""
    return len(tidied) == SECRET_LENGTH and all(character in SECRET_ALPHABET for character in tidied)
