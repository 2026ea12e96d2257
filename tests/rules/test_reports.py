"""Reports: the rules of the summary, and every format read back by an independent program."""

import csv
import datetime as dt
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from markupsafe import Markup

from tests.conftest import MINUTE, START, Room, room_after
from tests.tools.large_summary import large
from tests.tools.read_back import Page, rows_of_csv, sheets, words_in
from tests.tools.tagged_pdf import TaggedPdf
from workshop.access.authentication import Credentials
from workshop.domain.main_vote import main_vote
from workshop.domain.methods.base import Measure
from workshop.domain.methods.position_effect import PositionEffect
from workshop.i18n import catalogues, languages
from workshop.pages.office import view_models
from workshop.reports import (
    FORMATS,
    idea_wording,
    open_tables,
    page_one,
    page_one_data,
    page_one_height_estimate,
    page_one_wording,
    results_page,
    series_results_page,
    vote_wording,
)
from workshop.reports.build_summary import _by_theme, without_theme
from workshop.reports.cell_escaping import guarded, plain
from workshop.reports.for_the_next_forum import what_it_came_to
from workshop.reports.results_page import Published
from workshop.reports.series_results_page import HeldForum
from workshop.reports.series_summary import part_of
from workshop.reports.summary import Summary
from workshop.reports.word_breaks import breakable
from workshop.storage.database import reading
from workshop.storage.tables import Forum
from workshop.verifier.check import verify

TZ = ZoneInfo("Europe/Helsinki")
PUBLISHED = Published("https://forum.test/r/1", "1", dt.datetime(2029, 5, 14, tzinfo=TZ), indexed=True)
WICKED = [
    "=cmd|' /C calc'!A0",
    "+358 on numero",
    "-1+1",
    "@SUM(1+1)",
    "\u200b=1+1",
    "＝1+1",
    "<script>alert(1)</script>",
    'a;b"c"\nd',
    "rivi\nvaihto",
    "😀 emoji ja äöå",
    "https://a.b/c",
    "_x0041_ ei pura",
    "'jo lainattu",
]


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Room]:
    """A forum that has been run."""
    with room_after(evening, tmp_path / "forum.db") as (room, _):
        yield room


def evening(room: Room) -> None:
    """Ideas of every source and state, two themes, a vote with hands that is not revealed yet."""
    ada, ben = room.comes("ada"), room.comes("ben", "sv")
    wall, grouping, vote = room.step("ideas", 2), room.step("clusters"), room.step("dots")
    room.must("agenda.go", activity=wall)
    for text in ("Vesibussi museolle", "Aina auki", "Soita 040 123 4567"):
        room.must("idea.add", ada, activity=wall, text=text)
    room.must("idea.enter", activity=wall, text="Paperilla tuotu", source="paper", table=4)
    room.must("idea.add", ben, activity=wall, text="Jag ångrade mig")
    ids = {shape["number"]: shape["id"] for shape in room.sees("facilitators")["idea"].values()}
    room.must("idea.hide", idea=ids[3], reason="personal")
    room.must("idea.withdraw", ben, idea=ids[5])
    room.must("agenda.go", activity=grouping)
    room.must("cluster.add", title="Vesi", ideas=[ids[1]])
    room.must("cluster.add", title="Tyhjä teema", ideas=[])
    room.must("agenda.go", activity=vote)
    room.must("ballot.set", ada, activity=vote, n=1, marks={str(ids[1]): 2, str(ids[4]): 1})
    room.must("ballot.set", ben, activity=vote, n=1, marks={str(ids[4]): 1})
    room.must("hands.set", activity=vote, target=ids[2], count=3)
    room.must("activity.close", activity=vote)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Summary:
    """The results of that forum, all shown."""
    with room_after(evening, tmp_path_factory.mktemp("found") / "forum.db") as (room, _):
        return reveal(room)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Summary:
    """The results of a forum in which nothing was done."""
    with room_after(lambda _: None, tmp_path_factory.mktemp("empty") / "forum.db") as (room, _):
        return room.summary()


def reveal(room: Room) -> Summary:
    room.must("activity.reveal", activity=room.step("dots"))
    return room.summary()


def test_ideas_left_out_of_the_vote_are_counted(full: Room) -> None:
    ids = {shape["number"]: shape["id"] for shape in full.sees("facilitators")["idea"].values()}
    full.must("idea.leave_out", idea=ids[2], out=True)
    found = reveal(full)
    assert found.left_out == 1 and "1 idea jätettiin pois äänestyksestä." in idea_wording.left_out(found, "fi")
    assert sorted(row.label for row in found.votes[0].rows) == ["1", "4"]
    fates = {idea.number: idea_wording.fate(found, idea, "fi") for idea in found.ideas}
    assert fates == {1: "Näkyy", 2: "Näkyy (ei äänestyksessä)", 4: "Näkyy"}, "a row without votes says why"


def test_merged_ideas_keep_their_words_and_say_where_their_votes_are(full: Room) -> None:
    ids = {shape["number"]: shape["id"] for shape in full.sees("facilitators")["idea"].values()}
    full.must("idea.merge", into=ids[1], ideas=[ids[4]])
    full.must("idea.reword", idea=ids[1], text="Vesibussi kulkee museolle")
    found = reveal(full)
    assert idea_wording.numbers(found.states, "fi") == (
        "5 ideaa sai numeron: 2 näkyy, 1 piilotettu, 1 vedetty pois, 1 yhdistetty toiseen ideaan."
    )
    assert [(row.label, row.value) for row in found.votes[0].rows][:2] == [("1", 3), ("2", 3)]
    assert "Yhdistetyssä ideassa jokainen lasketaan kerran" in vote_wording.method(found.votes[0], "fi")
    heads, *rows = rows_of_csv(FORMATS["csv"].write(found, "fi"))
    told = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}
    assert told["4"]["Teksti"] == "Paperilla tuotu" and told["4"]["Tilanne"] == "Yhdistetty ideaan 1"
    assert (told["4"]["Yhdistetty ideaan"], told["4"]["Teema"]) == ("1", told["1"]["Teema"])
    assert told["1"]["Kirjoittajan sanat"] == "Vesibussi museolle"
    assert told["3"]["Teksti"] == "" == told["3"]["Yhdistetty ideaan"]
    exported = {idea["number"]: idea for idea in json.loads(FORMATS["json"].write(found, "fi"))["ideas"]}
    assert (exported[4]["merged_into"], exported[1]["original"]) == (1, "Vesibussi museolle")
    page = FORMATS["html"].write(found, "fi").decode()
    assert page.count("Paperilla tuotu") == 1 and page.count("Vesibussi museolle") == 1


