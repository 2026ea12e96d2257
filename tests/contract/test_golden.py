"""Golden files, for every command and every audience: snapshot before + frame = snapshot after.

Each case is written to `tests/golden/<command>.<audience>.json`, and node replays it through store.js, the only
reducer. Run with WRITE_GOLDEN=1 to renew the files; read them in the diff.
"""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.conftest import KeptRooms, Room, forum_fields, furnish, plain
from workshop import forum_templates
from workshop.access.authentication import Credentials, desk_hash
from workshop.contract import COMMANDS
from workshop.contract.commands import BackgroundQuestion, ImportedIdea
from workshop.contract.commands.clusters import IdeasInto, NewCluster, NewName
from workshop.contract.commands.moderation import Hiding
from workshop.contract.shared_types import Earlier, EarlierIdea, EarlierTheme
from workshop.projections import audience_views
from workshop.storage import table_structure, whole_database_value_check
from workshop.storage.database import reading
from workshop.verifier.check import verify

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
AUDIENCES = ("everyone", "facilitators", "own")
ADA = Credentials(device="device-of-ada")
FIXED_IN_ROOM = re.compile(r'"(code|ref|card|receipt)": "[^"]*"|"seed": \d+')

NOBODY = Credentials(administrator=True)
FORM = {"text": "Kuorokonsertti", "description": "Pihalla", "wished": "lokakuu", "group": "Kuoro", "sealed": "x"}
EARLIER = Earlier(
    forum=99,
    title={"fi": "Eilen"},
    at=None,
    themes=[EarlierTheme(cluster=901, letter="C", title="Joki", ideas=2, votes=3, quote="Vesibussi", lang="fi")],
    ideas=[EarlierIdea(idea=77, number=5, text="Sauna", lang="", theme="C", votes=1)],
)
WAITING = {"activity": 8, "state": "waiting", "revealed": False, "ends_at": None, "closes_at": None}


Evening = Callable[[Room], object]
"""What came before a command."""


@pytest.fixture
def after(engine: Engine, kept_rooms: KeptRooms) -> Callable[[Evening], Room]:
    """A room after an evening."""

    def led(evening: Evening) -> Room:
        room = readable(engine)
        evening(room)
        return room

    return lambda evening: kept_rooms.after(engine, evening, lambda: led(evening))


def readable(engine: Engine) -> Room:
    """The first template with short texts and no names, so that the files are readable."""
    template = forum_templates.load("forum-1")
    for number, step in enumerate(template["activities"], 1):
        step["question"], step["instruction"], step["name"] = {"fi": f"Kysymys {number}"}, {}, {}
    return furnish(engine, {**template, "title": {"fi": "Foorumi"}, "intro": {}})


def brought(room: Room) -> None:
    """A vote with two ballots from elsewhere, which came with row 7 of the log."""
    board(room)
    room.must("ballots.import", activity=8, ballots=[{"1": 2}, {"2": 1}])


def ticketed(room: Room) -> None:
    ideas(room)
    room.must("tickets.add", batch="0" * 16, secret_hashes=[desk_hash("t")])


def called(room: Room) -> None:
    room.comes("ada")
    room.must(
        "agenda.go",
        activity=room.must("activity.add", kind="proposals", minutes=3, prompt={"fi": "Mitä ehdotat?"})["activity"],
    )


def with_form(room: Room) -> None:
    called(room)
    room.must("form.send", ADA, key="golden-form-1", activity=10, **FORM)


def asked(room: Room) -> None:
    ideas(room)
    question = BackgroundQuestion(words={"fi": "Ensi kertaa?"}, choices=[{"fi": "Kyllä"}, {"fi": "En"}])
    room.must("background.edit", questions=[question], version=1)


def ideas(room: Room) -> dict[str, Any]:
    """An open ideas activity with two ideas by ada, the second hidden."""
    room.comes("ada")
    step = room.step("ideas")
    room.must("agenda.go", activity=step)
    room.must("idea.add", ADA, key="golden-idea-1", activity=step, text="Kahvila")
    room.must("idea.add", ADA, key="golden-idea-2", activity=step, text="Sauna")
    room.must("idea.hide", idea=2, reason="test")
    return {"activity": step}


def waiting(room: Room) -> dict[str, Any]:
    """An open ideas activity with two ideas that wait for review."""
    room.must("moderation.set", mode="before")
    room.comes("ada")
    step = room.step("ideas")
    room.must("agenda.go", activity=step)
    room.must("idea.add", ADA, key="golden-idea-1", activity=step, text="Kahvila")
    room.must("idea.add", ADA, key="golden-idea-2", activity=step, text="Sauna")
    return {"activity": step}


