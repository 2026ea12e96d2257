"""The summary of a series: themes are the same by lineage or by name and never by a guess, joins are added up, and each
file says the same."""

import csv
import datetime as dt
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec
import openpyxl
import pikepdf
import pytest
from csvw import CSVW
from markupsafe import Markup

from tests.reports import small_summary
from tests.tools import pdf_standards
from tests.tools.tagged_pdf import TaggedPdf
from workshop.downloads import series_files
from workshop.i18n import catalogues
from workshop.reports import (
    SERIES_FORMATS,
    series_page_one,
    series_page_one_data,
    series_results_page,
    series_wording,
    vote_wording,
)
from workshop.reports.results_page import Published
from workshop.reports.series_open_tables import TABLES
from workshop.reports.series_results_page import HeldForum, PublishedSeries
from workshop.reports.series_summary import ForumPart, Quote, SeriesSummary, ThemePart, build, part_of

DAY = dt.datetime(2027, 4, 25, 17, tzinfo=dt.UTC)


def theme(id: int, letter: str, title: str, ideas: int, came_from: int | None = None) -> ThemePart:
    return ThemePart(id, letter, title, ideas, ideas * 2, came_from)


def forum(name: str, day: int | None, *themes: ThemePart, state: str = "ended") -> ForumPart:
    at = None if day is None else DAY + dt.timedelta(days=day)
    figures = {"joined": 30, "ideas": 60, "voted": 25}
    return ForumPart(name, name.upper(), {"fi": name}, state, at, "Turku", "Museo", figures, list(themes))


def series(*forums: ForumPart) -> SeriesSummary:
    return build("Sarja", forums, DAY)


def told(summary: SeriesSummary) -> list[tuple[str, list[str], str]]:
    """Each line: its name, for each forum how its theme got there ("-" where there is none), and its course."""
    return [
        (line.title, [part.how or "first" if part else "-" for part in line.parts], summary.course(line))
        for line in summary.lines
    ]


def test_a_theme_is_the_same_by_lineage_or_by_name_and_each_says_which() -> None:
    first = forum("yksi", 0, theme(1, "A", "Joki", 5), theme(2, "B", "Sauna", 4), theme(3, "C", "Kahvila", 2))
    second = forum(
        "kaksi", 7, theme(11, "A", "Joki ja ranta", 8, 1), theme(12, "D", " sauna", 4), theme(13, "E", "Valo", 1)
    )
    assert told(series(second, first)) == [
        ("Joki ja ranta", ["first", "lineage"], "grown"),
        (" sauna", ["first", "name"], "repeated"),
        ("Kahvila", ["first", "-"], "once"),
        ("Valo", ["-", "first"], "new"),
    ]


def test_nothing_is_said_of_what_became_of_themes_before_a_second_forum_has_ideas_in_some() -> None:
    """Every theme of the first forum was told to be there only at the start, while the next one was planned."""
    first = forum("yksi", 0, theme(1, "A", "Joki", 5))
    begun = forum("kaksi", 7, theme(11, "A", "Joki", 0, 1), state="live")
    for alone in (series(first), series(first, forum("tulossa", None, state="planned")), series(first, begun)):
        assert {course for *_, course in told(alone)} == {""} and not alone.has_courses
        words = TaggedPdf(SERIES_FORMATS["pdf"].write(alone, "fi")).root.words
        assert "Joki" in words and "vain alussa" not in words and "Sarjan aikana" not in words
        assert "vain alussa" not in SERIES_FORMATS["csv"].write(alone, "fi").decode()
        assert json.loads(SERIES_FORMATS["json"].write(alone, "fi"))["themes"][0]["course"] is None
    assert series(first, replace(begun, themes=[theme(11, "A", "Joki", 1, 1)])).has_courses


def test_by_size_the_largest_theme_is_first_however_many_forums_it_is_from() -> None:
    first = forum("yksi", 0, theme(1, "A", "Joki", 2), theme(2, "B", "Sauna", 9))
    its = series(first, forum("kaksi", 7, theme(11, "A", "Joki", 3, 1), theme(12, "B", "Valo", 0)))
    assert [line.title for line in its.lines] == ["Joki", "Sauna", "Valo"]
    assert [line.title for line in its.by_size] == ["Sauna", "Joki"], "without the one that has no ideas"


def test_lineage_goes_on_through_several_forums_also_where_one_is_left_out() -> None:
    first = forum("yksi", 0, theme(1, "A", "Joki", 5))
    second = forum("kaksi", 7)
    third = forum("kolme", 14, theme(21, "A", "Vesi", 3, 1))
    fourth = forum("neljä", 21, theme(31, "B", "Meri", 9, 21))
    assert told(series(first, second, third, fourth)) == [("Meri", ["first", "-", "lineage", "lineage"], "grown")]


