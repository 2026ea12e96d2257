"""Which idea represents its theme, as a quote, where a report has room for one: the rule of all reports and pages.

Pure functions over texts and votes, tested on the texts of `tests/data/ideas.tsv`.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from workshop.domain import screening
from workshop.domain.methods.base import Number
from workshop.domain.text_language import is_in_another_script
from workshop.domain.unicode_properties import is_common_mark
from workshop.reports.summary_parts import IdeaSummary

ALIKE = 0.6
"""From this share of common words on, two quotes would tell a reader the same twice."""
NEAR = 0.9
"""From this part of a theme's most votes on, an idea has nearly as many: then the one that reads better is quoted."""
LONG = (25, 140)
"""Least and most characters of a text that reads well as a quote: more than an exclamation, at most a few lines."""
WORDS = 3
"""The fewest different words of a sentence: "Paavo Nurmi!" and "testi testi testi" are none."""
MARKS = 3
"""The most accents beside their letters that a readable text has; most letters have theirs inside."""
_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]{2,}")


def chosen(ideas: Sequence[IdeaSummary], votes: Mapping[int, Number], others: Sequence[str]) -> IdeaSummary | None:
    """The idea that represents its theme; None where none can be shown as a quote. `votes`: id of an idea → its votes;
    `others`: the quotes of themes that stand before this one.

    The one with the most votes represents it, whatever its length: where there is little room, a long one is cut at a
    word. Of several that have nearly as many (NEAR), a readable sentence comes before one that is not, then the one
    with more votes, then the earlier one. An idea that says what one of `others` says gives way to the next one that
    anybody voted for. What is flagged or stacked with marks is never quoted.
    """
    fit = [idea for idea in ideas if idea.text and is_presentable(idea.text)]
    voted = [idea for idea in fit if votes.get(idea.id, 0) > 0] or fit
    new = [idea for idea in voted if not any(is_alike(idea.text, text) for text in others)] or voted
    most = max((votes.get(idea.id, 0) for idea in new), default=0)
    near = [idea for idea in new if votes.get(idea.id, 0) >= NEAR * most]
    return min(near, key=lambda one: (not is_sentence(one.text), -votes.get(one.id, 0), one.number), default=None)


def is_sentence(text: str) -> bool:
    """Whether it can be read as a sentence, by its length and its number of different words. Words of other scripts
    are not counted: some write without spaces."""
    words = {word.casefold() for word in _LETTERS.findall(text)}
    return LONG[0] <= len(text) <= LONG[1] and (len(words) >= WORDS or is_in_another_script(text))


def is_presentable(text: str) -> bool:
    """Whether nothing in it should be read first by a person (`screening.flags`), and no letter is buried in marks."""
    marked = [is_common_mark(character) for character in text]
    stacked = sum(marked) > MARKS or any(one and other for one, other in pairwise(marked))
    return not stacked and not screening.flags(text)


def is_alike(one: str, other: str) -> bool:
    """Whether two texts say the same in nearly the same words: most of all their different words are in both (Jaccard
    index)."""
    mine, theirs = (set(_WORD.findall(text.casefold())) for text in (one, other))
    return len(mine & theirs) > ALIKE * len(mine | theirs)
