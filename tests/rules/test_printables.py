"""What stands on posters, cards and ballots, as the data of their templates: from shapes of a forum, without a database
and without setting a page."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from msgspec import structs

from workshop.contract.shapes import ActivityShape, AllowedMarks, ClusterShape, ForumShape, IdeaShape
from workshop.contract.shapes.forum import EarlyEntryShape
from workshop.printables import PRINTABLES, ForumToPrint, Order, tickets
from workshop.projections.open_times import open_times
from workshop.projections.shape_changes import Projection

GOLDEN = json.loads((Path(__file__).parents[1] / "golden/idea.merge.everyone.json").read_text("utf-8"))["after"]
HELSINKI = ZoneInfo("Europe/Helsinki")
SECRET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BOTH = ("fi", "sv")


def moment(day: int, hour: int, minute: int = 0) -> int:
    return round(dt.datetime(2029, 5, day, hour, minute, tzinfo=HELSINKI).timestamp()) * 1000


def shape(kind: str, of: type[Any], fits: Mapping[str, object] | None = None) -> Any:
    """The first shape of a kind in a golden file with these fields; what is random there is a number."""
    found = [one for one in GOLDEN[kind].values() if (fits or {}).items() <= one.items()]
    return msgspec.convert({**found[0], **({"card": "", "code": "ABCDEF"} if kind == "forum" else {})}, of)


FORUM: ForumShape = structs.replace(
    shape("forum", ForumShape),
    title={"fi": "Museo huomenna", "sv": "Museet i morgon"},
    starts_at=moment(14, 17, 30),
    place="Linna",
    organiser="Museo",
    state="planned",
    self_paced=False,
    early=None,
)
IDEAS_STEP: ActivityShape = structs.replace(
    shape("activity", ActivityShape, {"collects": "ideas"}),
    id=2,
    position=2,
    name={},
    prompt={"fi": "Mitä toivot?", "sv": "Vad önskar du?"},
    state="waiting",
    opens_at=None,
    due_at=None,
    ends_at=None,
)
VOTE: ActivityShape = structs.replace(
    shape("activity", ActivityShape, {"collects": "votes"}),
    id=4,
    position=4,
    prompt={"fi": "Mikä on tärkein?"},
    marks=AllowedMarks(least=0, most=2, pair=False, total=3),
    answers=[],
    into="",
    deals=0,
    of="ideas",
)
IDEA: IdeaShape = shape("idea", IdeaShape)
THEME: ClusterShape = shape("cluster", ClusterShape)


def idea(number: int, **more: Any) -> IdeaShape:
    return structs.replace(IDEA, id=100 + number, number=number, text=f"Idea {number}", lang="fi", cluster=None, **more)


def source(
    steps: Sequence[ActivityShape] = (IDEAS_STEP, VOTE), ideas: Sequence[IdeaShape] = (), **more: Any
) -> ForumToPrint:
    """A forum to print for; fields of its shape may be given as `forum`."""
    made = Projection()
    forum = structs.replace(FORUM, **more.pop("forum", {}))
    made.show(forum, *steps, *ideas, *more.pop("themes", []))
    facts = {
        "join_secret": SECRET,
        "by_ticket": False,
        "url": "http://192.168.1.20:5999",
        "wifi_network": "",
        "wifi_password": "",
        "targets": {},
        "tz": HELSINKI,
        "now": moment(1, 12),
        "began_at": None,
    }
    return ForumToPrint(put=made.put, forum=forum, **{**facts, **more})


def printed(name: str, its: ForumToPrint, **chosen: Any) -> Any:
    return PRINTABLES[name].document(its, Order(**{"languages": BOTH, **chosen}))


def texts(lines: Sequence[Mapping[str, str]]) -> list[str]:
    return [line["text"] for line in lines]


# -- what all have in common -------------------------------------------------------------------------------------------


def test_a_title_stands_in_both_languages_and_a_name_that_is_the_same_once() -> None:
    assert printed("poster", source())["title"] == [
        {"lang": "fi", "text": "Museo huomenna"},
        {"lang": "sv", "text": "Museet i morgon"},
    ]
    same = source(forum={"title": {"fi": "Forum 2029", "sv": "Forum 2029"}})
    assert printed("poster", same)["title"] == [{"lang": "fi", "text": "Forum 2029"}]
    other = source(forum={"title": {"en": "Tomorrow"}})
    assert printed("poster", other)["title"] == [{"lang": "en", "text": "Tomorrow"}]
    assert printed("poster", source(), languages=("sv", "fi"))["lang"] == "sv"


def test_the_way_in_has_the_code_in_two_halves_and_the_secret_in_the_picture_alone() -> None:
    join = printed("poster", source())["join"]
    assert (join["code"], join["host"]) == (["ABC", "DEF"], "192.168.1.20:5999")
    assert "<svg" in join["qr"]["svg"] and "192.168.1.20" in join["qr"]["alt"]
    assert SECRET not in json.dumps(join) and join["ticket"] == []


def test_where_people_need_a_ticket_there_is_no_code_for_all() -> None:
    join = printed("poster", source(by_ticket=True))["join"]
    assert (join["qr"], join["code"]) == (None, []) and len(join["ticket"]) == 2
    steps = printed("table_cards", source(by_ticket=True))["steps"]
    assert steps != printed("table_cards", source())["steps"] and len(steps) == 3


@pytest.mark.parametrize("name", ["poster", "table_cards"])
def test_what_carries_an_address_waits_for_one(name: str) -> None:
    assert PRINTABLES[name].lacks(source()) == "" and PRINTABLES[name].lacks(source(url="")) == "address"


def test_a_network_has_its_name_its_password_and_a_code() -> None:
    its = source(wifi_network="Museo", wifi_password="salaisuus")
    card = printed("wifi_cards", its)["wifi"]
    assert (card["network"], card["password"]) == ("Museo", "salaisuus") and "<svg" in card["qr"]["svg"]
    assert printed("poster", its)["wifi"]["network"] == "Museo"
    assert printed("poster", source())["wifi"] is None
    assert (PRINTABLES["wifi_cards"].lacks(source()), PRINTABLES["wifi_cards"].lacks(its)) == ("wifi", "")


# -- the poster --------------------------------------------------------------------------------------------------------


def test_a_poster_says_what_when_where_and_who() -> None:
    its = printed("poster", source())
    assert texts(its["question"]) == ["Mitä toivot?", "Vad önskar du?"]
    assert (its["place"], its["organiser"]) == ("Linna", "Museo")
    assert "14.5.2029" in its["when"][0]["text"] and "17.30" in its["when"][0]["text"]
    assert [line["lang"] for line in its["when"]] == ["fi", "sv"]
    assert (its["dates"], its["early"]) == ([], {})


def test_a_poster_has_nothing_for_what_is_not_known() -> None:
    its = printed("poster", source(steps=[VOTE], forum={"starts_at": None}))
    assert (its["question"], its["when"]) == ([], [])


OPEN_CALL = {"self_paced": True, "starts_at": None}
TIMES = json.loads((Path(__file__).parents[1] / "data/open_times_cases.json").read_text("utf-8"))


@pytest.mark.parametrize("case", TIMES, ids=lambda case: str(case["why"]))
def test_when_people_can_take_part_in_a_self_paced_forum(case: Mapping[str, Any]) -> None:
    forum = structs.replace(FORUM, self_paced="led" not in case, state="ended" if "ended" in case else "live")
    steps = [structs.replace(IDEAS_STEP, **more) for more in case["steps"]]
    times = open_times(forum, steps, 15)
    assert (times.opens, times.until, times.over) == (case["opens"], case["until"], case["over"])


def test_the_poster_of_an_open_call_says_from_when_until_when() -> None:
    step = structs.replace(IDEAS_STEP, opens_at=moment(2, 9), due_at=moment(20, 12))
    its = printed("poster", source(steps=[step], forum=OPEN_CALL))
    assert [" ".join(date[0]["text"].split()[:2]) for date in its["dates"]] == ["Avautuu 2.5.2029", "Avoinna 20.5.2029"]
    assert all([line["lang"] for line in date] == ["fi", "sv"] for date in its["dates"])
    assert its["over"] == {}
    assert printed("poster", source(steps=[step]))["dates"] == [], "in a led forum the hall begins and ends"


ENDED = {"state": "ended", "results": "museo-1", "rehearsal": False, "published": True}
NO_PAGE = "Seuraavaksi järjestäjä tekee yhteenvedon ideoista ja tuloksista."


@pytest.mark.parametrize(
    ("forum", "said", "told", "host"),
    [
        (ENDED, "Foorumi on päättynyt", "Tulokset ovat luettavissa", "192.168.1.20:5999/results/museo-1"),
        (
            {**ENDED, "published": False},
            "Foorumi on päättynyt",
            "Tulokset julkaistaan tässä osoitteessa",
            "192.168.1.20:5999/results/museo-1",
        ),
        ({**ENDED, "results": "", "published": False}, "Foorumi on päättynyt", NO_PAGE, ""),
        ({**ENDED, "rehearsal": True}, "Foorumi on päättynyt", NO_PAGE, ""),
        ({**OPEN_CALL, "state": "live", "results": ""}, "Osallistumisaika on päättynyt", NO_PAGE, ""),
    ],
)
def test_a_poster_of_what_is_over_invites_nobody_and_says_where_the_results_are(
    forum: Mapping[str, Any], said: str, told: str, host: str
) -> None:
    step = structs.replace(IDEAS_STEP, state="open", due_at=moment(1, 11))
    of = source(steps=[step], forum=forum, wifi_network="Museo")
    its, others = printed("poster", of), PRINTABLES.keys() - {"poster", "idea_cards"}
    assert {PRINTABLES[name].lacks(of) for name in others} == {tickets.PRINTABLE.lacks(of)} == {"over"}
    over = its["over"]
    assert [over["said"][0]["text"], over["next"][0]["text"]] == [said, told]
    assert [line["lang"] for line in over["said"]] == ["fi", "sv"]
    assert (over["results"]["host"] if over["results"] else "") == host
    assert (its["question"], its["dates"], its["wifi"]) == ([], [], None)


def test_a_poster_of_what_is_over_tells_when_it_began_as_its_results_do() -> None:
    began, announced = moment(1, 10), moment(1, 9)

    def when(state: str) -> list[str]:
        forum = {"self_paced": False, "state": state, "starts_at": announced}
        return texts(printed("poster", source(forum=forum, began_at=began))["when"])

    assert "klo 9.00" in when("live")[0] and "klo 10.00" in when("ended")[0]


@pytest.mark.parametrize(
    ("due", "now", "told", "has_end"),
    [
        (moment(10, 12), moment(1, 12), True, True),
        (None, moment(1, 12), True, False),
        (moment(10, 12), moment(10, 12), False, False),
    ],
)
def test_a_poster_says_that_people_may_write_before_the_forum_until_that_is_over(
    due: int | None, now: int, told: bool, has_end: bool
) -> None:
    other = structs.replace(IDEAS_STEP, id=3, position=1, prompt={"fi": "Mikä ilahdutti?"})
    early = EarlyEntryShape(activity=2, opens_at=moment(2, 9), due_at=due)
    its = printed("poster", source(steps=[other, IDEAS_STEP], now=now, forum={"early": early}))
    assert bool(its["early"]) is told
    assert texts(its["question"])[0] == ("Mitä toivot?" if told else "Mikä ilahdutti?")
    if told:
        said = its["early"]["when"][0]["text"]
        assert "2.5.2029" in said and ("10.5.2029" in said) is has_end and len(its["early"]["what"]) == 2


# -- cards -------------------------------------------------------------------------------------------------------------


def test_each_table_has_a_card_and_a_preview_only_the_first() -> None:
    assert printed("table_cards", source(), count=3)["tables"] == [1, 2, 3]
    assert printed("table_cards", source(), count=3, preview=True)["tables"] == [1]


def test_cards_of_ideas_have_number_text_and_theme() -> None:
    ideas = [idea(2), idea(1, source="paper"), structs.replace(idea(3), lang="")]
    its = printed("idea_cards", source(ideas=ideas))
    assert [(card["number"], card["text"], card["lang"], card["letter"]) for card in its["cards"]] == [
        (1, "Idea 1", "fi", ""),
        (2, "Idea 2", "fi", ""),
        (3, "Idea 3", "fi", ""),
    ]
    many = source(ideas=[idea(number) for number in range(1, 20)])
    assert len(printed("idea_cards", many)["cards"]) == 19
    assert len(printed("idea_cards", many, preview=True)["cards"]) == 8
    assert (PRINTABLES["idea_cards"].lacks(source()), PRINTABLES["idea_cards"].lacks(many)) == ("ideas", "")


def test_a_card_names_the_theme_of_its_idea() -> None:
    theme = structs.replace(THEME, id=7, letter="B")
    ideas = [structs.replace(idea(1), cluster=7), structs.replace(idea(2), cluster=8)]
    its = printed("idea_cards", source(ideas=ideas, themes=[theme]))
    assert [card["letter"] for card in its["cards"]] == ["B", ""]


def test_blank_cards_are_of_a_step_in_which_people_write() -> None:
    blank = PRINTABLES["blank_cards"]
    assert [step.id for step in blank.steps(source())] == [2] and blank.lacks(source()) == ""
    assert (blank.steps(source(steps=[VOTE])), blank.lacks(source(steps=[VOTE]))) == ([], "ideas_step")
    assert texts(printed("blank_cards", source(), step=IDEAS_STEP)["question"]) == ["Mitä toivot?", "Vad önskar du?"]
    assert printed("blank_cards", source())["question"] == []


def test_a_ticket_has_its_number_and_a_code_that_can_be_read_aloud() -> None:
    order = Order(languages=BOTH, tickets=[(7, "ACDEFGHJK")])
    its: Any = tickets.PRINTABLE.document(source(), order)
    (card,) = its["cards"]
    assert (card["number"], card["code"]) == ("7", ["ACD", "EFG", "HJK"]) and "<svg" in card["qr"]["svg"]


# -- paper ballots -----------------------------------------------------------------------------------------------------


def marks(**more: Any) -> ActivityShape:
    """The vote with other marks."""
    return structs.replace(VOTE, marks=structs.replace(VOTE.marks, **more))


SCALE = {"total": None, "least": 1, "most": 5}


@pytest.mark.parametrize(
    ("step", "boxes", "rows", "round_"),
    [
        (VOTE, ["", ""], 3, False),
        (marks(most=8, total=8), [""] * 8, 8, False),
        (marks(most=9, total=20), [], 10, False),
        (marks(**SCALE), ["1", "2", "3", "4", "5"], 10, True),
        (marks(**{**SCALE, "most": 8}), list("12345678"), 10, True),
        (marks(**{**SCALE, "most": 9}), [], 10, True),
        (structs.replace(marks(total=None, least=-1, most=1), answers=["no", "pass", "yes"]), [""] * 3, 10, True),
    ],
    ids=["dots", "eight", "many", "scale", "long scale", "numbers", "answers"],
)
def test_a_ballot_has_room_for_the_marks_of_its_vote(
    step: ActivityShape, boxes: list[str], rows: int, round_: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workshop.printables.paper_ballots.said", lambda key, languages, n=None, **facts: [
        {"lang": lang, "text": f"{key} {n or ''}".strip()} for lang in languages
    ])  # fmt: skip
    its = printed("paper_ballots", source(steps=[step]), step=step)
    assert (its["marks"], len(its["rows"]), its["round"]) == (boxes, rows, round_)
    assert {row["number"] for row in its["rows"]} == {""}, "before there is anything to vote on people write it"
    assert len(its["heads"]) == len(step.answers)


@pytest.mark.parametrize(
    ("step", "parts"),
    [
        (VOTE, ["3", "2"]),
        (marks(most=1), ["3"]),
        (marks(most=3), ["3"]),
        (marks(most=9, total=20), ["20", "9"]),
        (marks(**{**SCALE, "most": 9}), ["1", "9"]),
    ],
)
def test_how_to_fill_in_a_ballot_names_its_numbers(step: ActivityShape, parts: list[str]) -> None:
    (said,) = printed("paper_ballots", source(steps=[step]), step=step, languages=("fi",))["how"]
    found = [word.strip(".,") for word in said["text"].replace("–", " ").split()]
    assert [one for one in found if one.isdecimal()] == parts, said["text"]


def test_a_ballot_lists_what_can_be_voted_on_under_the_numbers_of_phones() -> None:
    ideas = [idea(1), structs.replace(idea(2), lang="")]
    its = source(ideas=ideas, targets={4: [102, 101, 999]})
    rows = printed("paper_ballots", its, step=VOTE)["rows"]
    assert [(row["number"], row["text"], row["lang"]) for row in rows] == [("2", "Idea 2", "fi"), ("1", "Idea 1", "fi")]


def test_a_preview_sets_no_more_rows_than_a_page_has() -> None:
    ideas = [idea(number) for number in range(1, 50)]
    its = source(ideas=ideas, targets={4: [one.id for one in ideas]})
    assert len(printed("paper_ballots", its, step=VOTE)["rows"]) == 49
    assert len(printed("paper_ballots", its, step=VOTE, preview=True)["rows"]) == 30


@pytest.mark.parametrize(
    ("more", "fits"),
    [
        ({}, True),
        ({"deals": 3}, False),
        ({"into": "clusters"}, False),
        ({"marks": None}, False),
        ({"marks": AllowedMarks(least=1, most=5, pair=True, total=None)}, False),
    ],
)
def test_ballots_are_of_votes_whose_marks_can_be_written(more: Mapping[str, Any], fits: bool) -> None:
    its = source(steps=[IDEAS_STEP, structs.replace(VOTE, **more)])
    ballots = PRINTABLES["paper_ballots"]
    assert (len(ballots.steps(its)), ballots.lacks(its)) == ((1, "") if fits else (0, "vote"))


def test_a_ballot_without_a_vote_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="of a vote"):
        printed("paper_ballots", source())
