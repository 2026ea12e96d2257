"""The sentences of reports, on a small evening that is written by hand: what a reader is told of votes, ideas, themes
and people, and what is not said where there is nothing to say."""

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from tests.reports.small_summary import START, idea, row, step, summary, vote
from workshop.domain.methods.base import BROUGHT_IN, PAPER, Ballot, Number
from workshop.domain.methods.position_effect import PositionEffect
from workshop.i18n import catalogues
from workshop.reports import (
    FORMATS,
    idea_wording,
    open_call_programme_wording,
    page_one,
    page_one_data,
    page_one_departures,
    page_one_wording,
    participation_wording,
    series_summary,
    series_wording,
    spreadsheet_rows,
    vote_wording,
    wording,
)
from workshop.reports.open_tables import TABLES
from workshop.reports.summary import SOURCES
from workshop.reports.summary_parts import (
    AnswerSummary,
    BackgroundSummary,
    EventSummary,
    IdeaSummary,
    Moderation,
    Theme,
)
from workshop.reports.vote_summary import ThemeVotes

HOUR = dt.timedelta(hours=1)
SUMMARY = summary()


NAMES = ("agree", "pass", "disagree")


def plain(said: str) -> str:
    """Without the signs that only say where a line may break."""
    return said.replace("\u00ad", "").replace("\u00a0", " ")


# -- votes -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "kind", "of", "said"),
    [
        ([5, 2], "dots", "ideas", "Ensimmäisen ja seuraavan sijan välillä on 3 ääntä."),
        ([5, 4], "dots", "ideas", "Ensimmäisen ja seuraavan sijan välillä on 1 ääni."),
        ([5, 5], "dots", "ideas", "Ensimmäisen sijan jakaa 2 ideaa, joilla on yhtä monta ääntä."),
        ([5, 5, 5, 1], "dots", "clusters", "Ensimmäisen sijan jakaa 3 teemaa, joilla on yhtä monta ääntä."),
        ([50, 50], "opinion", "ideas", "Ensimmäisen sijan jakaa 2 ideaa."),
        ([62.4, 60.9], "opinion", "ideas", "Ensimmäisen ja seuraavan sijan ero on 1,5 prosenttiyksikköä."),
        ([78.75, 78.448], "opinion", "ideas", "Ensimmäisen ja seuraavan sijan ero on 0,4 prosenttiyksikköä."),
        ([62, 61], "opinion", "ideas", "Ensimmäisen ja seuraavan sijan ero on 1 prosenttiyksikkö."),
        ([4, 3], "rating", "ideas", ""),
        ([5], "dots", "ideas", ""),
        ([1, 0], "dots", "ideas", ""),
        ([0], "dots", "ideas", ""),
        ([], "dots", "ideas", ""),
    ],
)
def test_how_clear_the_first_place_is(values: Sequence[Number], kind: str, of: str, said: str) -> None:
    assert vote_wording.firmness(vote(values, kind, of=of), "fi") == said


@pytest.mark.parametrize(
    ("by_hand", "rests"),
    [((4, 0), True), ((5, 0), True), ((3, 0), False), ((6, 2), True), ((0, 4), False), ((0, 0), False)],
)
def test_a_lead_that_only_hands_give_is_said_to_come_from_them(by_hand: tuple[int, int], rests: bool) -> None:
    """17 were 13 by phone and 4 hands, before 13 by phone: the whole lead was a count that nobody can check."""
    counts = zip((17, 13), by_hand, strict=True)
    rows = [
        row(at, at, n, measures={"votes": n, "phone": n - hands, "hands": hands})
        for at, (n, hands) in enumerate(counts, 1)
    ]
    said = vote_wording.firmness(vote([], rows=rows), "fi")
    assert said.startswith("Ensimmäisen ja seuraavan sijan välillä on 4 ääntä")
    assert said.endswith(", ja ero tulee käsin lasketuista äänistä.") == rests


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (((5, 1, 0), (9, 3, 2)), "Ero on epävarma: se voi johtua sattumasta."),
        (((183, 5, 3), (239, 6, 6)), "Ero on epävarma: se voi johtua sattumasta."),
        (((90, 5, 5), (60, 20, 20)), "Ero on selvä: se tuskin johtuu sattumasta."),
    ],
)
def test_a_lead_of_shares_is_said_to_be_clear_or_not(
    answers: tuple[tuple[int, int, int], tuple[int, int, int]], said: str
) -> None:
    """5 of 6 led 9 of 14 by 12.5 percentage points, and 183 of 191 led 239 of 251 by 0.4, with no word of doubt."""
    rows = [
        row(at, at, 100 * (agree + 1) / (agree + pass_ + disagree + 2), measures=dict(zip(NAMES, counts, strict=True)))
        for at, counts in enumerate(answers, 1)
        for agree, pass_, disagree in [counts]
    ]
    found = plain(vote_wording.firmness(vote([], "opinion", rows=rows), "fi"))
    assert found.startswith("Ensimmäisen ja seuraavan sijan ero on ") and found.endswith(said)


