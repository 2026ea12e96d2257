"""Whole numbers in texts that people or other programs wrote as they like: the one place that decides what is one, and
that makes a number of no text without a bound, which `int` refuses beyond 4,300 digits."""


def whole(text: str, digits: int = 15) -> int | None:
    """The number that a text of at most so many ASCII digits is, else None."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= digits else None


def signed(text: str, digits: int = 9) -> int | None:
    """The number that a text of at most so many ASCII digits is, which may have a minus before them, else None."""
    size = whole(text.removeprefix("-"), digits)
    return -size if size is not None and text.startswith("-") else size


def is_digits(text: str) -> bool:
    """Whether a text is digits alone, however many, of any script."""
    return text.isdecimal()
