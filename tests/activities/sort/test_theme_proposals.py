"""While the hall sorts, a participant proposes a theme; only facilitators read it until one takes it."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.conftest import Room
from tests.pages.test_phone import Phone, go
from workshop.access.authentication import Credentials


@pytest.fixture
def sorting(room: Room) -> tuple[Room, int]:
    """An open sorting of one idea, with theme A "Meri"."""
    wall = go(room, "ideas", 2)
    room.must("idea.enter", activity=wall, text="Sauna laiturille", source="paper")
    room.must("cluster.add", title="Meri")
    step = int(room.must("activity.add", kind="sort", minutes=3, prompt={"fi": "Mihin?"})["activity"])
    room.must("agenda.go", activity=step)
    return room, step


def waiting(room: Room) -> list[str]:
    return [one["title"] for one in room.sees("facilitators").get("proposal", {}).values()]


def own(room: Room, who: Credentials) -> list[tuple[str, str]]:
    me: dict[str, Any] = next(iter(room.sees_own(who)["me"].values()))
    return [(one["title"], one["state"]) for one in me["proposed"]]


def titles(room: Room) -> list[str]:
    return [one["title"] for one in room.sees("everyone")["cluster"].values()]


def test_only_facilitators_and_its_author_read_a_proposed_theme(sorting: tuple[Room, int]) -> None:
    room, step = sorting
    ada, ben = room.comes("ada"), room.comes("ben")
    before = room.sees("everyone")
    room.must("proposal.add", ada, activity=step, title="  Soita  040 123 4567 ")
    assert room.sees("everyone") == before and own(room, ben) == []
    assert own(room, ada) == [("Soita 040 123 4567", "open")]
    assert waiting(room) == ["Soita 040 123 4567"]
    assert "phone" in next(iter(room.sees("facilitators")["proposal"].values()))["flags"]
    assert room.is_proven()


def test_taking_one_makes_a_theme_for_all_who_proposed_it(sorting: tuple[Room, int]) -> None:
    room, step = sorting
    ada, ben = room.comes("ada"), room.comes("ben")
    room.must("proposal.add", ada, activity=step, title="Lämpö")
    room.must("proposal.add", ben, activity=step, title="lämpö")
    made = room.must("proposal.take", proposal=1)
    assert titles(room) == ["Meri", "Lämpö"] and made["letter"] == "B" and waiting(room) == []
    assert own(room, ada) == [("Lämpö", "taken")] and own(room, ben) == [("lämpö", "taken")]
    assert room.do("proposal.take", proposal=2).code == "changed", "somebody was quicker"
    assert room.is_proven()
    room.must("undo")
    assert titles(room) == ["Meri"] and len(waiting(room)) == 2 and own(room, ben) == [("lämpö", "open")]
    room.must("redo")
    assert titles(room) == ["Meri", "Lämpö"] and waiting(room) == [] and own(room, ben) == [("lämpö", "taken")]
    assert room.is_proven()


def test_dismissing_tells_its_author_and_can_be_undone(sorting: tuple[Room, int]) -> None:
    room, step = sorting
    ada = room.comes("ada")
    room.must("proposal.add", ada, activity=step, title="Lämpö")
    room.must("proposal.dismiss", proposal=1)
    assert waiting(room) == [] and own(room, ada) == [("Lämpö", "dismissed")] and titles(room) == ["Meri"]
    room.must("undo")
    assert waiting(room) == ["Lämpö"] and own(room, ada) == [("Lämpö", "open")]
    assert room.is_proven()


def test_all_that_one_person_proposed_is_dismissed_at_once(sorting: tuple[Room, int]) -> None:
    room, step = sorting
    ada, ben = room.comes("ada"), room.comes("ben")
    for title in ("Yksi", "Kaksi", "Kolme"):
        room.must("proposal.add", ada, activity=step, title=title)
    room.must("proposal.add", ben, activity=step, title="Lämpö")
    firsts = {one["title"]: one["first"] for one in room.sees("facilitators")["proposal"].values()}
    assert firsts == {"Yksi": 1, "Kaksi": 1, "Kolme": 1, "Lämpö": 4}
    room.must("proposal.dismiss", proposal=2, all=True)
    assert waiting(room) == ["Lämpö"] and {state for _, state in own(room, ada)} == {"dismissed"}
    assert room.do("proposal.dismiss", proposal=1, all=True).code == "changed"
    assert room.is_proven()
    room.must("undo")
    assert waiting(room) == ["Yksi", "Kaksi", "Kolme", "Lämpö"] and room.is_proven()


def test_hiding_an_author_takes_their_proposals_along_and_undo_brings_them_back(sorting: tuple[Room, int]) -> None:
    room, step = sorting
    ada, ben = room.comes("ada"), room.comes("ben")
    wall = go(room, "ideas", 2)
    idea = int(str(room.must("idea.add", ada, activity=wall, text="Kesätapahtuma")["idea"]))
    room.must("agenda.go", activity=step)
    for who, title in ((ada, "Yksi"), (ada, "Lämpö"), (ben, "Lämpö")):
        room.must("proposal.add", who, activity=step, title=title)
    made = room.must("author.hide", idea=idea, reason="test")
    assert made["proposals"] == 2 and waiting(room) == ["Lämpö"], "ben's, who proposed the same words"
    assert own(room, ada) == [("Yksi", "dismissed"), ("Lämpö", "dismissed")] and own(room, ben) == [("Lämpö", "open")]
    assert room.is_proven()
    room.must("undo")
    assert waiting(room) == ["Yksi", "Lämpö", "Lämpö"] and own(room, ada) == [("Yksi", "open"), ("Lämpö", "open")]
    assert room.is_proven()
    room.must("redo")
    assert waiting(room) == ["Lämpö"] and room.is_proven()


@pytest.mark.parametrize("verb", ["author.hold", "author.hide"])
def test_nobody_has_to_read_what_a_held_author_proposes(sorting: tuple[Room, int], verb: str) -> None:
    room, step = sorting
    ada, ben = room.comes("ada"), room.comes("ben")
    wall = go(room, "ideas", 2)
    idea = int(str(room.must("idea.add", ada, activity=wall, text="Kesätapahtuma")["idea"]))
    room.must("agenda.go", activity=step)
    room.must(verb, idea=idea, **({"on": True} if verb == "author.hold" else {"reason": "test"}))
    room.must("proposal.add", ada, activity=step, title="Yksi")
    room.must("proposal.add", ben, activity=step, title="Yksi")
    assert waiting(room) == ["Yksi"], "only ben's"
    assert own(room, ada) == [("Yksi", "dismissed")] and own(room, ben) == [("Yksi", "open")]
    room.must("author.hold", idea=idea, on=False)
    room.must("proposal.add", ada, activity=step, title="Kaksi")
    assert waiting(room) == ["Yksi", "Kaksi"] and room.is_proven()


def test_who_was_dismissed_does_not_start_anew(sorting: tuple[Room, int]) -> None:
    """One person cannot keep the facilitators reading: six proposals in a step, but for those that became themes."""
    room, step = sorting
    ada = room.comes("ada")
    taken = room.must("proposal.add", ada, activity=step, title="Valo")["proposal"]
    room.must("proposal.take", proposal=taken)
    for _ in range(2):
        for title in ("Yksi", "Kaksi", "Kolme"):
            last = room.must("proposal.add", ada, activity=step, title=title)["proposal"]
        room.must("proposal.dismiss", proposal=last, all=True)
    assert room.do("proposal.add", ada, activity=step, title="Neljä").code == "proposals_many"
    room.must("proposal.add", room.comes("ben"), activity=step, title="Neljä")
    room.must("agenda.go", activity=room.must("activity.add", kind="sort", minutes=3, prompt={"fi": "Ja?"})["activity"])
    assert waiting(room) == ["Neljä"] and room.is_proven()


def test_what_is_refused(sorting: tuple[Room, int]) -> None:
    room, step = sorting
    ada = room.comes("ada")

    def add(title: str, activity: int = step) -> Any:
        return room.do("proposal.add", ada, activity=activity, title=title)

    assert add(" ").code == "theme_nameless"
    assert (add("x" * 81).code, add("x" * 81).facts) == ("theme_long", {"n": 1})
    there = add("MERI")
    assert (there.code, there.facts) == ("theme_there", {"letter": "A"})
    assert add("Lämpö", room.step("dots")).code in ("not_open", "wrong_activity")
    assert room.do("proposal.add", activity=step, title="Lämpö").code == "rights", "a facilitator makes it"
    assert room.do("proposal.take", ada, proposal=1).code == "rights"
    assert room.do("proposal.take", proposal=9).code == "gone"
    for title in ("Yksi", "Kaksi", "Kolme"):
        room.must("proposal.add", ada, activity=step, title=title)
    assert add("Neljä").code == "proposals_unread"
    room.must("proposal.dismiss", proposal=1)
    room.must("proposal.add", ada, activity=step, title="Neljä")
    room.must("activity.close", activity=step)
    assert add("Viisi").code == "vote_closed"


def test_a_phone_without_scripts_proposes(client: FlaskClient, sorting: tuple[Room, int]) -> None:
    room, step = sorting
    phone = Phone(client, room)
    assert "Puuttuuko teema?" in phone.look()
    assert phone.send("/proposal", activity=step, title="Lämpö").status_code == 303
    assert phone.send("/proposal", activity=step, title="Lämpö").status_code == 303, "a second tap"
    page = phone.look()
    assert page.count("Lämpö") == 1 and "Ohjaaja lukee ehdotuksen" in page and waiting(room) == ["Lämpö"]
    long = phone.send("/proposal", activity=step, title="x" * 82).get_data(as_text=True)
    assert "Teeman nimi on 2 merkkiä liian pitkä." in long and "kahdeksi ideaksi" not in long
    refused = phone.send("/proposal", activity=step, title="meri")
    assert "on jo teema A" in refused.text and 'value="meri"' in refused.text, "the words stay in the field"
    fields = [str(re.findall(r'<input id="proposal"[^>]*>', one)) for one in (long, refused.text)]
    assert all('aria-describedby="unfit" autofocus' in one for one in fields), "the reason stands beside the field"
    assert ['aria-invalid="true"' in one for one in fields] == [True, False]
    room.must("proposal.take", proposal=1)
    assert "Otettiin teemaksi B" in phone.look()


def test_a_step_with_proposals_is_not_removed(sorting: tuple[Room, int]) -> None:
    """They are somebody's words, and the log says that they are there."""
    room, step = sorting
    room.must("proposal.add", room.comes("ada"), activity=step, title="Lämpö")
    room.must("agenda.go", activity=room.step("ideas"))
    assert room.do("activity.remove", activity=step).code == "in_use"
    room.must("proposal.dismiss", proposal=1)
    assert room.do("activity.remove", activity=step).code == "in_use" and room.is_proven()