def flagged(room: Room) -> dict[str, Any]:
    """An open ideas activity with an idea by ada that waits with its phone number, one that is shown, and a reason of
    the forum's own."""
    room.must("reason.add", words={"fi": "Ei koske museota"})
    room.comes("ada")
    step = room.step("ideas")
    room.must("agenda.go", activity=step)
    room.must("idea.add", ADA, key="golden-idea-1", activity=step, text="Soita 040 123 4567 niin kerron")
    room.must("idea.add", ADA, key="golden-idea-2", activity=step, text="Sauna")
    return {"activity": step}


def board(room: Room) -> dict[str, Any]:
    """A private idea shown on the board, in cluster A."""
    room.comes("ada")
    step = room.step("ideas", 1)
    room.must("agenda.go", activity=step)
    room.must("idea.add", ADA, key="golden-idea-1", activity=step, text="Kahvila")
    room.must("idea.add", ADA, key="golden-idea-2", activity=step, text="Sauna")
    room.must("agenda.go", activity=room.step("clusters"))
    room.must("cluster.add", title="Ruoka", ideas=[1])
    return {"activity": step}


def an_opening(room: Room) -> dict[str, Any]:
    """An opening that shows nothing yet, behind the other activities."""
    room.comes("ada")
    return room.must("activity.add", kind="recall", minutes=5, prompt={"fi": "Viimeksi"})


def two_clusters(room: Room) -> dict[str, Any]:
    """Idea 1 in cluster A, idea 2 in cluster B."""
    known = board(room)
    room.must("cluster.add", title="Lämpö", ideas=[2])
    return known


def suggested(room: Room) -> dict[str, Any]:
    """Ada suggests cluster A for idea 2."""
    known = board(room)
    room.must("placement.suggest", ADA, idea=2, cluster=1)
    return known


def others(room: Room, supported: bool = False) -> dict[str, Any]:
    """An open ideas activity with an idea of ben's and two of ada's, who may support his."""
    known = ideas(room)
    room.must("idea.add", room.comes("ben"), key="golden-idea-3", activity=known["activity"], text="Museokahvila")
    if supported:
        room.must("idea.support", ADA, idea=3, supports=True)
    return known


def vote(room: Room, closed: bool = False) -> dict[str, Any]:
    """An open (or closed) vote with one ballot."""
    board(room)
    dots = room.step("dots")
    room.must("agenda.go", activity=dots)
    room.must("ballot.set", ADA, activity=dots, n=1, marks={"1": 1})
    if closed:
        room.must("activity.close", activity=dots)
    return {"activity": dots}


def sorting(room: Room, placed: bool = False) -> dict[str, Any]:
    """An open sorting of two ideas into one cluster, in which ada has a hand, or three people have placed one."""
    board(room)
    room.must("activity.add", kind="sort", minutes=5, prompt={"fi": "Mihin?"})
    room.must("agenda.go", activity=10)
    for name in ("ben", "cee", "dee") if placed else ():
        room.must("ballot.deal", who := room.comes(name), activity=10)
        room.must("ballot.set", who, activity=10, n=1, marks={"2": 1})
    return {"activity": 10}


def proposed(room: Room) -> dict[str, Any]:
    """A sorting in which ada has proposed a theme."""
    known = sorting(room)
    room.must("proposal.add", ADA, activity=10, title="Lämpö")
    return known


def taken_back(room: Room) -> dict[str, Any]:
    known = ideas(room)
    room.must("idea.withdraw", ADA, idea=1)
    return known


def merged(room: Room) -> dict[str, Any]:
    """Idea 2 is merged into idea 1, while people vote."""
    known = vote(room)
    room.must("idea.merge", into=1, ideas=[2])
    return known


def case(verb: str, before: Callable[[Room], dict[str, Any]], who: Credentials = NOBODY, **body: Any) -> Any:
    return pytest.param(verb, before, who, body, id=verb)