KEPT_BACK: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "hidden": [("idea.hide", {"reason": "personal"}), ("idea.show", {})],
    "set back to be read": [("idea.review", {}), ("idea.show", {})],
    "all of an author": [("author.hide", {"reason": "personal"}), ("idea.show", {})],
    "still hidden": [("idea.hide", {"reason": "personal"})],
}


@pytest.mark.parametrize("how", KEPT_BACK)
def test_no_file_holds_words_that_were_kept_back_before_others_took_their_place(full: Room, how: str) -> None:
    """Nor after an undo and a redo, nor when the words are written anew twice."""
    idea = next(one["id"] for one in full.sees("facilitators")["idea"].values() if one["number"] == 1)
    for verb, body in KEPT_BACK[how]:
        full.must(verb, idea=idea, **body)
    full.must("idea.reword", idea=idea, text="Vesibussi")
    full.must("undo")
    full.must("redo")
    full.must("idea.reword", idea=idea, text="Vesibussi kaikille")
    full.must("idea.show", idea=idea)
    found = reveal(full)
    for name, made in (
        (name, one.write(found, "fi")) for name, one in FORMATS.items() if name not in ("png", "archive")
    ):
        assert "Vesibussi kaikille" in words_in(made) and "museolle" not in words_in(made), name
    assert full.sees("facilitators")["idea"][str(idea)]["original"] == "Vesibussi museolle"
    assert verify(str(full.engine.url))["problems"] == []


def test_a_decision_that_was_taken_back_or_is_about_earlier_words_keeps_nothing_back(full: Room) -> None:
    idea = next(one["id"] for one in full.sees("facilitators")["idea"].values() if one["number"] == 1)
    full.must("idea.hide", idea=idea, reason="personal")
    full.must("undo")
    full.must("idea.reword", idea=idea, text="Vesibussi")
    assert next(one for one in reveal(full).ideas if one.id == idea).original == "Vesibussi museolle"


def test_how_many_support_an_idea_is_told_with_the_results(full: Room) -> None:
    wall, ids = full.step("ideas"), {one["number"]: one["id"] for one in full.sees("facilitators")["idea"].values()}
    full.must("agenda.go", activity=wall)
    full.must("idea.support", full.comes("cee"), idea=ids[1], supports=True)
    full.must("agenda.go", activity=full.step("dots"))
    full.must("activity.close", activity=full.step("dots"))

    def told() -> list[object]:
        heads, *rows = rows_of_csv(FORMATS["csv"].write(full.summary(), "fi"))
        column = heads.index("Kannattajia")
        exported = json.loads(FORMATS["json"].write(full.summary(), "fi"))["ideas"]
        return [[row[column] for row in rows], [idea["supporters"] for idea in exported]]

    assert told() == [[""] * 5, [None] * 5], "popularity leads nobody's vote"
    reveal(full)
    assert told() == [["1", "0", "", "0", ""], [1, 0, None, 0, None]]


# -- the model
# -------------------------------------------------------------------------------------------------------------


def test_participation_is_counted_by_way(full: Room) -> None:
    full.comes("cee")
    found = reveal(full)
    assert (found.joined, found.posted, found.voted, found.hands) == (3, 1, 2, 3)
    assert found.active == 2, "one posted and voted, the other took the idea back and voted; a third only came in"
    assert found.sources == {"phone": 2, "helper": 0, "paper": 1, "import": 0, "earlier": 0}
    assert found.log_n > 0 and found.made_at.tzinfo is TZ


def test_page_one_says_how_voters_voted_because_those_on_paper_are_no_participants(full: Room) -> None:
    """63 had joined and 63 voted, 1 of them on paper, which read as if everybody had voted: 62 phones had."""
    revealed = reveal(full)
    vote = revealed.votes[0]
    found = replace(revealed, voted=4, votes=[replace(vote, facts={**vote.facts, "ballots": 4, "paper": 1})])
    said = "äänesti ainakin kerran (3\u00a0puhelimella, 1\u00a0paperilla)"
    assert said in Page(FORMATS["html"].write(found, "fi").decode()).words
    front = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].write(found, "fi"))).worksheets[0]
    assert [4, said] in [[cell.value for cell in row[:2]] for row in front.iter_rows()]
    assert ["4", said] in page_one_data.facts(found, "fi")["figures"]
    assert f"4 {said}" in results_page.description(found, "fi")
    assert part_of(found).on_paper == 1, "a series says so too"
    assert page_one_wording.figure(revealed, "voted", 2, "fi") == "äänesti ainakin kerran"
    assert page_one_wording.figure(revealed, "joined", 3, "fi") == "osallistujaa"
    for lang, name, n, words in (
        ("fi", "joined", 3, "osallistujaa puhelimella"),
        ("fi", "voted", 1, "äänesti ainakin kerran (1 paperilla)"),
        ("sv", "voted", 4, "röstade minst en gång (3 med telefon, 1 på papper)"),
        ("en", "voted", 4, "voted at least once (3 by phone, 1 on paper)"),
    ):
        assert page_one_wording.figure(found, name, n, lang).replace("\u00a0", " ") == words
    series = series_results_page.PublishedSeries("Sarja", {}, [HeldForum(found, PUBLISHED)] * 2, [])
    page = re.sub(r"\s+", " ", Page(series_results_page.page(series, "fi", PUBLISHED, Markup())).words)
    assert "8 äänesti" not in page and "äänesti ainakin kerran (6 puhelimella, 2 paperilla)" in page
    assert page.count("4 äänesti ainakin kerran (3 puhelimella, 1 paperilla)") == 2


def test_languages_are_told_after_the_end_as_they_were_and_small_groups_in_no_format(room: Room) -> None:
    people = [room.comes(f"{language} {n}", language) for language in ("fi", "sv", "en") for n in range(7)]
    room.must("participant.language", people[-1], language="sv")
    for n in range(3):
        room.must("participant.language", people[-2 - n], language="fi-simple")
    assert room.summary().spoken == {}, "while people come, each would be the difference between two files"
    room.must("agenda.go", activity=room.step("ideas"))
    room.must("forum.end")
    assert room.summary().spoken == {}, "an end that is taken back gives nothing away"
    room.must("results.settle")
    at_the_end = {"fi": 7, "sv": 8, "en": None, "fi-simple": None}
    room.now += MINUTE
    room.must("participant.language", people[0], language="sv")
    room.must("participant.join", people[1], language="en")
    room.must("forum.end", ended=False)
    room.must("participant.join", people[2], language="sv")
    room.must("forum.end")
    room.must("results.settle")
    found = room.summary()
    assert (found.joined, found.spoken) == (21, at_the_end)

    assert json.loads(FORMATS["json"].write(found, "fi"))["participation"]["languages"] == at_the_end
    [sheet] = [rows for name, rows in sheets(FORMATS["xlsx"].write(found, "fi")).items() if name == "Osallistuminen"]
    told = {row[0]: row[1] for row in sheet if "Kieli" in str(row[0])}
    hidden = {f"Kieli puhelimessa: {name}": "ei näytetä" for name in ("englanti", "selkosuomi")}
    assert told == {"Kieli puhelimessa: ruotsi": 8, "Kieli puhelimessa: suomi": 7, **hidden}
    for name in ("html", "md", "docx", "pdf"):
        words = " ".join(words_in(FORMATS[name].write(found, "fi")).split())
        assert words.count("ei näytetä") >= 3, name
        assert "Alle viiden ihmisen ryhmiä ei näytetä" in words, name


