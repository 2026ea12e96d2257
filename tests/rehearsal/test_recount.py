"""The recount detects every kind of loss: each one, put into a download by hand, changes the right number."""

import copy
from typing import Any

import pytest

from workshop.rehearsal.journal import Journal
from workshop.rehearsal.recount import Count, recount
from workshop.rehearsal.report import report_of

DOTS = 8


def taken(journal: Journal, person: str, verb: str, key: str, made: dict[str, Any] | None = None, **body: Any) -> None:
    """A command that was sent and acknowledged."""
    entry = journal.begin(person, verb, key, body, timed=True)
    journal.sent(entry)
    journal.answered(entry, {"ok": True, "made": made or {}})


@pytest.fixture
def journal() -> Journal:
    """Three ideas, one of them edited; two voters, one of whom changed the ballot."""
    made = Journal()
    for number, text in enumerate(("Ratikka sinne!", "kahvila", "Auki myös maanantaisin"), 1):
        taken(
            made,
            f"person-{number}",
            "idea.add",
            f"key-{number}",
            {"idea": number, "number": number},
            activity=3,
            text=text,
        )
        made.shown[number] = made.entries[-1].sent_at + 0.1 * number
    taken(made, "person-2", "idea.edit", "key-4", idea=2, text="kahvila!")
    taken(made, "person-1", "ballot.set", "key-5", activity=DOTS, n=1, marks={"1": 2})
    taken(made, "person-1", "ballot.set", "key-6", activity=DOTS, n=2, marks={"1": 1, "2": 2})
    taken(made, "person-2", "ballot.set", "key-7", activity=DOTS, n=1, marks={"2": 1, "3": 2})
    return made


@pytest.fixture
def export() -> dict[str, Any]:
    """The download of that forum, as far as it is counted."""
    texts = {1: "Ratikka sinne!", 2: "kahvila!", 3: "Auki myös maanantaisin"}
    votes = {1: 1, 2: 3, 3: 2}
    return {
        "ideas": [
            {"id": n, "number": n, "text": text, "source": "phone", "key": f"key-{n}"} for n, text in texts.items()
        ],
        "votes": [
            {
                "activity": DOTS,
                "rows": [{"target": target, "phone": number} for target, number in votes.items()],
                "ballots": [
                    {"source": "phone", "marks": {"1": 1, "2": 2}},
                    {"source": "phone", "marks": {"2": 1, "3": 2}},
                    {"source": "hand", "marks": {"3": 1}},
                ],
            }
        ],
    }


def without_keys(export: dict[str, Any]) -> dict[str, Any]:
    """The download of a forum that is no rehearsal."""
    made = copy.deepcopy(export)
    for idea in made["ideas"]:
        del idea["key"]
    return made


def test_what_is_whole_is_whole(journal: Journal, export: dict[str, Any]) -> None:
    whole = Count(posted=3, acknowledged=3, stored=3, lost=0, duplicated=0, votes_acknowledged=6, votes_counted=6)
    assert recount(export, journal) == whole
    assert recount(without_keys(export), journal) == whole
    assert not journal.problems
    report = report_of(whole, journal, 1.0)
    assert report.ok and report.as_json()["errors"] == 0
    assert report.delay_ms == {"p50": 200.0, "p99": 300.0, "max": 300.0}


@pytest.mark.parametrize("keys", [True, False])
def test_a_lost_idea(journal: Journal, export: dict[str, Any], keys: bool) -> None:
    del export["ideas"][1]
    count = recount(export if keys else without_keys(export), journal)
    assert (count.lost, count.stored, count.duplicated) == (1, 2, 0)
    assert not report_of(count, journal, 1.0).ok


@pytest.mark.parametrize("keys", [True, False])
def test_an_idea_that_is_there_twice(journal: Journal, export: dict[str, Any], keys: bool) -> None:
    export["ideas"].append({**export["ideas"][0], "id": 4, "number": 4})
    count = recount(export if keys else without_keys(export), journal)
    assert (count.lost, count.duplicated) == (0, 1)
    assert not report_of(count, journal, 1.0).ok


def test_a_number_that_is_there_twice(journal: Journal, export: dict[str, Any]) -> None:
    export["ideas"][2]["number"] = 1
    assert recount(export, journal).duplicated == 1


def test_an_idea_that_was_never_answered_may_be_there_or_not(journal: Journal, export: dict[str, Any]) -> None:
    entry = journal.begin("person-3", "idea.add", "key-9", {"activity": 3, "text": "Suomen Joutsen"}, timed=True)
    journal.sent(entry)
    journal.cut(entry)
    assert (count := recount(export, journal)).lost == 0 and count.posted == 4 and count.acknowledged == 3
    export["ideas"].append({"id": 4, "number": 4, "text": "Suomen Joutsen", "source": "phone", "key": "key-9"})
    for download in (export, without_keys(export)):
        count = recount(download, journal)
        assert (count.stored, count.duplicated, count.lost) == (4, 0, 0)


def test_an_edit_that_was_lost(journal: Journal, export: dict[str, Any]) -> None:
    export["ideas"][1]["text"] = "kahvila"
    recount(export, journal)
    assert journal.problems["an idea has other words than its author was told"] == 1


@pytest.mark.parametrize(
    ("marks", "counted"),
    [({"2": 2}, 5), ({"1": 2}, 5), ({"1": 1, "2": 2, "3": 1}, 7), ({"1": 2, "2": 1}, 6)],
    ids=["lost", "the older ballot", "one too many", "moved"],
)
def test_votes_that_are_not_as_they_were_cast(
    journal: Journal, export: dict[str, Any], marks: dict[str, int], counted: int
) -> None:
    export["votes"][0]["ballots"][0]["marks"] = marks
    count = recount(export, journal)
    assert (count.votes_acknowledged, count.votes_counted) == (6, counted)
    assert journal.problems["the votes for single ideas differ from those that were answered"] == 1
    assert not report_of(count, journal, 1.0).ok


def test_a_tally_that_its_ballots_do_not_bear_out(journal: Journal, export: dict[str, Any]) -> None:
    export["votes"][0]["rows"][0]["phone"] = 2
    recount(export, journal)
    assert journal.problems["the tally differs from its ballots"] == 1