def test_a_line_has_one_theme_of_each_forum_and_lineage_goes_before_names() -> None:
    first = forum("yksi", 0, theme(1, "A", "Joki", 5))
    second = forum("kaksi", 7, theme(11, "A", "Joki", 9), theme(12, "B", "Virta", 3, 1))
    assert told(series(first, second)) == [("Virta", ["first", "lineage"], "repeated"), ("Joki", ["-", "first"], "new")]


def test_where_a_theme_has_no_idea_it_counts_as_not_there() -> None:
    first = forum("yksi", 0, theme(1, "A", "Joki", 5), theme(2, "B", "Valo", 0), theme(3, "C", "Torni", 0))
    second = forum("kaksi", 7, theme(11, "A", "Joki", 0, 1), theme(12, "B", "Valo", 4, 2))
    assert {name: course for name, _, course in told(series(first, second))} == {
        "Joki": "once",
        "Valo": "new",
        "Torni": "once",
    }


def test_unnamed_themes_are_never_the_same() -> None:
    both = [forum("yksi", 0, theme(1, "A", "", 5)), forum("kaksi", 7, theme(11, "A", "", 5))]
    assert [how for _, how, _ in told(series(*both))] == [["first", "-"], ["-", "first"]]


def test_a_planned_forum_counts_nothing_and_one_without_a_date_is_last() -> None:
    made = series(forum("tulossa", None, state="planned"), forum("toinen", 7), forum("eka", 0))
    assert [one.ref for one in made.forums] == ["eka", "toinen", "tulossa"]
    assert (len(made.held), made.figures) == (2, {"joined": 60, "ideas": 120, "voted": 50})


def test_the_line_of_a_series_names_its_organisers_where_they_are_few() -> None:
    def said(*organisers: str) -> list[str]:
        found = series(*(replace(forum(f"f{at}", at), organiser=one) for at, one in enumerate(organisers)))
        return [one for one in series_wording.when_and_where(found, "fi") if one in organisers]

    assert said("Museo", "Kirjasto", "Museo", "Koulu") == ["Museo", "Kirjasto", "Koulu"]
    assert said("Museo", "Kirjasto", "Koulu", "Kuoro") == []


def test_a_series_without_forums_is_empty_and_every_file_can_be_written() -> None:
    for form in SERIES_FORMATS.values():
        assert form.write(series(), "fi")


@pytest.fixture
def six() -> SeriesSummary:
    evil = theme(1, "A", '=HYPERLINK("x")', 5)
    later = [forum(f"f{n}", n, theme(n + 10, "A", "Joki", n, 1)) for n in range(1, 6)]
    return series(
        forum("f0", 0, evil), *(replace(one, title={"sv": "Träff", "fi": 'Foorumi; "x"\n2'}) for one in later)
    )


def rows_of(made: SeriesSummary) -> list[dict[str, str]]:
    """The rows of the CSV file by their headings."""
    text = SERIES_FORMATS["csv"].write(made, "fi").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";", strict=True))


def test_the_csv_has_a_row_for_each_forum_their_total_and_one_for_each_theme(six: SeriesSummary) -> None:
    rows = rows_of(six)
    themes = [row for row in rows if row["Kirjain"]]
    *forums, total = [row for row in rows if not row["Kirjain"]]
    assert (total["Foorumi"], total["Päivä"], total["Osallistujia"]) == ("Koko sarja yhteensä", "", "180")
    assert len(forums) == 6 and sum(int(row["Osallistujia"]) for row in forums) == 180
    assert sum(int(row["Teeman ideoita"]) for row in themes) == sum(line.ideas for line in six.lines)
    assert themes[0]["Teema"].startswith("'="), "no cell is a formula"
    assert all(row["Lisenssi"].startswith("CC BY 4.0") for row in rows)


def test_a_table_says_where_each_theme_came_from_and_leaves_out_what_says_one_thing_only() -> None:
    """A column had "same name" beside every theme that came back, and nothing beside the others."""
    first = forum("yksi", 0, theme(1, "A", "Joki", 5), theme(2, "B", "Sauna", 4))
    second = forum("kaksi", 7, theme(11, "A", "Joki", 8, 1), theme(12, "D", "Sauna", 4), theme(13, "E", "Valo", 1))
    told = {
        (row["Foorumi"], row["Teema"]): row["Mistä teema tuli"]
        for row in rows_of(series(first, second))
        if row["Kirjain"]
    }
    assert told == {
        ("yksi", "Joki"): "ensi kertaa",
        ("kaksi", "Joki"): "jatkui",
        ("yksi", "Sauna"): "ensi kertaa",
        ("kaksi", "Sauna"): "sama nimi",
        ("kaksi", "Valo"): "ensi kertaa",
    }
    apart = rows_of(series(first, forum("kaksi", 7, theme(13, "E", "Valo", 1))))[0]
    assert "Mistä teema tuli" not in apart and "Sarjan aikana" in apart
    (alone,) = [row for row in rows_of(series(forum("yksi", 0, theme(1, "A", "Joki", 5)))) if row["Kirjain"]]
    assert "Sarjan aikana" not in alone and "Koko sarja yhteensä" not in alone.values()


