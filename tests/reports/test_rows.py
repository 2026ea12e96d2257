"""The rows of tables that go out, on a small evening that is written by hand: the spreadsheet for people, the open data
for programs, and what of them everybody may read."""

import csv
import datetime as dt
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from markupsafe import Markup

from tests.reports.small_summary import START, idea, row, step, summary, vote
from workshop.domain.methods.base import HAND, PAPER, Ballot
from workshop.domain.methods.position_effect import PositionEffect
from workshop.reports import (
    anonymous_ballots,
    archive_metadata,
    dcat,
    for_the_next_forum,
    html,
    md,
    open_tables,
    pb,
    public_summary,
    spreadsheet_rows,
)
from workshop.reports.idea_columns import idea_table
from workshop.reports.summary import Summary
from workshop.reports.summary_parts import AnswerSummary, BackgroundSummary, EventSummary, Moderation, Theme
from workshop.reports.vote_summary import VoteSummary

ANSWER = AnswerSummary("done", {"fi": "Rakennamme sen"}, False, START)
UNREAD = idea(
    5, "Loukkaava", state="hidden", reason="insult", read=False, theme="A", lang="fi", table=4, original="Alkuperäinen"
)
MERGED = idea(6, "Sama kahvila", state="merged", merged_into=1, theme="A")
FULL = summary(everything=[*summary().ideas, UNREAD, MERGED])


def table(name: str, its: Summary) -> list[dict[str, str]]:
    """A table of the open data as a program reads it."""
    (found,) = [one for one in open_tables.TABLES if one.name == name]
    return list(csv.DictReader(io.StringIO(found.csv(its, "fi").decode(), newline="")))


def columns(its: Summary) -> list[dict[object, object]]:
    """The table of ideas, each row by the headings."""
    heads, *rows = idea_table(its, "fi")
    return [dict(zip(heads, one, strict=True)) for one in rows]


# -- themes without a name ---------------------------------------------------------------------------------------------


def test_a_theme_without_a_name_is_called_that_in_every_file_that_people_read() -> None:
    its = summary()
    its = replace(its, themes=[its.themes[0], replace(its.themes[1], title="")])
    given = its.votes[0]
    counted = {measure.name: 3 for measure in given.measures}
    sums = [replace(one, title="", measures=counted) for one in given.by_theme[1:]]
    its = replace(
        its, votes=[replace(given, by_theme=sums, rows=[replace(one, measures=counted) for one in given.rows])]
    )
    assert "### B: Nimetön teema" in md.write(its, "fi").decode()
    assert [one["Teema"] for one in columns(its)] == ["Talo", "Talo", "Nimetön teema", ""]
    assert "Nimetön teema" in {cell for line in spreadsheet_rows.rows_of("themes", its, "fi") for cell in line}
    page = html.page(its, "fi", Markup())
    assert page.count("Nimetön teema") >= 3, "on page 1, above its ideas and in the sums"
    assert [one["title"] for one in table("themes", its)] == ["Talo", ""], "programs read that it has none"


# -- ideas -------------------------------------------------------------------------------------------------------------


def test_each_number_that_was_given_has_a_row_and_only_what_may_be_read_has_words() -> None:
    found = columns(FULL)
    assert [one["Numero"] for one in found] == [1, 2, 3, 4, 5, 6]
    words = [(one["Teksti"], one["Teema"], one["Kieli"]) for one in found]
    assert words[0] == ("Kahvila pihalle", "Talo", "suomi") and words[3] == ("Lisää penkkejä", "", "suomi")
    assert words[4] == ("", "", "") and words[5][0] == "Sama kahvila"
    assert [one["Kysymys"] for one in found] == ["Mitä toivot?"] * 6


def test_an_idea_has_its_votes_where_it_could_be_voted_on() -> None:
    found = columns(FULL)
    assert [one["Ääniä: Mikä on tärkein?"] for one in found] == [6, 3, 1, 0, None, None]


def test_proposals_and_a_programme_have_columns_of_their_own() -> None:
    plain_heads, _ = idea_table(summary(), "fi")[:2]
    call = replace(step(2, "ideas"), kind="proposals")
    event = EventSummary(2, "Sauna", "fi", "Seura", START, None, "Piha")
    talk = {"description": "Pitkä kuvaus", "wished": "kesä", "group": "Seura"}
    ideas = [idea(1), idea(2, details=talk)]
    its = summary(steps=[call], everything=ideas, programme=[event])
    heads, first, second = idea_table(its, "fi")
    more = [head for head in heads if head not in plain_heads]
    assert len(more) == 6
    assert [second[heads.index(head)] for head in more] == ["Pitkä kuvaus", "kesä", "Seura", START, None, "Piha"]
    assert [first[heads.index(head)] for head in more] == ["", "", "", None, None, None]


