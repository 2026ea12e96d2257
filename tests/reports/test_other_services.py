"""Files for other services: Pabulib, Polis and Decidim, read back by their rules."""

import csv
import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field, replace

import pytest

from tests.conftest import Room
from tests.reports.forums import reported, run
from tests.tools.large_summary import large
from workshop.domain.methods.base import Ballot
from workshop.reports import FORMATS
from workshop.reports.summary import Summary

MANDATORY = (
    *("description", "country", "unit", "instance", "num_projects", "num_votes", "budget", "vote_type", "rule"),
    *("date_begin", "date_end"),
)


@dataclass
class Instance:
    """A Pabulib file."""

    meta: dict[str, str] = field(default_factory=dict)
    projects: dict[str, dict[str, str]] = field(default_factory=dict)
    votes: list[dict[str, str]] = field(default_factory=list)


def pabulib(made: bytes) -> Instance:
    """Reads a file by the rules of pabulib.org/format, and fails where one is broken."""
    found, part, heads = Instance(), "", list[str]()
    for row in csv.reader(io.StringIO(made.decode("utf-8"), newline=""), delimiter=";"):
        if row in (["META"], ["PROJECTS"], ["VOTES"]):
            part, heads = row[0], []
        elif not heads:
            heads = row
        else:
            line = dict(zip(heads, row, strict=True))
            if part == "META":
                found.meta[line["key"]] = line["value"]
            elif part == "PROJECTS":
                assert line["project_id"] not in found.projects and int(line["cost"]) > 0
                found.projects[line["project_id"]] = line
            else:
                found.votes.append(line)
    check(found)
    return found


def check(found: Instance) -> None:
    assert all(found.meta.get(name) for name in MANDATORY), found.meta
    assert int(found.meta["num_projects"]) == len(found.projects)
    assert int(found.meta["num_votes"]) == len(found.votes) == len({one["voter_id"] for one in found.votes})
    for name in ("date_begin", "date_end"):
        assert re.fullmatch(r"\d\d\.\d\d\.\d{4}", found.meta[name])
    assert not any("," in one["category"] for one in found.projects.values()), "a comma makes it two categories"
    limits = [name for name in found.meta if name.startswith("max_")]
    assert limits == sorted(limits), "in the order of pabulib.org/format"
    voters, score = Counter[str](), Counter[str]()
    for one in found.votes:
        voted = one["vote"].split(",")
        voters.update(voted)
        for project, point in zip(voted, one.get("points", "").split(","), strict=False):
            score[project] += int(point or 0)
        assert set(voted) <= set(found.projects) and len(voted) == len(set(voted))
        assert one["voting_method"] in ("internet", "paper")
        if found.meta["vote_type"] != "approval":
            points = [int(point) for point in one["points"].split(",")]
            assert points == sorted(points, reverse=True), "what got the most stands first"
            assert len(points) == len(voted) and max(points) <= int(found.meta["max_points"])
            if found.meta["vote_type"] == "cumulative":
                assert sum(points) <= int(found.meta["max_sum_points"])
    told = {name: int(one["votes"]) for name, one in found.projects.items()}
    assert told == {name: voters[name] for name in found.projects}
    marked = {name: int(one["score"]) for name, one in found.projects.items() if "score" in one}
    assert marked in ({}, {name: score[name] for name in found.projects})


@pytest.fixture
def summary(room: Room) -> Summary:
    return reported(run(room))


def test_dots_are_a_cumulative_vote_without_raised_hands(summary: Summary) -> None:
    found = pabulib(FORMATS["pb"].write(replace(summary, organiser='A; "B"\nC'), "fi"))
    assert (found.meta["vote_type"], found.meta["max_sum_points"], found.meta["max_points"]) == ("cumulative", "3", "2")
    assert found.meta["country"] == "Finland" and found.meta["unit"] == "A, 'B' C"
    assert int(found.meta["budget"]) < len(found.projects), "not everything fits, or nothing would be chosen"
    dots = Counter[str]()
    for one in found.votes:
        for project, points in zip(one["vote"].split(","), one["points"].split(","), strict=True):
            dots[project] += int(points)
    phones = {row.label: row.measures["phone"] for row in summary.votes[0].rows}
    assert dots == {label: number for label, number in phones.items() if number}
    assert "3 raised hands" in found.meta["comment"]
    assert not any(one.id in str(found) for one in summary.votes[0].each)


def test_a_paper_ballot_is_one_of_paper(summary: Summary) -> None:
    vote = summary.votes[0]
    paper = Ballot("p" * 20, "paper", 1, {vote.rows[0].target: 2})
    found = pabulib(FORMATS["pb"].write(replace(summary, votes=[replace(vote, each=[*vote.each, paper])]), "fi"))
    assert Counter(one["voting_method"] for one in found.votes) == {"internet": 3, "paper": 1}


def test_marks_of_merged_ideas_stand_under_the_idea_that_leads(summary: Summary) -> None:
    vote, ids = summary.votes[0], {idea.number: idea.id for idea in summary.everything}
    given = Ballot("m" * 20, "phone", 1, {ids[4]: 1})
    found = pabulib(FORMATS["pb"].write(replace(summary, votes=[replace(vote, each=[given])]), "fi"))
    assert [(one["vote"], one["points"]) for one in found.votes] == [("1", "1")] and "4" not in found.projects


