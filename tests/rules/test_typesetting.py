"""Documents for print: marks of both standards, hostile texts, and characters that no font has."""

import io

import pikepdf
import pytest

from workshop import typesetting
from workshop.typesetting.printable import BOX, printable, printable_text

HOSTILE = [
    "#panic()",
    "*x* _y_ $z$ @a <b>",
    "\\",
    "\u0000\u0007",
    "\ud800",
    "ŋ 😀 Привет مرحبا 日本",
    "a\u0301" * 500,
    "",
]


@pytest.fixture(autouse=True)
def _template(tmp_path, monkeypatch):
    (tmp_path / "plain.typ").write_text(
        '#let data = json("data.json")\n#set document(title: "Koe")\n#set text(font: data.font, lang: "fi")\n'
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


def test_a_box_stands_for_a_character_without_a_glyph() -> None:
    assert printable_text("Åbo 日") == f"Åbo {BOX}"
    assert printable({"a": ["\u200b日"], "日": 1}) == {"a": [BOX], "日": 1}
    assert printable_text(BOX) == BOX


def test_a_picture_has_one_file_for_each_page() -> None:
    pages = typesetting.png("plain", {"font": "Atkinson Hyperlegible Next", "texts": ["rivi"] * 80})
    assert len(pages) > 1 and all(page.startswith(b"\x89PNG") for page in pages)


def _set(texts: list[str]) -> bytes:
    return typesetting.pdf("plain", {"font": "Atkinson Hyperlegible Next", "texts": texts})
