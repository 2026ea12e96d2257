"""What participants say of the results after the end: who may, when, once each, and that the log does not tell whose
answer it is."""

import pytest
from sqlalchemy import select

from tests.conftest import Room
from workshop.reports import FORMATS, participation_wording
from workshop.storage.database import reading
from workshop.storage.tables import Participant, log


def test_one_person_answers_once_and_may_change_it(room: Room) -> None:
    ada, ben = room.comes("ada"), room.comes("ben")
    room.must("forum.end")
    room.must("results.confirm", ada, complete=False, missing="  Penkit ")
    me = next(iter(room.sees_own(ada)["me"].values()))
    assert (me["complete"], me["missing"]) == (False, "Penkit")
    room.must("results.confirm", ben, complete=False)
    room.must("results.confirm", ada, complete=True, missing="turha")
    assert (room.summary().complete, room.summary().answered) == (1, 2)
    me = next(iter(room.sent_own(ada)["me"].values()))
    assert (me["complete"], me["missing"]) == (True, "")


def test_it_is_asked_after_the_end_only(room: Room) -> None:
    ada = room.comes("ada")
    assert room.do("results.confirm", ada, complete=True).code == "not_ended"
    room.must("forum.end")
    assert room.do("results.confirm", ada, complete=False, missing="x" * 281).code == "missing_long"
    assert room.do("results.confirm", ada, complete=False, missing="\u200b\u200e").code == "missing_unseen"
    assert room.do("results.confirm", complete=True).code == "rights"
    assert room.do("results.confirm", room.leader("cai")[0], complete=True).code == "not_joined"


def test_the_log_does_not_say_whose_answer_it_is(room: Room) -> None:
    ada = room.comes("ada")
    room.must("forum.end")
    for complete in (False, True):
        room.must("results.confirm", ada, complete=complete)
    with reading(room.engine) as db:
        rows = db.execute(select(log.c.actor, log.c.body).where(log.c.command == "results.confirm")).all()
        pid = db.scalar(select(Participant.pid))
    assert len({row.actor for row in rows}) == 1, "one answer, changed"
    assert pid and all(pid not in f"{row.actor} {row.body}" for row in rows)


@pytest.mark.parametrize(("yes", "no", "said"), [(4, 0, False), (4, 1, True), (0, 5, True)])
def test_a_share_is_told_from_five_answers_on(room: Room, yes: int, no: int, said: bool) -> None:
    people = [room.comes(f"p{n}") for n in range(yes + no)]
    room.must("forum.end")
    for at, one in enumerate(people):
        room.must("results.confirm", one, complete=at < yes, missing="Penkit puuttuvat" if at >= yes else "")
    told = room.summary()
    sentence = participation_wording.confirmed(told, "fi")
    assert bool(sentence) is said
    page = FORMATS["html"].write(told, "fi").decode()
    assert (sentence in page) if said else ("tämän me sanoimme" not in page)
    assert "Penkit" not in page
