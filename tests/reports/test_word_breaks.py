"""Lines of people's words on paper and pages: a hyphen that begins a word stays with it, a large number is on one
line."""

import typst

from workshop import typesetting
from workshop.reports.word_breaks import breakable, hyphenated

TEXT = "Tuli on irti -näyttely"
"""An exhibition's name before what it is, as Finnish writes it."""


def test_a_title_of_large_letters_breaks_at_its_syllables_and_short_words_stay_whole() -> None:
    assert hyphenated("Drömmarnas museum", 10) == "Dröm\u00admarnas museum"
    assert hyphenated("Drömmarnas museum", 14) == "Drömmarnas museum"


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


def test_no_line_of_a_printed_document_ends_with_it_either() -> None:
    """In a column as wide as "kulttuuri -" and "o kulttuuri" the hyphen's word needs a line of its own: three
    lines. So does a large number."""
    about = '(title: "x", author: "", keywords: (), made: (2026, 1, 1), lang: "fi", made-by: "")'
    whole = f"""#import "house.typ": *
#show: house.with({about})
#context {{
  let wide = calc.max(measure("kulttuuri -").width, measure("o kulttuuri").width) + 0.2pt
  let tall(body) = measure(block(width: wide, body)).height
  assert.eq(tall[kulttuuri -o kulttuuri], tall[o \\ o \\ o])
  assert.eq(tall[kulttuuri 1 000 kulttuuri], tall[o \\ o \\ o])
}}"""
    house = (typesetting.HERE / "house.typ").read_bytes()
    files = {"main.typ": whole.encode(), "house.typ": house}
    assert typst.compile(files, font_paths=typesetting._fonts(), format="pdf")