def test_the_table_for_programs_leaves_out_the_same_words() -> None:
    found = table("ideas", FULL)
    assert (found[4]["text"], found[4]["language"], found[4]["theme"], found[4]["state"]) == ("", "", "", "hidden")
    assert (found[0]["text"], found[0]["theme"], found[0]["left_out"]) == ("Kahvila pihalle", "A", "false")
    assert found[5]["merged_into"] == "1"
    answered = table("ideas", summary(everything=[idea(1, answer=ANSWER)]))[0]
    assert (answered["status"], answered["answer"], answered["departure"]) == ("done", "Rakennamme sen", "false")
    assert answered["answered_at"].startswith("2029-05-14T17:30")


def test_words_that_a_spreadsheet_would_compute_are_guarded_for_programs_too() -> None:
    assert table("ideas", summary(everything=[idea(1, "=1+1")]))[0]["text"] == "'=1+1"


# -- what everybody may read -------------------------------------------------------------------------------------------


def test_in_public_nothing_of_an_unread_idea_is_told_but_where_its_votes_are() -> None:
    its = public_summary.public(replace(FULL, moderation=Moderation(1, 1, 1, 1), reasons={"own-1": {"fi": "x"}}))
    assert (its.code, its.ref, its.reasons, its.moderation) == ("", "", {}, None)
    hidden = its.everything[4]
    assert (hidden.text, hidden.theme, hidden.table, hidden.reason, hidden.at) == ("", "", None, None, None)
    assert (hidden.number, hidden.state, hidden.source, hidden.read) == (5, "hidden", "phone", False)
    assert its.everything[5].merged_into == 1


def test_in_public_the_words_are_those_of_the_facilitator_alone() -> None:
    reworded = idea(1, "Kahvila", original="kahvila!!!", reason="x", theme="A")
    theme = Theme(11, "A", "Talo", [reworded], 7, reworded)
    its = public_summary.public(summary(ideas=[reworded], everything=[reworded], themes=[theme], loose=[reworded]))
    quote = its.themes[0].quote
    assert quote is not None
    for one in (its.ideas[0], its.everything[0], its.themes[0].ideas[0], its.loose[0], quote):
        assert (one.text, one.original, one.reason) == ("Kahvila", "", None)
    assert public_summary.public(summary(themes=[replace(theme, quote=None)])).themes[0].quote is None


def test_in_public_numbers_stay_as_they_are() -> None:
    its = public_summary.public(FULL)
    assert its.states == FULL.states == {"shown": 4, "hidden": 1, "merged": 1}
    assert (its.joined, its.voted, len(its.ideas)) == (50, 40, 4)


# -- themes, votes, steps ----------------------------------------------------------------------------------------------


def test_the_sheet_of_themes_has_a_row_for_each_idea_and_for_an_empty_theme() -> None:
    themes = [*summary().themes, Theme(13, "C", "Tyhjä", [], 0)]
    _, *rows = spreadsheet_rows.rows_of("themes", summary(themes=themes, apart=[idea(9)]), "fi")
    assert [(one[0], one[2], one[3], one[4], one[5]) for one in rows] == [
        ("A", 2, 7, 1, 6),
        ("A", 2, 7, 2, 3),
        ("B", 1, 3, 3, 1),
        ("C", 0, 0, None, None),
        ("", 1, 0, 4, 0),
        ("", 1, None, 9, None),
    ]


def test_votes_of_themes_are_none_where_they_do_not_add_up_or_are_on_themes() -> None:
    for its in (vote([50], "opinion"), vote([3], of="clusters")):
        _, first, *_ = spreadsheet_rows.rows_of("themes", summary(votes=[its]), "fi")
        assert first[5] is None


@pytest.mark.parametrize(("label", "number"), [("31", 31), ("A", "A"), ("", "")])
def test_a_number_of_an_idea_can_be_looked_up_in_other_sheets(label: str, number: int | str) -> None:
    assert spreadsheet_rows.number_of(label) == number


