"""Phrases that are looked for all at once are found exactly where each of them is found alone."""

import re
from pathlib import Path

import pytest

from workshop.domain.screening import words_en, words_fi, words_other, words_sv
from workshop.domain.screening.folding import fold
from workshop.domain.screening.phrases import Phrases

DATA = Path(__file__).parent.parent / "data"
WORDS = (words_fi, words_sv, words_en, words_other)
SORTS = {
    "oaths": [phrase for module in WORDS for phrase in module.OATH_PHRASES],
    "insults": [phrase for module in WORDS for phrase in module.INSULT_PHRASES],
    "passes": [phrase for module in WORDS for phrase in module.PASS_PHRASES],
}


def texts() -> list[str]:
    """Every text of the test data about screening, as the rules read it, and as one of many lines."""
    names = ["ideas.tsv", *(path.name for path in DATA.glob("screening_*"))]
    found = [fold(line).text for name in names for line in (DATA / name).read_text("utf-8").splitlines()]
    return [*found, *(". ".join(found[at : at + 4]) for at in range(0, len(found), 4))]


@pytest.mark.parametrize("sort", SORTS)
def test_they_are_found_where_each_is_found_alone(sort: str) -> None:
    together, alone = Phrases(SORTS[sort]), [re.compile(phrase) for phrase in SORTS[sort]]
    found = 0
    for text in texts():
        spans = [hit.span() for phrase in alone for hit in phrase.finditer(text)]
        assert together.spans(text) == spans, text
        assert together.are_in(text) == bool(spans), text
        blanked = text
        for phrase in alone:
            blanked = phrase.sub(lambda hit: "\x00" * len(hit[0]), blanked)
        assert together.blanked(text) == blanked, text
        found += bool(spans)
    assert found >= 5, "the data holds some"


@pytest.mark.parametrize("sort", SORTS)
def test_none_of_them_counts_its_groups(sort: str) -> None:
    assert [phrase for phrase in SORTS[sort] if re.compile(phrase).groups or re.search(r"\\\d", phrase)] == []


def test_alternatives_may_begin_within_a_word_or_at_a_sign() -> None:
    phrases = Phrases([r"\bold (?:a|b)\b|(?:^|[.!|] ?)die now\b", r"\bx[|)]y|z\|w", r"[(|]end"])
    for text in ("so. die now", "an old b", "x|y", "az|w", "a (end", "the|end"):
        assert phrases.spans(text), text
    for text in ("an old c", "so die now", "cold a", "xy", "zw", "end"):
        assert not phrases.spans(text), text


def test_no_phrase_is_in_nothing() -> None:
    assert not Phrases([]).are_in("") and Phrases([]).spans("x") == [] and Phrases([]).blanked("x") == "x"


def test_most_ideas_are_read_without_trying_the_phrases_one_by_one() -> None:
    phrases = Phrases(SORTS["insults"])
    for line in (DATA / "ideas.tsv").read_text("utf-8").splitlines():
        phrases.spans(fold(line).text)
    assert "_each" not in vars(phrases)