@pytest.mark.parametrize(
    ("means", "said"),
    [
        ([(4.5, 4.2, 4.8), (3.9, 3.6, 4.1)], "4,5 ja seuraavan 3,9. Ero on selvä"),
        ([(4.5, 4.0, 4.8), (3.9, 3.6, 4.1)], "4,5 ja seuraavan 3,9. Ero on epävarma"),
        ([(3.9, 3.6, 4.1), (4.5, 4.2, 4.8)], ""),
        ([(4.5, 4.2, 4.8)], ""),
        ([(4.5, 4.2, 4.8), None], ""),
    ],
)
def test_how_clear_the_first_place_of_a_rating_is(means: Sequence[tuple[float, ...] | None], said: str) -> None:
    """Nothing was said of it: the medians were 4 and 4. Where the next has the clearly higher mean, nothing is."""
    names = ("mean", "mean_low", "mean_high")
    rows = [
        row(at, at, 4, measures={"median": 4, **(dict(zip(names, mean, strict=True)) if mean else {})})
        for at, mean in enumerate(means, 1)
    ]
    found = plain(vote_wording.firmness(vote([4] * len(rows), "rating", rows=rows), "fi"))
    assert said in found and bool(said) == bool(found)


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (1, "Lisäksi 4 muuta ideaa sai ääniä."),
        (3, "Lisäksi 2 muuta ideaa sai ääniä. Niistä 1 on samalla sijalla kuin luettelon viimeinen."),
        (4, "Lisäksi 1 muu idea sai ääniä."),
        (5, ""),
    ],
)
def test_what_a_list_of_the_leading_rows_leaves_out(shown: int, said: str) -> None:
    its = vote([5, 4, 3, 3, 2, 0])
    assert vote_wording.beyond(its, its.rows[:shown], "fi") == said


def test_rows_that_documents_do_not_list_are_named_by_their_numbers() -> None:
    its = vote([9] * 20 + [2, 2, 1, 0])
    assert (
        plain(vote_wording.rest(its, "fi")) == "Seuraavat 3 ideaa, vain numerot: 2 ääntä: nro 21, 22; 1 ääni: nro 23."
    )
    assert vote_wording.rest(vote([3, 2, 1]), "fi") == ""


def test_the_order_of_lists_is_told_of_phones_only() -> None:
    """An imported vote was said to have had its ideas in another order on each phone."""
    on_phone, on_paper, from_elsewhere = (Ballot("b", source, 1, {1: 1}) for source in ("phone", PAPER, BROUGHT_IN))
    assert vote_wording.order(vote([3], each=[on_phone, on_paper], facts={"ballots": 2, "paper": 1}), "fi")
    assert vote_wording.order(vote([3], each=[on_paper], facts={"ballots": 1, "paper": 1}), "fi") == ""
    assert vote_wording.order(vote([3], each=[from_elsewhere], facts={"ballots": 1}), "fi") == ""


@pytest.mark.parametrize(
    ("facts", "drawn", "said"),
    [
        ({}, [4], ""),
        ({"hands": 4}, [0, 4], "Mukana 4 käsiäänestyksessä annettua ääntä; ne on piirretty ääriviivoin."),
        ({"hands": 4}, [], "Mukana 4 käsiäänestyksessä annettua ääntä."),
        ({"hands": 4}, [0, 0], "Mukana 4 käsiäänestyksessä annettua ääntä."),
    ],
)
def test_hands_are_counted_and_said_to_be_outlined_only_where_they_are_drawn(
    facts: Mapping[str, Number], drawn: Sequence[int], said: str
) -> None:
    rows = [row(at, at, 3, measures={"votes": 3, "hands": by_hand}) for at, by_hand in enumerate(drawn, 1)]
    assert plain(vote_wording.hands(vote([3], facts=facts), "fi", rows)) == said


EFFECT = PositionEffect(0.554, 0.512, 0.594, 40)


def test_the_order_on_phones_and_its_effect_are_told_where_enough_people_voted() -> None:
    few = vote_wording.order(vote([3]), "fi")
    assert few.startswith("Puhelimissa ideat olivat jokaisella omassa järjestyksessään")
    many = plain(vote_wording.order(vote([3], position=EFFECT), "fi"))
    assert many.startswith(few) and "55 %" in many and "51 %–59 %" in many and "vaikutti" in many
    unseen = vote_wording.order(vote([3], position=PositionEffect(0.5, 0.46, 0.54, 40)), "fi")
    assert "Järjestys siis vaikutti" not in unseen
    assert vote_wording.order(vote([3], facts={}), "fi") == "", "nobody voted by phone"


def test_the_effect_of_the_order_in_tables() -> None:
    assert vote_wording.order_shares(vote([3], position=EFFECT)) == [0.554, 0.512, 0.594]
    assert vote_wording.order_shares(vote([3])) == [None, None, None]
    assert len(set(vote_wording.order_heads("fi"))) == 3


@pytest.mark.parametrize(
    ("kind", "head", "told"),
    [
        ("dots", "Ääniä: Mikä on tärkein?", "Jokaisella oli 3 tarraa, samalle enintään 2"),
        ("rating", "Mediaani: Mikä on tärkein?", "Jokainen sai antaa arvion 1–5"),
        ("opinion", "Samaa mieltä (arvio), %: Mikä on tärkein?", "montako prosenttia kaikista vastanneista"),
    ],
)
def test_each_method_says_what_its_number_is(kind: str, head: str, told: str) -> None:
    its = vote([3], kind)
    assert vote_wording.column(its, "fi") == head
    assert told in vote_wording.brief_method(its, "fi")
    merged = vote_wording.method(replace(its, merged=True), "fi")
    assert merged.startswith(vote_wording.method(its, "fi")) and "yhdist" in merged


def test_the_ends_of_an_interval_stand_with_what_they_are_the_ends_of() -> None:
    its = vote([4.1], "rating")
    names = [measure.name for measure in vote_wording.columns(its)]
    assert "mean" in names and not {"mean_low", "mean_high"} & set(names)
    (mean,) = [measure for measure in its.measures if measure.between]
    assert mean.between
    values = {mean.name: 4.1, mean.between[0]: 3.84, mean.between[1]: 4.4}
    assert vote_wording.measured(values, mean, "fi") == "4,1 (3,8–4,4)"
    assert vote_wording.measured({}, mean, "fi") == "–"


