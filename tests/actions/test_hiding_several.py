"""Several ideas hidden as one deed, each for its own reason: one row in the log, one undo, and what their authors or a
colleague did meanwhile stays."""

from typing import Any

import pytest
from sqlalchemy import func, select

from tests.conftest import Room
from workshop.access.authentication import Credentials
from workshop.contract.commands.moderation import Hiding
from workshop.storage.database import reading
from workshop.storage.tables import log

ADA, BEN = Credentials(device="device-of-ada"), Credentials(device="device-of-ben")


@pytest.fixture
def room(room: Room) -> Room:
    """Six ideas, the first three by Ada, the others by Ben."""
    for name in ("ada", "ben"):
        room.comes(name)
    room.must("agenda.go", activity=room.step("ideas"))
    for n in range(6):
        room.must("idea.add", ADA if n < 3 else BEN, activity=room.step("ideas"), text=f"Toive {n}")
    return room


@pytest.fixture
def colleague(room: Room) -> Credentials:
    return room.leader("Bea")[0]


def of(*reasons: str, first: int = 1) -> dict[str, Any]:
    """Ideas from the `first` on, each with its reason."""
    return {"hidings": [Hiding(idea=first + at, reason=reason) for at, reason in enumerate(reasons)]}


def told(room: Room) -> list[str]:
    """Of each idea the reason for which it is hidden, else its state."""
    return [idea["reason"] or idea["state"] for idea in room.sees("facilitators")["idea"].values()]


def rows(room: Room) -> int:
    with reading(room.engine) as db:
        return int(db.scalar(select(func.count()).where(log.c.forum == room.forum)) or 0)


def test_each_is_hidden_for_its_own_reason_and_one_undo_takes_all_back(room: Room) -> None:
    before, count = room.sees("everyone"), rows(room)
    assert room.must("ideas.hide", **of("insult", "personal", "insult")) == {"ideas": [1, 2, 3]}
    assert told(room) == ["insult", "personal", "insult", "shown", "shown", "shown"]
    assert rows(room) == count + 1 and room.is_proven()
    assert room.must("undo")["command"] == "ideas.hide"
    assert room.sees("everyone") == before
    room.must("redo")
    assert told(room)[:3] == ["insult", "personal", "insult"] and room.is_proven()


def test_what_was_withdrawn_or_hidden_meanwhile_stays_so(room: Room, colleague: Credentials) -> None:
    """Undo of the one who was quicker shows nothing that the other has hidden, too; undo of the other then shows it."""
    room.must("ideas.hide", colleague, **of("advert", "advert"))
    room.must("idea.withdraw", ADA, idea=3)
    assert room.must("ideas.hide", **of("insult", "insult", "insult", first=2)) == {"ideas": [4]}
    assert told(room) == ["advert", "advert", "withdrawn", "insult", "shown", "shown"]
    assert room.must("undo", colleague)["left"] == 1
    assert told(room) == ["shown", "advert", "withdrawn", "insult", "shown", "shown"]
    room.must("undo")
    assert told(room) == ["shown", "shown", "withdrawn", "shown", "shown", "shown"] and room.is_proven()


def test_who_hides_again_what_was_taken_back_hides_all_of_it(room: Room, colleague: Credentials) -> None:
    room.must("ideas.hide", colleague, **of("advert", "advert"))
    room.must("ideas.hide", **of("insult", "insult", first=2))
    room.must("undo", colleague)
    room.must("undo")
    room.must("redo", colleague)
    assert told(room)[:3] == ["advert", "advert", "shown"]
    room.must("redo")
    assert told(room)[:3] == ["advert", "advert", "insult"]
    room.must("undo", colleague)
    assert told(room)[:3] == ["shown", "advert", "insult"]
    room.must("undo")
    assert told(room)[:3] == ["shown"] * 3 and room.is_proven()


