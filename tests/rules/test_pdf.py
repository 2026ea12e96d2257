"""The printed summary: marks and tags of both standards, what is attached, its first page, and texts that no font
has."""

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

import pikepdf
import pytest

from tests.tools import pdf_standards
from tests.tools.large_summary import few, large
from tests.tools.tagged_pdf import Element, TaggedPdf
from tests.tools.word_boxes import beyond, boxes, overlaps
from workshop.domain.activities import KINDS
from workshop.i18n import catalogues, languages
from workshop.reports import FORMATS
from workshop.reports.summary import Summary

MARGIN = 18 / 25.4 * 72
"""Points at the left and right edge of a page."""
FOOTER, MIDDLE = 60, 297
"""Points: the upper edge of a page's footer, and the middle of the page."""


def empty(summary: Summary) -> Summary:
    """A forum that nobody has come to."""
    nothing = {"ideas": [], "everything": [], "themes": [], "loose": [], "votes": [], "spoken": {}, "intro": {}}
    return replace(summary, **nothing, joined=0, posted=0, voted=0, steps=[], place="", organiser="", series="")


@pytest.fixture(scope="module")
def summary() -> Summary:
    next_steps = {"fi": "Vastaamme jokaiseen ideaan tammikuussa."}
    return replace(few(large(ties=3, then="rating")), next_steps=next_steps, complete=38, answered=41)


@pytest.fixture(scope="module")
def written(summary: Summary) -> Callable[[str, str], bytes]:
    """The summary in a format and a language: each is written once, because that takes longer than looking at it."""
    return cache(lambda name, lang: FORMATS[name].write(summary, lang))


@pytest.fixture(scope="module")
def made(written: Callable[[str, str], bytes]) -> bytes:
    return written("pdf", "fi")


@pytest.fixture(scope="module")
def file(made: bytes) -> TaggedPdf:
    return TaggedPdf(made)


@pytest.mark.parametrize("name", ["pdf", "handout"])
@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_a_file_names_its_standards_language_title_and_author(
    summary: Summary, written: Callable[[str, str], bytes], name: str, lang: str
) -> None:
    with pikepdf.open(io.BytesIO(written(name, lang))) as made:
        marks = made.open_metadata()
        assert (marks["pdfaid:part"], marks["pdfaid:conformance"], marks["pdfuaid:part"]) == ("3", "A", "1")
        assert marks["dc:title"] == summary.title["fi"] and marks["dc:creator"] == ["Turun museokeskus"]
        assert str(made.Root.Lang) == lang and made.Root.ViewerPreferences.DisplayDocTitle is True
        assert made.Root.MarkInfo.Marked and "/Outlines" in made.Root
        assert catalogues.say(lang, "report.title") in marks["pdf:Keywords"]


KINDS_OF_VOTES = [name for name, kind in KINDS.items() if kind.collects == "votes" and kind.chooses]


@pytest.mark.parametrize("lang", languages.WHOLE)
def test_no_word_stands_on_another_or_in_the_margin_whatever_was_voted_in(lang: str) -> None:
    """In Swedish "Bedömningar" and "Handuppräckning" ran into each other: their columns were narrower than they are."""
    votes = [
        replace(large(then=kind).votes[-1], step=replace(large().steps[-1], id=90 + at))
        for at, kind in enumerate(KINDS_OF_VOTES)
    ]
    dots = few(large()).votes[0]
    long = "Ääneslautakuntayhteistyösuunnitelma"
    crowded = [replace(one, rows=[replace(row, text=long) for row in one.rows]) for one in votes]
    shown = replace(few(large()), votes=[dots, *crowded], loose=[])
    with pikepdf.open(io.BytesIO(FORMATS["pdf"].write(shown, lang))) as made:
        for number, page in enumerate(made.pages, 1):
            assert (number, overlaps(page), beyond(page, MARGIN)) == (number, [], [])