@pytest.mark.parametrize(("kind", "value", "said"), [("dots", 7, "7"), ("opinion", 62, "62 %"), ("rating", 4.5, "4,5")])
def test_the_number_of_a_row_has_its_unit(kind: str, value: Number, said: str) -> None:
    its = vote([value], kind)
    assert plain(vote_wording.valued(its, its.rows[0], "fi")) == said


def test_notes_of_a_method_leave_out_what_is_said_elsewhere() -> None:
    assert vote_wording.notes(vote([3], facts={"ballots": 9, "hands": 3, "paper": 0}), "fi") == []
    (paper,) = vote_wording.notes(vote([3], facts={"ballots": 9, "paper": 2}), "fi")
    assert "2" in paper


def test_files_say_when_and_why_a_shown_result_was_counted_again_and_which_idea_has_none_of_its_own() -> None:
    """An idea that had been part of another one had an empty cell, and nothing said why."""
    again = replace(
        vote([3]), rows=[row(1, 1, 3)], recounted=START + HOUR, recounted_because="hands", parted={2: 1, 3: 1}
    )
    (when,) = vote_wording.notes(again, "fi")
    assert when.endswith(", kun tulos oli jo näytetty: kädet laskettiin uudelleen.")
    told = replace(SUMMARY, votes=[again, replace(again, step=step(5, "dots", "Mikä yllättää?"))])
    which = idea_wording.parted(told, "fi")
    asked = "”Mikä on tärkein?”, ”Mikä yllättää?”"
    assert which == [
        f"Idea {number} oli osa ideaa 1 koko vaiheiden {asked} ajan, joten sillä ei ole niissä omaa tulosta."
        for number in (2, 3)
    ]
    for name in ("md", "html"):
        text = FORMATS[name].write(told, "fi").decode().replace("\\", "")
        assert when in text and all(text.count(one) == 1 for one in which), "once, below the ideas"
        after_page_one = text.index(catalogues.say("fi", "report.themes.intro"))
        assert text.index(when) < after_page_one < text.index(which[0])
    told = replace(SUMMARY, votes=[again])
    its = json.loads(FORMATS["json"].write(told, "fi"))["votes"][0]
    facts = its["recounted_at"], its["recounted_because"], its["parted"]
    assert facts == (again.recounted.isoformat(), "hands", [2, 3])
    assert FORMATS["csv"].write(told, "fi").decode().count("ei omaa tulosta vaiheessa") == 2
    assert [row[-5:-3] for row in TABLES[0].rows(told, "fi") if row[0] == again.step.id] == [("hands", "2 3")]


# -- ideas -------------------------------------------------------------------------------------------------------------

OWN = replace(SUMMARY, reasons={"own-1": {"fi": "Ei aiheesta"}})


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (idea(1), "Puhelimella"),
        (idea(1, source="paper", table=4), "Paperilta, Pöytä 4"),
        (idea(1, came_from=7), "Aiemmasta foorumista, idea 7"),
        (idea(1, came_from=7, came_from_forum={"sv": "Kväll"}), "Aiemmasta foorumista, idea 7 (Kväll)"),
    ],
)
def test_where_an_idea_came_from(one: IdeaSummary, said: str) -> None:
    assert idea_wording.source(one, "fi") == said


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (idea(1), "Näkyy"),
        (idea(1, late=True), "Näkyy (tullut määräajan jälkeen)"),
        (idea(1, beforehand=True, masked=True), "Näkyy (kirjoitettu ennakkoon, osa peitetty)"),
        (idea(1, left_out=True), "Näkyy (ei äänestyksessä)"),
        (idea(1, state="hidden", reason="insult", read=False), "Piilotettu: loukkaus"),
        (idea(1, state="hidden", reason="own-1", read=False, left_out=True), "Piilotettu: Ei aiheesta"),
        (idea(1, state="hidden", read=False), "Piilotettu"),
        (idea(1, state="merged", merged_into=9), "Yhdistetty ideaan 9"),
        (idea(1, state="waiting", read=False, late=True), "Odottaa tarkistusta (tullut määräajan jälkeen)"),
    ],
)
def test_what_became_of_an_idea(one: IdeaSummary, said: str) -> None:
    assert idea_wording.fate(OWN, one, "fi") == said


UNREAD = [
    idea(5, state="hidden", reason="insult", read=False),
    idea(6, state="hidden", reason="insult", read=False),
    idea(7, state="hidden", read=False),
    idea(8, state="waiting", read=False),
    idea(9, state="withdrawn", read=False),
    idea(10, state="private", read=False),
]


def test_ideas_that_are_not_printed_are_counted_with_the_reasons() -> None:
    whole = replace(SUMMARY, everything=[*SUMMARY.ideas, *UNREAD])
    said = idea_wording.left_out(whole, "fi")
    assert said[-1] == "Ohjaaja piilotti 3 ideaa, ja niiden tekstit on jätetty pois. Syyt: loukkaus 2."
    assert len(said) == 4 and "1 idea odottaa tarkistusta" in said[0]
    assert idea_wording.unshown(whole, "fi") == [
        ("Piilotettu: loukkaus", "5, 6"),
        ("Piilotettu", "7"),
        ("Odottaa tarkistusta", "8"),
        ("Vedetty pois", "9"),
        ("Vain kirjoittajan nähtävissä", "10"),
    ]
    assert idea_wording.left_out(SUMMARY, "fi") == [] and idea_wording.unshown(SUMMARY, "fi") == []


def test_a_hidden_idea_without_a_reason_has_none() -> None:
    whole = replace(SUMMARY, everything=[*SUMMARY.ideas, UNREAD[2]])
    assert idea_wording.left_out(whole, "fi") == ["Ohjaaja piilotti 1 idean, ja sen teksti on jätetty pois."]


