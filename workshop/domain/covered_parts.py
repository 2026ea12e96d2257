"""Words with a part of them covered: what others see of an idea that is shown without its number or address."""

from collections.abc import Sequence

COVERED = "[…]"
"""What stands for each covered part: as in print, for words that were left out."""


def covered(text: str, spans: Sequence[Sequence[int]]) -> str:
    """The text with each span (first, after the last; in code points, in order) replaced by COVERED."""
    kept, at = [], 0
    for first, last in spans:
        kept += [text[at:first], COVERED]
        at = last
    return "".join(kept) + text[at:]
