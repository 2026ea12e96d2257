"""Lines of people's words on paper and pages: a hyphen that begins a word stays with it, a large number is on one
line."""

import json

import pytest
import typst
from markupsafe import Markup

from tests.reports import small_summary
from tests.tools.tagged_pdf import TaggedPdf
from workshop import typesetting
from workshop.reports import docx_elements, html
from workshop.reports.word_breaks import breakable, hyphenated

TEXT = "Tuli on irti -näyttely"
"""An exhibition's name before what it is, as Finnish writes it."""


def test_a_title_of_large_letters_breaks_at_its_syllables_and_short_words_stay_whole() -> None:
    assert hyphenated("Drömmarnas museum", 10) == "Dröm\u00admarnas museum"
    assert hyphenated("Drömmarnas museum", 14) == "Drömmarnas museum"


def test_a_name_that_breaks_has_a_hyphen_and_words_of_people_have_none() -> None:
    name = "Vuorovaikutusmahdollisuudet -ilta"
    broken = breakable(name, hyphens=True)
    assert broken.startswith("Vuoro\u00advai\u00adku\u00adtus\u00admah\u00addol\u00adli\u00adsuudet <span")
    assert "\u00ad" not in breakable(name) and "<wbr>" not in broken


def test_a_word_of_an_address_breaks_without_a_hyphen() -> None:
    """One that is shown in an address is read as a part of it."""
    made = breakable("Katso https://museo.example/valokuvakokoelmahankkeet, valokuvakokoelmahankkeet", hyphens=True)
    address, word = made.removeprefix("Katso ").split(" ")
    assert "<wbr>" in address and "\u00ad" not in address and "\u00ad" in word


def test_no_line_of_a_page_ends_with_the_hyphen_that_begins_a_word() -> None:
    joined = '<span class="joined">{}</span>'
    assert breakable(TEXT) == f"Tuli on irti {joined.format('-n')}äyttely"
    assert breakable("-ilta & iltapäivä-kahvila - 5 -4") == f"{joined.format('-i')}lta &amp; iltapäivä-kahvila - 5 -4"
    long = "a -kulttuuriperintökasvatussuunnitelma"
    assert breakable(long).replace("<wbr>", "") == f"a {joined.format('-k')}{long[4:]}" and "<wbr>" in breakable(long)


def test_a_large_number_is_on_one_line_of_a_page() -> None:
    joined = '<span class="joined">{}</span>'
    assert (
        breakable("on 30 000 ja 1 250 000 kuvaa")
        == f"on {joined.format('30 000')} ja {joined.format('1 250 000')} kuvaa"
    )
    assert breakable("5 2026, 12 30, 0401 234") == "5 2026, 12 30, 0401 234"


def test_a_large_number_is_on_one_line_of_a_word_document() -> None:
    (made,) = [part for part in docx_elements.text_run("on 1 250 000 kuvaa, 5 2026") if part.tag.endswith("}t")]
    assert made.text == "on 1\u00a0250\u00a0000 kuvaa, 5 2026"


def test_a_large_number_of_the_organisers_words_is_on_one_line_of_a_results_page() -> None:
    told = small_summary.summary(votes=[], next_steps={"fi": "Museo saa 30 000 euroa."})
    assert '<span class="joined">30 000</span>' in html.page(told, "fi", Markup())


def test_no_line_of_a_printed_document_ends_with_it_either() -> None:
    """In a column as wide as "kulttuuri -" and "o kulttuuri" the hyphen's word needs a line of its own: three
    lines. So does a large number."""
    whole = f"""#import "report_style.typ": *
#show: styled.with({ABOUT})
#context {{
  let wide = calc.max(measure("kulttuuri -").width, measure("o kulttuuri").width) + 0.2pt
  let tall(body) = measure(block(width: wide, body)).height
  assert.eq(tall[kulttuuri -o kulttuuri], tall[o \\ o \\ o])
  assert.eq(tall[kulttuuri 1 000 kulttuuri], tall[o \\ o \\ o])
}}"""
    assert compiled(whole)


LENGTHY = "lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas"
"""A Finnish word of 61 letters."""


@pytest.mark.parametrize(
    ("word", "hyphens"), [(LENGTHY, True), (f"https://turku.fi/{LENGTHY}/2029", False), ("=" * 80, False)]
)
def test_a_word_longer_than_its_line_has_a_hyphen_where_it_breaks_and_an_address_none(word: str, hyphens: bool) -> None:
    """A word that was cut without a sign read as two; a hyphen in an address would be one of its own."""
    text = json.dumps(word)
    set_in = f"#block(width: 30mm, {text}) #context assert(measure(block(width: 30mm, {text})).height > 8mm)"
    made = TaggedPdf(compiled(f'#import "report_style.typ": *\n#show: styled.with({ABOUT})\n{set_in}'))
    assert made.is_hyphenated == hyphens and word in made.root.words


def test_numbers_leave_the_room_of_a_table_to_words() -> None:
    """An idea stood on seven lines beside columns of which each held one figure."""
    head = '(parts: (("{}",),), width: {}, number: {}, longest: "{}", widest: "{}")'
    words = head.format("Teksti", 44, "false", "", "Museoon tarvitaan kahvila " * 4)
    counts = [head.format("Ääniä", 13, "true", "20", "")] * 5
    whole = f"""#import "report_style.typ": *
#import "columns.typ": fitted
#show: styled.with({ABOUT})
#context {{
  let (size, widths) = fitted(({", ".join([words, *counts])}), 174mm, 9pt, 1.5mm)
  assert.eq(size, 9pt)
  assert(calc.abs(widths.sum() / 174mm - 1) < 0.001)
  assert(widths.first() > 100mm)
}}"""
    assert compiled(whole)


ABOUT = '(title: "x", author: "", keywords: (), made: (2026, 1, 1), lang: "fi", made-by: "")'


def compiled(whole: str) -> bytes:
    """A document of our templates as PDF."""
    shared = {one.name: one.read_bytes() for one in typesetting.HERE.glob("*.typ")}
    made = typst.compile(
        {**shared, "main.typ": whole.encode()},
        font_paths=typesetting._fonts(),
        format="pdf",
        pdf_standards=typesetting.STANDARDS,
    )
    assert isinstance(made, bytes)
    return made
