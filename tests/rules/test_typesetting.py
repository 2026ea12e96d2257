"""Documents for print: marks of both standards, hostile texts, and characters that no font has."""

import ast
import io
import json
import re
import unicodedata
from pathlib import Path

import pikepdf
import pytest

from workshop import typesetting
from workshop.typesetting.missing_glyphs import BOX, COVERAGE, lacks_glyphs, printable, printable_text

STYLE = Path(typesetting.__file__).with_name("report_style.typ")
FONTS = list(json.loads(COVERAGE.read_text("utf-8")))
HOSTILE = [
    "#panic()",
    "*x* _y_ $z$ @a <b>",
    "\\",
    "\u0000\u0007",
    "\ud800",
    "ŋ 😀 Привет مرحبا שלום → 日本",
    "👩\u200d👩\u200d👧 1\ufe0f\u20e3 👍🏽 ☕️",
    "q\u0591 😀\u0301 a\u20e3 \u0301 \n\u0591 ع\u0309 \u200d",
    "a\u0301" * 500,
    "",
]


@pytest.fixture(autouse=True)
def _template(tmp_path, monkeypatch):
    (tmp_path / "plain.typ").write_text(
        '#let data = json("data.json")\n#set document(title: "Koe")\n#set text(font: data.fonts, lang: "fi")\n'
        "#for one in data.texts [#par[#one]]\n",
        encoding="utf-8",
    )
    (tmp_path / "fonts").symlink_to(typesetting.HERE / "fonts")
    monkeypatch.setattr(typesetting, "HERE", tmp_path)


def test_a_file_is_of_both_standards_with_its_fonts_inside() -> None:
    with pikepdf.open(io.BytesIO(_set(["Äiti"]))) as file:
        marks = file.open_metadata()
        assert (marks["pdfaid:part"], marks["pdfaid:conformance"], marks["pdfuaid:part"]) == ("3", "A", "1")
        assert file.Root.MarkInfo.Marked and str(file.Root.Lang) == "fi"


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_write_is_set_as_text_or_as_a_box(text: str) -> None:
    assert _set([text]).startswith(b"%PDF")


def test_each_script_has_a_font() -> None:
    """Otherwise a box would stand for the names of our Sámi, Ukrainian and Arab neighbours."""
    for text in ("Čáhcesuolu, eŋgelasgiella, ŧ", "Привіт", "مرحبا", "שלום", "Ελλάδα", "→ ✓ ★ ≥", "😀🏛️"):
        assert printable_text(text) == unicodedata.normalize("NFC", text) and not lacks_glyphs(text), text
    assert lacks_glyphs("Åbo 日") and not lacks_glyphs(f"5 {BOX}")


def test_marks_that_the_font_of_their_letter_lacks_are_left_out() -> None:
    """One such letter would otherwise fail the whole file: typst falls back for a letter with its marks as one."""
    assert printable_text("q\u0591 😀\u0301 a\nb\u0591") == "q 😀 a\nb"
    assert printable_text("e\u0301 ع\u0654 1\ufe0f\u20e3") == "é ع\u0654 1\ufe0f\u20e3"


def test_the_templates_try_the_fonts_in_the_order_of_the_coverage() -> None:
    named = re.search(r"#let fonts = (\(.*\))", STYLE.read_text("utf-8"))
    assert named and list(ast.literal_eval(named[1])) == list(json.loads(COVERAGE.read_text("utf-8")))


def test_no_dash_begins_a_line() -> None:
    assert printable_text("Unelmien museo – mitä toivot") == "Unelmien museo\xa0– mitä toivot"


def test_a_box_stands_for_a_character_without_a_glyph() -> None:
    assert printable_text("Åbo 日") == f"Åbo {BOX}"
    assert printable({"a": ["\u200b日"], "日": 1}) == {"a": [BOX], "日": 1}
    assert printable_text(BOX) == BOX


def test_a_picture_has_one_file_for_each_page() -> None:
    pages = typesetting.png("plain", {"fonts": FONTS, "texts": ["rivi"] * 80})
    assert len(pages) > 1 and all(page.startswith(b"\x89PNG") for page in pages)


def _set(texts: list[str]) -> bytes:
    return typesetting.pdf("plain", {"fonts": FONTS, "texts": texts})