def test_only_shown_ideas_keep_their_words(full: Room) -> None:
    found = full.summary()
    assert [idea.number for idea in found.ideas] == [1, 2, 4]
    assert {idea.number: idea.text for idea in found.everything if idea.state != "shown"} == {3: "", 5: ""}
    assert found.states == {"shown": 3, "hidden": 1, "withdrawn": 1} and found.hidden == {"personal": 1}
    assert [idea.number for idea in found.unshown] == [3, 5]
    same = replace(found, everything=[*found.everything, replace(found.unshown[0], id=99, number=9)])
    assert idea_wording.unshown(same, "fi")[0][1] == "3, 9", "numbers with one fate stand on one line"
    assert [(theme.letter, [idea.number for idea in theme.ideas]) for theme in found.themes] == [("A", [1]), ("B", [])]
    assert [idea.number for idea in found.loose] == [2, 4]


def test_a_vote_is_in_it_only_after_the_reveal(full: Room) -> None:
    before = full.summary()
    assert before.votes == [] and before.closed_votes == 1
    assert "1 vaiheen tulosta ei ole vielä näytetty, joten se ei ole mukana." in page_one.also(before, "fi")
    after = reveal(full)
    assert after.closed_votes == 0
    vote = after.votes[0]
    assert [
        (row.rank, row.label, *(row.measures[name] for name in ("votes", "phone", "hands"))) for row in vote.given
    ] == [
        (1, "2", 3, 0, 3),
        (2, "1", 2, 2, 0),
        (2, "4", 2, 2, 0),
    ]
    for lang in languages.LANGUAGES:
        assert "3" in vote_wording.method(vote, lang) and "2" in vote_wording.method(vote, lang)


def test_no_format_tells_an_unrevealed_vote(full: Room) -> None:
    found = full.summary()
    model = json.loads(FORMATS["json"].write(found, "fi"))
    assert model["votes"] == []
    assert len(sheets(FORMATS["xlsx"].write(found, "fi"))["Tulokset"]) == 1
    assert not any("Ääniä" in cell for cell in rows_of_csv(FORMATS["csv"].write(found, "fi"))[0])
    assert catalogues.say("fi", "report.most") not in FORMATS["html"].write(found, "fi").decode()


@pytest.mark.parametrize("lang", languages.LANGUAGES)
@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"png", "archive"}))  # which are made of others
def test_hidden_and_withdrawn_words_are_in_no_format(found: Summary, name: str, lang: str) -> None:
    text = words_in(FORMATS[name].write(found, lang))
    assert "Vesibussi museolle" in text
    assert "040 123" not in text and "ångrade" not in text


def test_private_ideas_wait_for_their_reveal(room: Room) -> None:
    ada, private = room.comes("ada"), room.step("ideas", 1)
    room.must("agenda.go", activity=private)
    room.must("idea.add", ada, activity=private, text="Vain minulle")
    assert room.summary().states == {"private": 1}
    assert all("Vain minulle" not in words_in(one.write(room.summary(), "fi")) for one in FORMATS.values())
    assert "1" in idea_wording.left_out(room.summary(), "fi")[0]
    room.must("activity.reveal", activity=private)
    assert room.summary().ideas[0].text == "Vain minulle"


# -- json
# ------------------------------------------------------------------------------------------------------------------


def test_json_counts_the_same_as_its_ballots_and_names_nobody(full: Room) -> None:
    summary = reveal(full)
    model = json.loads(FORMATS["json"].write(summary, "fi"))
    vote = model["votes"][0]
    counted: dict[str, int] = {}
    for one in vote["ballots"]:
        assert set(one) == {"id", "source", "weight", "marks"}
        for target, mark in one["marks"].items():
            counted[target] = counted.get(target, 0) + mark * one["weight"]
    assert counted == {str(row["target"]): row["votes"] for row in vote["rows"] if row["votes"]}
    assert [idea["number"] for idea in model["ideas"]] == [1, 2, 3, 4, 5]
    assert all("key" not in idea for idea in model["ideas"])
    assert re.fullmatch("[0-9a-f]{64}", model["forum"]["log_head"])
    full.must("screen.freeze", on=True)
    assert model["forum"]["log_n"] == summary.log_n == full.summary().log_n - 1
    assert not re.search(r"token|secret|wifi|participant\b|device", json.dumps(model))


def test_every_download_with_facts_carries_the_last_hash_of_the_log(full: Room) -> None:
    found = full.summary()
    assert found.log_head in Page(FORMATS["html"].write(found, "fi").decode()).words
    about = sheets(FORMATS["xlsx"].write(found, "en"))["About"]
    assert [catalogues.say("en", "report.about.head"), found.log_head] in [list(row[:2]) for row in about]


def test_a_rehearsal_carries_what_its_checker_needs(full: Room) -> None:
    with full.writer.engine.begin() as connection:
        connection.execute(Forum.__table__.update().values(rehearsal=True))  # type: ignore[attr-defined]
    model = json.loads(FORMATS["json"].write(full.summary(), "fi"))
    assert model["forum"]["rehearsal"] is True
    assert all(idea["key"] and (idea["text"] or idea["state"] == "withdrawn") for idea in model["ideas"])
    assert "040 123" not in FORMATS["csv"].write(full.summary(), "fi").decode()


# -- tables
# ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_csv_is_what_a_spreadsheet_in_its_language_opens(found: Summary, lang: str) -> None:
    made = FORMATS["csv"].write(found, lang)
    assert made.count(b"\r\n") == 6 and b"\n" not in made.replace(b"\r\n", b"")
    rows = rows_of_csv(made, "," if lang == "en" else ";")
    assert rows[0][:2] == [catalogues.say(lang, "report.column.number"), catalogues.say(lang, "report.column.text")]
    assert [row[0] for row in rows[1:]] == ["1", "2", "3", "4", "5"]
    assert rows[1][1] == "Vesibussi museolle" and rows[1][3:5] == ["A", "Vesi"] and rows[1][-2] == "2"
    assert rows[4][5:7] == [catalogues.say(lang, "report.source.paper"), "4"]