CASES = [
    case(
        "participant.join", lambda room: (room.comes("ada"), {})[1], Credentials(device="device-of-ben"), language="sv"
    ),
    case("participant.language", ideas, ADA, language="en"),
    case("idea.add", ideas, ADA, activity=3, text="Ratikka"),
    case("idea.edit", ideas, ADA, idea=1, text="Hyvä kahvila"),
    case("idea.withdraw", ideas, ADA, idea=1),
    case("idea.restore", taken_back, ADA, idea=1),
    case("ballot.set", vote, ADA, activity=8, n=2, marks={"2": 2}),
    case("ballot.deal", sorting, ADA, activity=10),
    case("sort.take", lambda room: sorting(room, placed=True), activity=10, share=60),
    case("proposal.add", sorting, ADA, activity=10, title="Lämpö"),
    case("proposal.take", proposed, proposal=1),
    case("proposal.dismiss", proposed, proposal=1),
    case("proposal.decided", proposed, proposal=1, state="dismissed", cluster=None),
    case("activity.done", vote, ADA, activity=8, done=True),
    case("agenda.go", lambda room: (room.comes("ada"), {})[1], activity=3),
    case("activity.open", lambda room: vote(room, closed=True), activity=8),
    case("activity.close", ideas, activity=3, grace=20),
    case("activity.reveal", lambda room: vote(room, closed=True), activity=8),
    case("activity.time", ideas, activity=3, seconds=60),
    case(
        "agenda.restore",
        vote,
        now=7,
        state="live",
        started_at=None,
        ended_at=None,
        steps=[{"activity": 8, "state": "waiting", "revealed": False, "ends_at": None, "closes_at": None}],
    ),
    case("activity.clock", ideas, activity=3, ends_at=None),
    case("forum.end", vote),
    case("idea.enter", ideas, activity=3, text="Paperilta", source="paper", table=4),
    case("idea.hide", ideas, idea=1, reason="advert"),
    case("ideas.hide", ideas, hidings=[Hiding(idea=1, reason="advert"), Hiding(idea=2, reason="test")]),
    case("idea.show", ideas, idea=2),
    case("ideas.show", waiting, ideas=[1, 2]),
    case("idea.review", ideas, idea=2),
    case("idea.mask", flagged, idea=1),
    case("idea.decided", flagged, idea=2, state="waiting", reason=None, flags=["phone"], masked=[]),
    case("author.hide", flagged, idea=1, reason="own-1"),
    case("author.hold", flagged, idea=1, on=True),
    case("idea.leave_out", ideas, idea=1, out=True),
    case("idea.language", ideas, idea=1, lang="sv"),
    case("idea.merge", vote, into=2, ideas=[1]),
    case("idea.unmerge", merged, ideas=[2]),
    case("idea.reword", merged, idea=1, text="Kahvila museon pihaan"),
    case("idea.words", merged, idea=1, text="Kahvila!", original="Kahvila", lang="fi", flags=[]),
    case("suggestion.dismiss", board, idea=1, others=[2], cluster=1),
    case("suggestion.restore", board, idea=1, others=[2], cluster=1),
    case("idea.place", board, ideas=[1, 2], cluster=None),
    case("ideas.place", board, places=[IdeasInto(cluster=1, ideas=[2])]),
    case("idea.support", others, ADA, idea=3, supports=True),
    case("placement.suggest", board, ADA, idea=2, cluster=1),
    case("placement.dismiss", suggested, idea=2, cluster=1, dismissed=True),
    case("clusters.add", board, clusters=[NewCluster(title="Lämpö", ideas=[2, 1])]),
    case("cluster.add", board, title="Lämpö", ideas=[2]),
    case("cluster.rename", board, cluster=1, title="Juoma", version=1),
    case("clusters.rename", two_clusters, names=[NewName(cluster=one, title=f"T{one}", version=1) for one in (1, 2)]),
    case("cluster.remove", board, cluster=1),
    case("cluster.merge", two_clusters, cluster=2, into=1),
    case("cluster.order", two_clusters, cluster=2, behind=None),
    case("cluster.colour", board, cluster=1, colour="blue"),
    case(
        "cluster.restore", lambda room: (board(room), room.must("cluster.remove", cluster=1))[0], cluster=1, ideas=[1]
    ),
    case(
        "ideas.import",
        board,
        activity=4,
        ideas=[ImportedIdea(text="Laituri", theme="Ranta"), ImportedIdea(text="Soita 040 123 4567", table=2)],
    ),
    case("ballots.import", board, activity=8, ballots=[{"1": 2}, {"2": 1}]),
    case("ballots.take_back", brought, activity=8, row=7),
    case("ballot.enter", vote, activity=8, marks={"2": 1}),
    case("hands.set", vote, activity=8, target=2, count=5),
    case("screen.spotlight", ideas, idea=1),
    case("screen.cluster", board, cluster=1),
    case("screen.freeze", ideas, on=True),
    case("screen.blank", ideas, on=True),
    case("screen.code", ideas, on=True),
    case(
        "screen.uncover",
        lambda room: (vote(room, True), room.must("activity.reveal", activity=8))[0],
        activity=8,
        uncovered=1,
    ),
    case("screen.vote", lambda room: vote(room, True), vote=8),
    case("ideas.pause", ideas, on=True),
    case("ideas.slow", ideas, seconds=30),
    case("forum.emergency", ideas, on=True),
    case("reason.add", ideas, words={"fi": "Ei koske museota", "sv": "Gäller inte museet"}),
    case("reason.remove", flagged, reason="own-1"),
    case("ideas.answer", ideas, ideas=[1], status="not_now", words={"fi": "Ei ole varaa"}, departure=True),
    case("cluster.answer", board, cluster=1, status="progress", words={}),
    case("forum.answer_by", ideas, at=4_102_444_740_000),
    case("moderation.set", ideas, mode="before"),
    case("undo", board),
    case("redo", lambda room: (board(room), room.must("undo"))[0]),
    case("link.add", ideas, secret_hash=desk_hash("s"), label="Bea"),
    case(
        "link.revoke",
        lambda room: (ideas(room), room.must("link.add", secret_hash=desk_hash("s"), label="Bea"))[0],
        link=1,
    ),
    case("form.send", called, ADA, activity=10, **FORM),
    case("form.change", with_form, ADA, idea=1, **{**FORM, "text": "Konsertti"}),
    case("contacts.remove", with_form, idea=1),
    case("programme.set", with_form, idea=1, listed=True, starts_at=1_800_000_000_000, ends_at=None, place="Piha"),
    case("programme.publish", with_form, public=True),
    case("forum.early", lambda room: {"ada": room.comes("ada")}, activity=3, opens_at=1_699_999_980_000, due_at=None),
    case("tickets.add", ideas, batch="0" * 16, secret_hashes=[desk_hash("t"), desk_hash("u")]),
    case("tickets.revoke", ticketed, batch="0" * 16),
    case("tickets.require", ticketed, required=True),
    case("join.renew", ideas, secret="A" * 26),
    case("screen.renew", ideas, secret="B" * 24),
    case("join.address", ideas, url="http://192.0.2.7:5000"),
    case(
        "forum.edit",
        ideas,
        title={"fi": "Uusi"},
        intro={},
        languages=["fi"],
        screen_languages=["fi"],
        wifi_network="",
        wifi_password="",
        series=None,
        version=1,
    ),
    case(
        "results.edit",
        lambda room: (ideas(room), room.must("forum.end"))[0],
        slug="kahvila-ja-sauna",
        next_steps={"fi": "Vastaamme keväällä."},
        published=True,
        indexed=False,
        version=1,
    ),
    case("results.settle", lambda room: (ideas(room), room.must("forum.end"))[0]),
    case(
        "results.confirm",
        lambda room: (ideas(room), room.must("forum.end"))[0],
        ADA,
        complete=False,
        missing="Penkit puuttuvat",
    ),
    case(
        "background.edit",
        ideas,
        questions=[BackgroundQuestion(words={"fi": "Ensi kertaa?"}, choices=[{"fi": "Kyllä"}, {"fi": "En"}])],
        version=1,
    ),
    case("personal.until", ideas, at=1_800_000_000_000),
    case("background.answer", asked, ADA, question=1, choice=2, version=2),
    case("activity.add", ideas, kind="welcome", minutes=5, prompt={"fi": "Tauko"}),
    case("activity.schedule", ideas, activity=3, opens_at=None, due_at=None, late_minutes=5, version=1),
    case(
        "activity.edit",
        board,
        activity=6,
        minutes=7,
        prompt={"fi": "Mitkä?"},
        instruction={},
        settings={"reveals": True, "likely_themes": "Kahvila\n\nSauna"},
        version=1,
    ),
    case("activity.move", ideas, activity=9, position=1),
    case("activity.recall", an_opening, activity=10, earlier=EARLIER, themes=True),
    case("activity.remove", ideas, activity=9),
]


