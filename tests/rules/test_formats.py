"""One forum in every format, read back by other libraries: equal numbers, people's words unharmed, nothing told too
early."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, takewhile
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from tests.conftest import Room, room_after
from tests.tools.large_summary import few, large
from tests.tools.read_back import READERS, Told, expected, grids_of_docx, grids_of_md, rows_of_csv, sheets, words_in
from workshop.i18n import catalogues
from workshop.reports import (
    FORMATS,
    docx_elements,
    page_one,
    page_one_height_estimate,
    participation_wording,
    wording,
)
from workshop.reports.blocks import Column, Table, said, written
from workshop.reports.docx_styles import SMALL, USUAL
from workshop.reports.md import escaped
from workshop.reports.summary import Summary
from workshop.reports.summary_parts import AnswerSummary

SILENT: dict[str, set[str]] = {
    "csv": {"joined", "voted"},
    "handout": {"themes", "votes", "programme"},
    "svg": {"joined", "voted", "ideas", "themes", "programme"},
    "png": {"joined", "voted", "ideas", "themes", "votes", "programme"},
    "pb": {"joined", "voted", "themes", "votes", "programme"},
    "decidim": {"joined", "voted", "themes", "votes", "programme"},
    "polis": {"voted", "ideas", "themes", "votes", "programme"},
}
"""What a format has no place for, or shows in part only. A vote on themes is in no table of ideas."""
OTHERS = ("pb", "decidim", "polis")
"""Formats of other services, which have a place for what must be said first only."""
SHORT = {"handout", "svg", "png", "pb"}
"""Formats that show the main things only."""
HOSTILE = [
    "=cmd|' /C calc'!A0",
    "| yksi | kaksi |",
    "<script>alert(1)</script>",
    "![kuva](https://a.b/c.png) [linkki](javascript:alert(1))",
    "# Otsikko",
    "- luettelo",
    "1. ensin",
    "*korostus* _toinen_ `koodi` ~~pois~~ &lt; \\| $x$",
    "rivi\nvaihto\n\n# toinen",
    "مكتبة مفتوحة للجميع 24/7",
    "😀 emoji ja äöå",
    "</w:t></w:r> ]]> &amp; <w:br/>",
    "Kulttuurihistoriallisenkaupunkisuunnitteluosallistumisfoorumi",
]
OUTSIDE = "\x00\x0b\ud800\ufffe\x1b"
CHECKSUM = re.compile(r"\b[0-9a-f]{64}\b")
"""Of a file in a package: it may hold any digits."""
HANDS = 797
AS_A_NUMBER = re.compile(rf"(?<![\w.-]){HANDS}(?![\w.-]*\w)")
"""The hands as a number of its own, not as digits within an identifier, a time or the coordinate of a bar."""


@pytest.fixture
def vote(tmp_path: Path) -> Iterator[tuple[Room, int, int]]:
    """A forum in which votes are given, and the ids of both votes."""
    with room_after(evening, tmp_path / "forum.db") as (room, votes):
        yield room, *votes


def evening(room: Room) -> tuple[int, int]:
    """A forum that has come to its votes: hostile ideas, a merged, a hidden and a paper one, and three themes; dots on
    ideas and a rating of themes are given and closed, and nothing is revealed."""
    ada, ben = room.comes("ada"), room.comes("ben", "sv")
    wall, dots = room.step("ideas", 2), room.step("dots")
    room.must("agenda.go", activity=wall)
    made = [room.must("idea.enter", activity=wall, text=text, source="helper")["idea"] for text in HOSTILE]
    made += [room.must("idea.add", ada, activity=wall, text=f"Ajatus {n}")["idea"] for n in range(1, 8)]
    room.must("idea.hide", idea=made[-1], reason="personal")
    room.must("idea.merge", into=made[1], ideas=[made[2]])
    room.must("agenda.go", activity=room.step("clusters"))
    themes = [("=SUMMA(A1)", made[:2]), ("<b>Vesi</b> | ilma", made[3:9]), ("Tyhjä teema", [])]
    letters = [room.must("cluster.add", title=title, ideas=ideas)["cluster"] for title, ideas in themes]
    first = room.sees("everyone")["activity"][str(dots)]["position"]
    asked: dict[str, Any] = {"kind": "rating", "minutes": 3, "prompt": {"fi": "Kuinka tärkeä?"}}
    rating = int(room.must("activity.add", settings={"of": "clusters"}, position=first, **asked)["activity"])
    room.must("agenda.go", activity=rating)
    room.must("ballot.set", ada, activity=rating, n=1, marks={str(letters[0]): 5, str(letters[1]): 2})
    room.must("activity.close", activity=rating)
    room.must("agenda.go", activity=dots)
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(made[1]): 2, str(made[4]): 1})
    room.must("ballot.set", ben, activity=dots, n=1, marks={str(made[2]): 1, str(made[13]): 2})
    room.must("hands.set", activity=dots, target=made[5], count=HANDS)
    room.must("activity.close", activity=dots)
    return dots, rating


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Summary:
    """The forum with its results."""
    with room_after(evening, tmp_path_factory.mktemp("told") / "forum.db") as (room, votes):
        for step in votes:
            room.must("activity.reveal", activity=step)
        room.must("forum.end")
        return room.summary()


def test_every_format_is_read_back() -> None:
    assert READERS.keys() == FORMATS.keys()


def test_every_format_tells_the_same_numbers(told: Summary) -> None:
    right = expected(told)
    assert (right.joined, right.voted, right.ideas) == (2, 2, 18)
    assert right.themes == {"A": (2, 3), "B": (6, 798), "C": (0, 0)}
    assert right.votes == [{"A": 5, "B": 2}, {"6": HANDS, "2": 3, "14": 2, "5": 1}]
    for name, read in READERS.items():
        found = read(FORMATS[name].write(told, "fi"))
        for part in Told.__annotations__.keys() - SILENT.get(name, set()):
            wanted = right.votes[1:] if (name, part) == ("csv", "votes") else getattr(right, part)
            wanted = {k: v for k, v in wanted.items() if v[0]} if (name, part) == ("csv", "themes") else wanted
            assert getattr(found, part) == wanted, (name, part)


@pytest.mark.parametrize("name", ["html", "md", "docx", "pdf", "handout", "xlsx"])
def test_themes_ideas_without_one_and_ideas_outside_the_grouping_add_up_to_all_ideas(told: Summary, name: str) -> None:
    """The handout said 117 ideas, and the themes on it added up to 93; the first sheet of the spreadsheet lacked 23."""
    found = replace(told, loose=told.loose[2:], apart=told.loose[:2])
    made = FORMATS[name].write(found, "fi")
    words = re.sub(r"(?<!\\)<[^>]*>|\s+", " ", words_in(made))
    sizes = [len(theme.ideas) for theme in found.themes]
    assert sum(sizes) + len(found.loose) + len(found.apart) == len(found.ideas) and len(found.loose) > 2
    assert "Lisäksi 2 ideaa ryhmittelyn ulkopuolella" in words
    if name == "xlsx":
        assert [row[2] for row in sheets(made)["Yhteenveto"] if row[1] == "Ilman teemaa"] == [len(found.loose)]
    else:
        assert re.search(rf"Ilman teemaa\W*{len(found.loose)}\b", words)
    if name == "handout":
        listed = words[words.index(page_one.themes(found, "fi").head) : words.index("Kärjessä")]
        assert [int(n) for n in re.findall(r"(\d+) idea", listed)] == [
            *sorted(sizes, reverse=True),
            len(found.loose),
            2,
        ]


def test_before_the_reveal_no_format_holds_a_number_of_the_vote_and_says_that_the_forum_goes_on(
    vote: tuple[Room, int, int],
) -> None:
    room, *_ = vote
    early = room.summary()
    room.must("forum.end")
    ended = room.summary()
    for name, one in FORMATS.items():
        made = one.write(early, "fi")
        words = CHECKSUM.sub("", words_in(made)).replace(early.log_head, "")
        assert not AS_A_NUMBER.search(words), f"{name} tells of hands that were raised"
        assert not any(READERS[name](made).votes) and "Näin laskettiin" not in words
        assert one.file_name(early).endswith(f"-in-progress.{one.extension}")
        if name not in ("csv", "json", "png", "zip", *OTHERS):
            assert "Foorumi ei ole vielä päättynyt. Luvut ovat sellaisina kuin ne olivat" in words
            assert "vaiheen tuloksia ei ole vielä näytetty" in words
        if name in OTHERS:
            assert "Foorumi ei ole vielä päättynyt. Luvut ovat" in words
        assert "ei ole vielä päättynyt" not in words_in(one.write(ended, "fi"))


def test_what_the_organisers_answered_is_in_every_format(vote: tuple[Room, int, int]) -> None:
    """To a theme once, beside each idea only where it has an answer of its own; in tables in each row."""
    room, *_ = vote
    theme = next(one["id"] for one in room.sees("everyone")["cluster"].values() if one["letter"] == "B")
    ids = {one["number"]: one["id"] for one in room.sees("facilitators")["idea"].values()}
    room.must("forum.end")
    room.must("cluster.answer", cluster=theme, status="progress", words={"fi": "Suunnittelu alkaa | keväällä"})
    room.must("ideas.answer", ideas=[ids[6]], status="not_now", words={"fi": "Rahat eivät riitä"}, departure=True)
    room.must("ideas.answer", ideas=[ids[20]], status="done", words={"fi": "Piilotetulle"})
    found = room.summary()
    date = catalogues.date("fi", found.made_at)
    status, of_theme = f"Ei nyt, vastoin äänestyksen tulosta, {date}:", f"Työn alla, {date}:"
    for name, one in FORMATS.items():
        words = words_in(one.write(found, "fi")).replace("\\", "")
        assert "Piilotetulle" not in words, f"{name} answers an idea that nobody may read"
        told = [text in words for text in ("Rahat eivät riitä", "Suunnittelu alkaa | keväällä")]
        assert all(told) or name in SHORT or name in OTHERS, name
        if name in ("docx", "html", "md"):
            assert (words.count(status), words.count(of_theme)) == (1, 1), name
    rows = {row[0]: row[-4:-1] for row in rows_of_csv(FORMATS["csv"].write(found, "fi"))}
    when = f"{catalogues.date('fi', found.made_at)} {catalogues.time('fi', found.made_at)}"
    assert rows["6"] == ["Ei nyt, vastoin äänestyksen tulosta", "Rahat eivät riitä", when]
    assert rows["5"] == ["Työn alla", "Suunnittelu alkaa | keväällä", when] and rows["1"] == ["", "", ""]
    model = json.loads(FORMATS["json"].write(found, "fi"))
    assert model["ideas"][5]["answer"] | {"at": ""} == {
        "status": "not_now",
        "words": {"fi": "Rahat eivät riitä"},
        "departure": True,
        "at": "",
    }
    assert [theme["answer"] and theme["answer"]["status"] for theme in model["themes"]] == [None, "progress", None]


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"archive"}))  # which is made of others
def test_what_no_file_can_hold_breaks_none(name: str) -> None:
    some = few(large(3, 1, "rating"), 41)
    spoiled = [replace(idea, text=f"{OUTSIDE}{idea.text}{OUTSIDE}") for idea in some.ideas]
    whole = replace(
        some,
        title={"fi": f"={OUTSIDE}Otsikko & muuta"},
        ideas=spoiled,
        everything=spoiled,
        organiser=OUTSIDE,
        loose=spoiled,
    )
    words = words_in(FORMATS[name].write(whole, "fi"))
    assert (name in SHORT or "numero 41" in words) and (name in ("json", "html") or "\x00" not in words)


def test_page_one_says_what_happens_next_and_how_many_confirmed_it(told: Summary) -> None:
    said = replace(told, next_steps={"fi": "Museo vastaa marraskuussa"}, complete=38, answered=41)
    for name in ("docx", "md", "html", "xlsx"):
        words = words_in(FORMATS[name].write(said, "fi"))
        assert "Museo vastaa marraskuussa" in words and participation_wording.confirmed(said, "fi") in words, name


def test_files_for_programs_say_how_many_confirmed_the_results_once_five_have_answered(told: Summary) -> None:
    for answered, complete, facts, rows in (
        (41, 38, {"complete": 38, "answered": 41}, ["confirmation,complete,38", "confirmation,answered,41"]),
        (4, 4, None, []),
    ):
        said = replace(told, complete=complete, answered=answered)
        assert json.loads(FORMATS["json"].write(said, "fi"))["participation"]["confirmation"] == facts
        with zipfile.ZipFile(io.BytesIO(FORMATS["zip"].write(said, "fi"))) as packed:
            lines = packed.read("participation.csv").decode("utf-8-sig").splitlines()
        assert [line for line in lines if line.startswith("confirmation")] == rows


def test_every_file_with_facts_says_under_which_licence_it_may_be_used(told: Summary) -> None:
    for name in ("docx", "md", "html", "xlsx", "json"):
        words = words_in(FORMATS[name].write(told, "fi")).replace("\\", "")
        assert "https://creativecommons.org/licenses/by/4.0/" in words, name


# -- Word


def test_word_shows_an_official_headings_tables_with_headers_captions_and_page_numbers(told: Summary) -> None:
    about = replace(told, organiser="Turun museokeskus", title={"fi": "Foorumi & tulevaisuus"})
    document = docx.Document(io.BytesIO(FORMATS["docx"].write(about, "fi")))
    core = document.core_properties
    assert (core.title, core.author, core.language) == ("Foorumi & tulevaisuus", "Turun museokeskus", "fi-FI")
    headings = [one.text for one in document.paragraphs if one.style and one.style.name in ("Heading 1", "Heading 2")]
    assert headings[:2] == ["Teemat ja niiden äänet", "Kärjessä"] and "A: =SUMMA(A1)" in headings
    contents = [one.text for one in document.element.body.iter(qn("w:p")) if "TOC" in (one.style or "")]
    assert document.styles["TOC Heading"].paragraph_format.page_break_before, "never alone at the foot of page 1"
    assert contents == ["Sisällys", *headings], "the list of contents is complete before Word makes it anew"
    captions = [one.text for one in document.paragraphs if one.style and one.style.name == "Caption"]
    charts = [one.get("descr", "") for one in document.element.body.iter(qn("wp:docPr"))]
    assert len(charts) == len([one for one in captions if one.startswith("Kuvio ")]) == 1 + len(told.votes)
    assert all(one.startswith("Kuvio: ") for one in charts) and "<b>Vesi</b> | ilma: 798" in charts[0]
    captions = [one for one in captions if not one.startswith("Kuvio ")]
    assert [text.split(".")[0] for text in captions] == [f"Taulukko {n}" for n in range(1, len(document.tables) + 1)]
    below = [one for one in document.paragraphs if one.text.startswith("Kuvio ")]
    assert below and not any(one.paragraph_format.keep_with_next for one in below), "a picture pulls nothing after it"
    size = next(one for one in document.paragraphs if one.text == "2 ideaa · 3 ääntä")
    assert size.paragraph_format.keep_with_next, "no heading stands at the foot of a page without its table"
    for table in document.tables:
        assert table.rows[0]._tr.trPr is not None and table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    fields = "".join(one.text or "" for one in document.sections[0].footer._element.iter(qn("w:instrText")))
    assert fields.split() == ["PAGE", "NUMPAGES"]
    used = {
        one.get(qn("w:val")) for one in document.element.body.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
    }
    assert used <= {one.style_id for one in document.styles}, "nobody can edit a style that is not there"
    assert "Atkinson Hyperlegible Next" in document.styles.element.xml


def test_word_holds_peoples_words_as_they_wrote_them(told: Summary) -> None:
    document = docx.Document(io.BytesIO(FORMATS["docx"].write(told, "fi")))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    for text in HOSTILE:
        lines = "\n".join(line for line in text.splitlines())
        assert any(lines in cell for cell in cells), text
    arabic = next(one for one in document.element.body.iter(qn("w:t")) if one.text and "مكتبة" in one.text)
    assert arabic.getparent().rPr.find(qn("w:rtl")) is not None and arabic.getparent().getparent().pPr[1].tag == qn(
        "w:bidi"
    )


def test_word_turns_the_page_for_a_wide_table() -> None:
    document = docx.Document(io.BytesIO(FORMATS["docx"].write(large(1, 1, "rating"), "fi")))
    wide = [round(section.page_width.mm) for section in document.sections if section.page_width]
    assert [wide for wide, _ in groupby(wide)] == [210, 297, 210]


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_a_heading_in_word_breaks_between_words_and_at_syllables_only(told: Summary, lang: str) -> None:
    """ "Numer|o": where our font is not installed, the one in its place is wider."""
    document = docx.Document(io.BytesIO(FORMATS["docx"].write(told, lang)))
    for table in document.tables:
        for cell in table.rows[0].cells:
            size = SMALL if cell.paragraphs[0].style.style_id.startswith("Compact") else USUAL
            pieces = [piece for text in cell._tc.iter(qn("w:t")) for piece in text.text.split()]
            assert pieces and max(map(len, pieces)) * size * 0.7 < cell.width.pt, pieces
            assert "\u00ad" not in cell.text, "a hyphen is no letter of the heading"


def test_a_long_heading_may_break_at_its_syllables_and_reads_whole() -> None:
    made = docx_elements.table(Table(said("x"), (Column("Puhelimella tai paperilla", 1, True),), ()), "fi", 9000)
    texts = [one.text for one in made.iter(qn("w:t"))]
    assert "".join(texts) == "Puhelimella tai paperilla"
    assert texts[:2] == ["Puhe", "limella"[:2]] and len(list(made.iter(qn("w:softHyphen")))) >= 3


def test_a_table_in_word_leaves_room_to_words_and_breaks_a_long_one_with_a_hyphen() -> None:
    long = "lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas"
    columns = (Column("Teksti", 44), *(Column(head, 13, number=True) for head in ("Ääniä", "Käsiä", "Sija")))
    row = ((written(f"{long} ja kahvila, joka on auki myös iltaisin"),), *((said("3"),) for _ in columns[1:]))
    made = docx_elements.table(Table(said("x"), columns, (row,)), "fi", 9000)
    words, *numbers = [int(one.get(qn("w:w"))) for one in made.iter(qn("w:gridCol"))]
    assert words > 0.6 * 9000 and 8900 < words + sum(numbers) <= 9000
    assert len(list(made.iter(qn("w:softHyphen")))) > 5
    assert long in "".join(one.text for one in made.iter(qn("w:t")))


def test_page_one_in_word_holds_what_the_evening_led_to_beside_many_themes() -> None:
    """Twelve themes with a quote each filled it; what they led to stood on page 2. The measure is an estimate."""
    for kind in ("", "rating"):
        big = large(1, 1, kind)
        told = page_one_height_estimate.fit(big, "fi")
        assert page_one_height_estimate.height(big, told, "fi") <= page_one_height_estimate.PAGE
        text = FORMATS["md"].write(big, "fi").decode()
        first = text.split(f"# {catalogues.say('fi', 'report.themes')}\n")[0]
        assert first.count("Museoon tarvitaan kahvila") >= 2
        assert ("Tulos 2 / 2" in first) == bool(kind) and "Lisäksi kysyttiin" not in first, "each vote has its rows"


@pytest.mark.parametrize("kinds", [["rating"], ["rating", "dots"]])
def test_no_vote_on_page_one_in_word_is_divided_between_two_columns(kinds: list[str]) -> None:
    """Half of a table with its heads stood at the left, the rest at the right above what was said of it."""
    dots = few(large()).votes[0]
    others = [
        replace(large(then=kind).votes[-1], step=replace(dots.step, id=90 + at, kind=kind))
        for at, kind in enumerate(kinds)
    ]
    short = replace(few(large()), title={"fi": "Ilta"}, themes=large().themes[:1], votes=[dots, *others])
    body = docx.Document(io.BytesIO(FORMATS["docx"].write(short, "fi"))).element.body
    ends = [at for at, one in enumerate(body) if one.find(f".//{qn('w:sectPr')}") is not None][:2]
    parts = [
        ("break" if one.find(f".//{qn('w:br')}[@{qn('w:type')}='column']") is not None else one.tag) for one in body
    ]
    beside = [one for one in parts[ends[0] + 1 : ends[1]] if one in ("break", qn("w:tbl"))]
    assert beside == ([qn("w:tbl"), "break"] if len(kinds) == 1 else [qn("w:tbl"), "break", qn("w:tbl")])


def test_word_keeps_the_heading_of_a_theme_what_is_said_of_it_the_caption_and_the_table_together() -> None:
    """In two columns that LibreOffice fills itself they stood apart, and an idea below the table of another theme."""
    big = large()
    answer = AnswerSummary("received", {"fi": "Kiitos!"}, False, large().made_at)
    answered = replace(big, themes=[replace(one, answer=answer) for one in big.themes])
    document = docx.Document(io.BytesIO(FORMATS["docx"].write(answered, "fi")))
    assert len(document.sections) == 1, "no columns but those of page 1"
    body = list(document.element.body)
    keeps = {one.style_id for one in document.styles if one.element.find(f".//{qn('w:keepNext')}") is not None}
    words = [name.get(qn("w:val")) for name in document.element.iter(qn("w:pStyle"))]
    assert {"Heading2", "Caption"} <= keeps & set(words)
    for at, heading in enumerate(body):
        if heading.find(f".//{qn('w:pStyle')}[@{qn('w:val')}='Heading2']") is None:
            continue
        below = list(takewhile(lambda one: one.tag != qn("w:tbl"), body[at + 1 :]))
        if any(one.find(f".//{qn('w:drawing')}") is not None for one in below):
            continue  # a vote with its chart
        for one in below:
            style = one.find(f".//{qn('w:pStyle')}").get(qn("w:val"))
            assert style in keeps or one.find(f".//{qn('w:keepNext')}") is not None, "".join(one.itertext())


# -- Markdown


def test_markdown_holds_peoples_words_and_no_markup_of_theirs(told: Summary) -> None:
    text = FORMATS["md"].write(told, "fi").decode()
    cells = [cell for grid in grids_of_md(text) for row in grid.rows for cell in row]
    for one in HOSTILE:
        plain = "".join(" ".join(line.split()) for line in one.splitlines())
        assert any(plain in cell for cell in cells), one
    assert all(len({len(row) for row in grid.rows}) == 1 for grid in grids_of_md(text)), "no word makes a cell more"
    ours = r"br>|https://creativecommons\.org/[^ >]*>"
    assert re.findall(rf"(?<!\\)<(?!{ours})", text) == [], "no HTML but our line breaks, no link but to the licence"
    assert re.findall(r"(?<!\\)\]\(", text) == [] and "# Otsikko" not in text.replace("\\#", "")


@pytest.mark.parametrize(
    ("written", "source"),
    [
        ("a|b", r"a\|b"),
        ("- x", r"\- x"),
        ("12. x", r"12\. x"),
        ("12.5 x", r"12\.5 x"),
        ("=== x", r"\=== x"),
        ("http://a.b", r"http\://a.b"),
        ("www.a.b", r"www\.a.b"),
        (r"\*", r"\\\*"),
        ("  a\t b ", "a b"),
        ("a\n\nb", "a <br>b"),
        ("\x00", ""),
        ("Hyvä! (5 € & kahvi)", r"Hyvä! (5 € \& kahvi)"),
    ],
)
def test_what_could_begin_markup_is_escaped(written: str, source: str) -> None:
    assert escaped(written) == source


# -- the spreadsheet


def test_the_spreadsheet_has_charts_of_its_own_with_words_for_who_cannot_see_them(told: Summary) -> None:
    made = FORMATS["xlsx"].write(told, "fi")
    front = openpyxl.load_workbook(io.BytesIO(made))["Yhteenveto"]
    assert len(front._charts) == 3, "the themes and two votes"
    across = {str(one) for one in front.merged_cells.ranges}
    assert all(re.fullmatch(r"[AB]\d+:E\d+", one) for one in across), "sentences were as tall as a table"
    assert {cell.value for cell in front["A"] if f"{cell.coordinate}:E{cell.row}" in across} == {
        "Teemat",
        *(f"{one.which}. {wording.asked(one.vote.step, 'fi')}" for one in page_one.leading(told, "fi")),
    }, "a long question ends where the chart beside it begins"
    notes = [cell for row in front.iter_rows(min_col=5, max_col=5) for cell in row if cell.alignment.indent]
    assert notes and {one.alignment.horizontal for one in notes} == {"left"}, "else it touches the number before it"
    series = front._charts[0].series[0]
    values = [cell[0].value for cell in front[series.val.numRef.f.split("!")[1].replace("$", "")]]
    names = [cell[0].value for cell in front[series.cat.strRef.f.split("!")[1].replace("$", "")]]
    assert dict(zip(names, values, strict=True))["<b>Vesi</b> | ilma"] == 798
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        drawing = parts.read("xl/drawings/drawing1.xml").decode()
        assert all(b"<f>" not in parts.read(one) for one in parts.namelist() if "worksheets/" in one)
    assert re.findall('descr="([^"]+)', drawing)[0].startswith(
        "Teemat ja niiden äänet. &lt;b&gt;Vesi&lt;/b&gt; | ilma: 798;"
    )


def test_a_sheet_prints_with_its_title_and_page_numbers_and_keeps_its_headings(told: Summary) -> None:
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].write(replace(told, title={"fi": "A & B"}), "fi")))
    for at, sheet in enumerate(book.worksheets):
        pages = None if at == 0 else 0  # one page, which is what a file says nothing of, or as many as there are
        assert sheet.page_setup.fitToHeight == pages and sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1), f"{sheet.title}: one page wide"
        assert sheet.oddFooter.right.text == "&P (&N)" and sheet.oddHeader.left.text == "A && B"
        assert at == 0 or sheet.print_title_rows == "$1:$1"
    upright = {sheet.title for sheet in book.worksheets if sheet.page_setup.orientation == "portrait"}
    assert upright == {"Osallistuminen"}, "what is narrow: beside its charts, a summary of two votes is wide"
    votes = book["Tulokset"]
    assert [cell.value for cell in votes[1]][6:8] == ["Mediaani", "Ääniä"], "the main measure of each vote"
    assert votes.print_area == f"'Tulokset'!$A$1:$K${votes.max_row}", "more would be too small to read"
    ideas = book["Ideat"]
    heads = [cell.value for cell in ideas[1]]
    assert heads[:4] == ["Numero", "Teksti", "Teeman kirjain", "Teema"] and heads[5:7] == [
        "Tilanne",
        "Mitä ideasta tuli",
    ]
    assert heads[4].startswith("Ääniä: ") and ideas.print_area == f"'Ideat'!$A$1:$G${ideas.max_row}"
    long = [cell.row for cell in ideas["B"] if len(str(cell.value)) > ideas.column_dimensions["B"].width]
    assert long and all(ideas.row_dimensions[row].height >= 30 for row in long), "its text is longer than a line"
    assert all(sheet.freeze_panes == "A2" and sheet.auto_filter.ref for sheet in book.worksheets[1:])
    for sheet in book.worksheets[1:]:
        for cell in sheet[1]:
            columns = sheet.column_dimensions.values()
            wide = next(one.width for one in columns if one.min <= cell.column <= one.max)
            word = max(map(len, str(cell.value).split()))
            assert wide > word + 3, (sheet.title, cell.value, "broke inside a word")


def test_what_is_not_on_paper_makes_no_row_of_ideas_taller(told: Summary) -> None:
    """A page had sixteen ideas: answers and questions stood in narrow columns beside it."""
    words = {"fi": "Suunnittelemme lapsille omaa kerrosta, ja ensimmäisen luonnoksen näytämme syksyllä."}
    answer = AnswerSummary("progress", words, False, told.made_at)
    text = "Idea, joka täyttää leveän sarakkeen rivin melkein loppuun"
    one = replace(told.everything[0], text=text, answer=answer)
    sheet = openpyxl.load_workbook(
        io.BytesIO(FORMATS["xlsx"].write(replace(told, everything=[one, *told.everything[1:]]), "fi"))
    )["Ideat"]
    assert sheet["B2"].value == one.text and sheet.row_dimensions[2].height in (None, 15)


def test_shares_and_means_are_seen_as_in_other_files_and_stay_exact(told: Summary) -> None:
    """They were written as 66.66666666666667, and in the chart "17" stood beside "4 …", which was read as 174."""
    kinds, values = ("opinion", "rating"), ({"agreement_estimate": 200 / 3}, {"median": 4, "mean": 13 / 3})
    votes = [
        replace(large(then=kind).votes[-1], step=replace(told.votes[0].step, id=90 + at))
        for at, kind in enumerate(kinds)
    ]
    votes = [
        replace(
            vote,
            rows=[
                replace(row, value=next(iter(given.values())), measures={**row.measures, **given}) for row in vote.rows
            ],
        )
        for vote, given in zip(votes, values, strict=True)
    ]
    for lang, percent in (("fi", "0 %"), ("en", "0%")):
        book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].write(replace(told, votes=votes), lang)))
        rows = list(book[catalogues.say(lang, "report.sheet.votes")].iter_rows())
        seen = {(cell.value, cell.number_format) for row in rows[1:] for cell in row if isinstance(cell.value, float)}
        assert {(200 / 3 / 100, percent), (13 / 3, "0.0")} <= seen
        front = book[catalogues.say(lang, "report.sheet.front")]
        cells = {(cell.value, cell.number_format) for row in front.iter_rows() for cell in row if cell.column == 4}
        assert {(200 / 3 / 100, percent), (4, "General")} <= cells, "a median of 4 was read as 4.0"
    labels = [cell.value for row in front.iter_rows() for cell in row if cell.column == 5 and cell.value]
    assert any(str(label).startswith("A: ") for label in labels)


def test_word_and_markdown_have_the_tables_of_each_other(told: Summary) -> None:
    def seen(text: str) -> str:
        return re.sub(r"\s", "", text)

    word = list(grids_of_docx(FORMATS["docx"].write(told, "sv")))
    text = grids_of_md(FORMATS["md"].write(told, "sv").decode())
    assert [[[seen(cell) for cell in row] for row in grid.rows] for grid in word] == [
        [[seen(cell) for cell in row] for row in grid.rows] for grid in text
    ]