def test_ideas_that_were_left_out_of_a_vote_are_counted() -> None:
    whole = replace(SUMMARY, ideas=[replace(one, left_out=one.number < 3) for one in SUMMARY.ideas])
    assert idea_wording.left_out(whole, "fi") == ["2 ideaa jätettiin pois äänestyksestä."]


def test_every_number_that_was_given_is_accounted_for() -> None:
    states = {"shown": 101, "waiting": 1, "hidden": 3, "merged": 2, "private": 0}
    assert idea_wording.numbers(states, "fi") == (
        "107 ideaa sai numeron: 101 näkyy, 1 odottaa tarkistusta, 3 piilotettu, 2 yhdistetty toisiin ideoihin."
    )
    assert idea_wording.numbers({"shown": 26, "hidden": 0}, "fi") == "26 ideaa sai numeron, ja kaikki ovat mukana."


def test_an_answer_has_its_status_its_date_and_whether_it_departs_from_the_vote() -> None:
    at = dt.datetime(2029, 6, 1, 12)
    done = AnswerSummary("done", {"fi": "Rakennamme sen"}, False, at)
    against = AnswerSummary("not_now", {}, True, at)
    assert idea_wording.status(None, "fi") == ""
    assert idea_wording.status(done, "fi") in idea_wording.answered(done, "fi")
    assert "1.6.2029" in idea_wording.answered(done, "fi")
    departs = idea_wording.status(against, "fi")
    assert departs != idea_wording.status(replace(against, departure=False), "fi")
    assert idea_wording.answered(against, "fi") != idea_wording.answered(replace(against, words={"fi": "x"}), "fi")


# -- people ------------------------------------------------------------------------------------------------------------


def test_participation_leaves_out_what_there_was_none_of() -> None:
    said = dict(participation_wording.took_part(SUMMARY, "fi"))
    assert said == {
        "Osallistujia puhelimella": 50,
        "Kirjoitti tai vastasi puhelimella": 45,
        "Lähetti vähintään yhden idean": 30,
        "Äänesti ainakin kerran": 40,
        "Ideoita": 4,
        "Ideoita puhelimella": 4,
    }
    without = replace(SUMMARY, joined=0, ideas=[idea(1, source="paper")])
    told = {"Äänesti ainakin kerran": 40, "Ideoita": 1, "Ideoita paperilta": 1}
    assert dict(participation_wording.took_part(without, "fi")) == told, "nobody counted who wrote on paper"
    nobody = replace(without, ideas=[], everything=[], voted=0)
    assert dict(participation_wording.took_part(nobody, "fi"))["Osallistujia puhelimella"] == 0


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_ideas_of_every_source_are_told_in_words(lang: str) -> None:
    every = replace(SUMMARY, ideas=[idea(n, source=name) for n, name in enumerate(SOURCES, 1)])
    told = dict(participation_wording.took_part(every, lang))
    assert list(told.values())[-len(SOURCES) :] == [1] * len(SOURCES), "each has its own words"
    assert all(idea_wording.origin(one, lang) for one in every.ideas)


def test_a_series_says_how_many_ideas_count_in_two_of_its_forums() -> None:
    carried = replace(SUMMARY, ideas=[idea(1, source="earlier", came_from=3), idea(2, source="earlier"), idea(3)])
    told = [
        series_wording.counted(series_summary.build("S", map(series_summary.part_of, forums), START), "fi")
        for forums in ([SUMMARY, carried], [SUMMARY, SUMMARY])
    ]
    said = "2 ideaa jatkoi aiemmasta foorumista, ja ne ovat luvuissa kummassakin."
    assert [said in one for one in told] == [True, False]


def test_people_on_paper_and_hands_are_told() -> None:
    counted = replace(SUMMARY, votes=[vote([3], facts={"ballots": 9, "paper": 2, "hands": 6})])
    extra = set(participation_wording.took_part(counted, "fi")) - set(participation_wording.took_part(SUMMARY, "fi"))
    assert {number for _, number in extra} == {2, 6}


@pytest.mark.parametrize(
    ("answered", "said"),
    [(0, ""), (4, ""), (5, "5 vastaajasta 4 sanoi foorumin lopuksi: tämän me sanoimme.")],
)
def test_a_share_of_few_answers_would_tell_who_said_what(answered: int, said: str) -> None:
    assert participation_wording.confirmed(replace(SUMMARY, answered=answered, complete=4), "fi") == said


def test_what_was_done_against_what_should_not_be_on_a_wall() -> None:
    done = replace(SUMMARY, moderation=Moderation(1, 2, 0, 3))
    assert participation_wording.moderated(done, "fi") == [
        "1 ideasta on peitetty numero, osoite tai muu kohta.",
        "2 kirjoittajan ideat tarkistettiin aina ensin.",
        "Hätäpysäytystä käytettiin 3 kertaa.",
    ]
    assert participation_wording.moderated(SUMMARY, "fi") == []


AGE = BackgroundSummary({"fi": "Ikä"}, [({"fi": "alle 30"}, 12), ({"fi": "yli 30"}, 9)], 7)


def test_groups_stand_with_the_largest_language_first_and_choices_in_their_order() -> None:
    its = replace(SUMMARY, spoken={"sv": 9, "fi": 40, "en": 0}, background=[AGE])
    assert participation_wording.groups(its, "fi") == [
        ("Kieli puhelimessa: suomi", 40),
        ("Kieli puhelimessa: ruotsi", 9),
        ("Ikä\xa0– alle 30", 12),
        ("Ikä\xa0– yli 30", 9),
        ("Ikä\xa0– ei vastausta", 7),
    ]


