"""Socket.IO end to end: who receives which events, who is refused and how, and that every command is answered."""

import json
import time
import urllib.request
from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial
from typing import Any
from urllib.error import HTTPError

import pytest
import socketio
import websocket
from socketio.packet import Packet

from tests.live.conftest import MODE, Hall
from tests.live.people import PATIENCE, Person, Server
from tests.tools.pace import limit
from workshop.actions.registry import UNDO
from workshop.contract import PROTOCOL


def says(text: str) -> Any:
    return lambda event, data: event == "frame" and text in json.dumps(data, ensure_ascii=False)


def posted(person: Person, verb: str, **body: Any) -> dict[str, Any]:
    """One command without a socket, and its answer."""
    headers = {"Content-Type": "application/json", "X-CSRF": person.boot["csrf"]}
    asked = urllib.request.Request(person.server.base + person.boot["post"], json.dumps([verb, body]).encode(), headers)
    try:
        answer = person.browser.open(asked, timeout=PATIENCE)
    except HTTPError as refused:
        answer = refused
    with answer:
        return dict(json.load(answer))


def test_the_mode_is_the_one_asked_for(server: Server) -> None:
    assert server.health()["async"] == MODE


def test_an_idea_reaches_screen_phones_and_console(hall: Hall) -> None:
    step = hall.go(3)
    answer = hall.ada.do("idea.add", activity=step, text="Ratikka sinne!")
    assert answer["ok"] and answer["made"]["number"] == 1
    for person in (hall.screen, hall.ben, hall.lead):
        person.wait(says("Ratikka sinne!"))
        person.wait(lambda event, data, person=person: person.sees("activity", step)["count"] == 1)
    mine = hall.ada.wait(lambda event, data: event == "yours" and "mine" in data["put"])
    assert [idea["text"] for idea in mine["put"]["mine"].values()] == ["Ratikka sinne!"]


def test_frames_are_numbered_without_a_gap_for_each_audience(hall: Hall) -> None:
    step = hall.go(3)
    for number in range(3):
        hall.ada.do("idea.add", activity=step, text=f"idea {number}")
        time.sleep(0.15)
    hall.screen.wait(says("idea 2"))
    for person in (hall.screen, hall.lead):
        first = (
            person.heard[0][1]
            if person.heard[0][0] == "snapshot"
            else next(data for event, data in person.heard if event == "snapshot")
        )
        numbers = [data["n"] for event, data in person.heard if event == "frame" and data["n"] > first["n"]]
        assert numbers == list(range(first["n"] + 1, first["n"] + 1 + len(numbers)))


def test_private_words_reach_nobody_else(hall: Hall) -> None:
    step = hall.go(4)
    hall.ada.do("idea.add", activity=step, text="kanarialintu")
    hall.ada.wait(lambda event, data: event == "yours" and "kanarialintu" in json.dumps(data))
    hall.lead.wait(says("kanarialintu"))
    assert "kanarialintu" not in json.dumps([hall.screen.heard, hall.ben.heard])


def test_no_frame_holds_a_count_for_an_idea_before_the_reveal(hall: Hall) -> None:
    idea = hall.ada.do("idea.add", activity=hall.go(4), text="kahvila")["made"]["idea"]
    hall.go(6)
    dots = hall.go(8)
    assert hall.ben.do("ballot.set", activity=dots, n=1, marks={str(idea): 2})["ok"]
    hall.screen.wait(
        lambda event, data: event == "frame" and data["put"].get("activity", {}).get(str(dots), {}).get("voted") == 1
    )
    for person in (hall.screen, hall.ada, hall.lead):
        told = [data for event, data in person.heard if event in ("snapshot", "frame", "yours")]
        assert len(told) > 1
        for data in told:
            assert "tally" not in data["put"] and "measures" not in json.dumps(data)
            given = [ballot["marks"] for ballot in (data.get("yours") or data["put"]).get("ballot", {}).values()]
            assert not any(given), "nobody but Ben has voted"
    hall.lead.do("activity.close", activity=dots)
    hall.lead.do("activity.reveal", activity=dots)
    frame = hall.screen.wait(lambda event, data: event == "frame" and "tally" in data["put"])
    assert frame["put"]["tally"][str(dots)]["rows"][0]["measures"]["votes"] == 2


