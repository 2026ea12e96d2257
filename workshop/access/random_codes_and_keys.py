"""Random codes and secrets of forums and links, and keys of commands, from the operating system's secure generator.

Other random values are made where they are stored: device and desk tokens in `authentication`, receipts in
`storage/new_idea_receipt.py`, ids of participants and ballots in their actions. Codes of tickets are not random
(`ticket_codes`)."""

import secrets

from workshop.domain.join_codes import CODE_LENGTH, SECRET_ALPHABET, SECRET_LENGTH
from workshop.domain.typed_codes import CODE_ALPHABET


def forum_code() -> str:
    """Six characters to type: 28 bits, enough for a few hours in one room."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def join_secret() -> str:
    """The QR's secret: 130 bits in letters that a QR code packs well."""
    return "".join(secrets.choice(SECRET_ALPHABET) for _ in range(SECRET_LENGTH))


def long_secret() -> str:
    """The secret of a screen's or a facilitator's link: 144 bits."""
    return secrets.token_urlsafe(18)


def forum_ref() -> str:
    """The forum's name in a console address; not a secret."""
    return secrets.token_hex(5)


def key() -> str:
    """The idempotency key of a command that a form of the server sends."""
    return secrets.token_urlsafe(16)