@pytest.mark.parametrize(
    ("more", "hides"),
    [
        ({}, False),
        ({"background": [AGE]}, False),
        ({"spoken": {"fi": 40, "sv": None}}, True),
        ({"background": [replace(AGE, silent=None)]}, True),
        ({"background": [AGE, replace(AGE, choices=[({"fi": "x"}, None)])]}, True),
    ],
)
def test_it_is_said_where_a_group_is_not_told(more: dict[str, object], hides: bool) -> None:
    assert participation_wording.hides_groups(summary(**more)) is hides


def test_a_group_that_is_not_told_has_words_instead_of_a_number() -> None:
    assert (participation_wording.people(None, "fi"), plain(participation_wording.people(1234, "fi"))) == (
        "ei näytetä",
        "1 234",
    )


# -- page 1 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "lines"),
    [
        ({}, ["14.5.2029 klo 17.30–19.30"]),
        (
            {"place": "Linna", "organiser": "Museo", "series": "Sarja"},
            ["14.5.2029 klo 17.30–19.30", "Linna", "Museo", "Sarja"],
        ),
        ({"ended_at": None}, ["14.5.2029 klo 17.30"]),
        ({"ended_at": START + 24 * HOUR}, ["14.5.2029 klo 17.30"]),
        ({"started_at": START + HOUR}, ["14.5.2029 klo 18.30–19.30"]),
        ({"started_at": None, "ended_at": None}, ["14.5.2029 klo 17.30"]),
        ({"started_at": None, "starts_at": None, "ended_at": None}, ["14.4.2029"]),
    ],
)
def test_when_and_where_the_forum_was(more: dict[str, object], lines: list[str]) -> None:
    assert page_one_wording.when_and_where(summary(**more), "fi") == lines


def test_the_code_is_told_where_there_is_one() -> None:
    assert page_one_wording.with_code(SUMMARY, "fi")[-1] == "Koodi ABCDEF"
    assert page_one_wording.with_code(summary(code=""), "fi") == page_one_wording.when_and_where(SUMMARY, "fi")


def test_figures_of_voters_stand_only_where_anyone_voted() -> None:
    assert page_one_wording.figures(SUMMARY) == [("joined", 50), ("ideas", 4), ("voted", 40)]
    assert page_one_wording.figures(summary(voted=0)) == [("joined", 50), ("ideas", 4)]


@pytest.mark.parametrize(
    ("voted", "paper", "said"),
    [
        (40, 0, ""),
        (43, 3, " (40\u00a0puhelimella, 3\u00a0paperilla)"),
        (3, 3, " (3\u00a0paperilla)"),
    ],
)
def test_who_voted_on_paper_is_no_phone(voted: int, paper: int, said: str) -> None:
    assert page_one_wording.how_voted(voted, paper, "fi") == said
    assert page_one_wording.figure_of(paper, "voted", voted, "fi").endswith(said or "kerran")
    joined = page_one_wording.figure_of(paper, "joined", 9, "fi")
    assert joined == ("osallistujaa puhelimella" if paper else "osallistujaa"), "more voted than these"


@pytest.mark.parametrize(
    ("more", "first"),
    [
        ({}, []),
        ({"rehearsal": True}, ["Tämä on harjoitus"]),
        ({"state": "live"}, ["Foorumi ei ole vielä päättynyt"]),
        ({"rehearsal": True, "state": "planned"}, ["Tämä on harjoitus", "Foorumi ei ole vielä päättynyt"]),
    ],
)
def test_a_rehearsal_and_a_forum_that_goes_on_say_so_first(more: dict[str, object], first: list[str]) -> None:
    said = page_one_wording.notices(summary(**more), "fi")
    assert [one[: len(words)] for one, words in zip(said, first, strict=True)] == first


def sizes(**more: object) -> list[tuple[str, int, Number | None, float | None]]:
    found = page_one_wording.sizes(summary(**more), "fi")
    return [(one.letter, one.ideas, one.votes, one.share and round(one.share, 2)) for one in found]


def test_themes_stand_by_their_votes_and_what_has_none_last_and_without_a_bar() -> None:
    assert sizes() == [("A", 2, 7, 1.0), ("B", 1, 3, 0.43), ("", 1, 0, None)]
    assert sizes(votes=[]) == [("A", 2, None, 1.0), ("B", 1, None, 0.5), ("", 1, None, None)]
    assert sizes(loose=[])[-1][0] == "B"


def test_themes_with_equal_votes_stand_by_their_ideas_and_then_by_letter() -> None:
    def theme(letter: str, votes: int, ideas: int) -> Theme:
        return Theme(ord(letter[-1]), letter, "", SUMMARY.ideas[:ideas], votes)

    themes = [theme("AA", 3, 1), theme("C", 3, 1), theme("B", 3, 2), theme("D", 4, 1)]
    assert [letter for letter, *_ in sizes(themes=themes)] == ["D", "B", "C", "AA", ""]
    named = page_one_wording.sizes(summary(themes=themes), "fi")[0]
    assert named.title == "Nimetön teema"


def test_ideas_without_a_theme_have_the_votes_that_they_got() -> None:
    sums = [ThemeVotes("", "", 1, 4, {"votes": 4})]
    assert page_one_wording.loose_votes(summary(votes=[vote([4], by_theme=sums)])) == 4
    assert page_one_wording.loose_votes(summary(votes=[vote([4], by_theme=[])])) == 0
    for none in ([], [vote([4], of="clusters")], [vote([50], "opinion")]):
        assert page_one_wording.loose_votes(summary(votes=none)) is None