@pytest.mark.parametrize(
    "auth",
    [
        None,
        [],
        {},
        {"page": "phone", "v": PROTOCOL, "forum": 1},
        {"page": "console", "v": PROTOCOL, "forum": 1},
        {"page": "screen", "v": PROTOCOL, "token": "x"},
        {"page": "phone", "v": PROTOCOL + 1, "forum": 1},
        {"page": {}, "v": PROTOCOL},
        {"page": "screen", "v": PROTOCOL, "token": "\ud800"},
        {"page": "screen", "v": PROTOCOL, "token": ["x"]},
        {"page": "phone", "v": PROTOCOL, "forum": "1"},
        {"page": "phone", "v": PROTOCOL, "forum": 2**70},
        7,
        "x",
    ],
)
def test_whoever_is_not_admitted_is_refused(server: Server, auth: Any) -> None:
    server.forum()
    line = websocket.create_connection(
        server.base.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket", timeout=PATIENCE
    )
    try:
        assert line.recv().startswith("0")
        line.send("40" + json.dumps(auth))
        with suppress(websocket.WebSocketConnectionClosedException):  # what is no object at all is cut without a word
            assert line.recv().startswith("44")
    finally:
        line.shutdown()


def test_another_origin_or_host_is_refused(hall: Hall) -> None:
    auth = {"v": PROTOCOL, "page": "phone", "forum": hall.ada.boot["forum"]}
    for headers in ({"Origin": "http://evil.example"}, {"Origin": "null"}):
        stranger = socketio.Client(reconnection=False)
        with pytest.raises(socketio.exceptions.ConnectionError):
            stranger.connect(
                hall.server.base, auth=auth, transports=["websocket"], headers=headers, wait_timeout=limit(5)
            )
        stranger.disconnect()


@pytest.mark.parametrize(
    "given",
    [
        (),
        ("idea.add",),
        ("idea.add", None),
        ("idea.add", []),
        ("nothing", {}),
        (None, None),
        ({}, {}),
        ("idea.add", {"key": "abcdefgh"}),
        ("idea.add", {"key": "abcdefgh", "activity": "3", "text": "x"}),
        ("idea.add", {"key": "a b", "activity": 3, "text": "x"}),
        ("idea.add", {"key": "abcdefgh", "activity": 3, "text": "x", "actor": 1}),
        ("idea.add", {"key": "abcdefgh", "activity": 2**70, "text": "x"}),
        ("ballot.set", {"key": "abcdefgh", "activity": 8, "n": 1, "marks": {"1": 0.5}}),
    ],
)
def test_what_is_no_command_is_answered(hall: Hall, given: tuple[Any, ...]) -> None:
    assert hall.ada.line.call("do", given, timeout=PATIENCE) == {"ok": False, "code": "malformed"}
    assert hall.ada.line.call("nonsense", given, timeout=PATIENCE) == {"ok": False, "code": "malformed"}