def test_numbers_that_are_not_shown_stand_in_the_tables_with_their_reason_and_without_words(found: Summary) -> None:
    rows = rows_of_csv(FORMATS["csv"].write(found, "fi"))
    assert {row[0]: (row[1], row[9]) for row in rows[1:] if not row[1]} == {
        "3": ("", "Piilotettu: henkilötietoja"),
        "5": ("", "Vedetty pois"),
    }
    assert [(row[0], row[5]) for row in sheets(FORMATS["xlsx"].write(found, "fi"))["Ideat"][1:] if not row[1]] == [
        (3, "Piilotettu: henkilötietoja"),
        (5, "Vedetty pois"),
    ]
    page = Page(FORMATS["html"].write(found, "fi").decode()).words
    assert "Piilotettu: henkilötietoja" in page and "Vedetty pois" in page


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("fi", "5 ideaa sai numeron: 3 näkyy, 1 piilotettu, 1 vedetty pois."),
        ("sv", "5 idéer fick ett nummer: 3 visas, 1 dold, 1 tillbakatagen."),
        ("en", "5 ideas got a number: 3 shown, 1 hidden, 1 taken back."),
    ],
)
def test_one_sentence_says_how_many_ideas_there_are_everywhere(full: Room, lang: str, said: str) -> None:
    found = full.summary()
    assert idea_wording.numbers(found.states, lang) == said
    assert said in Page(FORMATS["html"].write(found, lang).decode()).words
    about = sheets(FORMATS["xlsx"].write(found, lang))[catalogues.say(lang, "report.sheet.about")]
    assert said in [row[1] for row in about]
    participation = json.loads(FORMATS["json"].write(found, lang))["participation"]
    assert participation["numbers"] == {"shown": 3, "hidden": 1, "withdrawn": 1}


def test_what_waits_is_in_no_total(full: Room) -> None:
    """The screen, the office and the summary once said 102, 102 and 101 of one evening."""
    full.must("moderation.set", mode="before")
    full.must("agenda.go", activity=(wall := full.step("ideas", 2)))
    full.must("idea.add", Credentials(device="device-of-ada"), activity=wall, text="Odottaa vielä")
    found = full.summary()
    assert found.states["waiting"] == 1 and len(found.ideas) == 3
    counted = sum(shape["count"] for shape in full.sees("everyone")["activity"].values())
    with reading(full.engine) as db:
        office = view_models.forum(db, found.ref).ideas
    assert counted == office == len(found.ideas)


def test_votes_on_ideas_are_summed_up_by_theme(found: Summary) -> None:
    vote = found.votes[0]
    assert [(one.letter, one.value, one.ideas, one.measures["hands"]) for one in vote.by_theme] == [
        ("A", 2, 1, 0),
        ("B", 0, 0, 0),
        ("", 5, 2, 3),
    ], "ideas without a theme stand last, however many votes they got"
    assert [(row.label, row.theme) for row in vote.given] == [("2", ""), ("1", "A"), ("4", "")]
    assert [(theme.letter, theme.votes, theme.quote and theme.quote.number) for theme in found.themes] == [
        ("A", 2, 1),
        ("B", 0, None),
    ]
    page = FORMATS["html"].write(found, "fi").decode()
    first = (
        r'<h3><b class="letter">A</b> <span class="words"[^>]*>Vesibussi museolle</span> <small>nro\u00a01</small></h3>'
    )
    assert re.search(first, page), "cutting the words keeps the theme and the number"
    book = sheets(FORMATS["xlsx"].write(found, "fi"))
    assert [row[:7] for row in book["Teemat"][1:]] == [
        ("A", "Vesi", 1, 2, 1, 2, "Vesibussi museolle"),
        ("B", "Tyhjä teema", 0, 0, None, None, None),
        (None, "Ilman teemaa", 2, 5, 2, 3, "Aina auki"),
        (None, "Ilman teemaa", 2, 5, 4, 2, "Paperilla tuotu"),
    ]
    assert [row[4:7] for row in book["Tulokset"][1:3]] == [(None, None, 3), ("A", "Vesi", 2)]


def first_page(found: Summary) -> str:
    page = FORMATS["html"].write(found, "fi").decode().split('<section class="wrap page">')[0]
    return re.sub(r"\s+", " ", Page(page).words)


def test_what_happens_next_is_marked_where_it_is_in_another_language_than_the_reader_s(found: Summary) -> None:
    told = replace(found, next_steps={"fi": "Vastaamme keväällä."}, languages=["fi", "sv"])
    for name in ("html", "md", "docx", "pdf", "xlsx"):
        words = re.sub(r"<[^>]*>|\\|\s+", " ", words_in(FORMATS[name].write(told, "sv")))
        assert re.search(r"Vastaamme keväällä\.\s*\( ?på finska ?\)", words), name
    (words,) = TaggedPdf(FORMATS["handout"].write(told, "fi")).pages
    assert words.count("(på finska)") == 1 and "(suomeksi)" not in words
    for lang, said in (("fi", ""), ("fi-simple", ""), ("sv", "(på finska)"), ("en", "(in Finnish)")):
        assert catalogues.in_other_language({"fi": "Vastaamme keväällä."}, lang) == said


def test_a_rating_after_the_vote_leaves_themes_their_votes(full: Room) -> None:
    """A vote that adds up is the main one wherever it stands in the agenda; among ratings alone it is the last one."""
    last = max(shape["position"] for shape in full.sees("everyone")["activity"].values())
    asked: dict[str, Any] = {"kind": "rating", "minutes": 3, "prompt": {"fi": "Kuinka tärkeä?"}, "settings": {}}
    rating = int(full.must("activity.add", position=last + 1, **asked)["activity"])
    full.must("agenda.go", activity=rating)
    target = next(iter(full.sees("everyone")["idea"]))
    full.must("ballot.set", full.comes("eva"), activity=rating, n=1, marks={target: 5})
    full.must("activity.close", activity=rating)
    full.must("activity.reveal", activity=rating)
    found = reveal(full)
    assert len(found.votes) == 2 and found.main_vote == found.votes[0]
    assert [vote for vote, _ in found.leading] == found.votes, "page 1 begins with the main vote, as the screen does"
    assert [theme.votes for theme in found.themes] == [2, 0]
    assert main_vote(found.votes[1:]) == found.votes[1]
    carried = [one.votes for one in what_it_came_to(found, 1).ideas]
    assert carried == [row.value for row in found.votes[0].top()], "the next forum begins with the main vote, too"
    only_rated = replace(found, votes=found.votes[1:])
    assert {one.votes for one in what_it_came_to(only_rated, 1).ideas} == {None}, "a rating has no number of votes"


