"""The last part of a results page's address, its slug: what it may be, and the one proposed for a title."""

import re
import unicodedata

from workshop.contract.base import SLUG_MAX

LEAST = 3
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_OTHER = re.compile(r"[^a-z0-9]+")


def tidy(typed: str) -> str:
    """A slug as it was typed or asked for, without spaces around it and in small letters."""
    return typed.strip().lower()


def is_slug(text: str) -> bool:
    """Whether it may be one: words of small letters a to z and digits, joined by single hyphens, as people can say and
    type it."""
    return LEAST <= len(text) <= SLUG_MAX and _SLUG.fullmatch(text) is not None


def proposed(title: str) -> str:
    """A slug for a title: its words in plain letters (ä becomes a), as many as fit; "" when too few letters are
    left."""
    letters = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    words = _OTHER.sub("-", letters).strip("-")
    if len(words) > SLUG_MAX:
        words = words[: SLUG_MAX + 1].rpartition("-")[0] or words[:SLUG_MAX]
    return words if is_slug(words) else ""
