"""Words with a part of them covered: what others see of an idea that is shown without its number or address."""

from collections.abc import Mapping, Sequence

from workshop.domain import screening

COVERED = "[…]"
"""What stands for each covered part: as in print, for words that were left out."""


def covered(text: str, spans: Sequence[Sequence[int]]) -> str:
    """The text with each span (first, after the last; in code points, in order) replaced by COVERED."""
    kept, at = [], 0
    for first, last in spans:
        kept += [text[at:first], COVERED]
        at = last
    return "".join(kept) + text[at:]


def covered_details(details: Mapping[str, str], title_spans: Sequence[Sequence[int]]) -> dict[str, str]:
    """The details of a proposal as others see them: where a part of its title is covered, with what would be covered in
    a title."""
    if not title_spans:
        return dict(details)
    return {name: covered(words, screening.places(words)) for name, words in details.items()}
