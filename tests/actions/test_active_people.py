"""How many people did anything in a forum: what somebody took back does not count, and nobody counts twice."""

from tests.conftest import Room
from workshop.projections.active_people import active_people
from workshop.storage.database import reading


def active(room: Room) -> int:
    with reading(room.engine) as db:
        return active_people(db, room.forum)


def test_who_did_anything_counts_once_and_who_took_it_back_does_not(room: Room) -> None:
    ada, ben, cee, dan = (room.comes(name) for name in ("ada", "ben", "cee", "dan"))
    writing, vote = room.step("ideas", 2), room.step("dots")
    room.must("agenda.go", activity=writing)
    assert active(room) == 0, "coming in is not doing anything"
    taken = int(room.must("idea.add", ada, activity=writing, text="Sauna")["idea"])
    kept = int(room.must("idea.add", ben, activity=writing, text="Laituri")["idea"])
    room.must("idea.add", ben, activity=writing, text="Kahvila")
    assert active(room) == 2
    room.must("idea.withdraw", ada, idea=taken)
    assert active(room) == 1
    room.must("idea.support", cee, idea=kept, supports=True)
    assert active(room) == 2
    room.must("agenda.go", activity=vote)
    for n, marks in enumerate(({str(kept): 1}, {}, {str(kept): 2}), 1):
        room.must("ballot.set", dan, activity=vote, n=n, marks=marks)
        assert active(room) == (3 if marks else 2)
    room.must("ballot.set", ben, activity=vote, n=1, marks={str(kept): 1})
    assert active(room) == 3
    eve = room.comes("eve")
    order = int(room.must("activity.add", kind="sort", minutes=5, prompt={"fi": "Mihin?"}, position=9)["activity"])
    room.must("cluster.add", title="Meri")
    room.must("agenda.go", activity=order)
    room.must("proposal.add", eve, activity=order, title="Valo")
    assert active(room) == 4
