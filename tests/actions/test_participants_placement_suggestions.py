"""Participants suggest a theme for an idea; the facilitator takes it or dismisses it. Nothing moves by itself."""

import json

from sqlalchemy import delete, select

from tests.conftest import Room
from workshop.access.authentication import Credentials
from workshop.storage.database import reading, transaction
from workshop.storage.tables import Participant, placement
from workshop.verifier.check import verify


def grouping(room: Room) -> tuple[Credentials, Credentials]:
    """Two people, two ideas of the first, themes A (with idea 1) and B; ideas are being grouped."""
    ada, ben = room.comes("ada"), room.comes("ben")
    step = room.step("ideas", 1)
    room.must("agenda.go", activity=step)
    room.must("idea.add", ada, activity=step, text="Kahvila")
    room.must("idea.add", ada, activity=step, text="Sauna")
    room.must("agenda.go", activity=room.step("clusters"))
    room.must("cluster.add", title="Ruoka", ideas=[1])
    room.must("cluster.add", title="Lämpö")
    return ada, ben


def suggested(room: Room, idea: int) -> dict[str, int]:
    found: dict[str, int] = room.sees("facilitators")["idea"][str(idea)]["suggested"]
    return found


def own(room: Room, who: Credentials) -> dict[str, int]:
    found: dict[str, int] = next(iter(room.sees_own(who)["me"].values()))["suggested"]
    return found


def test_a_suggestion_counts_people_and_moves_nothing(room: Room) -> None:
    ada, ben = grouping(room)
    room.must("placement.suggest", ada, idea=2, cluster=1)
    room.must("placement.suggest", ben, idea=2, cluster=1)
    room.must("placement.suggest", ben, idea=2, cluster=2)
    assert suggested(room, 2) == {"1": 1, "2": 1}, "each person suggests at most one theme for an idea"
    room.must("placement.suggest", ben, idea=2, cluster=1)
    assert suggested(room, 2) == {"1": 2}
    assert own(room, ben) == {"2": 1}
    assert room.sees("everyone")["idea"]["2"]["cluster"] is None
    room.must("placement.suggest", ben, idea=2, cluster=None)
    assert suggested(room, 2) == {"1": 1}
    assert own(room, ben) == {}
    assert room.is_proven()


def test_only_facilitators_see_what_is_suggested(room: Room) -> None:
    ada, _ = grouping(room)
    before = room.sees("everyone")
    room.must("placement.suggest", ada, idea=2, cluster=1)
    assert room.sees("everyone") == before, "the screen and other phones show nothing of it"
    assert room.do("placement.dismiss", ada, idea=2, cluster=1, dismissed=True).code == "rights"


def test_placing_the_idea_ends_it_and_undo_brings_it_back(room: Room) -> None:
    ada, ben = grouping(room)
    room.must("placement.suggest", ben, idea=2, cluster=1)
    room.must("placement.suggest", ada, idea=2, cluster=2)
    room.must("idea.place", ideas=[2], cluster=1)
    assert suggested(room, 2) == {}
    assert own(room, ben) == own(room, ada) == {}
    assert len(room.effects[-1].own) == 2, "both phones are told"
    room.must("undo")
    assert suggested(room, 2) == {"1": 1, "2": 1}
    assert room.is_proven()


def test_an_idea_in_the_wrong_theme_may_get_one_too(room: Room) -> None:
    ada, _ = grouping(room)
    room.must("placement.suggest", ada, idea=1, cluster=2)
    assert suggested(room, 1) == {"2": 1}
    room.must("placement.suggest", ada, idea=1, cluster=1)
    assert suggested(room, 1) == {}, "it is there already"
    assert room.is_proven()


def test_what_was_dismissed_does_not_come_back_but_by_undo(room: Room) -> None:
    ada, ben = grouping(room)
    room.must("placement.suggest", ada, idea=2, cluster=1)
    room.must("placement.suggest", ada, idea=1, cluster=2)
    room.must("placement.dismiss", idea=2, cluster=1, dismissed=True)
    room.must("placement.suggest", ben, idea=2, cluster=1)
    assert suggested(room, 2) == {}
    room.must("placement.dismiss", idea=2, cluster=2, dismissed=True)
    room.must("undo")
    room.must("undo")
    assert suggested(room, 2) == {"1": 2}
    assert room.is_proven()


def test_a_theme_or_idea_that_goes_takes_it_along(room: Room) -> None:
    ada, _ = grouping(room)
    room.must("placement.suggest", ada, idea=2, cluster=2)
    room.must("cluster.remove", cluster=2)
    assert suggested(room, 2) == {} and own(room, ada) == {}
    assert ("idea", 2) in room.effects[-1].touched
    room.must("undo")
    assert suggested(room, 2) == {"2": 1}
    room.must("idea.hide", idea=2, reason="test")
    assert suggested(room, 2) == {}
    room.must("undo")
    room.must("idea.merge", into=1, ideas=[2])
    assert suggested(room, 2) == suggested(room, 1) == {}
    assert room.is_proven()


def test_refusals(room: Room) -> None:
    ada, _ = grouping(room)
    assert room.do("placement.suggest", ada, idea=99, cluster=1).code == "idea_gone"
    assert room.do("placement.suggest", ada, idea=2, cluster=99).code == "gone"
    assert room.do("placement.suggest", idea=2, cluster=1).code == "rights", "a facilitator places it"
    assert room.do("placement.dismiss", idea=2, cluster=99, dismissed=True).code == "gone"
    room.must("idea.hide", idea=2, reason="test")
    assert room.do("placement.suggest", ada, idea=2, cluster=1).code == "idea_gone"
    room.must("agenda.go", activity=room.step("dots"))
    assert room.do("placement.suggest", ada, idea=1, cluster=2).code == "grouping_closed"
    room.must("forum.end")
    assert room.do("placement.suggest", ada, idea=1, cluster=2).code == "grouping_closed"


def test_it_is_erased_with_the_person(room: Room) -> None:
    ada, ben = grouping(room)
    room.must("placement.suggest", ada, idea=2, cluster=1)
    room.must("placement.suggest", ben, idea=2, cluster=1)
    with transaction(room.engine) as db:
        gone = db.scalars(select(Participant)).all()[1]
        db.execute(delete(Participant).where(Participant.id == gone.id))
    assert suggested(room, 2) == {"1": 1}


def test_verify_finds_a_suggestion_that_nobody_made(room: Room) -> None:
    ada, _ = grouping(room)
    room.must("placement.suggest", ada, idea=2, cluster=1)
    with transaction(room.engine) as db:
        db.execute(placement.update().values(cluster=2))
    problems = verify(str(room.engine.url))["problems"]
    assert any("suggestions of a theme" in json.dumps(one) for one in problems)
    with reading(room.engine) as db:
        assert db.scalar(select(placement.c.cluster)) == 2
