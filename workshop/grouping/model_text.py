"""A text as models see it: one form of each character, nothing invisible, not too long."""

import unicodedata

from workshop.domain.unicode_properties import composed

TEXT_CHARACTERS = 500
"""Characters of a text that are looked at."""


def prepared(text: str) -> str:
    """The text in NFKC, without soft hyphens, NUL and lone surrogates, with single spaces, cut after 500 characters."""
    plain = (
        unicodedata.normalize("NFKC", composed(text[: 4 * TEXT_CHARACTERS])).replace("\u00ad", "").replace("\0", " ")
    )
    return " ".join(plain.encode("utf-8", "ignore").decode().split())[:TEXT_CHARACTERS]