def test_page_one_has_three_ideas_of_a_vote_though_a_tie_is_too_large_and_names_every_vote(full: Room) -> None:
    """After three votes it told two ideas of each, and nothing of a fourth."""
    dots = reveal(full).votes[0]
    tied = replace(
        dots, rows=[replace(dots.rows[0], target=n, rank=1 if n < 3 else 3, label=str(n)) for n in range(30)]
    )
    asked = [replace(tied, step=replace(dots.step, id=n, prompt={"fi": f"Kysymys {n}?"})) for n in range(4)]
    none = replace(asked[0], step=replace(dots.step, id=9, prompt={"fi": "Mistä aloitamme?"}), rows=[])
    found = replace(full.summary(), votes=[*asked, none])
    assert [len(rows) for _, rows in found.leading] == [3, 3, 3]
    for name in ("html", "md", "docx", "pdf", "handout"):
        words = re.sub(r"\s+", " ", words_in(FORMATS[name].write(found, "fi")))
        assert all(f"Kysymys {n}?" in words for n in range(4)), name
        assert "Mistä aloitamme? (kukaan ei äänestänyt)" in words, name


def test_in_less_room_a_tie_is_whole_or_left_out_and_what_is_left_out_is_told(full: Room) -> None:
    """The handout showed one of two ideas that shared the second place, and did not mention the other."""
    dots = reveal(full).votes[0]
    values = [8, 7, 7, 5, 4]
    rows = [
        replace(dots.rows[0], target=n, label=str(n), value=value, rank=1 + sum(other > value for other in values))
        for n, value in enumerate(values)
    ]
    found = replace(full.summary(), votes=[replace(dots, rows=rows)])
    (one,) = page_one.leading(found, "fi")
    assert page_one.shortened(one, "fi") == [
        (1, "Lisäksi 4 muuta ideaa sai ääniä."),
        (1, "Lisäksi 4 muuta ideaa sai ääniä."),
        (3, "Lisäksi 2 muuta ideaa sai ääniä."),
        (4, "Lisäksi 1 muu idea sai ääniä."),
        (5, ""),
    ]
    tied = replace(found, votes=[replace(dots, rows=[replace(row, rank=1, value=3) for row in rows])])
    (one,) = page_one.leading(tied, "fi")
    of_three = 3, "Lisäksi 2 muuta ideaa sai ääniä. Niistä 2 on samalla sijalla kuin luettelon viimeinen."
    assert page_one.shortened(one, "fi")[:3] == [(0, ""), (0, ""), of_three]


def test_the_rows_that_a_document_does_not_list_are_told_by_their_numbers(full: Room) -> None:
    dots = reveal(full).votes[0]
    rows = [replace(dots.rows[0], target=n, rank=n, label=str(n), value=max(1, 25 - n)) for n in range(1, 31)]
    vote = replace(dots, rows=rows)
    assert [row.label for row in vote.listed] == [str(n) for n in range(1, 21)]
    said = (
        "Seuraavat 10 ideaa, vain numerot: 4 ääntä: nro 21; 3 ääntä: nro 22; 2 ääntä: nro 23; "
        "1 ääni: nro 24, 25, 26, 27, 28, 29, 30."
    )
    assert vote_wording.rest(vote, "fi").replace("\u00a0", " ") == said and vote_wording.rest(dots, "fi") == ""
    found = replace(full.summary(), votes=[vote])
    for name in ("html", "md", "docx", "pdf"):
        assert said in re.sub(r"\s+", " ", words_in(FORMATS[name].write(found, "fi"))), name


def test_times_in_the_spreadsheet_are_times(full: Room) -> None:
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].write(reveal(full), "fi")))
    heads = [cell.value for cell in book["Ideat"][1]]
    assert isinstance(book["Ideat"].cell(2, 1 + heads.index("Aika")).value, dt.datetime)
    started = {row[0].value: row[1].value for row in book["Tietoja"].iter_rows()}["Alkoi"]
    assert (
        isinstance(started, dt.datetime)
        and abs(started.timestamp() - full.summary().started_at.replace(tzinfo=None).timestamp()) < 1
    )


def test_the_first_page_says_what_its_bars_compare_and_keeps_their_order(full: Room) -> None:
    """Ideas without a theme may have the most votes: they stand last and make no bar small, before a vote and after."""
    found = page_one_wording.sizes(reveal(full), "fi")
    assert [(one.letter, one.ideas, one.votes, one.share) for one in found] == [
        ("A", 1, 2, 1.0),
        ("B", 0, 0, 0.0),
        ("", 2, 5, None),
    ]
    printed = re.sub(r"\s+", " ", Page(FORMATS["html"].write(full.summary(), "fi").decode()).words)
    assert re.search(r"Teemat ja niiden äänet A Vesi .* B Tyhjä teema .* Ilman teemaa 2 ideaa · 5 ääntä", printed)
    before = [
        (one.letter, one.votes, one.share)
        for one in page_one_wording.sizes(replace(full.summary(), votes=[], themes=[]), "fi")
    ]
    assert before == [("", None, None)]
    voteless = replace(full.summary(), votes=[])
    assert "Teemat ja niiden koko" in Page(FORMATS["html"].write(voteless, "fi").decode()).words


def test_themes_with_equally_many_stand_in_the_order_of_their_letters(found: Summary) -> None:
    """AA is the theme after Z."""
    letters = ["AA", "B", "Z"]
    themes = [replace(found.themes[0], letter=one, votes=0, ideas=found.ideas[: one == "Z"]) for one in letters]
    sizes = page_one_wording.sizes(replace(found, themes=themes), "fi")
    assert [one.letter for one in sizes if one.letter] == ["Z", "B", "AA"], "with as many votes, first by ideas"
    assert [one.letter for one in _by_theme([], found.votes[0].measures, dict.fromkeys(letters, ""))] == [
        "B",
        "Z",
        "AA",
    ]


def test_beside_many_themes_the_first_page_leaves_out_as_many_as_it_says(found: Summary) -> None:
    theme = next(one for one in found.themes if one.letter == "B")
    many = replace(found, themes=[*found.themes, *(replace(theme, letter=letter) for letter in "CDEFGHIJ")])
    printed = Page(FORMATS["html"].write(many, "fi").decode())
    first = re.sub(r"\s+", " ", printed.words).split("Teemat ja niiden äänet")[1].split(", joissa ei ole ideoita.")[0]
    assert (first.count("Tyhjä teema"), "Ilman teemaa" in first, first[-17:]) == (7, True, " Lisäksi 2 teemaa")