def test_the_open_data_is_what_its_descriptions_say_and_adds_up(six: SeriesSummary, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(SERIES_FORMATS["zip"].write(six, "fi"))) as packed:
        packed.extractall(tmp_path)
    found = CSVW(str(tmp_path / "csv-metadata.json"), validate=True, strict=True)
    assert found.is_valid
    rows = {str(table.url): list(table.iterdicts(strict=True)) for table in found.tablegroup.tables}
    forums, themes, parts = (rows[f"{name}.csv"] for name in ("forums", "series_themes", "themes_by_forum"))
    assert sum(row["joined"] for row in forums) == 180 and forums[0]["at"] == six.forums[0].at
    assert sum(row["ideas"] for row in parts) == sum(row["ideas"] for row in themes) == themes[0]["ideas"]
    assert [row["how"] for row in parts] == [None, *["lineage"] * 5]
    told = json.loads((tmp_path / "series.json").read_bytes())
    assert told["totals"]["ideas"] == sum(row["ideas"] for row in forums) and (tmp_path / told["$schema"]).exists()
    (node,) = json.loads((tmp_path / "dcat.jsonld").read_bytes())["@graph"]
    assert (node["dct:title"], node["dct:publisher"]["foaf:name"]) == ("Sarja", "Museo")
    files = {
        one["dct:title"]: one["spdx:checksum"]["spdx:checksumValue"]["@value"] for one in node["dcat:distribution"]
    }
    assert files == {
        name: hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() for name in (*rows, "series.json")
    }
    readme = (tmp_path / "README.fi.md").read_text()
    assert all(f"`{column.name}`" in readme for table in TABLES for column in table.columns) and "CC BY 4.0" in readme


def test_in_public_no_forum_has_a_code(six: SeriesSummary) -> None:
    public = replace(six, forums=[replace(one, code="", ref="") for one in six.forums])
    assert "Koodi" in rows_of(six)[0] and "Koodi" not in rows_of(public)[0]
    told = json.loads(SERIES_FORMATS["json"].write(public, "fi"))["forums"][0]
    assert (told["code"], told["ref"]) == (None, None)


def test_the_json_says_the_same(six: SeriesSummary) -> None:
    made = json.loads(SERIES_FORMATS["json"].write(six, "sv"))
    assert (made["totals"]["joined"], made["totals"]["ideas"], made["totals"]["forums"]) == (180, 360, 6)
    assert [one["course"] for one in made["themes"]] == ["grown"]
    assert [part["how"] for part in made["themes"][0]["parts"]] == [None, *["lineage"] * 5]


def test_the_spreadsheet_says_the_same_and_no_cell_is_a_formula(six: SeriesSummary) -> None:
    book = openpyxl.load_workbook(io.BytesIO(SERIES_FORMATS["xlsx"].write(six, "fi")))
    front, forums, themes, about = ([list(row) for row in sheet.values] for sheet in book.worksheets)
    assert [sheet.title for sheet in book.worksheets] == ["Yhteenveto", "Foorumit", "Teemat", "Tietoja"]
    assert len(forums) == 7 and sum(row[5] for row in forums[1:]) == six.figures["joined"]
    assert isinstance(forums[1][0], dt.datetime), "dates are dates"
    assert sum(row[7] for row in themes[1:]) == sum(line.ideas for line in six.lines)
    assert themes[1][6] == '=HYPERLINK("x")' and {cell.data_type for cell in book.worksheets[2]["G"]} == {"s"}
    assert themes[2][9:] == ["jatkui", "kasvoi"]
    assert about[0] == ["Tieto", "Sisältö"] and ["osallistujaa", 180] in about
    assert [180, "osallistujaa"] in [row[:2] for row in front]


def test_the_spreadsheet_has_a_chart_of_the_themes_and_of_each_main_vote_beside_its_table() -> None:
    made = series(voted(forum("yksi", 0, theme(1, "A", "Joki", 5))), forum("kaksi", 7))
    front = openpyxl.load_workbook(io.BytesIO(SERIES_FORMATS["xlsx"].write(made, "fi"))).worksheets[0]
    rows = [list(row) for row in front.values]
    assert len(front._charts) == 2
    assert ["A", "Joki", 5, 10] in [row[:4] for row in rows]
    assert ["1 yksi · 25.4.2027 · 30 osallistujaa · 60 ideaa. Mikä on tärkein?"] in [row[:1] for row in rows]
    assert [1, "Idea 1 (yksi)", 1, 9] in [row[:4] for row in rows] and ["Äänestystulosta ei ole."] in [
        row[1:2] for row in rows
    ]


