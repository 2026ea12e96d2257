"""The snapshot cache: a cached snapshot always equals a fresh projection, after any command; and nothing is read twice
without need."""

from typing import Any

import pytest

from tests.conftest import Room, plain
from workshop.contract.shapes import EVERYONE, FACILITATORS
from workshop.projections import audience_views
from workshop.projections.snapshot_cache import Snapshot, SnapshotCache
from workshop.runtime import strict_json
from workshop.storage.database import reading

AUDIENCES = (EVERYONE, FACILITATORS)


def look(pictures: SnapshotCache, room: Room, audience: str = EVERYONE) -> Snapshot:
    with reading(room.engine) as db:
        found = pictures.look(db, room.forum, audience, room.now)
    assert found is not None
    return found


def agrees(pictures: SnapshotCache, room: Room) -> None:
    for audience in AUDIENCES:
        kept = look(pictures, room, audience)
        assert plain(kept.put) == room.sees(audience)
        assert strict_json.loads(kept.json({})) == room.sees(audience)


def test_after_everything_that_happens_in_an_evening(room: Room) -> None:
    pictures, step = SnapshotCache(here=True), room.step("ideas")
    ada = room.comes("ada")
    agrees(pictures, room)
    happened: list[tuple[str, Any, dict[str, Any]]] = [
        ("agenda.go", None, {"activity": step}),
        ("idea.add", ada, {"activity": step, "text": "Iso valoisa aula"}),
        ("participant.language", ada, {"language": "sv"}),
        ("screen.freeze", None, {"on": True}),
        ("moderation.set", None, {"mode": "before"}),
        ("idea.add", ada, {"activity": step, "text": "Toinen aula"}),
        ("activity.close", None, {"activity": step, "grace": 20}),
    ]
    for verb, who, body in happened:
        answer = room.do(verb, **({"who": who} if who else {}), **body)
        assert answer.ok, (verb, answer)
        agrees(pictures, room)
    room.comes("ben")
    agrees(pictures, room)


def test_the_clock_alone_ends_the_time_to_finish(room: Room) -> None:
    pictures, step = SnapshotCache(here=True), room.step("ideas")
    room.must("agenda.go", activity=step)
    room.must("activity.close", activity=step, grace=20)
    agrees(pictures, room)
    room.now += 20_001
    agrees(pictures, room)
    room.now -= 20_001
    agrees(pictures, room)


def test_those_who_come_in_are_counted_and_nothing_else_is_read_again(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = SnapshotCache(here=True)
    first = look(pictures, room)
    monkeypatch.setattr(audience_views, "everything", None)
    for n in range(3):
        room.comes(f"number {n}")
    kept = look(pictures, room)
    assert kept.edition == first.edition
    assert kept.log == first.log + 3
    assert next(iter(plain(kept.put)["forum"].values()))["here"] == 3
    assert next(iter(strict_json.loads(kept.json({}))["forum"].values()))["here"] == 3


def test_a_forum_that_is_gone_is_gone(room: Room) -> None:
    pictures = SnapshotCache(here=True)
    look(pictures, room)
    room.must("forum.remove")
    with reading(room.engine) as db:
        assert pictures.look(db, room.forum, EVERYONE, room.now) is None


def test_facilitators_get_the_houses_reasons_though_no_forum_changed(room: Room) -> None:
    pictures = SnapshotCache(here=True)
    agrees(pictures, room)
    everyone = look(pictures, room)
    room.must("house_reason.add", words={"fi": "Ei kuulu museolle."})
    agrees(pictures, room)
    assert look(pictures, room).edition == everyone.edition, "nothing changed for the others"