def several_open(room: Room) -> None:
    """A self-paced forum with ideas, grouping and a vote open, in which ada has a private idea and a ballot."""
    room.must("forum.edit", **forum_fields(self_paced=True))
    room.comes("ada")
    step, dots = room.step("ideas", 1), room.step("dots")
    for one in (step, dots):
        room.must("activity.open", activity=one)
    room.must("idea.add", ADA, key="golden-idea-1", activity=step, text="Kahvila")
    room.must("ballot.set", ADA, activity=dots, n=1, marks={})


SELF_PACED = [
    case("agenda.go", several_open, activity=6),
    case("activity.open", several_open, activity=6),
    case("activity.close", several_open, activity=4, grace=20),
    case("activity.done", several_open, ADA, activity=4, done=True),
    case("idea.add", several_open, ADA, activity=4, text="Ratikka"),
    case("ballot.set", several_open, ADA, activity=8, n=2, marks={}),
    case("forum.end", several_open),
    case("undo", several_open),
    case("forum.edit", several_open, **forum_fields(self_paced=True, version=2, title={"fi": "Avoin haku"})),
]
"""Commands that do something else, or leave more as it is, where several activities are open."""
OF_THE_HOUSE = {verb for verb, kind in COMMANDS.items() if kind.of_house} | {"forum.remove", "personal.delete"}
"""Commands that change nothing that an audience watches live; deleting a forum ends the connection instead, and after
its personal data is deleted nobody is the participant they were."""