def test_no_table_and_no_chart_of_the_first_sheet_is_cut_where_a_printed_page_ends() -> None:
    made = series(*(voted(forum(f"Työpaja {n}", n, theme(n, "A", "Joki", 5))) for n in range(12)))
    front = openpyxl.load_workbook(io.BytesIO(SERIES_FORMATS["xlsx"].write(made, "fi"))).worksheets[0]
    ends = [one.id for one in front.row_breaks.brk]
    titles = [cell.row for cell in front["A"] if "Työpaja" in str(cell.value)]
    assert len(ends) > 1 and {end + 1 for end in ends} <= set(titles), "each before a forum"
    anchors = [(one.anchor._from.row, one.anchor.to.row) for one in front._charts]
    assert len(anchors) == 13 and not [one for one in anchors for end in ends if one[0] < end <= one[1]]
    heads = [cell.value for row in front.iter_rows() for cell in row[2:4] if cell.value in ("Ideoita", "Ääniä")]
    assert heads[:2] == ["Ideoita", "Ääniä"], "in the order of a forum's"


def test_the_pdf_can_be_read_aloud_and_archived_and_carries_the_data(six: SeriesSummary) -> None:
    made = SERIES_FORMATS["pdf"].write(six, "fi")
    with pikepdf.open(io.BytesIO(made)) as file, file.open_metadata() as marks:
        assert (marks["pdfaid:part"], marks["pdfaid:conformance"], marks["pdfuaid:part"]) == ("3", "A", "1")
        assert (
            json.loads(file.attachments["series.json"].get_file().read_bytes())["totals"]["joined"]
            == six.figures["joined"]
        )
    words = TaggedPdf(made).root.words
    assert "Teemat foorumista toiseen" in words and "jatkui" in words and "kasvoi" in words
    assert str(six.figures["joined"]) in words and '=HYPERLINK("x")' in words


def test_ideas_in_no_theme_are_told_so_that_each_file_adds_up() -> None:
    """Of 146 ideas the themes held 82, and the others appeared nowhere."""
    first = replace(forum("yksi", 0, theme(1, "A", "Joki", 50)), loose=7, apart=3)
    made = series(first, replace(forum("kaksi", 7), loose=60))
    ideas = [
        (row["Foorumi"], row["Teema"], int(row["Teeman ideoita"])) for row in rows_of(made) if row["Teeman ideoita"]
    ]
    assert ideas[1:] == [
        ("yksi", "Ilman teemaa", 7),
        ("kaksi", "Ilman teemaa", 60),
        ("yksi", "Ryhmittelyn ulkopuolella", 3),
    ]
    assert sum(n for *_, n in ideas) == made.figures["ideas"]
    told = json.loads(SERIES_FORMATS["json"].write(made, "fi"))
    assert [told["totals"][name] for name in ("ideas_without_theme", "ideas_outside_grouping")] == [67, 3]
    pages = [re.sub(r"\s+", " ", page) for page in TaggedPdf(SERIES_FORMATS["pdf"].write(made, "fi")).pages]
    assert "Ilman teemaa: 67 ideaa. Ryhmittelyn ulkopuolella: 3 ideaa." in pages[0]
    assert squeezed("Ilman teemaa yksi: 7 ideaa kaksi: 60 ideaa") in squeezed(" ".join(pages))
    assert series(replace(first, themes=[])).rests == [], "without themes there is nothing to add up"
    early = replace(forum("tulossa", 14, state="planned"), loose=4)
    assert series(first, early).rests == series(first).rests, "what is written beforehand waits for its forum"


def test_votes_of_ideas_in_no_theme_are_told_in_every_file_of_a_series() -> None:
    """Of 548 votes 118 were told nowhere: those of the ideas without a theme."""
    first = replace(forum("yksi", 0, theme(1, "A", "Joki", 50)), loose=7, loose_votes=18, apart=3)
    rated = replace(forum("kaksi", 7), loose=60)
    made = series(first, rated)
    votes = {(row["Foorumi"], row["Teema"]): row["Teeman ääniä"] for row in rows_of(made) if row["Teeman ideoita"]}
    assert votes == {
        ("yksi", "Joki"): "100",
        ("yksi", "Ilman teemaa"): "18",
        ("kaksi", "Ilman teemaa"): "",
        ("yksi", "Ryhmittelyn ulkopuolella"): "",
    }
    book = openpyxl.load_workbook(io.BytesIO(SERIES_FORMATS["xlsx"].write(made, "fi"))).worksheets[2]
    assert [row[8] for row in book.values if "Ilman teemaa" in row] == [18, None]
    told = json.loads(SERIES_FORMATS["json"].write(made, "fi"))
    assert [one["votes_without_theme"] for one in (told["totals"], *told["forums"])] == [18, 18, None]
    assert series_wording.rests(made, "fi")[0] == (
        "Ilman teemaa: 67 ideaa · 18 ääntä (yksi: 7 ideaa · 18 ääntä; kaksi: 60 ideaa)."
    )
    assert squeezed("yksi: 7 ideaa, 18 ääntä") in squeezed(
        TaggedPdf(SERIES_FORMATS["pdf"].write(made, "fi")).root.words
    )
    assert {row[-1] for row in TABLES[0].rows(made, "fi")} == {18, None}