def test_ideas_that_were_never_up_for_grouping_are_counted_apart(found: Summary) -> None:
    """Memories of a step that is not voted on once stood among the ideas without a theme, on paper only."""
    assert (len(found.loose), found.apart) == (2, [])
    outside = replace(found.steps[0], id=99, kind="ideas", settings={"votable": False}, prompt={"fi": "Muistatko?"})
    memory = replace(found.loose[0], id=99, number=99, step=99, text="Muistan jäätelökioskin")
    apart = replace(found, steps=[*found.steps, outside], ideas=[*found.ideas, memory], apart=[memory])
    assert without_theme(apart.ideas, apart.steps) == (found.loose, [memory])
    words = re.sub(r"\s+", " ", Page(FORMATS["html"].write(apart, "fi").decode()).words)
    assert "Ilman teemaa 2 ideaa" in words and "Lisäksi 1 idea ryhmittelyn ulkopuolella" in words
    assert "Ryhmittelyn ulkopuolella Muistatko? 99 Muistan jäätelökioskin" in words
    rows = sheets(FORMATS["xlsx"].write(apart, "fi"))["Teemat"]
    assert [row[1:3] for row in rows[-3:]] == [("Ilman teemaa", 2)] * 2 + [("Ryhmittelyn ulkopuolella", 1)]


def test_the_first_page_cuts_no_tie(full: Room) -> None:
    vote = reveal(full).votes[0]

    def tied(number: int) -> Summary:
        rows = [replace(vote.rows[0], target=n, rank=1, label=str(n), value=1) for n in range(1, number + 1)]
        return replace(full.summary(), votes=[replace(vote, rows=rows)])

    def told(found: Summary) -> str:
        return Page(FORMATS["html"].write(found, "fi").decode()).words

    assert len(tied(8).votes[0].top()) == 8 and "muuta ideaa sai ääniä" not in told(tied(8))
    assert len(tied(30).votes[0].top()) == 8 and "Lisäksi 22 muuta ideaa sai ääniä." in told(tied(30))


def test_page_one_says_when_where_and_who(full: Room) -> None:
    with full.engine.begin() as connection:
        update = Forum.__table__.update()  # type: ignore[attr-defined]
        connection.execute(update.values(place="Pääkirjasto", organiser="Turun museokeskus"))
    full.now += 90 * MINUTE
    full.must("forum.end")
    found = reveal(full)
    assert page_one_wording.when_and_where(found, "fi") == [
        "15.11.2023 klo 0.13–1.43",
        "Pääkirjasto",
        "Turun museokeskus",
    ]
    assert "Pääkirjasto · Turun museokeskus" in re.sub(
        r"\s+", " ", Page(FORMATS["html"].write(found, "fi").decode()).words
    )
    about = {row[0]: row[1] for row in sheets(FORMATS["xlsx"].write(found, "en"))["About"]}
    assert (about["Place"], about["Organiser"]) == ("Pääkirjasto", "Turun museokeskus")
    assert json.loads(FORMATS["json"].write(found, "sv"))["forum"]["place"] == "Pääkirjasto"


def began(room: Room, kind: str) -> str:
    """When the printed agenda says that this kind of step began, and what it says beside its name."""
    page = Page(FORMATS["html"].write(room.summary(), "fi").decode()).words
    agenda = re.sub(r"\s+", " ", page.split("Ohjelma")[-1])
    return re.search(r"([\d.]* )?" + kind + r"( \d+ (?:min|ideaa?))?", agenda)[0]  # type: ignore[index]


@pytest.mark.parametrize("back", ["undo", "agenda.go"])
def test_the_agenda_says_when_a_step_really_began(room: Room, back: str) -> None:
    """Not when it was opened by mistake: taken back, or left before anyone used it. Planned minutes stand only where
    nothing has begun."""
    wall, vote = room.step("ideas", 2), room.step("dots")
    room.must("agenda.go", activity=wall)
    assert began(room, "Tarraäänestys") == "Tarraäänestys 8 min"
    room.must("idea.add", room.comes("ada"), activity=wall, text="Vesibussi")
    room.must("agenda.go", activity=vote)
    room.must(back, **({} if back == "undo" else {"activity": wall}))
    room.now += 9 * MINUTE
    room.must("agenda.go", activity=vote)
    assert began(room, "Tarraäänestys") == "0.22 Tarraäänestys"
    assert room.summary().steps[-2].opened_at == dt.datetime.fromtimestamp(room.now / 1000, TZ)
    assert began(room, "Ideoita yhdessä") == "0.13 Ideoita yhdessä 1 idea", "an idea was there when it was opened again"


def test_how_firm_the_first_place_is(found: Summary) -> None:
    vote = found.votes[0]
    assert vote_wording.firmness(vote, "fi") == (
        "Ensimmäisen ja seuraavan sijan välillä on 1 ääni, ja ero tulee käsin lasketuista äänistä."
    )
    tied = replace(vote, rows=[replace(row, rank=1, value=2) for row in vote.rows])
    assert vote_wording.firmness(tied, "sv") == "3 idéer delar förstaplatsen med lika många röster."
    assert vote_wording.firmness(replace(vote, rows=[]), "en") == ""


@pytest.mark.parametrize(("ahead", "said"), [(1, "1 percentage point ahead"), (1.4, "1.4 percentage points ahead")])
def test_how_far_ahead_a_share_is_has_its_singular(found: Summary, ahead: float, said: str) -> None:
    vote = found.votes[0]
    shares = [replace(vote.rows[0], rank=1, value=50 + ahead), replace(vote.rows[1], rank=2, value=50)]
    vote = replace(vote, rows=shares, measures=[replace(vote.measures[0], unit="share")])
    assert said in vote_wording.firmness(vote, "en")


@pytest.mark.parametrize(
    "text",
    [
        "=1",
        "+1",
        "-1",
        "@a",
        " =1",
        "\t=1",
        "\ttab",
        "\rcr",
        "\nlf",
        "\ufeff=1",
        "＋1",
        "\x00=1",
        "\u200d=1",
        "\u00ad=1",
        "\u034f=1",
        "\ufe0f+1",
        "\u3164-1",
        "\u2800@a",
        "﹦1",
        "﹢1",
        "﹣1",
        "﹫a",
        "−1",
        "⁺1",
        "\u200c\n=1",
    ],
)
def test_cells_like_formulas_are_guarded(text: str) -> None:
    assert str(guarded(text)).startswith("'")


@pytest.mark.parametrize("text", ["museo", "1+1", "'museo'", "", "–1", "a=b", "§ 1"])
def test_other_cells_are_left_alone(text: str) -> None:
    assert guarded(text) == text


def test_numbers_stay_numbers_and_unfit_characters_go() -> None:
    assert guarded(-5) == -5 and guarded(None) == ""
    assert plain("a\x00b\x0bc\x1fd\ud800e\ufffe\nf\tg") == "abcde\nf\tg"


