"""The next forum begins with what the last one came to, goes on from its themes, and remembers where they came from."""

import re
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.conftest import Room
from tests.pages.test_office import Browser, kaisa, row, steps, stranger
from workshop.contract.shared_types import Earlier, EarlierIdea, EarlierTheme
from workshop.pages.base import Services
from workshop.pages.office import next_forum
from workshop.projections import report_data
from workshop.reports import idea_wording
from workshop.reports.build_summary import build
from workshop.storage.database import reading
from workshop.storage.tables import Cluster, Forum, Idea
from workshop.verifier.check import check
from workshop.verifier.database_reader import opened

__all__ = ["kaisa", "stranger"]

THEMES = [
    EarlierTheme(cluster=901, letter="A", title="Joki", ideas=12, votes=34, quote="Vesibussi museolle", lang="fi"),
    EarlierTheme(cluster=907, letter="C", title="", ideas=3, votes=None, quote="", lang=""),
]
IDEAS = [EarlierIdea(idea=77, number=5, text="A <b>sauna</b> on the roof", lang="en", theme="A", votes=9)]
EARLIER = Earlier(forum=99, title={"fi": "Foorumi 1"}, at=1_690_000_000_000, themes=THEMES, ideas=IDEAS)


def an_opening(room: Room) -> int:
    made = room.must("activity.add", kind="recall", minutes=5, prompt={"fi": "Näin sanoitte"}, position=2)
    return int(made["activity"])


def clusters(room: Room) -> list[tuple[str, str, int | None]]:
    with reading(room.engine) as db:
        return [
            (one.letter, one.title, one.came_from) for one in db.scalars(select(Cluster).order_by(Cluster.position))
        ]


def test_everyone_sees_what_the_earlier_forum_came_to(room: Room) -> None:
    step = an_opening(room)
    assert room.sees("everyone")["activity"][str(step)]["earlier"] is None
    room.must("activity.recall", activity=step, earlier=EARLIER)
    for audience in ("everyone", "facilitators"):
        assert room.sees(audience)["activity"][str(step)]["earlier"] == msgspec.to_builtins(EARLIER)
    assert clusters(room) == [], "themes are shown, and are this forum's own only where an organiser wants that"
    room.must("activity.recall", activity=step, earlier=None)
    assert room.sees("everyone")["activity"][str(step)]["earlier"] is None


def test_themes_that_go_on_keep_their_letters_and_are_made_once(room: Room) -> None:
    step = an_opening(room)
    room.must("cluster.add", title="Oma", ideas=[])
    for _ in range(2):
        room.must("activity.recall", activity=step, earlier=EARLIER, themes=True)
    assert clusters(room) == [("A", "Oma", None), ("B", "Joki", 901), ("C", "", 907)]
    room.must("cluster.remove", cluster=2)
    room.must("activity.recall", activity=step, earlier=EARLIER, themes=True)
    assert [letter for letter, *_ in clusters(room)] == ["A", "B", "C"], "what a facilitator removed stays removed"


@pytest.mark.parametrize("wrong", ["another kind", "its own forum"])
def test_only_an_opening_recalls_and_only_another_forum(room: Room, wrong: str) -> None:
    step = room.step("welcome") if wrong == "another kind" else an_opening(room)
    earlier = EARLIER if wrong == "another kind" else msgspec.structs.replace(EARLIER, forum=room.forum)
    assert room.do("activity.recall", activity=step, earlier=earlier).code == "wrong_activity"


def test_the_log_proves_what_was_brought(room: Room) -> None:
    room.must("activity.recall", activity=an_opening(room), earlier=EARLIER, themes=True)
    url = str(room.engine.url)

    def problems() -> list[str]:
        with opened(url) as source:
            found: list[str] = check(source)["problems"]
            return found

    assert problems() == []
    with room.engine.begin() as db:
        db.exec_driver_sql("UPDATE cluster SET came_from = 900 WHERE came_from = 901")
    assert [one.partition(": ")[2] for one in problems()] == ["theme A: its came_from is not what the log left"]


def test_a_phone_without_scripts_reads_it(room: Room, services: Services, client: FlaskClient) -> None:
    step = an_opening(room)
    room.must("activity.recall", activity=step, earlier=EARLIER)
    room.must("agenda.go", activity=step)
    code = room.sees("everyone")["forum"][str(room.forum)]["code"]
    phone = Browser(client)
    phone.post(f"/j/{code}", f"/j/{code}", language="fi")
    page = phone.text(f"/j/{code}").replace("\u00ad", "")
    for words in ("Foorumi 1", "Joki", "12 ideaa · 34 ääntä", "Vesibussi museolle", "9 ääntä", 'lang="en"'):
        assert words in page, words
    assert "A &lt;b&gt;sauna&lt;/b&gt; on the roof" in page
    assert re.search(r'<bdi class="no">5</bdi> <span lang="en">A &lt;b', page), "with its number, as on the screen"


