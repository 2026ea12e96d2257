"""A participant supports another person's idea instead of posting the same, and sees what becomes of it; nobody sees
how many do."""

from typing import Any

import pytest
from sqlalchemy import delete, func, insert, select, update

from tests.conftest import Room
from workshop.access.authentication import Credentials
from workshop.projections import idea_supports
from workshop.storage.database import reading, transaction
from workshop.storage.tables import Participant, support
from workshop.verifier.check import verify


@pytest.fixture
def people(room: Room) -> tuple[Credentials, Credentials]:
    """Ada wrote ideas 1 and 2 where everyone reads them; ben wrote nothing."""
    ada, ben = room.comes("ada"), room.comes("ben")
    step = room.step("ideas", 2)
    room.must("agenda.go", activity=step)
    room.must("idea.add", ada, activity=step, text="Kahvila")
    room.must("idea.add", ada, activity=step, text="Sauna")
    return ada, ben


def own(room: Room, who: Credentials) -> dict[str, tuple[str, str, int | None]]:
    """Idea → its words, its state and what it is merged into, as a supporter sees it."""
    mine = room.sees_own(who).get("support", {})
    return {idea: (one["text"], one["state"], one["merged_into"]) for idea, one in mine.items()}


def stored(room: Room) -> int:
    with reading(room.engine) as db:
        return db.scalar(select(func.count()).select_from(support)) or 0


def test_support_is_seen_by_nobody_else(room: Room, people: tuple[Credentials, Credentials]) -> None:
    ada, ben = people
    before = room.sees("everyone"), room.sees("facilitators"), room.sees_own(ada)
    room.must("idea.support", ben, idea=1, supports=True)
    room.must("idea.support", ben, idea=1, supports=True)
    assert (room.sees("everyone"), room.sees("facilitators"), room.sees_own(ada)) == before
    assert own(room, ben) == {"1": ("Kahvila", "shown", None)}
    assert stored(room) == 1, "each person supports an idea once"
    room.must("idea.support", ben, idea=1, supports=False)
    room.must("idea.support", ben, idea=2, supports=False)
    assert own(room, ben) == {}
    assert verify(str(room.engine.url))["problems"] == []


def test_a_supporter_sees_what_becomes_of_the_idea(room: Room, people: tuple[Credentials, Credentials]) -> None:
    ada, ben = people
    room.must("idea.support", ben, idea=2, supports=True)
    room.must("idea.edit", ada, idea=2, text="Sauna laivaan")
    assert own(room, ben) == {"2": ("Sauna laivaan", "shown", None)}
    room.must("idea.merge", into=1, ideas=[2])
    assert own(room, ben) == {"2": ("Sauna laivaan", "merged", 1)}
    room.must("undo")
    room.must("idea.hide", idea=2, reason="test")
    assert own(room, ben) == {"2": ("", "hidden", None)}, "what others may not read any more, supporters may not either"
    room.must("undo")
    room.must("idea.withdraw", ada, idea=2)
    assert own(room, ben) == {"2": ("", "hidden", None)}
    assert verify(str(room.engine.url))["problems"] == []


def test_a_supporter_is_told_when_the_words_are_others_than_those_that_were_supported(
    room: Room, people: tuple[Credentials, Credentials]
) -> None:
    ada, ben = people
    room.must("idea.support", ben, idea=2, supports=True)

    def changed(who: Credentials = ben) -> bool:
        return bool(room.sees_own(who)["support"]["2"]["reworded"])

    assert not changed()
    room.must("idea.edit", ada, idea=2, text="Sauna ja baari")
    room.must("idea.support", ben, idea=2, supports=True)
    assert changed(), "sent once more, it stays what was supported first"
    cee = room.comes("cee")
    room.must("idea.support", cee, idea=2, supports=True)
    assert not changed(cee), "these are the words that she read"
    room.must("idea.reword", idea=2, text="Sauna, jossa on baari")
    assert changed(cee) and verify(str(room.engine.url))["problems"] == []
    room.must("undo")
    room.must("idea.edit", ada, idea=2, text="Sauna")
    assert not changed() and changed(cee)
    room.must("idea.hide", idea=2, reason="test")
    assert not changed(cee), "nothing is told of what is out of sight"
    room.must("undo")
    with transaction(room.engine) as db:
        db.execute(update(support).values(seen=None))
    assert not changed(), "an older release did not note the words"
    assert verify(str(room.engine.url))["problems"] != []


def test_who_supports_an_idea_is_told_of_every_change(room: Room, people: tuple[Credentials, Credentials]) -> None:
    ada, ben = people
    room.must("idea.support", ben, idea=2, supports=True)
    with reading(room.engine) as db:
        found = idea_supports.people(db, {("idea", 2), ("forum", 1)})
        assert found == set(db.scalars(select(Participant.id).order_by(Participant.id.desc()).limit(1)))
        assert idea_supports.people(db, {("idea", 1), ("activity", 2)}) == set()


