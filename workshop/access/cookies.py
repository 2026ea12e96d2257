"""The two cookies, how they are read, and the tokens that prove a form came from our own page."""

import hashlib
import hmac
from dataclasses import dataclass
from typing import TypedDict


class Flags(TypedDict):
    """Arguments of `set_cookie` besides name and value. `max_age` in seconds."""

    max_age: int
    httponly: bool
    samesite: str
    secure: bool
    path: str


LONGEST = 80
"""Letters of a cookie's value that are looked at; our tokens have fewer."""


@dataclass(frozen=True)
class Names:
    """What the cookies are called: plain over http, where browsers drop Secure ones; `__Host-` and Secure over
    https."""

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
    """A cookie's value in a Cookie header, the first of its name; empty without one. Ours need no escapes, so none are
    understood.

    One pass, whatever is in it: the readers of the standard library (CVE-2024-7592) and of Werkzeug take quadratic
    time.
    """
    for part in header.split(";"):
        called, _, given = part.partition("=")
        if called.strip(" \t") == name:
            return given.strip(' \t"')[:LONGEST]
    return ""


def form_token(secret: str, cookie: str) -> str:
    """What a page's forms carry, from the server's secret and the cookie's token: nothing has to be stored."""
    return hmac.new(secret.encode(), f"form/{cookie}".encode(), hashlib.sha256).hexdigest()[:40]


def is_form_token(given: str, secret: str, cookie: str) -> bool:
    """Compared in constant time."""
    return bool(cookie) and hmac.compare_digest(given.encode(), form_token(secret, cookie).encode())
