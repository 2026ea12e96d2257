"""Words with a part of them masked: what others see of an idea that is shown without its number or address."""

import re
from collections.abc import Mapping, Sequence

from workshop.domain import screening

MASK = "[…]"
"""What stands for each masked part: as in print, for words that were left out."""

LEAST_WORDS = 3
"""How many words must remain beside what is masked: of fewer nobody in the hall could say what the idea was."""
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_RUN = re.compile(r"\w+")


def says_enough(text: str, spans: Sequence[Sequence[int]], details: Mapping[str, str]) -> bool:
    """Whether the text, with the details of a proposal, is still an idea with these spans masked: LEAST_WORDS words
    that have a letter remain. In scripts that leave no space between words, such as Chinese and Thai, each letter
    counts as one."""
    left = " ".join([masked(text, spans), *masked_details(details, spans).values()])
    return sum(map(_words_in, _RUN.findall(left))) >= LEAST_WORDS


def _words_in(run: str) -> int:
    letters = sum(map(str.isalpha, run))
    return letters if _UNSPACED.search(run) else min(1, letters)


def masked(text: str, spans: Sequence[Sequence[int]]) -> str:
    """The text with each span (first, after the last; in code points, in order) replaced by MASK."""
    kept, at = [], 0
    for first, last in spans:
        kept += [text[at:first], MASK]
        at = last
    return "".join(kept) + text[at:]


def masked_details(details: Mapping[str, str], title_spans: Sequence[Sequence[int]]) -> dict[str, str]:
    """The details of a proposal as others see them: where a part of its title is masked, with what would be masked in
    a title."""
    if not title_spans:
        return dict(details)
    return {name: masked(words, screening.places(words)) for name, words in details.items()}