def test_what_is_no_json_or_fills_a_packet_is_answered_too(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    # An app that was made in this process has given the library its strict encoder, for clients too.
    monkeypatch.setattr(Packet, "json", json)
    for value in (float("inf"), float("nan"), "x" * 15_000):
        assert hall.ada.do("idea.add", activity=value, text="x") == {"ok": False, "code": "malformed"}


def test_nobody_comes_in_as_undo(hall: Hall) -> None:
    """What undo may do and people may not, over both roads: else an open wall would become private, a theme that is
    nowhere would be shown large, and a vote would be counted that is not open."""
    step = hall.go(3)
    asked: list[tuple[str, dict[str, Any]]] = [
        ("activity.reveal", {"activity": step, "shown": False}),
        ("screen.cluster", {"cluster": 2**40}),
        ("screen.cluster", {"cluster": None}),
        ("hands.set", {"activity": hall.steps[5], "target": 1, "count": 9}),
        ("idea.merge", {"into": 1, "ideas": [2]}),
    ]
    for verb, body in asked:
        for sent in (hall.lead.do, partial(posted, hall.lead)):
            assert sent(verb, key=UNDO, **body)["code"] == "malformed", verb


def test_pages_may_do_only_their_own(hall: Hall) -> None:
    step = hall.go(3)
    assert hall.ada.do("agenda.go", activity=step)["code"] == "rights"
    assert hall.screen.do("idea.add", activity=step, text="x")["code"] == "rights"
    assert hall.lead.do("idea.add", activity=step, text="x")["code"] == "rights"
    assert hall.lead.do("link.add", secret_hash="0" * 64)["code"] == "rights"
    assert hall.lead.do("account.add", email="a@b.fi", called="x", password_hash="x")["code"] == "rights"


def test_the_same_command_twice_on_two_roads_is_done_once(hall: Hall) -> None:
    step = hall.go(3)
    body = {"key": "same-key-1234", "activity": step, "text": "kerran vain"}
    first = hall.ada.do("idea.add", **body)
    assert posted(hall.ada, "idea.add", **body) == first
    hall.lead.wait(says("kerran vain"))
    hall.lead.wait(lambda event, data: hall.lead.sees("activity", step)["count"] == 1)


def test_time_to_finish_ends_for_everybody_by_itself(hall: Hall) -> None:
    step = hall.go(3)
    assert hall.lead.do("activity.close", activity=step, grace=1)["ok"]
    hall.screen.wait(
        lambda event, data: (
            event == "frame" and data["put"].get("activity", {}).get(str(step), {}).get("state") == "closed"
        )
    )


def test_too_many_ideas_in_a_row_are_asked_to_wait(hall: Hall) -> None:
    step = hall.go(3)
    codes = [hall.ada.do("idea.add", activity=step, text=f"{number}").get("code") for number in range(4)]
    assert codes == [None, None, None, "too_fast"]
    assert hall.ben.do("idea.add", activity=step, text="minä voin").get("ok")


def test_a_facilitator_whose_link_is_revoked_is_out(hall: Hall) -> None:
    link = next(iter(hall.lead.wait(lambda event, data: event == "snapshot")["put"]["link"]))
    assert hall.lead.do("link.revoke", link=int(link))["ok"]
    hall.lead.wait(lambda event, data: event == "out")
    again = Person(hall.server)
    again.jar, again.boot = hall.lead.jar, hall.lead.boot
    with pytest.raises(socketio.exceptions.ConnectionError):
        again.connect()


def test_who_is_sent_out_is_told_so_and_then_disconnected(hall: Hall) -> None:
    link = next(iter(hall.lead.wait(lambda event, data: event == "snapshot")["put"]["link"]))
    address = f"{hall.server.base.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket"
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in hall.lead.jar)
    with closing(websocket.create_connection(address, timeout=PATIENCE, cookie=cookies)) as line:
        line.send("40" + json.dumps({"v": PROTOCOL, "page": "console", "forum": hall.lead.boot["forum"]}))
        assert str(line.recv()).startswith("0{")
        assert str(line.recv()).startswith("40")
        assert hall.lead.do("link.revoke", link=int(link))["ok"]
        assert [line.recv() for _ in range(3)] == ['42["out"]', "41", "1"], "the last one closes the connection itself"


def test_after_a_restart_everybody_is_the_same_person_and_nothing_is_gone(hall: Hall) -> None:
    step = hall.go(3)
    hall.ada.do("idea.add", activity=step, text="pysyy")
    epoch = hall.screen.wait(lambda event, data: event == "snapshot")["epoch"]
    hall.server.stop()
    hall.server.start()
    for person in (hall.ada, hall.screen, hall.lead):
        person.close()
        person.heard.clear()
        person.connect()
        picture = person.wait(lambda event, data: event == "snapshot")
        assert picture["epoch"] != epoch and "pysyy" in json.dumps(picture)
    mine = hall.ada.wait(lambda event, data: event == "snapshot")["yours"]["mine"]
    assert [idea["text"] for idea in mine.values()] == ["pysyy"]


def test_presence_counts_phones_for_the_console(hall: Hall) -> None:
    hall.ada.line.emit("signal", {"writing": True})
    seen = hall.lead.wait(
        lambda event, data: (
            event == "frame" and next(iter(data["put"].get("presence", {"": {}}).values()), {}).get("writing") == 1
        )
    )
    shape = next(iter(seen["put"]["presence"].values()))
    assert (shape["connected"], shape["screens"]) == (2, 1)


def test_the_owner_s_key_is_needed_for_errands(server: Server) -> None:
    import urllib.error
    import urllib.request

    for headers in ({}, {"X-Workshop-Key": "x"}):
        asked = urllib.request.Request(
            f"{server.base}/admin/forum.list", b"{}", {"Content-Type": "application/json", **headers}
        )
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(asked, timeout=PATIENCE)
        assert refused.value.code == 404
        refused.value.close()
    assert oct((server.folder / "run/server.json").stat().st_mode)[-3:] == "600"


@pytest.mark.parametrize("door", ["socket", "post"])
def test_a_refused_command_pays_for_no_idea_under_its_key(hall: Hall, door: str) -> None:
    step = hall.go(3)
    person = hall.someone().scan(hall.links["join"])
    do: Callable[..., dict[str, Any]] = person.do if door == "socket" else partial(posted, person)
    codes = []
    for number in range(8):
        key = f"{door}-key-{number:08d}"
        assert not do("activity.done", key=key, activity=999_999, done=True)["ok"]
        codes.append(do("idea.add", key=key, activity=step, text=f"keksitty {number}").get("code"))
    assert codes.count(None) <= 4 and "too_fast" in codes, codes
