"""Whole numbers in forms and addresses, which people can write as they like."""


def whole(text: str, digits: int = 15) -> int | None:
    """The number that a text of at most so many ASCII digits is, else None."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= digits else None


def signed(text: str, digits: int = 9) -> int | None:
    """The number that a text of at most so many ASCII digits is, which may have a minus before them, else None."""
    size = whole(text.removeprefix("-"), digits)
    return -size if size is not None and text.startswith("-") else size
