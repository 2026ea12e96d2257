"""A language that is added is written by every file: with its own signs and its own names in tables of others."""

import io
import zipfile
from dataclasses import replace
from typing import Any, cast

import pytest

from tests.reports.small_summary import summary
from workshop.grouping.words import words
from workshop.i18n import catalogues, languages
from workshop.reports import FORMATS, dcat
from workshop.reports.cell_escaping import delimiter

TOY = replace(
    languages.CONVENTIONS["en"], office="et-EE", eu="EST", decimal="·", thousands="'", percent=" pc", clock="h"
)
DRAWN = {"pdf", "handout", "png", "archive"}
"""Formats that hold a PDF or a PNG, which takes seconds: they have the same words and numbers as the HTML file."""


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> str:
    """A language with the Finnish words and signs of its own."""
    monkeypatch.setitem(cast(Any, languages.CONVENTIONS), "et", TOY)
    monkeypatch.setitem(cast(Any, languages._KNOWN), "et", "et")
    monkeypatch.setitem(catalogues.FILES, "et", catalogues.FILES["fi"])
    return "et"


def test_every_language_has_its_conventions() -> None:
    assert set(languages.CONVENTIONS) == set(languages.NAMES) == set(languages.FILES) == set(languages.LANGUAGES)


@pytest.mark.parametrize("name", sorted(set(FORMATS) - DRAWN))
def test_every_file_is_written_in_it(toy: str, name: str) -> None:
    assert FORMATS[name].write(summary(votes=[], languages=[toy]), toy)


def test_word_knows_it_by_its_locale(toy: str) -> None:
    with zipfile.ZipFile(io.BytesIO(FORMATS["docx"].write(summary(votes=[]), toy))) as parts:
        assert 'w:lang w:val="et-EE"' in parts.read("word/styles.xml").decode()


def test_catalogues_of_data_know_it_by_the_code_of_the_eu(toy: str) -> None:
    assert "/language/EST" in dcat.description(dcat.of_forum(summary(languages=["fi", toy])), {}).decode()


def test_numbers_have_its_signs(toy: str) -> None:
    assert catalogues.number(toy, 1250.5) == "1'250·5" and catalogues.valued(toy, 62, "share") == "62 pc"
    assert delimiter(toy) == "," and delimiter("fi") == ";"


def test_its_words_have_stems(toy: str) -> None:
    assert [word.stem for word in words("gardens", toy)] == ["garden"]