def test_all_fonts_are_inside_and_every_letter_can_be_copied(file: TaggedPdf) -> None:
    fonts = [font for page in file.file.pages for font in page.Resources.get("/Font", {}).values()]
    assert fonts and all("/ToUnicode" in font for font in fonts)
    for font in fonts:
        about = font.DescendantFonts[0].FontDescriptor
        assert "/FontFile2" in about or "/FontFile3" in about


def test_a_screen_reader_finds_headings_tables_with_headers_and_words_for_every_chart(file: TaggedPdf) -> None:
    levels = [int(one.role[1]) for one in file.root.all("H1", "H2", "H3", "H4")]
    assert levels[0] == 1 and all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    for table in file.root.all("Table"):
        first, *rows = table.all("TR")
        assert {one.role for one in first.parts if isinstance(one, Element)} == {"TH"}
        assert rows and all(len(row.parts) == len(first.parts) for row in rows)
    charts = list(file.root.all("Figure"))
    assert all(one.alt for one in charts)
    whole = [one.alt for one in charts if one.alt.startswith("Kuvio: ")]
    assert len(whole) == 2 and "Museoon tarvitaan kahvila" in whole[1], "the vote without rows has no chart"
    assert whole[0].startswith("Kuvio: Ääniä teemaa kohti"), "page 1 has the heading of the themes"


def test_the_last_page_of_a_run_of_columns_has_both_about_as_tall(file: TaggedPdf) -> None:
    """The left column was full, and the right one ended in the middle of the page."""
    assert "Ilman teemaa" in file.pages[2] and "Kaikki tulokset" in file.pages[3], "the ideas end on page 3"
    words = [one for one in boxes(file.file.pages[2]) if one.bottom > FOOTER]
    ends = [min(one.bottom for one in words if (one.left < MIDDLE) is left) for left in (True, False)]
    assert abs(ends[0] - ends[1]) < 100, ends


def test_the_same_data_is_attached(file: TaggedPdf, summary: Summary) -> None:
    attached = {name: one.get_file() for name, one in file.file.attachments.items()}
    assert {name: one.mime_type for name, one in attached.items()} == {
        "forum-ABCDEF.csv": "text/csv",
        "forum-ABCDEF.json": "application/json",
    }
    for name, one in attached.items():
        assert one.read_bytes() == FORMATS[name.rsplit(".")[-1]].write(summary, "fi"), name
    assert len(json.loads(attached["forum-ABCDEF.json"].read_bytes())["ideas"]) == 24


def test_the_closing_hash_does_not_stand_on_a_page_alone() -> None:
    """With 41 ideas the last page would begin with it."""
    last = TaggedPdf(FORMATS["pdf"].write(few(large(ties=2), 41), "fi")).pages[-1]
    assert "0" * 64 in last and catalogues.say("fi", "report.about.numbers") in last


def test_each_page_has_its_number_and_something_on_it(file: TaggedPdf) -> None:
    for number, words in enumerate(file.pages, 1):
        assert words.endswith(f"{number} ({len(file.pages)})") and len(words) > 200, number


SUMMARIES = {
    "nobody came": lambda: empty(large()),
    "a long introduction": lambda: few(large(intros=6)),
    "two votes, a tie, twelve themes": lambda: few(large(ties=5, then="rating"), 60),
    "no themes": lambda: replace(few(large()), themes=[]),
    "words that never end": lambda: endless(few(large(ties=2))),
}


def endless(summary: Summary) -> Summary:
    """Every idea and theme is one word, as long as it may be."""
    word = "Kulttuuriperintökasvatussuunnitelmatyöryhmä" * 7
    ideas = [replace(one, text=word[:280]) for one in summary.ideas]
    themes = [replace(one, title=word[:60], quote=ideas[0]) for one in summary.themes]
    votes = [replace(one, rows=[replace(row, text=word[:280]) for row in one.rows]) for one in summary.votes]
    return replace(summary, ideas=ideas, everything=ideas, themes=themes, votes=votes, title={"fi": word[:120]})