def test_the_sheet_of_votes_has_each_measure_once() -> None:
    heads, *rows = spreadsheet_rows.rows_of("votes", summary(votes=[vote([3, 1]), vote([4], "rating")]), "fi")
    assert len(heads) == len(set(heads)) and all(len(one) == len(heads) for one in rows)
    assert [one[2] for one in rows] == [1, 2, 1] and rows[0][0] == "Mikä on tärkein?"
    only_rated = heads.index("Mediaani")
    assert [one[only_rated] for one in rows] == [None, None, 4]


def test_a_sheet_of_a_programme_is_there_only_with_one() -> None:
    event = EventSummary(2, "Sauna", "fi", "Seura", START, None, "Piha")
    assert "programme" not in spreadsheet_rows.sheets_of(summary())
    its = summary(programme=[event])
    assert spreadsheet_rows.sheets_of(its) == list(spreadsheet_rows.SHEETS)
    assert spreadsheet_rows.rows_of("programme", its, "fi")[1] == [START, None, "Piha", 2, "Sauna", "Seura"]
    for name in spreadsheet_rows.sheets_of(its):
        assert len(spreadsheet_rows.widths_of(name, its)) == len(spreadsheet_rows.rows_of(name, its, "fi")[0]) or (
            name in ("about", "participation", "votes")
        )


def test_the_agenda_says_when_each_step_was_open_and_how_many_voted() -> None:
    hour = dt.timedelta(hours=1)
    once = step(2, "ideas", "Mitä?", spans=[(START, START + hour)], ideas=4)
    twice = step(3, "clusters", spans=[(START, START + hour), (START + 2 * hour, START + 3 * hour)])
    effect = PositionEffect(0.55, 0.51, 0.59, 40)
    its = summary(steps=[once, twice, step(4, "dots")], votes=[vote([3], position=effect)])
    head, first, second, third = spreadsheet_rows.rows_of("agenda", its, "fi")
    assert head[7] == "Äänestäjiä tai vastaajia", "it counts those on paper, too, and must not say that all had a phone"
    assert (first[4], first[6], first[7], first[-1]) == (START + hour, 4, None, None)
    assert second[4] == START + 3 * hour and isinstance(second[-1], str) and second[-1].count(";") == 1
    assert third[7:11] == [40, 0.55, 0.51, 0.59] and third[4] is None


def test_what_is_known_of_the_forum_stands_in_a_sheet_and_nothing_else() -> None:
    bare = spreadsheet_rows.rows_of("about", summary(code="", votes=[]), "fi")
    full = spreadsheet_rows.rows_of("about", summary(place="Linna", organiser="Museo", series="Sarja"), "fi")
    assert ["Paikka", "Linna"] in full and "Linna" not in str(bare)
    assert any(one[1] == "ABCDEF" for one in full) and not any(one[1] == "ABCDEF" for one in bare)
    live = spreadsheet_rows.rows_of("about", summary(state="live", ended_at=None), "fi")
    assert ["Päättyi", "–"] in live and len(live) == len(spreadsheet_rows.rows_of("about", summary(), "fi")) + 1


def test_groups_that_are_not_told_are_explained_under_the_numbers() -> None:
    told = BackgroundSummary({"fi": "Ikä"}, [({"fi": "alle 30"}, 12)], 7)
    rows = spreadsheet_rows.rows_of("participation", summary(background=[told]), "fi")
    assert ([one[1] for one in rows[-2:]], len(rows[-1])) == ([12, 7], 2)
    hidden = spreadsheet_rows.rows_of("participation", summary(background=[replace(told, silent=None)]), "fi")
    assert (hidden[-2][1], len(hidden[-1])) == ("ei näytetä", 1), "a sentence stands under them"


def test_programs_get_steps_themes_and_results_with_their_keys() -> None:
    effect = PositionEffect(0.55, 0.51, 0.59, 40)
    its = summary(votes=[vote([3], position=effect)])
    steps = table("activities", its)
    assert [one["activity"] for one in steps] == ["1", "2", "3", "4"]
    assert (steps[3]["first_half"], steps[1]["first_half"], steps[3]["revealed"]) == ("0.55", "", "true")
    assert [(one["theme"], one["ideas"], one["votes"]) for one in table("themes", its)] == [
        ("A", "2", "7"),
        ("B", "1", "3"),
    ]
    results = table("results", its)
    assert {(one["idea"], one["theme"], one["measure"], one["value"]) for one in results} == {("1", "", "votes", "3")}
    of_themes = vote([3], of="clusters")
    of_themes = replace(of_themes, rows=[replace(of_themes.rows[0], label="B")])
    assert [(one["idea"], one["theme"]) for one in table("results", summary(votes=[of_themes]))] == [("", "B")]


