"""The CSRF tokens of forms: made for a cookie, and checked."""

import hashlib
import hmac
import secrets

SIGNED = 20
"""Bytes of the signature in a form's token."""


def form_token(secret: str, cookie: str) -> str:
    """The CSRF token of a page's forms, in hex: an HMAC of the cookie's token under the server's secret, so nothing has
    to be stored, behind a random mask.

    The mask makes the token other bytes on each page, so that the size of a compressed page, which also holds words of
    strangers, tells nothing about it (BREACH).
    """
    mask = secrets.token_bytes(SIGNED)
    return mask.hex() + _xor(mask, _signature(secret, cookie)).hex()


def is_form_token(given: str, secret: str, cookie: str) -> bool:
    """Whether a form's CSRF token belongs to this cookie; compared in constant time."""
    return bool(cookie) and hmac.compare_digest(_unmasked(given), _signature(secret, cookie))


def _signature(secret: str, cookie: str) -> bytes:
    return hmac.new(secret.encode(), f"form/{cookie}".encode(), hashlib.sha256).digest()[:SIGNED]


def _unmasked(token: str) -> bytes:
    """The signature in a token; in one of an earlier release, which a page may still hold, it has no mask."""
    try:
        given = bytes.fromhex(token)
    except ValueError:
        return b""
    return given if len(given) == SIGNED else _xor(given[:SIGNED], given[SIGNED:])


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=False))
