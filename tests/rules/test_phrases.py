"""Phrases that are looked for all at once are found exactly where each of them is found alone."""

import re
from pathlib import Path

import pytest

from workshop.domain.screening import words_en, words_fi, words_other, words_sv
from workshop.domain.screening.folding import fold
from workshop.domain.screening.pattern_set import Phrases

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


BEGINNINGS = {
    "optional words": (
        r"\b(?:mä |minä )?(?:tapan|ammun) sut\b",
        ["mä tapan sut", "tapan sut"],
        ["tapahtuma", "mä olen"],
    ),
    "an optional letter": (r"\bsons? of\b", ["a son of", "sons of"], ["song of", "sonata"]),
    "a repeated word": (r"\bgo(?: now| on)* die\b", ["go die", "go now on die"], ["ago die"]),
    "one or more": (r"\bfuu+ck", ["fuuck", "fuuuck"], ["fan"]),
    "the beginning of a sentence": (r"(?:^|[.!?] ?)die now\b", ["die now", "ok.die now"], ["indie now"]),
    "what must not stand before": (r"(?<!\ba )(?<!\bthe )\bskit\b", ["vilken skit"], ["riskit"]),
    "a class, so it may begin in any way": (r"\b[xy]-nimi\b", ["x-nimi"], []),
    "a sign": (r"\be\. ?e\. cumming", ["e.e. cumming", "e. e. cumming"], ["ee cumming"]),
}


@pytest.mark.parametrize(("phrase", "held", "passing"), BEGINNINGS.values(), ids=BEGINNINGS.keys())
def test_phrases_are_looked_for_only_in_texts_with_their_beginning(
    phrase: str, held: list[str], passing: list[str]
) -> None:
    phrases = Phrases([phrase, r"\bsomething else\b"])
    assert [text for text in held if not (phrases.may_be_in(text) and phrases.are_in(text))] == []
    assert [text for text in passing if phrases.may_be_in(text)] == []


def test_most_ideas_hold_no_beginning_of_a_phrase() -> None:
    phrases = Phrases([phrase for sort in SORTS.values() for phrase in sort])
    ideas = [fold(line).text for line in (DATA / "ideas.tsv").read_text("utf-8").splitlines()]
    assert sum(map(phrases.may_be_in, ideas)) < len(ideas) / 2