@pytest.fixture
def wicked(room: Room) -> Room:
    wall = room.step("ideas", 2)
    room.must("agenda.go", activity=wall)
    for text in WICKED:
        room.must("idea.enter", activity=wall, text=text, source="helper")
    room.must("agenda.go", activity=room.step("clusters"))
    room.must(
        "cluster.add",
        title="=HYPERLINK(1)",
        ideas=[shape["id"] for shape in list(room.sees("everyone")["idea"].values())[:1]],
    )
    return room


def test_wicked_words_arrive_in_the_spreadsheet_as_words(wicked: Room) -> None:
    found = wicked.summary()
    made = FORMATS["xlsx"].write(found, "fi")
    ideas = sheets(made)["Ideat"]
    assert [row[1] for row in ideas[1:]] == [idea.text for idea in found.ideas]
    assert sheets(made)["Teemat"][1][1] == "=HYPERLINK(1)"
    for name in (files := zipfile.ZipFile(io.BytesIO(made))).namelist():
        assert b"<f>" not in files.read(name) and b"<hyperlink" not in files.read(name)


def test_wicked_words_arrive_in_csv_guarded(wicked: Room) -> None:
    found = wicked.summary()
    cells = [row[1] for row in rows_of_csv(FORMATS["csv"].write(found, "fi"))[1:]]
    assert [cell.removeprefix("'") if cell[0] == "'" and cell[1] in "=+-@\u200b＝" else cell for cell in cells] == [
        idea.text for idea in found.ideas
    ]
    assert not any(
        cell.lstrip("\u200b").startswith(("=", "+", "-", "@", "＝"))
        for row in rows_of_csv(FORMATS["csv"].write(found, "fi"))
        for cell in row
    )


def test_the_spreadsheet_has_its_sheets_in_the_readers_language(found: Summary) -> None:
    assert list(sheets(FORMATS["xlsx"].write(found, "fi"))) == [
        "Yhteenveto",
        "Ideat",
        "Teemat",
        "Tulokset",
        "Osallistuminen",
        "Ohjelma",
        "Tietoja",
    ]
    assert list(sheets(FORMATS["xlsx"].write(found, "sv"))) == [
        "Sammanfattning",
        "Idéer",
        "Teman",
        "Resultat",
        "Deltagande",
        "Program",
        "Om filen",
    ]
    book = sheets(FORMATS["xlsx"].write(found, "en"))
    assert [(*row[1:4], row[6]) for row in book["Results"][1:4]] == [
        (1, 2, "Aina auki", 3),
        (2, 1, "Vesibussi museolle", 2),
        (2, 4, "Paperilla tuotu", 2),
    ]
    people = dict(book["Participation"])
    assert people["Participants by phone"] == 2 and people["Votes by show of hands"] == 3
    about = {row[0]: row[1] for row in book["About"]}
    assert "3 dots" in str(about["What matters most to you in the museum of dreams?"])


# -- the page
# --------------------------------------------------------------------------------------------------------------


def test_the_file_needs_nothing_from_anywhere(found: Summary) -> None:
    text = FORMATS["html"].write(found, "fi").decode()
    page = Page(text)
    assert page.addresses == ["#main", "https://creativecommons.org/licenses/by/4.0/"], "that one is only a link"
    assert re.findall(r'url\((?!"data:font)', text) == []
    assert "script" not in page.tags and "link" not in page.tags


def test_the_page_shows_themes_votes_and_how_they_were_counted(found: Summary) -> None:
    page = Page(FORMATS["html"].write(found, "fi").decode())
    for said in (
        "Vesibussi museolle",
        "Vesi",
        "Paperilta, Pöytä 4",
        "Jokaisella oli 3 tarraa",
        "Piilotettu: henkilötietoja",
        "Eniten ääniä saaneet",
        "Teemat ja niiden äänet",
        "1 idea · 2 ääntä",
    ):
        assert said in page.words
    assert page.tags.count("h1") == 1 and "table" in page.tags and "th" in page.tags


def test_markup_stays_words(wicked: Room) -> None:
    text = FORMATS["html"].write(wicked.summary(), "fi").decode()
    assert "<script>" not in text and "&lt;script&gt;" in text


@pytest.mark.parametrize("lang", languages.LANGUAGES)
@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"archive"}))  # which is made of others
def test_an_empty_forum_has_every_format_too(empty: Summary, name: str, lang: str) -> None:
    assert FORMATS[name].write(empty, lang)


def test_a_vote_on_themes_names_them(room: Room) -> None:
    vote = room.step("dots")
    shape = room.sees("everyone")["activity"][str(vote)]
    settings = {"dots": 2, "cap": 1, "of": "clusters"}
    room.must(
        "activity.edit", activity=vote, minutes=5, prompt=shape["prompt"], instruction={}, settings=settings, version=1
    )
    room.must("agenda.go", activity=room.step("clusters"))
    made = room.must("cluster.add", title="Valot", ideas=[])
    ada = room.comes("ada")
    room.must("agenda.go", activity=vote)
    room.must("ballot.set", ada, activity=vote, n=1, marks={str(made["cluster"]): 1})
    room.must("activity.close", activity=vote)
    found = reveal(room)
    assert [(row.label, row.text, row.value) for row in found.votes[0].rows] == [("A", "Valot", 1)]
    assert "Samalle teemalle sai antaa enintään 1." in vote_wording.method(found.votes[0], "fi")
    assert [(theme.letter, theme.votes) for theme in found.themes] == [("A", 1)] and found.votes[0].by_theme == []


def test_a_theme_without_name_ideas_and_votes_was_made_by_mistake_and_stands_in_no_file(room: Room) -> None:
    write = room.step("ideas", 2)
    room.must("agenda.go", activity=write)
    (idea,) = room.ideas_on_paper(write, 1)
    room.must("agenda.go", activity=room.step("clusters"))
    for title, ideas in (("", []), ("", [idea]), ("Valot", [])):
        room.must("cluster.add", title=title, ideas=ideas)
    found = [(theme.letter, theme.title, len(theme.ideas)) for theme in room.summary().themes]
    assert found == [("B", "", 1), ("C", "Valot", 0)]


def test_names_of_files_are_plain(full: Room) -> None:
    found = full.summary()
    for name, form in FORMATS.items():
        assert re.fullmatch(rf"forum-{found.code}-in-progress(\.[a-z-]+)?\.[a-z]+", form.file_name(found)), name
    assert len({form.file_name(found) for form in FORMATS.values()}) == len(FORMATS)
    assert FORMATS["csv"].file_name(replace(found, state="ended")) == f"forum-{found.code}.csv"
    assert found.created_at.timestamp() == pytest.approx(START / 1000, abs=1)


