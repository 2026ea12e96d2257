"""Which idea stands for its theme: on the texts of a museum's evening, with their cries, tests and typing errors."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from workshop.reports.representative_idea import chosen, is_alike, is_presentable, is_sentence
from workshop.reports.summary_parts import IdeaSummary

DATA = Path(__file__).parents[1] / "data/ideas.tsv"
with DATA.open(encoding="utf-8") as file:
    TEXTS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def idea(number: int, text: str) -> IdeaSummary:
    """An idea that is shown, and has its number as its id."""
    return IdeaSummary(number, number, text, 1, "A", "phone", None, "shown", None, dt.datetime(2029, 5, 14), "fi")


def quoted(texts: list[str], votes: dict[int, int] | None = None, others: list[str] | None = None) -> str:
    """The text that is chosen of these, of which the first has the number 1; "" for none."""
    found = chosen([idea(number, text) for number, text in enumerate(texts, 1)], votes or {}, others or [])
    return found.text if found else ""


SENTENCE, OTHER = "Vesibussi jokea pitkin tuomiokirkolta museolle", "Lainattavia polkupyöriä satamaan ja takaisin"
STACKED = "Z\u0353a\u0353l\u0353g\u0353o on täällä meidän museossa"
UNFIT = ["Paavo Nurmi!", "testi testi", "testi testi testi testi testi", "asdfghj", "kuka tän maksaa", "Ratikka!"]
NEVER = ["asdfghj", STACKED, "Z\u0300\u0301 täällä on outo merkki", "Soittakaa minulle, 040 123 4567 Pertti"]


@pytest.mark.parametrize("text", [*UNFIT, *NEVER, SENTENCE * 5])
def test_a_cry_a_test_and_what_nobody_can_read_stand_behind_a_sentence_with_as_many_votes(text: str) -> None:
    assert quoted([text, SENTENCE], {1: 10, 2: 9}) == SENTENCE


@pytest.mark.parametrize("text", ["Ratikka!", "Paavo Nurmi!", SENTENCE * 5])
def test_an_idea_with_more_votes_is_quoted_however_long_it_is(text: str) -> None:
    """A sentence without votes was quoted before one of 160 characters with 17."""
    assert quoted([SENTENCE, text], {2: 17}) == text
    assert quoted([SENTENCE, text], {1: 8, 2: 10}) == text
    assert quoted([SENTENCE, text], {1: 0, 2: 1}) == text


@pytest.mark.parametrize("text", NEVER)
def test_what_is_flagged_or_buried_in_marks_is_never_quoted(text: str) -> None:
    assert quoted([text]) == "" and not is_presentable(text)


def test_a_theme_of_one_word_is_quoted_with_it() -> None:
    assert quoted(["Ratikka sinne!"]) == "Ratikka sinne!"


def test_of_sentences_with_votes_other_words_come_first_then_votes_then_the_earlier_one() -> None:
    assert quoted([SENTENCE, OTHER]) == SENTENCE and quoted([SENTENCE, OTHER], {2: 1}) == OTHER
    assert quoted([SENTENCE, OTHER], {1: 9, 2: 1}, [SENTENCE.upper()]) == OTHER
    assert quoted([SENTENCE, OTHER], {1: 9}, [SENTENCE.upper()]) == SENTENCE, "nobody voted for the other"
    assert quoted([SENTENCE], {}, [SENTENCE]) == SENTENCE, "a theme that has no other keeps its own"
    assert not is_alike("", "sauna") and not is_alike("oma sauna", "oma kahvila ja lava")


def test_nearly_every_idea_of_an_evening_is_a_sentence_and_every_theme_has_one() -> None:
    fit = [row for row in TEXTS if is_sentence(row["text"]) and is_presentable(row["text"])]
    assert len(fit) >= 0.9 * len(TEXTS)
    for theme in {row["cluster"] for row in TEXTS} - {"other", ""}:
        found = quoted([row["text"] for row in TEXTS if row["cluster"] == theme])
        assert is_sentence(found), theme


@pytest.mark.parametrize("text", ["المزيد من الأشجار والمقاعد بجانب النهر.", "河边应该有更多的长椅和树木" * 3])
def test_a_script_without_spaces_is_read_too(text: str) -> None:
    assert is_sentence(text) and is_presentable(text)