def test_the_size_of_a_theme_in_words_and_of_several_together() -> None:
    found = page_one_wording.sizes(SUMMARY, "fi")
    assert [page_one_wording.size_said(one, "fi") for one in found] == [
        "2 ideaa · 7 ääntä",
        "1 idea · 3 ääntä",
        "1 idea · 0 ääntä",
    ]
    key = "report.themes_left"
    assert page_one_wording.left_out_said(key, found[:2], "fi") == (
        "Lisäksi 2 pienempää teemaa, joissa on yhteensä 3 ideaa ja 10 ääntä."
    )
    without = page_one_wording.sizes(summary(votes=[]), "fi")
    empty = replace(without[0], ideas=0)
    assert page_one_wording.left_out_said(key, [*without[:1], empty, empty], "fi") == (
        "Lisäksi 1 pienempi teema, jossa on 2 ideaa. Lisäksi 2 teemaa, joissa ei ole ideoita."
    ), "six themes with three ideas in all were not understood"
    assert page_one_wording.left_out_said(key, [], "fi") == ""


def test_themes_beyond_the_list_are_counted_with_their_size() -> None:
    part = page_one.themes(SUMMARY, "fi", 1)
    assert part and [one.letter for one in part.rows] == ["A", ""]
    assert part.more == ["Lisäksi 1 teema, jossa on 1 idea ja 3 ääntä; se on seuraavilla sivuilla."]
    whole = page_one.themes(SUMMARY, "fi", None)
    assert whole and (len(whole.rows), whole.more, whole.head) == (3, [], "Teemat ja niiden äänet")
    apart = page_one.themes(summary(apart=[idea(9)], votes=[]), "fi")
    assert apart and apart.head == "Teemat ja niiden koko"
    assert apart.more == ["Lisäksi 1 idea ryhmittelyn ulkopuolella: sen vaiheesta ei äänestetä."]
    assert page_one.themes(summary(themes=[]), "fi") is None


DEPARTED = AnswerSummary("not_now", {"fi": "Katto on suojeltu."}, True, START)


def test_of_many_decisions_page_one_tells_those_with_the_best_places_and_how_many_more() -> None:
    ideas = [replace(one, answer=DEPARTED) for one in reversed(SUMMARY.ideas)]
    themes = [replace(SUMMARY.themes[0], answer=replace(DEPARTED, words={"sv": "Huset är skyddat."}))]
    found = page_one_departures.part(summary(ideas=ideas, themes=themes), "fi")
    assert found and [plain(one.number) for one in found.rows] == ["nro 1", "nro 2"]
    assert found.more == "Lisäksi 3 muusta kohdasta päätettiin toisin kuin äänestettiin."
    alone = page_one_departures.part(summary(themes=themes), "fi")
    assert alone and (alone.rows[0].letter, alone.rows[0].decided, alone.more) == ("A", "7 ääntä · Ei nyt", "")
    assert (alone.rows[0].reason_lang, alone.rows[0].note) == ("sv", "(ruotsiksi)")
    assert page_one_departures.part(SUMMARY, "fi") is None


def test_a_decision_has_its_place_in_the_main_vote_and_none_in_a_sorting() -> None:
    rated = vote([4.5, 4.0], "rating", rows=[row(2, 1, 4.5), row(1, 2, 4.0)])
    grouped = vote([5], "sort", rows=[row(4, 1, 5)])
    ideas = [replace(one, answer=DEPARTED) for one in SUMMARY.ideas if one.number in (2, 4)]
    found = page_one_departures.part(summary(ideas=ideas, votes=[*SUMMARY.votes, rated, grouped]), "fi")
    assert found and [one.decided for one in found.rows] == ["Tarraäänestys: sija 2 · Ei nyt", "Ei nyt"]
    tied = page_one_departures.part(summary(ideas=ideas[:1], votes=[vote([6, 3, 3, 0])]), "fi")
    assert tied and tied.rows[0].decided == "äänestyksen jaettu sija 2 · Ei nyt"


def test_a_leading_row_has_its_place_its_number_and_its_value() -> None:
    (one,) = page_one.leading(SUMMARY, "fi")
    assert [(row.sign, plain(row.number), row.letter, row.value) for row in one.rows] == [
        ("1", "nro 1", "", "6"),
        ("2", "nro 2", "", "3"),
        ("3", "nro 3", "", "1"),
    ]
    assert (one.which, one.beyond, one.measure) == ("", "", "Ääniä")
    assert one.told.startswith("40 ihmistä äänesti. Ensimmäisen ja seuraavan sijan välillä on 3 ääntä.")


def test_of_several_votes_each_says_which_it_is() -> None:
    of_themes = vote([2], of="clusters")
    of_themes = replace(of_themes, rows=[replace(of_themes.rows[0], label="B")])
    found = page_one.leading(summary(votes=[vote([3, 3]), of_themes]), "fi")
    assert [one.which for one in found] == [
        "Tulos 1 / 2 · Tarraäänestys · teemat",
        "Tulos 2 / 2 · Tarraäänestys · ideat",
    ]
    assert [(row.sign, row.letter, row.number) for row in found[0].rows] == [("1", "B", "")]
    assert [row.sign for row in found[1].rows] == ["1 =", "1 ="]


def test_a_smaller_page_leaves_a_tie_out_whole_and_says_what_it_leaves_out() -> None:
    (one,) = page_one.leading(summary(votes=[vote([9, 8, 8, 7, 6, 5])]), "fi")
    shorter = page_one.shortened(one, "fi")
    assert [rows for rows, _ in shorter] == [1, 1, 3, 4, 5, 6]
    assert shorter[0][1] == "Lisäksi 5 muuta ideaa sai ääniä." and shorter[-1][1] == ""


