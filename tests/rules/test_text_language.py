"""The language guess for ideas: from the words, else the author's language, else none."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine

from workshop.domain import text_language
from workshop.i18n.languages import WHOLE
from workshop.storage import table_structure

IDEAS = Path(__file__).parent.parent / "data" / "ideas.tsv"


def real() -> list[dict[str, str]]:
    with IDEAS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.mark.parametrize("author", ["", "fi", "fi-simple", "sv", "en"])
def test_real_ideas_are_known_by_their_words_whoever_wrote_them(author: str) -> None:
    wrong = [row["text"] for row in real() if text_language.guess(row["text"], author) != row["lang"]]
    assert len(wrong) <= len(real()) / 10, wrong


@pytest.mark.parametrize("author", ["fi", "sv"])
def test_a_text_in_another_language_than_its_author_reads(author: str) -> None:
    told = {
        "gammal Åbodialekt": "sv",
        "Fler bänkar vid ån": "sv",
        "More benches by the river": "en",
        "Lisää penkkejä!": "fi",
    }
    for said, lang in told.items():
        assert text_language.guess(said, author) == lang, said


def test_what_could_be_any_language_is_its_authors() -> None:
    assert [text_language.guess("Wi-Fi", author) for author in ("fi", "fi-simple", "sv", "en", "")] == [
        "fi",
        "fi",
        "sv",
        "en",
        "",
    ]


@pytest.mark.parametrize(
    "said",
    [
        "Больше деревьев и скамеек",
        "المزيد من الأشجار",
        "Περισσότερα δέντρα",
        "河边应该有更多的长椅",
        "อยากให้มีต้นไม้",
        "😀😀",
        "123",
        "!",
        "",
        "Mehr Bäume und Bänke für die Kinder",
        "اسم المتحف: Museum of Turku 2029!",
    ],
)
def test_no_voice_is_better_than_a_wrong_one(said: str) -> None:
    assert text_language.guess(said, "fi") == ""


@given(st.text(max_size=200), st.sampled_from(["", "fi", "fi-simple", "sv", "en", "xx"]))
def test_a_guess_is_one_of_ours_or_nothing(said: str, author: str) -> None:
    assert text_language.guess(said, author) in ("", *WHOLE)


def test_ideas_of_an_older_release_say_no_language() -> None:
    with create_engine("sqlite://").begin() as link:
        table_structure.migrate(link, "0001")
        link.exec_driver_sql(
            "INSERT INTO idea (forum, activity, number, text, key, source, state, flags, created_at)"
            " VALUES (1, 1, 1, 'Sauna', 'k', 'phone', 'shown', '[]', 1)"
        )
        table_structure.migrate(link, "head")
        assert link.exec_driver_sql("SELECT text, lang FROM idea").all() == [("Sauna", "")]