def an_evening(room: Room) -> None:
    """Three ideas in two themes, and a revealed vote on them."""
    ada, wall, dots = room.comes("ada"), room.step("ideas", 2), room.step("dots")
    room.must("agenda.go", activity=wall)
    made = [room.must("idea.add", ada, activity=wall, text=f"Idea joesta {n}")["idea"] for n in range(3)]
    room.must("agenda.go", activity=room.step("clusters"))
    room.must("cluster.add", title="Joki", ideas=made[:1])
    room.must("cluster.add", title="Sauna", ideas=made[1:])
    room.must("agenda.go", activity=dots)
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(made[0]): 2, str(made[2]): 1})
    room.must("activity.close", activity=dots)
    room.must("activity.reveal", activity=dots)
    room.must("forum.end")


def one_press(page: str) -> dict[str, Any]:
    """The fields that a browser sends when only the button is pressed."""
    main = page[page.index("<form", page.index('class="wide"')) :]
    boxes = re.findall(r'<input type="(?:radio|checkbox)" name="([^"]+)" value="([^"]*)" checked', main)
    filled = re.findall(r'<input [^>]*?name="([^"]+)"[^>]*? value="([^"]*)"', main)
    return dict(boxes) | {name: value for name, value in filled if name in ("once", "place", "organiser")}


def test_one_press_makes_the_next_forum_and_a_second_press_no_other(
    room: Room, kaisa: Browser, services: Services
) -> None:
    an_evening(room)
    ref = str(room.sees("facilitators")["forum"][str(room.forum)]["ref"])
    form = f"/office/forum/{ref}/next"
    page = kaisa.text(f"/office/forum/{ref}")
    head = page[page.index('<header class="head"') : page.index('id="agenda"')]
    assert f'href="{form}"' in head, "what comes after a forum that has ended stands beside its summary"
    typed = one_press(kaisa.text(form))
    assert typed["agenda"] == "forum-2"
    answers = [kaisa.post(form, form, **typed) for _ in range(2)]
    assert [one.status_code for one in answers] == [303, 303] and answers[0].location == answers[1].location
    made = str(answers[0].location).rsplit("/", 1)[1]
    opening = next(one for one in steps(services, made) if one.kind == "recall")
    assert [(one["letter"], one["votes"], one["ideas"]) for one in opening.earlier["themes"]] == [
        ("A", 2, 1),
        ("B", 1, 2),
    ]
    assert [(one["number"], one["votes"]) for one in opening.earlier["ideas"]] == [(1, 2), (3, 1)]
    with reading(services.engine) as db:
        went_on = list(db.scalars(select(Cluster).where(Cluster.forum == row(services, made).id)))
        assert [(one.letter, one.title, one.came_from) for one in went_on] == [("A", "Joki", 1), ("B", "Sauna", 2)]
    assert "Tässä näytetään foorumi" in kaisa.text(f"/office/forum/{made}/activity/{opening.id}")
    assert "Ne säilyvät siellä, kunnes" in kaisa.text(f"/office/forum/{ref}/delete")
    assert "Ne säilyvät siellä, kunnes" not in kaisa.text(f"/office/forum/{made}/delete")


def test_whoever_chooses_a_template_that_goes_on_reads_how_to_bring_what_was_said(kaisa: Browser) -> None:
    page = kaisa.text("/office/new")
    told = [words for words in re.findall(r"<small>(.*?)</small>", page) if "”Tee seuraava foorumi tästä”" in words]
    assert len(told) == 1 and "Kolme kierrosta pöydissä" in told[0]


def test_the_same_agenda_gets_an_opening_and_a_rehearsal_of_it_shows_the_same(
    room: Room, kaisa: Browser, services: Services
) -> None:
    an_evening(room)
    ref = str(room.sees("facilitators")["forum"][str(room.forum)]["ref"])
    form = f"/office/forum/{ref}/next"
    typed = one_press(kaisa.text(form)) | {"agenda": "same", "title-fi": "Foorumi 1b"}
    del typed["ideas"]
    made = str(kaisa.post(form, form, **typed).location).rsplit("/", 1)[1]
    assert [one.kind for one in steps(services, made)][:3] == ["welcome", "recall", "welcome"]
    rehearsal = kaisa.post(f"/office/forum/{made}/rehearse", f"/office/forum/{made}").location
    shown = [
        next(one.earlier for one in steps(services, name) if one.kind == "recall")
        for name in (made, str(rehearsal).rsplit("/", 1)[1])
    ]
    assert shown[0] == shown[1] and shown[0]["ideas"] == [] and len(shown[0]["themes"]) == 2


