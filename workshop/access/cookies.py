"""The names and flags of the two cookies, their parser, and the CSRF tokens of forms."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import TypedDict


class Flags(TypedDict):
    """Arguments of `set_cookie` besides name and value. `max_age` in seconds."""

    max_age: int
    httponly: bool
    samesite: str
    secure: bool
    path: str


SIGNED = 20
"""Bytes of the signature in a form's token."""
LONGEST = 80
"""The longest cookie value that is read, in characters; our tokens are shorter."""


@dataclass(frozen=True)
class Names:
    """The cookies' names: plain over http, where browsers drop Secure cookies; with `__Host-` and Secure over https."""

    secure: bool

    @property
    def device(self) -> str:
        """A phone's cookie."""
        return "__Host-device" if self.secure else "device"

    @property
    def desk(self) -> str:
        """An organiser's or facilitator's cookie."""
        return "__Host-desk" if self.secure else "desk"

    def flags(self, days: int) -> Flags:
        """Arguments for `set_cookie`."""
        return {"max_age": days * 86_400, "httponly": True, "samesite": "Lax", "secure": self.secure, "path": "/"}


def value(header: str, name: str) -> str:
    """The value of the first cookie called `name` in a Cookie header; empty without one. Ours need no escapes, so none
    are decoded.

    Linear time for any header: the parsers of the standard library (CVE-2024-7592) and of Werkzeug take quadratic time.
    """
    for part in header.split(";"):
        called, _, given = part.partition("=")
        if called.strip(" \t") == name:
            return given.strip(' \t"')[:LONGEST]
    return ""


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