@pytest.fixture(params=SUMMARIES)
def others(request: pytest.FixtureRequest) -> Iterator[TaggedPdf]:
    yield TaggedPdf(FORMATS["pdf"].write(SUMMARIES[request.param](), "fi"))


def test_page_one_is_one_page_and_the_contents_begin_the_second(others: TaggedPdf) -> None:
    contents = catalogues.say("fi", "report.contents")
    assert others.pages[1].startswith(contents) and contents not in others.pages[0]
    assert "osallistuja" in others.pages[0]


def test_page_one_says_who_met_what_came_first_how_firm_it_is_and_how_it_was_counted(file: TaggedPdf) -> None:
    first = file.pages[0]
    told = [
        "14.5.2029",
        "Turun linna, Kuninkaansali",
        "212 osallistujaa",
        "24 ideaa",
        "173 äänesti ainakin kerran",
    ]
    told += ["Kahvilat, kokoontumistilat ja iltaohjelma", "Mitä uudessa museossa pitäisi ehdottomasti olla"]
    told += ["Ensimmäisen sijan jakaa 3 ideaa", "Näin laskettiin.", "Jokaisella oli 3 tarraa, samalle enintään 2"]
    told += ["Näin jatketaan", "Vastaamme jokaiseen ideaan tammikuussa.", "41 vastaajasta 38 sanoi"]
    places = [first.find(one) for one in told]
    assert -1 not in places and places == sorted(places), dict(zip(told, places, strict=True))


def test_a_character_that_no_font_has_is_explained_and_stays_whole_in_what_is_attached(
    summary: Summary, file: TaggedPdf
) -> None:
    box = catalogues.say("fi", "report.box")
    assert box not in file.pages[1]
    ideas = [replace(summary.ideas[0], text="日本 €uro ŋ مرحبا 👩\u200d👧"), *summary.ideas[1:]]
    themes = [replace(one, ideas=ideas[:1]) for one in summary.themes[:1]]
    votes = [replace(one, rows=[replace(row, text=ideas[0].text) for row in one.rows]) for one in summary.votes]
    made = TaggedPdf(
        FORMATS["pdf"].write(replace(summary, ideas=ideas, everything=ideas, themes=themes, votes=votes), "fi")
    )
    assert box in made.pages[1]
    assert "¤¤ €uro ŋ " in made.root.words and "日" not in made.root.words
    assert "日本" in made.file.attachments["forum-ABCDEF.csv"].get_file().read_bytes().decode()


def test_the_handout_is_one_page_in_two_languages(summary: Summary, written: Callable[[str, str], bytes]) -> None:
    for whole in (summary, endless(summary), empty(summary)):
        made = TaggedPdf(written("handout", "fi") if whole is summary else FORMATS["handout"].write(whole, "fi"))
        assert len(made.pages) == 1
        assert catalogues.say("fi", "report.title") in made.pages[0]
        assert catalogues.say("sv", "report.title") in made.pages[0]
        assert whole is not summary or not made.is_hyphenated, "a title was, though its words have room: mu-seo"
    swedish = TaggedPdf(written("handout", "sv")).pages[0]
    assert swedish.count("(på finska)") == 3, "two questions and what happens next were written in Finnish alone"
    alone = TaggedPdf(FORMATS["handout"].write(replace(summary, languages=["fi", "fi-simple"]), "fi"))
    assert catalogues.say("fi", "report.title") in alone.pages[0]
    assert catalogues.say("sv", "report.title") not in alone.pages[0]


ARABIC, HEBREW = "مقهى صغير", "ערב במוזיאון"


