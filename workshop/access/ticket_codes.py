"""The codes of tickets: made from the server's secret, so that a batch can be printed again, and stored as hashes."""

import hashlib
import hmac

from workshop.domain.join_codes import TICKET_LENGTH
from workshop.domain.typed_codes import CODE_ALPHABET


def codes(secret: str, batch: str, count: int) -> list[str]:
    """The codes of a batch: an HMAC-SHA-256 under the server's secret, as 9 unambiguous characters (41 bits)."""
    return [_code(secret, f"ticket/{batch}/{place}") for place in range(count)]


def code_hash(code: str) -> str:
    """The hash that is stored of a ticket's code."""
    return hashlib.sha256(f"ticket/{code}".encode()).hexdigest()


def _code(secret: str, of: str) -> str:
    number = int.from_bytes(hmac.new(secret.encode(), of.encode(), hashlib.sha256).digest(), "big")
    letters = []
    for _ in range(TICKET_LENGTH):
        number, place = divmod(number, len(CODE_ALPHABET))
        letters.append(CODE_ALPHABET[place])
    return "".join(letters)