def test_on_a_smaller_page_all_that_share_the_first_place_stand_or_none_stands_alone() -> None:
    """One or two of three stood there, chosen by their numbers."""
    for values, expected in (
        ([9, 9, 5, 4], [2, 2, 3, 4]),
        ([9, 9, 9, 5, 4], [3, 3, 3, 4, 5]),
        ([9, 9, 9, 9, 5], [4, 4, 4, 4, 5]),
        ([9, 9, 9, 9, 9, 5], [0, 0, 3, 4, 5, 6]),
    ):
        (one,) = page_one.leading(summary(votes=[vote(values)]), "fi")
        assert [rows for rows, _ in page_one.shortened(one, "fi")] == expected
        if 0 in expected:
            assert page_one.shortened(one, "fi")[0] == (0, "") and "Ensimmäisen sijan jakaa 5 ideaa" in one.told


def test_the_first_place_is_not_compared_with_what_few_answered_and_these_are_named() -> None:
    """One answer of one in the second place made the lead."""
    measures = [{"agree": 82, "pass": 14, "disagree": 28}, {"agree": 30, "pass": 4, "disagree": 28}, {"agree": 1}]
    made = vote([66, 48.4, 66.7], "opinion")
    rows = [
        replace(row, rank=at, measures=one) for at, (row, one) in enumerate(zip(made.rows, measures, strict=True), 1)
    ]
    told = replace(made, rows=rows, facts={"few_answers": 1})
    assert vote_wording.firmness(told, "fi").startswith("Ensimmäisen ja seuraavan sijan ero on 17,6 prosenttiyksikköä.")
    assert vote_wording.firmness(replace(told, rows=[rows[0], replace(rows[2], rank=2)]), "fi") == ""
    assert vote_wording.notes(told, "sv") == [
        "Färre än fem svar: nr\u00a03. Resultatet är osäkert och kommer efter de andra."
    ]
    assert [row.target for row in told.comparable] == [1, 2], "a theme's quote is chosen among these"
    assert replace(told, rows=rows[2:]).comparable == rows[2:]


def test_the_first_place_of_a_rating_is_not_compared_with_what_few_rated() -> None:
    means = [{"mean": 4.5, "mean_low": 4.2, "mean_high": 4.8}, {"mean": 5, "mean_low": 1.8, "mean_high": 5}]
    rows = [
        row(at, at, 4 + at, measures={"median": 4 + at, "rated": rated, **mean})
        for at, (rated, mean) in enumerate(zip([20, 1], means, strict=True))
    ]
    told = vote([4, 5], "rating", rows=rows, facts={"few": 1})
    assert vote_wording.firmness(told, "fi") == ""
    assert vote_wording.notes(told, "fi") == [
        "Alle viisi arviota: nro\u00a01. Tulos on epävarma ja tulee muiden jälkeen."
    ]


@pytest.mark.parametrize("lang, words", [("fi", "alle viisi"), ("sv", "färre än fem"), ("en", "fewer than five")])
def test_that_few_rated_something_is_told_once_in_each_paragraph(lang: str, words: str) -> None:
    """Page 1 told it three times: how many had few, which, and where these stand."""
    rows = [row(at, at, 4, measures={"median": 4, "rated": 20 if at == 1 else 2}) for at in range(1, 9)]
    told = vote([4] * 8, "rating", rows=rows, facts={"ballots": 20, "few": 7})
    (one,) = page_one.leading(summary(votes=[told]), lang)
    assert f"{one.told} {one.how}".lower().count(words) == 1
    (about,) = [
        cells for cells in spreadsheet_rows.rows_of("about", summary(votes=[told]), lang) if words in str(cells).lower()
    ]
    assert str(about).lower().count(words) == 1 and "7" in str(about)
    shown = replace(told, rows=rows[1:])
    assert " ".join(vote_wording.notes(shown, lang)).lower().count(words) == 1, "where nothing has enough"


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
@pytest.mark.parametrize("words", ["", ".rating", ".opinion"])
def test_those_who_voted_are_told_in_the_same_words_on_page_one_and_among_the_participants(
    lang: str, words: str
) -> None:
    """The same 40 people had two names in one document."""
    row_of_table = catalogues.say(lang, f"report.part.voted{words}")
    assert row_of_table.lower() == catalogues.say(lang, f"report.fact.voted{words}", 40)


def test_a_difference_of_means_is_told_without_terms_of_statistics() -> None:
    """The page to hand out is for everybody; how the difference was judged is in the method."""
    means = [{"mean": 4.5, "mean_low": 4.2, "mean_high": 4.8}, {"mean": 3.4, "mean_low": 3, "mean_high": 4.3}]
    given = dict.fromkeys(("rated_1", "rated_2", "rated_3", "rated_4", "rated_5"), 4)
    rows = [
        row(at, at, 5 - at, measures={"median": 5 - at, "rated": 20, **given, **one}) for at, one in enumerate(means, 1)
    ]
    told = vote([4, 3], "rating", rows=rows)
    assert vote_wording.firmness(told, "fi") == (
        "Ensimmäisen sijan keskiarvo on 4,5 ja seuraavan 3,4. Ero on epävarma: se voi johtua sattumasta."
    )
    clear = replace(told, rows=[rows[0], replace(rows[1], measures={**rows[1].measures, "mean_high": 4})])
    assert vote_wording.firmness(clear, "fi").endswith("Ero on selvä: se tuskin johtuu sattumasta.")
    assert "luottamusväli" in vote_wording.method(told, "fi")
    meaning = "Luku on mediaani eli keskimmäinen arvio, sitten ratkaisee keskiarvo."
    assert meaning in json.dumps(page_one_data.facts(summary(votes=[told]), "fi"), ensure_ascii=False)


