"""Page 1 as a reader with one minute takes it: which number is what, which leader belongs to which vote, one order to
read in, and what a smaller page leaves out."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace

import docx
import pikepdf
import pytest

from tests.conftest import room_after
from tests.reports.forums import reported, run
from tests.tools.large_summary import large, of_two_votes
from tests.tools.read_back import Page, words_in
from tests.tools.tagged_pdf import TaggedPdf
from workshop.i18n import catalogues
from workshop.reports import (
    FORMATS,
    line_estimate,
    page_one,
    page_one_blocks,
    page_one_height_estimate,
    page_one_wording,
    vote_wording,
)
from workshop.reports.blocks import Block, Table, TwoColumns
from workshop.reports.page_one_departures import Departure
from workshop.reports.summary import Summary
from workshop.reports.summary_parts import AnswerSummary


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Summary]:
    """The results of a forum that has been run."""
    with room_after(run, tmp_path_factory.mktemp("found") / "forum.db") as (room, _):
        yield reported(room)


def first_page(found: Summary) -> str:
    page = FORMATS["html"].write(found, "fi").decode().split('<section class="wrap page">')[0]
    return re.sub(r"[ \n]+", " ", Page(page).words)


def test_no_number_of_an_idea_on_page_one_could_be_taken_for_votes(found: Summary) -> None:
    """ "31 Vesibussi museolle" was read as 31 votes."""
    theme = replace(found.themes[0], quote=found.themes[0].ideas[0])
    whole = replace(found, themes=[theme, *found.themes[1:]])
    for name, first in first_pages(whole).items():
        words = re.sub(r"\s+", " ", first.replace("*", ""))
        assert "nro 1" in words and not re.search(r"(?<!nro )\b1:? ?Vesibussi museolle", words), name


def test_only_a_page_that_draws_votes_speaks_of_a_drawing(found: Summary) -> None:
    """The handout said that hands were drawn in outlines, and has no chart of them."""
    assert found.leading[0][0].hands
    says = {name for name, first in first_pages(found).items() if "ääriviivoin" in re.sub(r"\s+", " ", first)}
    assert says == {"html", "pdf", "svg"}


def test_page_one_says_what_was_decided_otherwise_than_the_vote_before_what_happens_next(found: Summary) -> None:
    """Only the public page said it: whoever got a file read what came first, and not that it was refused."""
    answer = AnswerSummary("not_now", {"fi": "Katto on suojeltu."}, True, found.made_at)
    first = found.leading[0][1][0].label
    ideas = [replace(one, answer=answer) if str(one.number) == first else one for one in found.ideas]
    told = replace(found, ideas=ideas, next_steps={"fi": "Vastaamme keväällä."})
    pages = first_pages(told)
    for name in ("md", "html", "pdf", "handout"):
        words = re.sub(r"\s+", " ", pages[name].replace("*", "").replace("\u00ad", ""))
        order = [say("public.departures"), "äänestyksen sija 1", "Ei nyt", "Katto on suojeltu.", say("report.next")]
        places = [words.find(one) for one in order]
        assert places == sorted(places) and places[0] >= 0, (name, places)
    assert say("public.departures") not in str(in_word(found, "fi"))


def in_word(summary: Summary, lang: str) -> list[Block]:
    """The blocks of page 1 of the Word file."""
    return page_one_blocks.first_page(summary, page_one_height_estimate.fit(summary, lang), lang)


def say(key: str) -> str:
    return catalogues.say("fi", key)


def first_pages(found: Summary) -> dict[str, str]:
    """What a reader of one page has, by format; Word has the blocks of Markdown."""
    made = {name: FORMATS[name].write(found, "fi") for name in ("md", "pdf", "handout", "svg")}
    rest = f"\n# {catalogues.say('fi', 'report.themes')}\n"
    return {
        "html": first_page(found),
        "md": made["md"].decode().split(rest)[0],
        "pdf": TaggedPdf(made["pdf"]).pages[0],
        "handout": TaggedPdf(made["handout"]).pages[0],
        "svg": words_in(made["svg"]),
    }


def test_themes_stand_one_below_the_other_on_page_one(found: Summary) -> None:
    """In two columns nobody could tell whether the second stood beside the first or below it."""
    part = page_one.themes(found, "fi")
    assert part and len(part.rows) == 3
    blocks = in_word(found, "fi")
    (table,) = [one for one in blocks if isinstance(one, Table) and one.columns[0].head == "Teema"]
    assert len(table.rows) == 3, "across the page, in no columns"


def test_page_one_holds_each_shown_vote_with_its_question_the_main_one_first(found: Summary) -> None:
    """A vote with dots stood on page 20 only, because themes were rated after it; later a vote on ideas stood before
    one on themes though that was the main one. Whose the leaders of each are is said where there are several."""
    dots = found.votes[0]
    rows = [replace(dots.rows[0], target=n, rank=n, label=str(n), value=20 - n) for n in range(1, 13)]
    ideas = replace(dots, rows=rows)
    themes = replace(ideas, of="clusters", by_theme=[], step=replace(dots.step, id=98, prompt={"fi": "Mikä teema?"}))
    two = replace(found, votes=[ideas, themes])
    assert two.main_vote is themes
    assert [(vote.of, len(rows)) for vote, rows in two.leading] == [("clusters", 5), ("ideas", 4)]
    told = ("Tulos 1 / 2 · Tarraäänestys · teemat", "Mikä teema?", "Tulos 2 / 2 · Tarraäänestys · ideat")
    for name in ("html", "md", "docx", "pdf", "handout", "xlsx"):
        words = re.sub(r"\s+", " ", words_in(FORMATS[name].write(two, "fi")).replace("\\", ""))
        assert all(one in words for one in told), name
    words = first_page(two)
    places = [words.find(one) for one in (*told, dots.step.prompt["fi"])]
    assert -1 not in places and places == sorted(places), places
    assert "Tulos 1" not in first_page(found), "the only one needs no name"
    many = replace(found, votes=[ideas, themes, themes, replace(ideas, rows=[]), ideas])
    assert [(vote.of, len(rows)) for vote, rows in many.leading] == [("ideas", 3), ("ideas", 3), ("clusters", 3)]
    assert replace(found, votes=[]).leading == []


def test_page_one_keeps_a_quote_of_each_theme_and_both_votes_where_charts_have_no_room() -> None:
    """Four charts of a rating filled the printed page, so that no theme had a quote; Word cut the other vote to its
    name, without how firm it is, or left out how it was counted."""
    told = of_two_votes()
    rest = f"\n# {say('report.themes')}\n"
    word = page_one_height_estimate.fit(told, "fi")
    assert word.quote, "Word has a quote of each theme"
    firm = [vote_wording.firmness(vote, "fi") for vote in told.votes]
    assert all(firm)
    counted = [vote_wording.brief_method(vote, "fi") for vote in told.votes]
    rated = list(enumerate(told.votes[1].rows[:4], 1))
    pages = {
        "md": FORMATS["md"].write(told, "fi").decode().split(rest)[0],
        "pdf": TaggedPdf(FORMATS["pdf"].write(told, "fi")).pages[0],
    }
    for name, page in pages.items():
        words = re.sub(r"\s+", " ", page.replace("\u00ad", "").replace("\\", ""))
        quoted = [f"nro {one.quote.number}" for one in page_one_wording.sizes(told, "fi") if one.quote]
        assert len(quoted) == 7 and all(re.search(rf"{one}(?!\d)", words) for one in quoted), name
        assert [one for one in (*firm, *counted) if one not in words] == [], name
        assert say("report.next") in words and "31.1.2030" in words, name
        assert "Arviointi: sija 3 · Ei nyt" in words, (name, "a place in the rating, not in the vote with dots above")
        assert "äänesti ainakin kerran" in words, (name, "each vote says its own number")
    printed = re.sub(r"\s+", " ", pages["pdf"])
    sized = [one.quote.text for one in page_one_wording.sizes(told, "fi") if one.quote]
    assert [one for one in sized if one not in printed] == [], "a line across the page was cut at 60 characters"
    assert all(f"{at}{row.label} {row.text}" in pages["pdf"].replace("\u00a0", " ") for at, row in rated), (
        "charts give way before rows"
    )


def test_word_tells_each_vote_before_what_happens_next_and_shortens_its_rows_before_it_has_none() -> None:
    """In Swedish the second vote was a sentence after "what happens next", in Finnish a table among the results."""
    told = replace(of_two_votes(), themes=of_two_votes().themes[:4])
    for lang in ("fi", "sv", "en"):
        steps = [replace(told, next_steps={lang: "Vastaamme. " * n}) for n in range(0, 120, 8)]
        fits = [page_one_height_estimate.fit(one, lang) for one in steps]
        assert [one.rows for one in fits if one.others][-1] == 1, lang
        without = next(one for one, fit in zip(steps, fits, strict=True) if not fit.others)
        said = str(in_word(without, lang))
        asked = page_one.other_votes(without, lang, 1)
        assert 0 < said.find(repr(asked)) < said.find(repr(catalogues.say(lang, "report.next"))), lang


def test_word_has_both_votes_as_tables_in_each_language() -> None:
    """In Swedish and English the second vote was a sentence, because the title was taken to be taller than it is."""
    told = of_two_votes()
    for lang in ("fi", "sv", "en"):
        first = in_word(told, lang)
        assert [len(one.blocks) for one in first if isinstance(one, TwoColumns)] == [3], lang
        assert page_one.other_votes(told, lang, 2) == "", lang


def test_a_quote_in_word_is_cut_where_its_line_ends_and_not_by_a_number_of_letters() -> None:
    """It was cut at 24 letters, where its line holds 36."""
    told = of_two_votes()
    short, long = "Iltaisin tilaa lukea ja istua", "Kahvila, joka on auki myös iltaisin ja viikonloppuisin"
    fit = page_one_height_estimate.Fit(1)
    columns = (44, 9, 9, 38)
    for text, shown in ((short, short), (long, "Kahvila, joka on auki myös…")):
        size = page_one_wording.Size("A", "Kahvila", 4, None, 1.0, replace(told.ideas[0], text=text))
        assert page_one_height_estimate.quoted(size, fit, columns, "sv")[0] == shown
        beside = replace(size, title="Kahvilat, kokoontumistilat, iltaohjelma ja yhteiset illat")
        assert len(page_one_height_estimate.quoted(beside, fit, columns, "sv")[0]) > len(shown) or text == short


LONG_QUOTE = "Rakennus hiilineutraaliksi, aurinkopaneelit katolle ja sadevesi talteen!"


def test_a_quote_has_the_room_that_the_names_of_themes_leave() -> None:
    """ "Rakennus…" stood beside an empty half of the column of names."""
    told = of_two_votes()
    themes = [replace(one, title="Joki", quote=replace(told.ideas[0], text=LONG_QUOTE)) for one in told.themes]
    crowded = replace(told, themes=themes, title={"fi": told.title["fi"] * 3})
    assert page_one_height_estimate.fit(crowded, "fi").quote == 1
    assert str(in_word(crowded, "fi")).count("aurinkopaneelit katolle") == len(themes)


def test_a_long_title_is_smaller_in_word_so_that_page_one_has_room_for_what_was_said() -> None:
    """It took four lines of its large letters, and quotes and votes gave way."""
    told = of_two_votes()
    sizes = [
        docx.Document(io.BytesIO(FORMATS["docx"].write(replace(told, title={"fi": title}), "fi"))).styles["Title"]
        for title in ("Syysfoorumi", "Unelmien museo: kaupunginhistoriallisen museon kehittämissuunnitelman foorumi")
    ]
    assert [one.font.size.pt for one in sizes] == [24, 16]


def test_markdown_has_no_lines_and_so_cuts_no_text_of_page_one() -> None:
    """A quote of eight words was "Rakennus…"."""
    words, reason = " ".join([LONG_QUOTE] * 4), " ".join(["Tämä vaatii kaupungin päätöksen."] * 12)
    told = of_two_votes()
    themes = [replace(one, quote=replace(told.ideas[0], text=words)) for one in told.themes]
    themes[0] = replace(themes[0], answer=AnswerSummary("not_now", {"fi": reason}, True, told.made_at))
    votes = [replace(told.votes[0], rows=[replace(row, text=words) for row in told.votes[0].rows]), *told.votes[1:]]
    first = first_pages(replace(told, themes=themes, votes=votes))["md"]
    assert first.count(words) >= len(themes) + 3 and reason in first and "…" not in first


def test_word_cuts_a_decision_that_differs_from_the_vote_where_its_lines_end() -> None:
    """Its words were cut at 140 letters, also where the third line was empty."""
    fit = page_one_height_estimate.Fit(1)
    one = Departure("A", "Kahvila", "fi", "", "äänestyksen sija 1 · Ei nyt", "", "fi", "")
    reason = (
        "Tämä vaatii kaupungin päätöksen; rahaa ei ole ennen vuotta 2028, ja silloinkin vain, jos valtio tulee mukaan."
    )
    assert len(reason) < 140 < len(f"{reason} {reason}")
    for told in (reason, f"{reason} {reason}"):
        assert page_one_height_estimate.departed(replace(one, reason=told), fit) == ("Kahvila", told)
    of, why = page_one_height_estimate.departed(replace(one, text=LONG * 3, reason=reason * 4), fit)
    assert of.endswith("…") and why.endswith("…") and line_estimate.lines(f"A: {of} ({one.decided}): {why}", 100) <= 3


def test_more_narrow_letters_than_wide_ones_are_taken_to_fit_a_line() -> None:
    def letters(word: str, lines: int) -> int:
        return len(line_estimate.first_words(f"{word} " * 40, "nro 1", lines, 40))

    assert letters("illalla", 1) > letters("kahvilan", 1) > letters("MUMMON", 1)
    assert letters("kahvilan", 2) > 1.7 * letters("kahvilan", 1)
    assert line_estimate.first_words("  Valoa\npihoille ", "nro 1", 1, 40) == "Valoa pihoille"
    assert line_estimate.lines("", 40) == 0 and line_estimate.lines("a" * 100, 40) == 3


def test_the_printed_page_cuts_a_decision_that_differs_from_the_vote_where_its_lines_end() -> None:
    """Its reason was cut at 60 letters for each line of an idea, also where its own lines held twice as many."""
    short = "Tämä vaatii kaupungin päätöksen, ja rahaa on vasta vuonna 2028."
    long = f"{short} Palaamme asiaan talousarviossa, ja siihen asti kahvila toimii kesäisin pihalla pienenä kioskina."
    assert page_of("pdf", long).count(long) == 1 and page_of("handout", short).count(short) == 2
    cut = page_of("pdf", long * 4)
    assert long in cut and long * 2 not in cut and say("report.next") in cut


def page_of(name: str, reason: str) -> str:
    """Page 1 of a forum where one theme was decided on otherwise for this reason."""
    told = of_two_votes()
    answer = AnswerSummary("not_now", {"fi": reason}, True, told.made_at)
    page = first_pages(replace(told, themes=[replace(told.themes[0], answer=answer), *told.themes[1:]]))[name]
    return re.sub(r"\s+", " ", page.replace("\u00ad", ""))


# -- the handout


LONG = "Museoon tarvitaan kahvila, joka on auki myös iltaisin ja jossa voi istua lukemassa ostamatta mitään "
WINNER = (LONG * 3)[:279].strip() + "!"


@pytest.mark.parametrize("then", ["", "rating"])
def test_the_handout_cuts_the_winner_only_where_nothing_less_important_could_give_way(then: str) -> None:
    """It cut the first idea to 60 characters beside eight themes and rows of others."""
    big = large(then=then)
    rows = [replace(row, text=WINNER if row.rank == 1 else (LONG * 3)[:280]) for row in big.votes[0].rows]
    told = replace(big, votes=[replace(big.votes[0], rows=rows), *big.votes[1:]])
    words = re.sub(r"\s+", " ", TaggedPdf(FORMATS["handout"].write(told, "fi")).root.words)
    assert words.count(WINNER) == 2, "in both languages"


def test_the_handout_has_its_themes_as_bars_and_three_leading_ideas_beside_long_names_and_two_votes() -> None:
    """Beside two votes its bars gave way, and all but two of the leading ideas, also where three share a place."""
    told = of_two_votes()
    themes = [replace(one, title=f"{one.title} ja muut toiveet"[:60]) for one in told.themes]
    dots = told.votes[0]
    tied = [replace(row, rank=min(at, 2), value=9 - min(at, 2)) for at, row in enumerate(dots.rows[:9], 1)]
    crowded = replace(told, themes=themes, votes=[replace(dots, rows=tied), *told.votes[1:]])
    made = TaggedPdf(FORMATS["handout"].write(crowded, "fi"))
    (page,) = made.file.pages
    words = re.sub(r"\s+", " ", made.pages[0].replace("\u00ad", ""))
    shown = [one for one in crowded.themes if words.count(one.title) >= 2]
    bars = sum(1 for _ in pikepdf.parse_content_stream(page, "f f*"))
    assert bars == 2 * len(shown) >= 8, "one for each theme in both languages"
    assert all(f"nro {row.label}{row.value} ääntä" in words for row in tied[:3])
    assert "Niistä 6 on samalla sijalla kuin luettelon viimeinen" in words


def test_the_votes_of_themes_that_are_left_out_are_told() -> None:
    big = large()
    named = [one for one in page_one_wording.sizes(big, "fi") if one.letter]
    assert len(named) > page_one.MANY_THEMES
    said = page_one_wording.left_out_said("report.more_themes", named[page_one.MANY_THEMES :], "fi")
    assert re.fullmatch(r"Lisäksi 4 teemaa, joissa on yhteensä 80 ideaa ja 50 ääntä; ne ovat .*", said)
    for name in ("html", "md", "docx", "pdf"):
        words = re.sub(r"\s+", " ", words_in(FORMATS[name].write(big, "fi")))
        assert said in words, name
    (column, *_) = TaggedPdf(FORMATS["handout"].write(big, "fi")).pages
    words = re.sub(r"\s+", " ", column)
    left = re.search(r"Lisäksi (\d+) pienempää teemaa, joissa on yhteensä (\d+) ideaa ja (\d+) ääntä", words)
    assert left and int(left[3]) == sum(int(one.votes or 0) for one in named[-int(left[1]) :])
