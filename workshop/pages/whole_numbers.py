"""Whole numbers in forms and addresses, which people can write as they like."""


def whole(text: str, digits: int = 15) -> int | None:
    """The number that a text of at most so many ASCII digits is, else None."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= digits else None