# -- ballots -----------------------------------------------------------------------------------------------------------


def cast(*ballots: tuple[str, Mapping[int, int]], weight: int = 1, **more: Any) -> VoteSummary:
    each = [Ballot(str(at), source, weight, dict(marks)) for at, (source, marks) in enumerate(ballots)]
    return vote([6, 3, 1, 0], each=each, **more)


def test_ballots_are_numbered_by_what_stands_in_them_and_not_by_when_they_came() -> None:
    first = cast(("phone", {1: 2}), ("phone", {2: 1}), (PAPER, {1: 1}))
    again = cast((PAPER, {1: 1}), ("phone", {2: 1}), ("phone", {1: 2}))
    told = [
        [(number, one.source, one.marks) for number, one in anonymous_ballots.numbered(its.each)]
        for its in (first, again)
    ]
    assert told[0] == told[1] and [number for number, *_ in told[0]] == [1, 2, 3]
    rows = table("ballots", summary(votes=[first]))
    assert [(one["ballot"], one["idea"], one["source"], one["mark"]) for one in rows] == [
        ("1", "1", "paper", "1"),
        ("2", "1", "phone", "2"),
        ("3", "2", "phone", "1"),
    ]


def test_marks_of_merged_ideas_count_for_the_one_that_leads() -> None:
    its = replace(FULL, votes=[cast(("phone", {1: 1, 6: 1}), ("phone", {6: 2}), (HAND, {1: 5}))])
    counted = anonymous_ballots.counted(its, its.votes[0])
    assert [one.marks for one in counted if not one.raised] == [{1: 1}, {1: 2}], "once for each person"
    assert len(anonymous_ballots.with_voters(its, its.votes[0])) == 2
    assert anonymous_ballots.raised(its, its.votes[0]) == 1
    assert anonymous_ballots.labels(its, its.votes[0])[6] == "6"


def test_themes_are_called_by_their_letters_also_when_they_got_nothing() -> None:
    its = summary(votes=[replace(vote([3], of="clusters"), rows=[row(11, 1, 3, label="A")])])
    assert anonymous_ballots.labels(its, its.votes[0]) == {11: "A", 12: "B"}


def sections(its: Summary) -> dict[str, list[list[str]]]:
    """A Pabulib file by its sections."""
    found: dict[str, list[list[str]]] = {}
    name = ""
    for line in csv.reader(io.StringIO(pb.write(its, "fi").decode()), delimiter=";"):
        if len(line) == 1 and line[0] in ("META", "PROJECTS", "VOTES"):
            name = line[0]
            found[name] = []
        else:
            found[name].append(line)
    return found


HELD = {"made_at": START.replace(tzinfo=ZoneInfo("Europe/Helsinki"))}


@pytest.mark.parametrize(
    ("kind", "values", "type_", "points"),
    [
        ("dots", [6, 3, 1, 0], "cumulative", True),
        ("rating", [4, 3], "scoring", True),
        ("opinion", [60, 40], "approval", False),
    ],
)
def test_each_kind_of_vote_has_its_type_for_other_programs(
    kind: str, values: list[int], type_: str, points: bool
) -> None:
    its = replace(vote(values, kind), each=[Ballot("a", "phone", 1, {1: 1}), Ballot("b", PAPER, 1, {1: 1, 2: 1})])
    found = sections(summary(votes=[its], **HELD))
    meta = {line[0]: line[1] for line in found["META"]}
    assert (meta["vote_type"], meta["num_votes"], meta["country"]) == (type_, "2", "Finland")
    assert ("points" in found["VOTES"][0]) is ("score" in found["PROJECTS"][0]) is points
    assert [line[2] for line in found["PROJECTS"][1:3]] == ["2", "1"]
    assert [line[-1] for line in found["VOTES"][1:]] == ["paper", "internet"]


def test_ideas_are_projects_without_votes_where_nobody_voted() -> None:
    found = sections(summary(votes=[], **HELD))
    assert [line[0] for line in found["PROJECTS"][1:]] == ["1", "2", "3", "4"]
    assert (found["PROJECTS"][1][2:], len(found["VOTES"])) == (["0", "Kahvila pihalle", "Talo"], 1)
    assert {line[0]: line[1] for line in found["META"]}["budget"] == "1"