@pytest.fixture(scope="module")
def of_all(summary: Summary) -> TaggedPdf:
    """A file with an idea and a theme that no language hyphenates, and others from right to left."""
    texts = ["W" * 280, f"{ARABIC} (Kahvila 2)", HEBREW]
    ideas = [replace(one, text=text) for one, text in zip(summary.ideas, texts, strict=False)]
    themes = [
        replace(one, title=text[:60], ideas=ideas, quote=ideas[0])
        for one, text in zip(summary.themes, texts, strict=False)
    ]
    rows = [replace(row, text=one.text) for row, one in zip(summary.votes[0].rows, ideas, strict=False)]
    votes = [replace(summary.votes[0], rows=rows)]
    of_all = replace(summary, ideas=ideas, everything=ideas, themes=themes, votes=votes, loose=[])
    return TaggedPdf(FORMATS["pdf"].write(of_all, "fi"))


def test_a_word_that_no_language_hyphenates_stays_in_its_column(of_all: TaggedPdf) -> None:
    """It ran over the votes beside it and off the paper. In what is copied, nothing stands in the word; on paper a
    hyphen says that it goes on."""
    assert of_all.is_hyphenated
    assert max(letters for page in of_all.file.pages for letters in letters_of_lines(page).values()) < 150
    assert [cell for _, rows in of_all.grids() for row in rows for cell in row].count("W" * 280) == 4


def letters_of_lines(page: pikepdf.Page) -> dict[float, int]:
    """How many glyphs stand on each line, by its height."""
    found, height = dict[float, int](), 0.0
    for operands, operator in pikepdf.parse_content_stream(page, "cm Tj TJ"):
        if str(operator) == "cm":
            height = float(operands[5])
        else:
            shown = operands[0] if str(operator) == "TJ" else [operands[0]]
            glyphs = sum(len(bytes(one)) // 2 for one in shown if isinstance(one, pikepdf.String))
            found[height] = found.get(height, 0) + glyphs
    return found


def test_numbers_stay_beside_a_title_from_right_to_left(of_all: TaggedPdf) -> None:
    """ "C 3 title ideaa": the number stood before the title, in the contents the page did. Glyphs stand in a file as
    they are seen, from left to right."""
    seen = [page.translate(dict.fromkeys(map(ord, "\u2068\u2069\u202b\u202c"))) for page in of_all.pages[:2]]
    assert re.search(f"C{HEBREW[::-1]} *3 ideaa", seen[0])
    assert re.search(rf"C: {HEBREW[::-1]}[ .]+\d", seen[1])


def test_words_from_right_to_left_have_a_language_that_is_read_so_and_no_hyphen(of_all: TaggedPdf) -> None:
    cells = [one for one in of_all.root.all("TD") if "Kahvila 2" in one.words and one.language]
    assert cells and {one.language for one in cells} == {"ar"}
    hebrew = [one for one in of_all.root.all("TD") if one.words.replace("\u202c", "") == HEBREW[::-1]]
    assert hebrew and {one.language for one in hebrew} == {"he"}


@pytest.mark.parametrize("name", ["pdf", "handout"])
def test_a_file_keeps_to_both_standards_as_far_as_can_be_checked(
    written: Callable[[str, str], bytes], name: str
) -> None:
    assert pdf_standards.problems(written(name, "fi")) == []


def without_words(pdf: pikepdf.Pdf) -> None:
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure":
            del one["/Alt"]


def without_scope(pdf: pikepdf.Pdf) -> None:
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/TH":
            del one["/A"]


def with_a_line_of_nobody(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"q 0 0 10 10 re f Q")


def without_structure(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


def with_a_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"))


@pytest.mark.parametrize(
    ("broken", "number"),
    [
        (without_words, "13-004"),
        (without_scope, "15-003"),
        (with_a_line_of_nobody, "01-005"),
        (without_structure, "01: "),
        (with_a_script, "an action"),
    ],
)
def test_the_check_of_the_standards_finds_what_is_broken(
    made: bytes, broken: Callable[[pikepdf.Pdf], None], number: str
) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        broken(pdf)
        pdf.save(out)
    assert any(number in one for one in pdf_standards.problems(out.getvalue()))