def test_a_series_without_next_steps_tells_those_of_its_latest_forum_that_has_some() -> None:
    first = replace(forum("yksi", 0), next_steps={"fi": "Kokoamme ideat."})
    forums = first, forum("kaksi", 7), replace(forum("tulossa", 14, state="planned"), next_steps={"fi": "Ei vielä."})
    made = series(*forums)
    assert squeezed("Foorumissa ”yksi” kerrottiin:Kokoamme ideat.") in squeezed(
        TaggedPdf(SERIES_FORMATS["pdf"].write(made, "fi")).pages[0]
    )
    assert json.loads(SERIES_FORMATS["json"].write(made, "fi"))["series"]["next_steps_of"] == "yksi"
    own = build("Sarja", forums, DAY, {"fi": "Jatkamme."})
    assert (own.next_steps, own.next_from) == ({"fi": "Jatkamme."}, None)
    later = replace(forum("kolme", 21), next_steps={"fi": "Rakennamme."})
    assert series(later, *forums).next_steps == {"fi": "Rakennamme."}


# -- the printed summary -----------------------------------------------------------------------------------------------

NEXT = "Kerromme joka kuukausi, mitä ideoista on tullut."
ASKED = {"fi": "Mikä on tärkein?"}
VALUES = 9, 7, 5, 2


def voted(one: ForumPart, values: Sequence[int] = VALUES, asked: Mapping[str, str] = ASKED) -> ForumPart:
    """The forum with a quote of each of its themes, and a vote with dots on its ideas, which are in its first theme."""
    vote = small_summary.vote(values)
    rows = [replace(row, text=f"Idea {row.label} ({one.ref})", theme="A") for row in vote.rows]
    themes = [replace(part, quote=Quote(part.id, f"Lause: {part.title} ({one.ref})", "fi")) for part in one.themes]
    return replace(one, themes=themes, main=replace(vote, rows=rows, step=replace(vote.step, prompt=dict(asked))))


def printed(forums: int, themes: int, values: Mapping[int, Sequence[int]] = {}) -> bytes:
    """The PDF of so many forums with so many themes each: some of each forum go on in the next one, the others end.
    `values`: those of the rows of a forum's vote, where they are not the usual ones."""
    parts = [
        voted(
            forum(
                f"Työpaja {n}",
                7 * n,
                *(
                    theme(100 * n + at, letter, f"Teema {letter}{'' if at % 2 else n}", 3 + n * (at % 3) + at)
                    for at, letter in enumerate("ABCDEFGHIJKLMNOP"[:themes])
                ),
            ),
            values.get(n, VALUES),
        )
        for n in range(1, forums + 1)
    ]
    return SERIES_FORMATS["pdf"].write(build("Historian museo: kuusi työpajaa", parts, DAY, {"fi": NEXT}), "fi")


@pytest.fixture(scope="module")
def of_six() -> TaggedPdf:
    return TaggedPdf(printed(6, 5))


def test_page_one_tells_a_decision_maker_what_the_series_came_to(of_six: TaggedPdf) -> None:
    """It held no quote, no leading idea and not how firm any vote was."""
    first = re.sub(r"\s+", " ", of_six.pages[0])
    for told in (
        *("Foorumisarjan yhteenveto", "Historian museo: kuusi työpajaa", "2.5.2027\u00a0– 6.6.2027", "Museo"),
        *("6 foorumia pidetty", "180 osallistujaa", "360 ideaa", "150 äänesti ainakin kerran"),
        *("Teema D 36 ideaa · 72 ääntä · toistui", "Lause: Teema D (Työpaja 6)", "nro 603, foorumi 6"),
        *("Mikä on tärkein?", "1 Työpaja 1 2.5.2027 · 30 osallistujaa · 60 ideaa", "6 Työpaja 6 6.6.2027"),
        *("Idea 1 (Työpaja 1) nro 1 A", "9 ääntä", "Idea 1 (Työpaja 6)"),
        *("Ensimmäisen ja seuraavan sijan välillä on 2 ääntä.", "Näin laskettiin. Jokaisella oli 3 tarraa"),
        *("Näin jatketaan", NEXT),
    ):
        assert squeezed(told) in squeezed(first), told
    assert squeezed(first).count(squeezed("Mikä on tärkein?")) == 1, "all forums asked the same"