def test_votes_without_rows_on_page_one_are_named_in_a_sentence() -> None:
    assert page_one.other_votes(SUMMARY, "fi") == ""
    assert page_one.other_votes(SUMMARY, "fi", 0) == (
        "Lisäksi kysyttiin: Mikä on tärkein? (1. nro\u00a01, 6 ääntä, 40 ihmistä äänesti). "
        "Ensimmäisen ja seuraavan sijan välillä on 3 ääntä. "
        "Näin laskettiin: Jokaisella oli 3 tarraa, samalle enintään 2; luku on tarrojen summa."
    )
    several = summary(votes=[vote([0]), vote([3, 3]), vote([4, 1])])
    assert page_one.other_votes(several, "fi", 1) == (
        "Lisäksi kysyttiin: Mikä on tärkein? (40 ihmistä äänesti). "
        "Ensimmäisen sijan jakaa 2 ideaa, joilla on yhtä monta ääntä. "
        "Näin laskettiin: Jokaisella oli 3 tarraa, samalle enintään 2; luku on tarrojen summa. "
        "Mikä on tärkein? (kukaan ei äänestänyt)."
    ), "each question is asked once"


def test_what_else_page_one_says() -> None:
    assert page_one.also(SUMMARY, "fi") == []
    steps = [*SUMMARY.steps, step(5, "dots", revealed=False), step(6, "rating", revealed=False, state="waiting")]
    said = page_one.also(summary(ideas=[], steps=steps, answered=9, complete=9), "fi")
    assert said[0] == "Ideoita ei ole." and said[-1].startswith("9 vastaajasta 9") and len(said) == 3


# -- what all reports begin from ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "lang", "picked", "said"),
    [
        ({"fi": "Ilta", "sv": "Kväll"}, "sv", "Kväll", ""),
        ({"fi": "Ilta"}, "sv", "Ilta", "(på finska)"),
        ({"fi": "Ilta"}, "fi-simple", "Ilta", ""),
        ({"sv": "Kväll"}, "en", "Kväll", "(in Swedish)"),
        ({}, "sv", "", ""),
    ],
)
def test_a_text_in_another_language_says_so(texts: dict[str, str], lang: str, picked: str, said: str) -> None:
    assert (wording.pick(texts, lang), catalogues.in_other_language(texts, lang)) == (picked, said)


def test_a_question_of_another_language_says_so_in_files_and_a_title_does_not() -> None:
    """The handout and the files had Finnish questions among Swedish words, and nothing said that none is missing."""
    votes = [vote([6, 3], rows=[row(1, 1, 6), row(2, 2, 3)])]
    its = summary(votes=votes, next_steps={"fi": "Vastaamme."}, intro={"fi": "Tervetuloa"}, title={"fi": "Museo"})
    for name in ("md", "html", "svg"):
        words = re.sub(r"<[^>]*>|\s+|\\", " ", FORMATS[name].write(its, "sv").decode())
        assert re.search(r"Mikä on tärkein\? +\(på finska\)", words), name
        assert not re.search(r"Museo +\(", words), name
        assert "(på finska)" not in FORMATS[name].write(its, "fi").decode()
    assert wording.asked(step(2, "ideas", "Mitä?"), "sv") == "Mitä? (på finska)"
    assert (
        wording.asked(step(2, "ideas", "Mitä?"), "fi") == "Mitä?"
        and wording.asked(step(3, "clusters"), "sv") == "Teman"
    )


def test_a_step_without_a_question_has_its_name() -> None:
    assert wording.question(step(2, "ideas", "Mitä toivot?"), "fi") == "Mitä toivot?"
    assert wording.question(step(3, "clusters"), "fi") == "Teemat"
    assert wording.question(step(3, "clusters", name={"fi": "Ryhmät"}), "fi") == "Ryhmät"


@pytest.mark.parametrize(("label", "said"), [("31", "nro 31"), ("A", ""), ("", "")])
def test_a_number_of_an_idea_is_no_number_of_votes(label: str, said: str) -> None:
    assert plain(wording.idea_number(label, "fi")) == said


@pytest.mark.parametrize(
    ("ends", "lang", "said"),
    [
        (START + 2 * HOUR, "fi", "14.5.2029 klo 17.30–19.30"),
        (START + 48 * HOUR, "fi", "14.5.2029 klo 17.30\xa0– 16.5.2029 klo 17.30"),
        (START + 2 * HOUR, "en", "14 May 2029, 17:30–19:30"),
    ],
)
def test_a_span_has_the_day_once_where_it_is_one(ends: dt.datetime, lang: str, said: str) -> None:
    assert wording.span(START, ends, lang) == said
    event = EventSummary(1, "Talkoot", "fi", "", START, ends, "")
    assert open_call_programme_wording.when(event, lang) == said
    assert open_call_programme_wording.when(replace(event, ends_at=None), lang) == wording.moment(START, lang)


def test_a_step_that_was_open_twice_says_both_times() -> None:
    spans = [(START, START + HOUR), (START + 2 * HOUR, None)]
    said = "14.5.2029 klo 17.30–18.30; 14.5.2029 klo 19.30 alkaen"
    assert wording.open_times(step(2, "ideas", spans=spans), "fi") == said
    assert wording.open_times(step(2, "ideas"), "fi") == "" and wording.moment(None, "fi") == "–"


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_the_line_of_the_licence_has_its_address_once(lang: str) -> None:
    before, address, after = wording.licence_parts(SUMMARY, lang)
    assert address == "https://creativecommons.org/licenses/by/4.0/" and "CC BY 4.0" in before
    assert wording.licence(SUMMARY, lang) == before + address + after