def test_a_forum_without_a_revealed_vote_is_ideas_without_votes(room: Room) -> None:
    found = pabulib(FORMATS["pb"].write(reported(run(room, reveal=False)), "fi"))
    assert found.votes == [] and set(found.projects) == {"1", "2", "6"}
    assert pabulib(FORMATS["pb"].write(large(then="rating"), "fi")).meta["num_projects"]


def test_decidim_gets_a_title_a_body_and_a_category_for_each_shown_idea(summary: Summary) -> None:
    rows = _decidim(summary, "fi")
    assert [row["id"] for row in rows] == ["1", "2", "6"]
    assert rows[0]["body/fi"] == "Vesibussi museolle\n\nVesibussi myös museolle", "merged words are not lost"
    assert rows[0]["category/name/fi"] == "Vesi; joki" and rows[0]["title/fi"] == "1. Vesibussi museolle"
    assert rows[1]["body/fi"].startswith("'=1+1") and "040" not in str(rows)
    assert all(len(row["title/en"]) <= 150 for row in _decidim(large(), "en"))


def _decidim(summary: Summary, lang: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(FORMATS["decidim"].write(summary, lang))) as files:
        made = files.read("proposals.csv").decode()
    return list(csv.DictReader(io.StringIO(made, newline=""), delimiter=";"))


def polis(summary: Summary) -> dict[str, list[list[str]]]:
    with zipfile.ZipFile(io.BytesIO(FORMATS["polis"].write(summary, "fi"))) as archive:
        return {
            one: list(csv.reader(io.StringIO(archive.read(one).decode(), newline=""))) for one in archive.namelist()
        }


@pytest.fixture
def opinions(room: Room) -> Summary:
    """Three people on three statements; one is hidden after they answered."""
    wall = room.step("ideas", 2)
    room.must("agenda.go", activity=wall)
    for text in ("Puistoja", "Siltoja", "Salaisuus"):
        room.must("idea.enter", activity=wall, text=text, source="paper")
    ids = [one["id"] for one in room.sees("facilitators")["idea"].values()]
    made = room.must("activity.add", kind="opinion", minutes=5, prompt={"fi": "Mitä mieltä?"})
    vote = int(str(made["activity"]))
    room.must("agenda.go", activity=vote)
    for name, answers in (("ada", (1, -1, 1)), ("ben", (1, 0, 1)), ("cee", (-1, 1))):
        marks = {str(idea): answer for idea, answer in zip(ids, answers, strict=False)}
        room.must("ballot.set", room.comes(name), activity=vote, n=1, marks=marks)
    room.must("activity.close", activity=vote)
    room.must("activity.reveal", activity=vote)
    room.must("idea.hide", idea=ids[2], reason="personal")
    return reported(room)


def test_opinions_are_counted_as_polis_counts_them(opinions: Summary) -> None:
    files = polis(opinions)
    heads, *comments = files["comments.csv"]
    assert heads[2:6] == ["comment-id", "author-id", "agrees", "disagrees"]
    assert [(row[2], *row[4:]) for row in comments] == [
        ("1", "2", "1", "1", "Puistoja"),
        ("2", "1", "1", "1", "Siltoja"),
        ("3", "2", "0", "-1", "Piilotettu: henkilötietoja"),
    ]
    given = Counter((row[2], row[4]) for row in files["votes.csv"][1:])
    assert given == {("1", "1"): 2, ("1", "-1"): 1, ("2", "-1"): 1, ("2", "0"): 1, ("2", "1"): 1, ("3", "1"): 2}
    matrix = files["participants-votes.csv"]
    assert matrix[0] == ["participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree", "1", "2", "3"]
    assert sorted(row[6:] for row in matrix[1:]) == [["-1", "1", ""], ["1", "-1", "1"], ["1", "0", "1"]]
    told = dict(row[:2] for row in files["summary.csv"])
    assert told["voters"] == "3" and told["groups"] == told["commenters"] == "", "what is not known is not called none"
    assert told["views"] == "3"
    imported = dict(row[:2] for row in polis(replace(opinions, joined=0))["summary.csv"])
    assert imported["views"] == "", "nobody saw it here"
    with zipfile.ZipFile(io.BytesIO(FORMATS["polis"].write(opinions, "fi"))) as archive:
        readme = archive.read("README.txt").decode()
    columns = {name for file in ("comments", "votes") for name in files[f"{file}.csv"][0] if name != "comment-body"}
    columns |= {*matrix[0][1:6], *(name for name in told if name not in ("topic", "url", "conversation-description"))}
    assert [name for name in columns if name not in readme] == [] and "vaihtoi" in readme
    assert not any("Salaisuus" in str(rows) for rows in files.values())


def test_only_agreeing_is_an_approval(opinions: Summary) -> None:
    found = pabulib(FORMATS["pb"].write(opinions, "fi"))
    assert found.meta["vote_type"] == "approval" and not any("points" in one for one in found.votes)
    assert sorted(one["vote"] for one in found.votes) == ["1", "1", "2"], "nobody approves what they disagree with"


def test_a_forum_without_opinions_has_statements_without_votes(summary: Summary) -> None:
    files = polis(summary)
    assert len(files["comments.csv"]) == 6 and files["votes.csv"][1:] == []
    assert files["comments.csv"][2][7].startswith("'=1+1")