def test_page_one_of_six_forums_tells_each_theme_and_as_many_ideas_of_each_forum() -> None:
    """Of thirteen themes it told five and named the others by their number. Of the last forum it told three ideas, of
    each other one."""
    first = squeezed(re.sub(r"\s+", " ", TaggedPdf(printed(6, 3)).pages[0]))
    sizes = {"Teema B": "45 ideaa · 90 ääntä"}
    for n in range(1, 7):
        sizes |= {f"Teema A{n}": "3 ideaa · 6 ääntä", f"Teema C{n}": f"{5 + 2 * n} ideaa · {10 + 4 * n} ääntä"}
    missing = [name for name, size in sizes.items() if not re.search(f"{squeezed(name)}\\W*{squeezed(size)}", first)]
    assert missing == [] and squeezed("ne ovat taulukossa") not in first
    told = [leading_on_page(first, n) for n in range(1, 7)]
    assert told == [told[0]] * 6 and told[0], told


def leading_on_page(words: str, forum: int) -> list[int]:
    """Which ideas of the main vote of this forum stand in these words of a page, by their numbers."""
    return [n for n in range(1, 10) if squeezed(f"Idea {n} (Työpaja {forum})") in words]


@pytest.mark.parametrize("themes", [3, 5, 12])
def test_on_page_one_of_a_series_all_ideas_that_share_the_first_place_stand_or_none(themes: int) -> None:
    """Of three that shared it the one with the lowest number stood alone."""
    values = {2: [9, 9, 9, 2], 3: [9, 9, 5, 2], 4: [4, 4, 4, 4, 2], 5: [4] * 6}
    first = squeezed(TaggedPdf(printed(6, themes, values)).pages[0])
    of_others = len(leading_on_page(first, 1))
    assert 1 <= of_others <= 3 and leading_on_page(first, 6) == leading_on_page(first, 1)
    for forum, shared in ((2, 3), (3, 2), (4, 4)):
        assert leading_on_page(first, forum) == list(range(1, 1 + max(shared, of_others))), forum
    assert squeezed("Ensimmäisen sijan jakaa 6 ideaa") in first
    assert len(leading_on_page(first, 5)) in (0, 3, 4), "never one or two of six"


def test_a_quote_on_page_one_of_a_series_is_whole_where_its_line_has_room_and_ends_at_a_word() -> None:
    """It was cut to 70 characters, with half of its line empty."""
    whole = "Museoon tarvitaan kahvila, joka on auki myös iltaisin ja jossa voi istua lukemassa"
    parts = [
        voted(forum(f"{n}", n, *(theme(10 * n + at, "ABC"[at], f"{n}{at}", 9) for at in range(3)))) for n in range(9)
    ]
    for text in (whole, f"{whole} ostamatta mitään, " * 4):
        quoted = [
            replace(one, themes=[replace(part, quote=Quote(1, text, "fi")) for part in one.themes]) for one in parts
        ]
        first = TaggedPdf(SERIES_FORMATS["pdf"].write(series(*quoted), "fi")).pages[0].replace("\u00a0", " ")
        found = re.findall("”(Museoon[^”]*)”", re.sub(r"\s+", " ", first))
        assert len(found) >= 3
        for said in found:
            cut = said.removesuffix("…")
            assert len(cut) >= len(whole) and text.startswith(cut) and text[len(cut) :][:1] in (" ", ""), said


def chose(one: ForumPart) -> ForumPart:
    """The forum with a quote of each of its themes, and a vote on these."""
    vote = small_summary.vote([9 - at for at, _ in enumerate(one.themes)], of="clusters")
    rows = [
        replace(row, label=part.letter, text=part.title, lang="")
        for row, part in zip(vote.rows, one.themes, strict=True)
    ]
    themes = [replace(part, quote=Quote(part.id, f"Lause: {part.title}", "fi")) for part in one.themes]
    return replace(one, themes=themes, main=replace(vote, rows=rows, step=replace(vote.step, prompt={"fi": "Mikä?"})))