def test_a_persons_words_make_no_field_of_their_own() -> None:
    found = sections(summary(ideas=[idea(1, 'a;b\n"c"')], votes=[], **HELD))
    assert found["PROJECTS"][1][3] == "a,b 'c'"


def test_raised_hands_are_told_beside_the_votes() -> None:
    its = summary(votes=[cast(("phone", {1: 1}), (HAND, {1: 1}))], **HELD)
    meta = {line[0]: line[1] for line in sections(its)["META"]}
    assert "#4: 1 raised hands" in meta["comment"] and meta["num_votes"] == "1"
    without = {line[0]: line[1] for line in sections(summary(votes=[cast(("phone", {1: 1}))], **HELD))["META"]}
    assert "#4" not in without["comment"]


# -- descriptions ------------------------------------------------------------------------------------------------------


def dataset(its: Summary) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(dcat.description(dcat.of_forum(its), {"ideas.csv": b"a\n"}))["@graph"][0]
    return found


def test_the_description_for_catalogues_leaves_out_what_is_not_known() -> None:
    bare = dataset(summary(ref="", started_at=None, starts_at=None, ended_at=None))
    for name in ("dct:publisher", "dct:spatial", "dct:temporal", "dct:identifier"):
        assert name not in bare
    full = dataset(summary(organiser="Museo", place="Linna"))
    assert full["dct:publisher"]["foaf:name"] == "Museo" and full["dct:spatial"]["locn:geographicName"] == "Linna"
    assert full["dct:temporal"]["dcat:endDate"]["@value"].startswith("2029-05-14T19:30")
    assert "dcat:endDate" not in dataset(summary(ended_at=None))["dct:temporal"]
    assert [one["@id"].rpartition("/")[2] for one in full["dct:language"]] == ["FIN", "SWE"]
    assert full["dcat:distribution"][0]["dcat:byteSize"]["@value"] == "2"


def test_the_metadata_of_an_archive_leaves_out_empty_elements() -> None:
    root = ElementTree.fromstring(archive_metadata.metadata(summary(retention="10 v"), {"ideas.csv": b"a\n"}, "fi"))
    said = {node.tag: node.text for node in root if len(node) == 0}
    assert said["SailytysajanPituus"] == "10 v" and "Paikka" not in said and said["Nimeke"] == "Museo huomenna"
    assert [node.text for node in root.findall("Kieli")] == ["fi", "sv"]
    assert root.findtext("Tiedosto/Koko") == "2"
    unsaid = ElementTree.fromstring(archive_metadata.metadata(summary(), {}, "fi"))
    assert "tiedonohjaussuunnitelman" in (unsaid.findtext("SailytysajanPituus") or "")


# -- the next forum ----------------------------------------------------------------------------------------------------


def test_the_next_forum_begins_with_the_largest_themes_and_the_leading_ideas() -> None:
    found = for_the_next_forum.what_it_came_to(summary(), 9)
    assert (found.forum, found.title["sv"], found.at) == (9, "Museet i morgon", round(START.timestamp()) * 1000)
    assert [(one.letter, one.votes, one.quote) for one in found.themes] == [
        ("A", 7, "Kahvila pihalle"),
        ("B", 3, "Laituri joelle"),
    ]
    assert [(one.number, one.votes) for one in found.ideas] == [(1, 6), (2, 3), (3, 1)]


def test_of_a_rating_no_votes_are_told_and_of_a_vote_on_themes_no_ideas_lead() -> None:
    (first,) = for_the_next_forum.leading_ideas(summary(votes=[vote([4], "rating")]))
    assert first.votes is None
    assert for_the_next_forum.leading_ideas(summary(votes=[vote([4], of="clusters")])) == []


@pytest.mark.parametrize(
    ("unit", "numbers", "style"),
    [
        ("points", [4, 3, 4.5], ""),
        ("points", [4, 3.84615], "tenths"),
        ("points", [], ""),
        ("share", [66.7], "percent"),
        ("votes", [4], ""),
    ],
)
def test_a_median_is_seen_as_it_is_and_a_mean_in_tenths(unit: str, numbers: list[float], style: str) -> None:
    assert spreadsheet_rows.style_of(unit, numbers) == style
