"""Leading a forum: the agenda, clusters, undo without end, two facilitators at once, who is let in."""

from typing import Any

import pytest

from tests.conftest import Room
from workshop.access.actors import Credentials, desk_hash


def agenda(room: Room) -> list[tuple[str, str]]:
    steps = sorted(room.sees("facilitators")["activity"].values(), key=lambda shape: shape["position"])
    return [(step["type"], step["state"]) for step in steps if step["state"] != "waiting"]


def without_undo(picture: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """A picture without the words on the undo button, removed clusters' versions and clocks."""
    quiet = ("can_undo", "can_redo", "version", "ends_at")
    return {
        kind: {thing: {name: value for name, value in shape.items() if name not in quiet} for thing, shape in shapes.items()}
        for kind, shapes in picture.items()
        if shapes
    }


def test_going_on_closes_the_step_before_and_starts_the_clock(room: Room) -> None:
    first, second = room.step("welcome"), room.step("welcome", 1)
    room.must("agenda.go", activity=first)
    room.must("agenda.go", activity=second)
    assert agenda(room) == [("welcome", "closed"), ("welcome", "open")]
    assert room.sees("everyone")["activity"][str(second)]["ends_at"] == room.now + 10 * 60_000


def test_two_facilitators_pressing_next_go_on_once(room: Room) -> None:
    step = room.step("welcome")
    assert room.do("agenda.go", activity=step).ok
    assert room.do("agenda.go", activity=step).code == "changed"


def test_a_minute_more_counts_from_now_once_time_is_up(room: Room) -> None:
    step = room.step("ideas")
    room.must("agenda.go", activity=step)
    room.now += 11 * 60_000
    room.must("activity.time", activity=step, seconds=60)
    assert room.sees("everyone")["activity"][str(step)]["ends_at"] == room.now + 60_000


@pytest.fixture
def board(room: Room) -> tuple[Room, list[int]]:
    """Four shown ideas and the board open."""
    ada, step = room.comes("ada"), room.step("ideas", 1)
    room.must("agenda.go", activity=step)
    ideas = [int(room.must("idea.add", ada, activity=step, text=text)["idea"]) for text in ("a", "b", "c", "d")]
    room.must("agenda.go", activity=room.step("clusters"))
    return room, ideas


def test_clusters_get_letters_that_are_not_used_again(board: tuple[Room, list[int]]) -> None:
    room, ideas = board
    first = room.must("cluster.add", title="Kahvila", ideas=ideas[:2])
    assert first["letter"] == "A"
    room.must("cluster.remove", cluster=first["cluster"])
    assert room.must("cluster.add", title="Lapset")["letter"] == "B"
    assert {idea["cluster"] for idea in room.sees("everyone")["idea"].values()} == {None}


def test_the_slower_of_two_who_name_a_cluster_hears_why(board: tuple[Room, list[int]]) -> None:
    room, _ = board
    cluster = room.must("cluster.add", title="")["cluster"]
    room.must("cluster.rename", cluster=cluster, title="Tuli", version=1)
    assert room.do("cluster.rename", cluster=cluster, title="Palo", version=1).code == "changed"
    assert room.sees("everyone")["cluster"][str(cluster)]["title"] == "Tuli"


def test_everything_done_can_be_undone_and_done_again(board: tuple[Room, list[int]]) -> None:
    room, ideas = board
    moves: list[tuple[str, dict[str, Any]]] = [
        ("cluster.add", {"title": "Yksi", "ideas": ideas[:2]}),
        ("idea.place", {"ideas": ideas[2:], "cluster": 1}),
        ("cluster.rename", {"cluster": 1, "title": "Kaksi", "version": 1}),
        ("idea.hide", {"idea": ideas[0], "reason": "test"}),
        ("screen.spotlight", {"idea": ideas[1]}),
        ("screen.freeze", {"on": True}),
        ("screen.blank", {"on": True}),
        ("moderation.set", {"mode": "before"}),
        ("cluster.remove", {"cluster": 1}),
        ("agenda.go", {"activity": room.step("dots")}),
        ("hands.set", {"activity": room.step("dots"), "target": ideas[1], "count": 4}),
        ("activity.close", {"activity": room.step("dots")}),
        ("activity.reveal", {"activity": room.step("dots")}),
        ("screen.step", {"activity": room.step("dots"), "step": 2}),
    ]
    pictures = [without_undo(room.sees("facilitators"))]
    for verb, body in moves:
        room.must(verb, **body)
        pictures.append(without_undo(room.sees("facilitators")))
    for picture in reversed(pictures[:-1]):
        room.must("undo")
        assert without_undo(room.sees("facilitators")) == picture
    for picture in pictures[1:]:
        room.must("redo")
        assert without_undo(room.sees("facilitators")) == picture
    assert room.do("redo").code == "nothing_to_redo"


def test_something_new_ends_redo(board: tuple[Room, list[int]]) -> None:
    room, _ = board
    room.must("screen.freeze", on=True)
    room.must("undo")
    room.must("screen.code", on=True)
    assert room.do("redo").code == "nothing_to_redo"


def test_undo_passes_over_what_cannot_be_taken_back_any_more(board: tuple[Room, list[int]]) -> None:
    room, ideas = board
    room.must("screen.freeze", on=True)
    room.must("idea.place", ideas=[ideas[0]], cluster=None)
    room.must("idea.withdraw", Credentials(device="device-of-ada"), idea=ideas[0])
    room.must("undo")
    assert room.sees("everyone")["forum"][str(room.forum)]["frozen"] is False


def test_a_link_admits_until_it_is_revoked(room: Room) -> None:
    from sqlalchemy import insert

    from workshop.storage.database import transaction
    from workshop.storage.tables import admission

    link = room.must("link.add", secret_hash=desk_hash("secret"), label="Bea")["link"]
    with transaction(room.engine) as db:
        db.execute(
            insert(admission).values(
                token_hash=desk_hash("bea"), link=link, serial=link, created_at=room.now, expires_at=room.now + 1_000_000
            )
        )
    bea = Credentials(desk="bea")
    assert room.do("agenda.go", bea, activity=room.step("welcome")).ok
    room.must("link.revoke", link=link)
    assert room.do("agenda.go", bea, activity=room.step("welcome", 1)).code == "signed_out"


def test_the_log_holds_and_shows_what_was_tampered_with(board: tuple[Room, list[int]]) -> None:
    from sqlalchemy import update

    from workshop.storage import log
    from workshop.storage.database import reading, transaction
    from workshop.storage.tables import log as rows

    room, _ = board
    with reading(room.engine) as db:
        assert list(log.problems(db, room.forum)) == []
    with transaction(room.engine) as db:
        db.execute(update(rows).where(rows.c.forum == room.forum, rows.c.n == 2).values(body=None, salt=None))
    with reading(room.engine) as db:
        assert list(log.problems(db, room.forum)) == []
    with transaction(room.engine) as db:
        db.execute(update(rows).where(rows.c.forum == room.forum, rows.c.n == 3).values(body='{"text":"toinen"}'))
        db.execute(update(rows).where(rows.c.forum == room.forum, rows.c.n == 4).values(command="idea.hide"))
    with reading(room.engine) as db:
        assert [problem.split(":")[0] for problem in log.problems(db, room.forum)] == ["row 3", "row 4"]


def test_a_savepoint_rolled_back_with_its_transaction_leaves_nothing(room: Room) -> None:
    from sqlalchemy import func, select

    from workshop.storage.database import reading, transaction
    from workshop.storage.tables import Series

    with pytest.raises(RuntimeError), transaction(room.engine) as db:
        with db.begin_nested():
            db.add(Series(title="x", created_at=1))
        raise RuntimeError
    with reading(room.engine) as db:
        assert db.scalar(select(func.count()).select_from(Series)) == 0