def test_every_page_one_begins_with_what_the_series_came_to() -> None:
    """Its last forum condensed everything into four images of the future, which stood on no page 1."""
    images = [theme(60 + at, letter, f"Kuva {letter}", 3) for at, letter in enumerate("ABCD")]
    last = chose(forum("kuusi", 7, *images))
    its = series(voted(forum("yksi", 0, theme(1, "A", "Joki", 9))), last)
    front = openpyxl.load_workbook(io.BytesIO(SERIES_FORMATS["xlsx"].write(its, "fi"))).worksheets[0]
    pages = {
        "pdf": TaggedPdf(SERIES_FORMATS["pdf"].write(its, "fi")).pages[0],
        "xlsx": " ".join(str(cell.value) for row in front.iter_rows() for cell in row if cell.value),
    }
    heads = [catalogues.say("fi", f"series.{name}") for name in ("outcome", "came_to", "outcome.above")]
    for name, page in pages.items():
        words = squeezed(page)
        order = [heads[0], *(one.title for one in images), heads[1], "Joki", "Idea 1 (yksi)", heads[2]]
        places = [words.find(squeezed(one)) for one in order]
        assert -1 not in places and places == sorted(places), (name, places)
        assert words.count(squeezed("Mikä?")) == 1, f"{name}: its result stands once"
    assert squeezed("Lause: Kuva D") in squeezed(pages["pdf"])
    published = Published("https://forum.test/results/sarja", "series 1", DAY, indexed=True)
    of_themes = [replace(small_summary.vote([2, 1]), of="clusters")]
    shown = [
        HeldForum(small_summary.summary(ref=ref, votes=votes), published)
        for ref, votes in (("yksi", small_summary.summary().votes), ("kaksi", of_themes))
    ]
    for whole in (True, False):
        public = PublishedSeries("Sarja", {}, shown, [], whole=whole)
        assert (f"<h2>{heads[0]}</h2>" in series_results_page.page(public, "fi", published, Markup())) is whole
    held = forum("seitsemän", 14, state="live")
    assert series(*its.forums, held).outcome is None, "the series goes on"
    assert replace(its, whole=False).outcome is None, "in public, while a forum is not published"
    assert series(last).outcome is None and series(*reversed([voted(last), *its.forums[:1]])).outcome is None


def test_of_themes_of_equal_size_that_with_more_votes_stands_first_and_page_one_says_the_votes() -> None:
    """Page 1 broke ties by the alphabet, left out the theme with the most votes, and showed no votes."""
    joki, valo = theme(1, "A", "Joki", 5), replace(theme(2, "B", "Valo", 5), votes=40)
    its = series(forum("yksi", 0, joki, valo, replace(theme(3, "C", "Aurinko", 5), votes=None)))
    assert [line.title for line in its.by_size] == [line.title for line in its.lines] == ["Valo", "Joki", "Aurinko"]
    assert [(one.title, one.size) for one in series_page_one.themes(its, "fi")] == [
        ("Valo", "5 ideaa · 40 ääntä"),
        ("Joki", "5 ideaa · 10 ääntä"),
        ("Aurinko", "5 ideaa"),
    ]


def test_themes_that_tie_stand_in_a_series_by_their_letters_as_in_the_forum() -> None:
    """A series told them by their names, each of its forums by their letters."""
    first = forum("yksi", 0, theme(1, "H", "Aurinko", 5), theme(2, "C", "Valo", 5), theme(3, "AA", "Ilma", 5))
    its = series(first, forum("kaksi", 7, theme(4, "A", "Joki", 5)))
    assert (
        [line.title for line in its.by_size]
        == [line.title for line in its.lines]
        == ["Valo", "Aurinko", "Ilma", "Joki"]
    )


def test_the_chart_of_a_theme_says_in_words_what_it_shows(of_six: TaggedPdf) -> None:
    charts = [one.alt for one in of_six.root.all("Figure")]
    told = "; ".join(f"Työpaja {n} {6}" for n in range(1, 7))
    assert f"Kuvio: Teeman ideat foorumi foorumilta\u00a0– {told}." in charts, charts


def test_a_forum_says_what_it_asked_where_others_asked_something_else_and_how_each_was_counted() -> None:
    first, second = voted(forum("yksi", 0)), voted(forum("kaksi", 7), (4, 4, 1), {"fi": "Mitä ensin?"})
    rated = small_summary.vote((4, 3), "rating")
    rows = series_page_one.forums(
        made := series(first, second, forum("kolme", 14), replace(second, at=None, main=rated)), "fi"
    )
    assert [(one.number, one.asked) for one in rows] == [(1, False), (2, True), (3, False), (4, False)]
    asked = series_page_one.common_question(made)
    assert asked and asked.prompt == ASKED, "which stands above them once"
    assert [one.asked for one in series_page_one.forums(series(first, second), "fi")] == [True, True]
    assert "Ensimmäisen sijan jakaa 2 ideaa, joilla on yhtä monta ääntä." in (rows[1].vote or pytest.fail()).said
    assert (rows[2].vote, rows[2].none, rows[2].told[-1]) == (
        None,
        "Äänestystulosta ei ole.",
        "25 äänesti ainakin kerran",
    )
    dots, rating = series_page_one.counted(made, "fi")
    assert dots.startswith("Foorumit 1, 2: Jokaisella oli 3 tarraa") and rating.startswith("Foorumi 4: Jokainen sai")
    later = [voted(forum(f"n{day}", day)) for day in (1, 2, 9)]
    dots, _ = series_page_one.counted(series(first, *later, replace(second, main=rated)), "fi")
    assert dots.startswith("Foorumit 1–3, 5: ")


