"""Whose token a form holds: without its mask, which is another one on each page."""


def unmasked(token: str) -> str:
    """The part of a form's token (80 hex digits) that is the same for one browser."""
    return f"{int(token[:40], 16) ^ int(token[40:], 16):040x}"
