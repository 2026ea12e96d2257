"""The names and flags of the two cookies, and their parser."""

from dataclasses import dataclass
from typing import TypedDict


class Flags(TypedDict):
    """Arguments of `set_cookie` besides name and value. `max_age` in seconds."""

    max_age: int
    httponly: bool
    samesite: str
    secure: bool
    path: str


COOKIE_CHARACTERS = 80
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
            return given.strip(' \t"')[:COOKIE_CHARACTERS]
    return ""
