"""The language of an idea: by our rules of frequent words, and where they are undecided by fastText's model.

The rules never took one of our languages for another on our texts, but stay silent about a tenth of them. The model
knows nearly all of those, but is sure of itself about cries and names too; so it is asked second. A wrong guess is
worse than none: a screen reader would read with another language's voice.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Protocol

from workshop.domain import text_language
from workshop.grouping.model_text import prepared
from workshop.i18n.languages import WHOLE

MODEL = Path(__file__).parent / "models" / "lid.176.ftz"
"""By Facebook Research, under CC BY-SA 3.0; see NOTICE beside it."""
SURE, SURE_OF_ONE = 0.5, 0.9
"""Probability from which the model is believed about a text, and about a single word, which may be a cry or a name."""
_WORD = re.compile(r"[^\W\d_]{2,}")


class _Model(Protocol):
    """A model of fastText."""

    def predict(self, text: str, k: int, /) -> tuple[Sequence[str], Sequence[float]]:
        """The `k` likeliest labels, with their probabilities."""


@lru_cache(1_024)
def guess(text: str, author: str = "") -> str:
    """fi, sv or en, or "" where none of them is likely. `author`: the language that the author reads in, or "".
    Cached, so that whoever brings many ideas in can ask before the writer does (`actions/piecewise_import.py`)."""
    alone = text_language.guess(text)
    said = text_language.guess(text, author) if author else alone
    if said and alone == said:
        return said  # the words alone say so
    if not text_language.guess(text, author or WHOLE[0]):
        return ""  # written in none of our languages
    return _by_model(text) or said


def _by_model(text: str) -> str:
    plain = prepared(text).lower()
    model, words = _model(), len(_WORD.findall(plain))
    if model is None or not words:
        return ""
    labels, chances = model.predict(plain, 1)
    language = labels[0].removeprefix("__label__")
    return language if language in WHOLE and chances[0] >= (SURE if words > 1 else SURE_OF_ONE) else ""


@cache
def _model() -> _Model | None:
    """The model, loaded once (1 MB); None where fasttext-predict is not installed."""
    try:
        import fasttext
    except ImportError:
        return None
    model: _Model = fasttext.load_model(str(MODEL))
    return model