def test_no_word_holds_a_soft_hyphen_that_its_author_did_not_write(room: Room) -> None:
    """What is copied out of a summary, printed into a PDF or saved must be what was written: a softened link leads
    nowhere."""
    wall = room.step("ideas", 2)
    room.must("agenda.go", activity=wall)
    text = "Kulttuurihistoriallinen kaupunkisuunnittelu https://www.kaupunginmuseo.example/valokuvakokoelma"
    room.must("idea.enter", activity=wall, text=text, source="helper")
    for name in ("csv", "json", "html"):
        assert "\u00ad" not in FORMATS[name].write(room.summary(), "fi").decode()
    assert sheets(FORMATS["xlsx"].write(room.summary(), "fi"))["Ideat"][1][1] == text
    page = FORMATS["html"].write(room.summary(), "fi").decode()
    assert text in page.replace("<wbr>", ""), "a place to break is no letter"


def test_an_estimate_is_read_with_its_interval_and_what_is_not_known_is_no_zero() -> None:
    mean, votes = Measure("mean", "points", adds_up=False, between=("low", "high")), Measure("votes", "votes")
    row = {"mean": 3.75, "low": 3.2, "high": 4.0, "votes": 8}
    assert vote_wording.measured(row, mean, "fi") == "3,8 (3,2–4)"
    assert (vote_wording.measured(row, votes, "en"), vote_wording.measured({"votes": 0}, mean, "en")) == ("8", "–")


def test_an_evening_of_two_hundred_people_is_written_whole() -> None:
    """tests/browser/test_paper.py prints it."""
    page = FORMATS["html"].write(large(), "fi").decode()
    assert all(f"numero {number}<" in page for number in range(1, 376, 2))


def test_long_words_of_the_summary_may_break_at_syllables_and_stay_as_they_were_written() -> None:
    text = "Kaupunginosamuistojenkeräyskampanjasuunnitelma & <b>osallistumisfoorumi</b>"
    made = breakable(text)
    assert (
        made.replace("<wbr>", "")
        == "Kaupunginosamuistojenkeräyskampanjasuunnitelma &amp; &lt;b&gt;osallistumisfoorumi&lt;/b&gt;"
    )
    assert made.startswith("Kaupun<wbr>gi<wbr>no<wbr>sa<wbr>muis<wbr>to<wbr>jen<wbr>ke<wbr>räys<wbr>kam")
    assert "suun<wbr>ni<wbr>telma" in made and made.count("<wbr>") == 14, "none near an end, none in a shorter word"
    assert "\u00ad" not in made


def test_no_two_themes_are_quoted_in_nearly_the_same_words(full: Room) -> None:
    """Both themes would otherwise show the idea that a whole table posted."""
    wall = full.step("ideas", 2)
    full.must("agenda.go", activity=wall)
    texts = ("Museoon oma sauna kaikille", "museoon oma SAUNA, kaikille!", "Lainattavia polkupyöriä satamaan")
    made = [full.must("idea.enter", activity=wall, text=text, source="paper")["idea"] for text in texts]
    for title, ideas in (("Löyly", made[:1]), ("Kylpylä", made[1:]), ("Sama", [])):
        full.must("cluster.add", title=title, ideas=ideas)
    quotes = {theme.title: theme.quote and theme.quote.text for theme in full.summary().themes}
    assert (quotes["Löyly"], quotes["Kylpylä"], quotes["Sama"]) == (texts[0], texts[2], None)
    full.must("idea.hide", idea=made[2], reason="test")
    assert full.summary().themes[-2].quote.text == texts[1], "a theme that has no other keeps its own"


def test_a_list_says_how_many_it_leaves_out_and_who_of_them_is_as_high_as_its_last() -> None:
    big = large(ties=9)
    (vote, rows), *_ = big.leading
    left = len(vote.given) - len(rows)
    said = f"Lisäksi {left} muuta ideaa sai ääniä. Niistä {9 - len(rows)} on samalla sijalla kuin luettelon viimeinen."
    assert len(rows) < 9 and vote_wording.beyond(vote, rows, "fi") == said
    assert vote_wording.beyond(vote, vote.given, "fi") == ""
    (text, *_) = page_one_height_estimate.fit(big, "fi").leading(big, "fi")
    fewer = len(text.rows)
    said_in_text = f"Lisäksi {len(vote.given) - fewer} muuta ideaa sai ääniä. Niistä {9 - fewer} on"
    for name, beyond in (("html", said), ("pdf", said), ("docx", said_in_text), ("md", said_in_text)):
        assert beyond in re.sub(r"\s+", " ", words_in(FORMATS[name].write(big, "fi"))), name


SEEN = PositionEffect(0.574, 0.5213, 0.627, 64)
"""An effect of the order of the lists."""


def test_the_position_effect_is_told_with_its_interval_and_what_follows(found: Summary) -> None:
    vote = found.votes[0]
    said = vote_wording.order(replace(vote, position=SEEN), "fi")
    assert "57\u00a0% meni kunkin oman luettelon alkupuolelle" in said and "52\u00a0%–63\u00a0%" in said
    assert "Järjestys siis vaikutti" in said
    unseen = vote_wording.order(replace(vote, position=replace(SEEN, low=0.49)), "fi")
    assert "Järjestyksen vaikutusta ei siis näy." in unseen
    rating = replace(vote.step, kind="rating")
    assert "vain osan, 57\u00a0% arvioista koski" in vote_wording.order(replace(vote, step=rating, position=SEEN), "fi")
    assert "%" not in vote_wording.order(vote, "fi"), "nothing where too few voted"
    told = replace(found, votes=[replace(vote, position=SEEN)])
    exported = json.loads(FORMATS["json"].write(told, "fi"))["votes"][0]["position_effect"]
    assert exported == {"part": 0.574, "low": 0.5213, "high": 0.627, "ballots": 64}
    written = io.StringIO(open_tables.files(told, "fi")["activities.csv"].decode())
    (row,) = [row for row in csv.DictReader(written) if row["first_half"]]
    ends = [row[f"first_half{end}"] for end in ("", "_low", "_high")]
    assert (row["activity"], ends) == (str(vote.step.id), ["0.574", "0.5213", "0.627"])


def test_every_document_names_the_licence_and_says_that_no_place_in_a_list_helped(found: Summary) -> None:
    found = replace(found, votes=[replace(found.votes[0], position=SEEN)])
    for name in ("html", "pdf", "docx", "md"):
        words = re.sub(r"\s+", " ", words_in(FORMATS[name].write(found, "fi")).replace("\\", ""))
        assert "lisenssillä CC BY 4.0" in words and "creativecommons.org/licenses/by/4.0/" in words, name
        assert re.sub(r"\s+", " ", vote_wording.order(found.votes[0], "fi")) in words, name