def test_an_idea_that_its_author_changed_meanwhile_is_not_shown_unread(room: Room, colleague: Credentials) -> None:
    room.must("ideas.hide", colleague, **of("advert", "advert"))
    room.now += 1000
    room.must("idea.edit", ADA, idea=2, text="Toisin")
    room.must("ideas.hide", **of("insult", "insult", first=2))
    room.must("undo", colleague)
    room.must("undo")
    assert told(room)[:3] == ["shown", "insult", "shown"]


def test_one_idea_hidden_by_a_colleague_too_is_shown_once_both_have_taken_it_back(
    room: Room, colleague: Credentials
) -> None:
    room.must("ideas.hide", colleague, **of("advert", "advert"))
    room.must("idea.hide", idea=2, reason="insult")
    room.must("undo", colleague)
    assert told(room)[:2] == ["shown", "insult"]
    room.must("undo")
    assert told(room)[:2] == ["shown", "shown"] and room.is_proven()


def test_an_author_held_by_both_writes_freely_once_both_have_taken_it_back(room: Room, colleague: Credentials) -> None:
    room.must("author.hide", colleague, idea=1, reason="advert")
    room.must("author.hold", idea=1, on=True)
    room.must("undo", colleague)
    assert told(room)[:3] == ["shown"] * 3

    def state_of_the_next(text: str) -> str:
        room.now += 60_000
        room.must("idea.add", ADA, activity=room.step("ideas"), text=text)
        return told(room)[-1]

    assert state_of_the_next("Odottaa") == "waiting", "the other still holds"
    room.must("undo")
    assert state_of_the_next("Vapaa") == "shown" and room.is_proven()


def test_a_merged_idea_that_both_hid_comes_back_into_its_merge(room: Room, colleague: Credentials) -> None:
    room.must("idea.merge", into=5, ideas=[2])
    before = room.sees("facilitators")["idea"]
    room.must("ideas.hide", colleague, **of("advert", "advert"))
    room.must("ideas.hide", **of("insult", "insult", first=2))
    room.must("undo", colleague)
    room.must("undo")
    assert room.sees("facilitators")["idea"] == before and room.is_proven()


def test_an_idea_that_both_merged_is_on_its_own_once_both_have_taken_it_back(
    room: Room, colleague: Credentials
) -> None:
    before = room.sees("facilitators")["idea"]
    room.must("idea.merge", colleague, into=1, ideas=[2, 3])
    room.must("idea.merge", into=4, ideas=[2])
    assert room.must("undo", colleague)["left"] == 1
    room.must("undo")
    assert room.sees("facilitators")["idea"] == before and room.is_proven()


def test_a_colleague_who_hid_all_of_them_was_quicker(room: Room, colleague: Credentials) -> None:
    room.must("ideas.hide", colleague, **of("advert", "advert"))
    assert room.must("ideas.hide", **of("insult", "insult")) == {"ideas": []}
    assert told(room)[:2] == ["advert", "advert"] and room.do("undo", colleague).code == "undo_changed"


def test_nothing_is_hidden_for_a_reason_that_nobody_offers_or_once_all_are_withdrawn(room: Room) -> None:
    assert room.do("ideas.hide", **of("insult", "own-7")).code == "reason_gone"
    assert told(room) == ["shown"] * 6
    room.must("idea.withdraw", ADA, idea=1)
    assert room.do("ideas.hide", **of("insult")).code == "idea_gone"


def test_the_lead_of_a_merge_is_hidden_with_a_part_of_it_and_all_come_back(room: Room) -> None:
    room.must("idea.merge", into=1, ideas=[2, 4])
    before = room.sees("facilitators")["idea"]
    room.must("ideas.hide", **of("insult", "personal"))
    assert told(room) == ["insult", "personal", "shown", "shown", "shown", "shown"]
    room.must("undo")
    assert room.sees("facilitators")["idea"] == before and room.is_proven()


def test_two_hundred_are_one_row(room: Room) -> None:
    room.ideas_on_paper(room.step("ideas"), 200)
    count = rows(room)
    assert len(room.must("ideas.hide", **of(*["test"] * 200, first=7))["ideas"]) == 200  # type: ignore[arg-type]
    assert rows(room) == count + 1
    room.must("undo")
    assert set(told(room)) == {"shown"} and room.is_proven()