def test_leading_ideas_are_carried_on_as_ideas_to_vote_on(
    room: Room, kaisa: Browser, services: Services, client: FlaskClient
) -> None:
    """They stand in their themes, say where they come from on every page and in files, and the receipt of the earlier
    idea says where it goes on, once people are there."""
    an_evening(room)
    form = f"/office/forum/{room.sees('facilitators')['forum'][str(room.forum)]['ref']}/next"
    typed = one_press(kaisa.text(form))
    assert "carry" not in typed and "2 kärki-ideaa mukaan" in kaisa.text(form)
    assert re.search("Kärki äänestyksestä ”[^”]+”, ideoiden omin sanoin", kaisa.text(form)), "of which vote"
    answers = [kaisa.post(form, form, **typed | {"carry": "1"}) for _ in range(2)]
    made = row(services, str(answers[0].location).rsplit("/", 1)[1])
    with reading(services.engine) as db:
        receipt = db.get_one(Idea, 3).receipt
        went_on = list(db.scalars(select(Idea).where(Idea.forum == made.id).order_by(Idea.number)))
        summary = build(*report_data.everything(db, made.id, room.now), room.now, ZoneInfo("Europe/Helsinki"))
        assert [(one.came_from, one.came_from_number, one.source) for one in went_on] == [
            (1, 1, "earlier"),
            (3, 3, "earlier"),
        ]
        step = went_on[0].activity
    assert "toisessa foorumissa" not in client.get(f"/r/{receipt}").text, "it has not begun"
    room.forum = made.id
    room.must("agenda.go", activity=step)
    seen = room.sees("everyone")
    letters = {int(thing): one["letter"] for thing, one in seen["cluster"].items()}
    assert [
        (one["text"], one["votable"], one["came_from"], letters[one["cluster"]]) for one in seen["idea"].values()
    ] == [("Idea joesta 0", True, 1, "A"), ("Idea joesta 2", True, 3, "B")]
    page = client.get(f"/r/{receipt}").text
    assert "Idea jatkaa toisessa foorumissa numerolla 2:" in page and made.code not in page and made.ref not in page
    assert idea_wording.origin(summary.ideas[1], "fi").startswith("Aiemmasta foorumista, idea 3 (")
    assert "Ne säilyvät siellä, kunnes" in kaisa.text(form.replace("/next", "/delete"))
    with opened(str(room.engine.url)) as source:
        assert check(source)["problems"] == []


def test_the_organiser_chooses_the_step_to_which_ideas_are_carried(
    room: Room, kaisa: Browser, services: Services
) -> None:
    """Of each agenda with several such steps; at first the one whose ideas are voted on is chosen."""
    an_evening(room)
    form = f"/office/forum/{room.sees('facilitators')['forum'][str(room.forum)]['ref']}/next"
    page = kaisa.text(form)
    offered = page[page.index('name="to-same"') :].partition("</select>")[0]
    assert len(re.findall("<option", offered)) == 3 and "(näistä ideoista ei äänestetä)" in offered
    assert 'value="1"' in next(one for one in offered.split("<option") if " selected" in one)
    typed = one_press(page) | {
        "carry": "1",
        "agenda": "same",
        "title-fi": "Foorumi 1b",
        "to-same": "2",
        "to-forum-2": "0",
    }
    assert kaisa.post(form, form, **typed | {"to-same": "9"}).status_code == 400
    kept = kaisa.post(form, form, **typed | {"title-fi": ""}).get_data(True)
    offered = kept[kept.index('name="to-same"') :].partition("</select>")[0]
    assert 'value="2"' in next(one for one in offered.split("<option") if " selected" in one), "what was chosen stays"
    made = str(kaisa.post(form, form, **typed).location).rsplit("/", 1)[1]
    written_in = [one.id for one in steps(services, made) if one.kind == "ideas"]
    with reading(services.engine) as db:
        ideas = db.scalars(select(Idea).where(Idea.forum == row(services, made).id))
        assert {one.activity for one in ideas} == {written_in[2]}


def test_ideas_are_not_carried_into_an_agenda_where_none_are_written(
    room: Room, kaisa: Browser, services: Services
) -> None:
    an_evening(room)
    form = f"/office/forum/{room.sees('facilitators')['forum'][str(room.forum)]['ref']}/next"
    typed = one_press(kaisa.text(form)) | {"carry": "1"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(next_forum, "COLLECTING", [])
        answer = kaisa.post(form, form, **typed)
    assert "ei ole vaihetta, johon kirjoitetaan ideoita" in answer.get_data(True)
    with reading(services.engine) as db:
        assert db.scalar(select(func.count()).select_from(Forum)) == 1


@pytest.mark.parametrize("said", [{"agenda": "nothing"}, {"agenda": "same"}])
def test_a_form_that_is_refused_keeps_what_was_typed(
    room: Room, kaisa: Browser, services: Services, said: dict[str, str]
) -> None:
    """An unknown agenda, and the same agenda without a name."""
    ref = str(room.sees("facilitators")["forum"][str(room.forum)]["ref"])
    form = f"/office/forum/{ref}/next"
    answer = kaisa.post(form, form, place="Kellari", **said)
    assert answer.status_code in (400, 422) and "Kellari" in answer.get_data(True)
