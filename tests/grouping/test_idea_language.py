"""The language of an idea, by words and by the model."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.grouping.conftest import DATA
from workshop.domain import text_language
from workshop.grouping import idea_language
from workshop.i18n.languages import WHOLE

SETS = {"ideas.tsv": 128, "grouping_riverside.tsv": 78, "grouping_library.tsv": 135}
"""How many are recognised at least, of 132, 83 and 143, without knowing who wrote them."""


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("name", SETS)
def test_ideas_are_recognised_and_never_taken_for_another_language(name: str) -> None:
    guesses = [(row["text"], row["lang"], idea_language.guess(row["text"])) for row in rows(name)]
    assert sum(said == lang for _, lang, said in guesses) >= SETS[name]
    assert [guess for guess in guesses if guess[2] not in ("", guess[1])] == []


@pytest.mark.parametrize("author", ["fi", "sv", "en"])
def test_the_model_helps_where_people_write_in_another_language_than_they_read(author: str) -> None:
    others = [row for name in SETS for row in rows(name) if row["lang"] != author]
    right = sum(idea_language.guess(row["text"], author) == row["lang"] for row in others)
    by_words = sum(text_language.guess(row["text"], author) == row["lang"] for row in others)
    assert right >= by_words and right >= 0.93 * len(others), (right, by_words, len(others))


@pytest.mark.parametrize(
    "cry", ["asdfghj", "qwertyuiop", "!!!", "123", "😀😀", "Jee!", "hahaha", "ööö", "", "testi testi"]
)
def test_a_cry_is_in_no_language(cry: str) -> None:
    assert idea_language.guess(cry) == ""


@pytest.mark.parametrize(
    "said", ["Mehr Bäume und Bänke für die Kinder", "Больше деревьев и скамеек", "Más árboles y bancos en el parque"]
)
def test_another_language_is_none_of_ours_whoever_wrote_it(said: str) -> None:
    assert [idea_language.guess(said, author) for author in ("", "fi", "sv")] == ["", "", ""]


@given(st.text(max_size=200), st.sampled_from(["", "fi", "fi-simple", "sv", "en", "xx"]))
def test_a_guess_is_one_of_ours_or_nothing(said: str, author: str) -> None:
    assert idea_language.guess(said, author) in ("", *WHOLE)


def test_without_the_model_the_rules_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idea_language, "_model", lambda: None)
    assert idea_language.guess("Lisää penkkejä rantaan") == "fi"
    assert idea_language.guess("Wi-Fi", "sv") == "sv"


def test_the_model_is_the_one_that_was_looked_at() -> None:
    import hashlib

    notice = (Path(idea_language.MODEL).parent / "NOTICE").read_text("utf-8")
    assert hashlib.sha256(idea_language.MODEL.read_bytes()).hexdigest() in notice
