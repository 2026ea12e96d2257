"""Our own files brought in again: people's words are the same, whatever they wrote."""

import csv
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports import small_summary
from workshop.domain import text
from workshop.domain.errors import Refusal
from workshop.domain.formula_guard import guarded, unguarded
from workshop.imports import table_files
from workshop.imports.brought_in_from_terminal import read
from workshop.reports import FORMATS

ODD = [
    "- lisää penkkejä pihalle",
    "+ kahvila",
    "Ilmaiseksi <10 v ja >65 v",
    "A & B &amp; C &lt;x&gt;",
    "@museo näkyviin",
    "a < b > c",
    "<script>alert(1)</script>",
    "<b>lihava</b>",
    "= yhdenvertaisuus",
    '"lainaus" alussa',
    "7. seitsemäs numero",
    "rivi\nvaihto\n\n- luettelo",
    "'heittomerkki alussa",
    "'= kaava, jonka joku kirjoitti heittomerkillä",
    "''-5",
    "-5 astetta sisällä",
    "Sauna…",
    "x" * 280,
    f"{'Kahvila pihalle ' * 17}katolle"[:280],
    "1; 2, 3\t4",
]
FILES = ("csv", "xlsx", "decidim", "polis")
"""Our formats."""


def comes_back(form: str, words: list[str], lang: str = "fi") -> list[str]:
    """The ideas of a file of this format with these ideas."""
    ideas = [small_summary.idea(number, one) for number, one in enumerate(words, 1)]
    made = FORMATS[form].write(small_summary.summary(ideas=ideas, everything=ideas, themes=[], votes=[]), lang)
    if form == "polis":  # which has no votes here, and so no column of one
        return [one.text for one in read(form, _with_a_vote(made)).ideas]
    return [one.text for one in read("csv" if form == "xlsx" else form, {"x": made}).ideas]


def _with_a_vote(made: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        return {name: parts.read(name) for name in ("comments.csv", "participants-votes.csv")}


@pytest.mark.parametrize("lang", ["fi", "en"])
@pytest.mark.parametrize("form", FILES)
def test_odd_and_hostile_words_come_back_as_they_were(form: str, lang: str) -> None:
    """A dash before an idea came back as an apostrophe and a dash, and “<10 v ja >65” was lost as a tag."""
    stored = [text.clean(one) for one in ODD]
    assert comes_back(form, stored, lang) == stored


def cleaned(raw: str) -> str:
    """The text in its stored form; "" for one that cannot be stored."""
    try:
        return text.clean(raw)
    except Refusal:
        return ""


PIECES = st.sampled_from(
    ["'", "=", "+", "-", "@", "<", ">", "&", "&lt;", "…", ";", ",", '"', "\n", " ", "1. ", "ä", "x"]
)
WRITTEN = (st.text(max_size=280) | st.lists(PIECES, max_size=280).map("".join)).map(cleaned).filter(bool)


@pytest.mark.parametrize("form", ["csv", "decidim", "polis"])
@settings(deadline=None)
@given(words=WRITTEN)
def test_any_words_come_back_as_they_were(form: str, words: str) -> None:
    assert comes_back(form, [words]) == [words]


@given(words=st.text() | st.lists(PIECES).map("".join))
def test_the_guard_is_taken_off_as_it_was_put_on(words: str) -> None:
    assert unguarded(guarded(words)) == words


def test_merged_words_are_added_as_far_as_they_fit() -> None:
    """An idea of more than 120 characters came back as the title to which it was cut."""
    long = text.clean("Kahvila pihalle ja katolle " * 9)
    ideas = [small_summary.idea(1, long), small_summary.idea(2, "y" * 100, state="merged", merged_into=1)]
    made = FORMATS["decidim"].write(small_summary.summary(ideas=ideas[:1], everything=ideas, themes=[]), "fi")
    assert [one.text for one in read("decidim", {"x": made}).ideas] == [long]


def test_words_that_look_like_markup_are_none_in_the_body_that_decidim_reads_as_such() -> None:
    ideas = [small_summary.idea(1, "<script>alert(1)</script> & <img src=x onerror=alert(1)>")]
    made = FORMATS["decidim"].write(small_summary.summary(ideas=ideas, themes=[]), "fi")
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        (row,) = csv.DictReader(parts.read("proposals.csv").decode().splitlines(), delimiter=";")
    body = row["body/fi"]
    assert body.startswith("&lt;script&gt;") and "<" not in body


def test_a_zip_that_a_mac_packed_again_is_read_as_before() -> None:
    """What the Mac adds was taken for a second table."""
    ideas = [small_summary.idea(1, "Sauna")]
    made = FORMATS["decidim"].write(small_summary.summary(ideas=ideas, themes=[]), "fi")
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr(f"decidim/{name}", old.read(name))
            new.writestr(f"__MACOSX/decidim/._{name}", b"\0\5\x16\7")
        new.writestr("decidim/.hidden.csv", b"x")
    assert [one.text for one in read("decidim", {"x": packed.getvalue()}).ideas] == ["Sauna"]
    assert len(table_files.read(packed.getvalue()).rows) == 2