def picture(room: Room, audience: str) -> dict[str, Any]:
    return room.sees_own(ADA) if audience == "own" else room.sees(audience)


def frame(room: Room, audience: str) -> dict[str, Any]:
    """What the broadcaster would send after the last command."""
    effect = room.effects[-1]
    with reading(room.engine) as db:
        if audience == "own":
            return {"put": room.sent_own(ADA), "drop": {}}
        found = audience_views.changed(db, room.forum, effect.touched, audience, room.now)
    return {"put": plain(found.put), "drop": found.drop}


def copied(room: Room) -> list[str]:
    """What a backup's check finds in the values of the room's database."""
    with room.engine.connect() as link:
        found = [
            *table_structure.unreadable(link, table_structure.HEAD, lambda: None),
            *whole_database_value_check.problems(link, table_structure.HEAD, lambda: None),
        ]
        link.rollback()
    return found


def apply(before: dict[str, Any], sent: dict[str, Any]) -> dict[str, Any]:
    """store.js in Python: the last value wins."""
    after = {kind: dict(shapes) for kind, shapes in before.items()}
    for kind, shapes in sent["put"].items():
        after.setdefault(kind, {}).update(shapes)
    for kind, things in sent["drop"].items():
        for thing in things:
            after.get(kind, {}).pop(str(thing), None)
    return {kind: shapes for kind, shapes in after.items() if shapes}


@pytest.mark.parametrize(("verb", "before", "who", "body"), CASES)
def test_before_and_frame_make_after(
    after: Callable[[Evening], Room], verb: str, before: Evening, who: Credentials, body: dict[str, Any]
) -> None:
    for audience, seen in _seen(after(before), verb, who, body).items():
        _keep(f"{verb}.{audience}.json", seen)


@pytest.mark.parametrize(("verb", "before", "who", "body"), SELF_PACED)
def test_before_and_frame_make_after_where_several_are_open(
    after: Callable[[Evening], Room], verb: str, before: Evening, who: Credentials, body: dict[str, Any]
) -> None:
    _seen(after(before), verb, who, body)


def _seen(room: Room, verb: str, who: Credentials, body: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Audience → what it saw before a command, the frame, and what it saw after; those must agree."""
    pictures = {audience: picture(room, audience) for audience in AUDIENCES}
    room.effects.clear()
    room.must(verb, who, **_structs(verb, body))
    found = {
        audience: {"before": before, "frame": frame(room, audience), "after": picture(room, audience)}
        for audience, before in pictures.items()
    }
    for audience, seen in found.items():
        assert apply(seen["before"], seen["frame"]) == seen["after"], f"{verb} for {audience}"
    assert verify(str(room.engine.url))["problems"] == [], f"{verb} leaves something that its log row does not tell"
    assert copied(room) == [], f"{verb} leaves a value for which every automatic backup would be thrown away"
    return found


def test_every_command_has_a_case() -> None:
    assert {case.id for case in CASES} | OF_THE_HOUSE == set(COMMANDS)


def test_no_golden_is_left_over() -> None:
    expected = {f"{case.id}.{audience}.json" for case in CASES for audience in AUDIENCES}
    assert {path.name for path in GOLDEN.glob("*.json")} == expected


def _structs(verb: str, body: dict[str, Any]) -> dict[str, Any]:
    from workshop.contract import decode

    command = decode(verb, {"key": "golden-key", **body})
    return {name: getattr(command, name) for name in command.__struct_fields__ if name != "key"}


def _keep(name: str, content: dict[str, Any]) -> None:
    text = json.dumps(content, indent=None, separators=(",\n", ": "), ensure_ascii=False, sort_keys=True) + "\n"
    text = FIXED_IN_ROOM.sub(lambda found: found[0].split(":")[0] + ": 0", text)
    path = GOLDEN / name
    if os.environ.get("WRITE_GOLDEN"):
        path.write_text(text, "utf-8")
    assert path.exists(), f"{name} is missing: run the tests with WRITE_GOLDEN=1 and read the diff"
    assert path.read_text("utf-8") == text, f"{name} is stale: run the tests with WRITE_GOLDEN=1 and read the diff"