def test_page_one_says_of_a_tie_that_it_has_no_room_for_how_many_it_leaves_out() -> None:
    """A line said that three ideas shared the third place, and one of them stood there."""
    tied = voted(forum("yksi", 0), (9, 7, 4, 4, 4))
    (told,) = series_page_one_data.facts(series(tied), "fi")["forums"]["rows"]
    assert [(shown, must) for shown, _, must in told["cuts"]] == [(1, False), (2, False), (3, True)]
    assert "Niistä 2 on samalla sijalla" in told["cuts"][2][1]


def test_a_number_that_is_no_vote_is_named_where_no_heading_names_it() -> None:
    rated, shares = small_summary.vote((4, 3), "rating"), small_summary.vote((0.5, 0.2), "opinion")
    assert [vote_wording.counted(rated, rated.rows[0], lang) for lang in ("fi", "sv")] == [
        "mediaani\u00a04",
        "median\u00a04",
    ]
    assert "mediaani" not in vote_wording.counted(shares, shares.rows[0], "fi")


def test_a_theme_is_quoted_from_the_forum_in_which_its_idea_got_the_most_votes_for_each_voter() -> None:
    """It was always the last forum's, also where nobody had voted for it there."""
    small, large = (
        replace(small_summary.summary(), ref=ref, votes=[small_summary.vote((value, 1), facts={"ballots": voters})])
        for ref, value, voters in (("pieni", 9, 10), ("suuri", 20, 100))
    )
    nobody = replace(small_summary.summary(), ref="ei", votes=[])
    rated = replace(nobody, votes=[small_summary.vote((4, 3), "rating")])
    (talo, _) = series(*map(part_of, (large, small, large, nobody, rated))).by_size
    assert [part.quote.votes_per_voter for part in talo.found if part.quote] == [0.2, 0.9, 0.2, None, None]
    assert talo.quoted and talo.quoted[0] == 1
    (unvoted, _) = series(*map(part_of, (nobody, rated, nobody))).by_size
    assert unvoted.quoted and unvoted.quoted[0] == 2, "the latest"
    hands = replace(small.votes[0].rows[0], measures={"votes": 9, "hands": 9})
    raised = replace(small, votes=[replace(small.votes[0], rows=[hands])])
    assert [one.quote and one.quote.votes_per_voter for one in part_of(raised).themes] == [0, 0]


def test_a_series_keeps_of_a_vote_what_its_leading_rows_are_told_from() -> None:
    whole = small_summary.summary()
    vote = whole.votes[0]
    made = part_of(whole)
    assert made.main and [row.value for row in made.main.rows] == [row.value for row in vote.rows]
    assert (made.main.each, made.main.position) == ([], None)
    (read,) = series_files.decoded(msgspec.json.encode(series(made))).forums
    mine, its = series_page_one.leading(made, "fi"), series_page_one.leading(read, "fi")
    assert mine and its and (mine.rows, mine.told, mine.how) == (its.rows, its.told, its.how)
    (told,) = json.loads(SERIES_FORMATS["json"].write(series(made), "sv"))["forums"]
    assert told["main_vote"]["leading"][0]["of"] == vote.rows[0].label


def test_the_end_of_a_series_tells_how_it_was_counted_and_the_licence(of_six: TaggedPdf) -> None:
    last = squeezed(of_six.pages[-1])
    assert all(
        squeezed(told) in last for told in ("Näin luvut on koottu", "täsmälleen sama nimi", "CC BY 4.0", "Nimen edessä")
    )


@pytest.mark.parametrize(("forums", "themes"), [(1, 1), (2, 6), (3, 12), (4, 10), (6, 16)])
def test_no_page_of_a_series_is_nearly_empty(forums: int, themes: int) -> None:
    """The second page of the demonstration's file held one line."""
    with pikepdf.open(io.BytesIO(printed(forums, themes))) as file:
        pieces = [len(pikepdf.parse_content_stream(page, "Tj TJ")) for page in file.pages]
    assert min(pieces) >= 30, pieces


def test_the_file_of_a_series_keeps_to_both_standards_as_far_as_can_be_checked(six: SeriesSummary) -> None:
    assert pdf_standards.problems(SERIES_FORMATS["pdf"].write(six, "fi")) == []


def squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)
