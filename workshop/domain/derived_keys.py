"""Idempotency keys of commands that follow from something that may be sent again: what is said of the command is equal
then, and so is its key."""

import hashlib


def derived_key(said: str) -> str:
    """The key of the command of which this is said: 40 hexadecimal digits. Any text may be in it, also half of a
    surrogate pair, which forms can send."""
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:40]