def test_only_ideas_of_others_that_everyone_sees_are_supported(
    room: Room, people: tuple[Credentials, Credentials]
) -> None:
    ada, ben = people
    assert room.do("idea.support", ada, idea=1, supports=True).code == "rights", "her own"
    assert room.do("idea.support", idea=1, supports=True).code == "rights", "a facilitator has no phone here"
    assert room.do("idea.support", ben, idea=99, supports=True).code == "idea_gone"
    room.must("idea.merge", into=1, ideas=[2])
    assert room.do("idea.support", ben, idea=2, supports=True).code == "idea_gone", "merged away"
    room.must("idea.hide", idea=1, reason="test")
    assert room.do("idea.support", ben, idea=1, supports=True).code == "idea_gone", "hidden"
    room.must("moderation.set", mode="before")
    waiting = room.must("idea.add", ada, activity=room.step("ideas", 2), text="Keinu")["idea"]
    assert room.do("idea.support", ben, idea=waiting, supports=True).code == "idea_gone", "waits for review"
    room.must("agenda.go", activity=room.step("ideas", 1))
    private = room.must("idea.add", ada, activity=room.step("ideas", 1), text="Puisto")["idea"]
    room.must("idea.show", idea=private)
    assert room.do("idea.support", ben, idea=private, supports=True).code == "idea_gone", "kept back"
    assert stored(room) == 0


def test_support_is_given_while_people_write_and_taken_back_until_the_end(
    room: Room, people: tuple[Credentials, Credentials]
) -> None:
    ada, ben = people
    room.must("idea.support", ben, idea=1, supports=True)
    room.must("idea.support", ben, idea=2, supports=True)
    room.must("activity.close", activity=room.step("ideas", 2))
    assert room.do("idea.support", ben, idea=1, supports=True).code == "vote_closed"
    room.must("idea.support", ben, idea=1, supports=False)
    room.must("forum.end")
    assert room.do("idea.support", ben, idea=2, supports=False).code == "vote_closed"
    assert own(room, ben) == {"2": ("Sauna", "shown", None)}


AWAY: dict[str, dict[str, Any]] = {
    "idea.hide": {"idea": 2, "reason": "test"},
    "idea.review": {"idea": 2},
    "idea.merge": {"into": 1, "ideas": [2]},
}


@pytest.mark.parametrize("verb", ["idea.withdraw", *AWAY])
def test_support_is_taken_back_whatever_became_of_the_idea(
    room: Room, people: tuple[Credentials, Credentials], verb: str
) -> None:
    ada, ben = people
    room.must("idea.support", ben, idea=2, supports=True)
    if verb == "idea.withdraw":
        room.must(verb, ada, idea=2)
    else:
        room.must(verb, **AWAY[verb])
    room.must("idea.support", ben, idea=2, supports=False)
    room.must("idea.support", ben, idea=2, supports=False)
    assert own(room, ben) == {} and stored(room) == 0
    assert room.do("idea.support", ben, idea=2, supports=True).code == "idea_gone"
    assert verify(str(room.engine.url))["problems"] == []


def test_each_person_counts_once_for_merged_ideas_and_authors_not_at_all(
    room: Room, people: tuple[Credentials, Credentials]
) -> None:
    ada, ben = people
    mine = room.must("idea.add", ben, activity=room.step("ideas", 2), text="Pieni kahvila")["idea"]
    room.must("idea.support", ben, idea=1, supports=True)
    room.must("idea.support", ben, idea=2, supports=True)
    room.must("idea.support", ada, idea=mine, supports=True)
    room.must("idea.support", room.comes("cee"), idea=1, supports=True)
    with reading(room.engine) as db:
        assert idea_supports.counts(db, room.forum) == {1: 2, 2: 1, mine: 1}
    room.must("idea.merge", into=1, ideas=[2])
    with reading(room.engine) as db:
        assert idea_supports.counts(db, room.forum) == {1: 2, mine: 1}
    room.must("idea.merge", into=1, ideas=[mine])
    with reading(room.engine) as db:
        assert idea_supports.counts(db, room.forum) == {1: 1}, "ada and ben are its authors now"


@pytest.mark.parametrize("change", [delete(support), insert(support).values(idea=2, participant=1)])
def test_support_that_the_log_does_not_know_is_reported(
    room: Room, people: tuple[Credentials, Credentials], change: object
) -> None:
    room.must("idea.support", people[1], idea=1, supports=True)
    with transaction(room.engine) as db:
        db.execute(change)  # type: ignore[call-overload]
    assert any("support an idea" in problem for problem in verify(str(room.engine.url))["problems"])
