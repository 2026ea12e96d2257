"""What belongs to another forum is out of reach: a facilitator or a phone of one evening changes nothing in another."""

from typing import Any

import msgspec
import pytest

from tests.conftest import Room, furnish
from workshop import forum_templates
from workshop.access.authentication import Credentials, desk_hash
from workshop.actions import writer
from workshop.actions.registry import UNDO
from workshop.contract import COMMANDS
from workshop.contract.base import TAKE_PART
from workshop.contract.commands.clusters import IdeasInto, NewCluster, NewName
from workshop.contract.commands.imported_ideas_and_ballots import ImportedIdea
from workshop.contract.commands.moderation import Hiding

ADA = Credentials(device="device-of-ada")
IDS = {"idea", "ideas", "into", "others", "cluster", "behind", "activity", "link", "proposal", "clusters", "target"}
"""The fields that name things of a forum."""


@pytest.fixture
def there(room: Room) -> tuple[Room, dict[str, int]]:
    """A forum with an idea, a theme, a vote and a link, and their ids."""
    room.comes("ada")
    wall = room.step("ideas")
    room.must("agenda.go", activity=wall)
    ids = {"wall": wall, "vote": room.step("dots")}
    ids["idea"] = room.must("idea.add", ADA, activity=wall, text="Keinu")["idea"]
    ids["cluster"] = room.must("cluster.add", title="Puisto", ideas=[])["cluster"]
    sort = room.must("activity.add", kind="sort", minutes=3, prompt={"fi": "Mihin?"})["activity"]
    room.must("agenda.go", activity=sort)
    ids |= {"sort": sort, "proposal": room.must("proposal.add", ADA, activity=sort, title="Ranta")["proposal"]}
    ids["link"] = room.must("link.add", secret_hash=desk_hash("a secret"), label="")["link"]
    return room, ids


FORM = {"text": "x", "description": "x", "wished": "", "group": "x", "sealed": ""}
CASES: list[tuple[str, dict[str, Any], str]] = [
    ("idea.add", {"activity": "wall", "text": "x"}, "gone"),
    ("idea.edit", {"idea": "idea", "text": "x"}, "idea_gone"),
    ("idea.withdraw", {"idea": "idea"}, "idea_gone"),
    ("idea.support", {"idea": "idea", "supports": True}, "idea_gone"),
    ("ballot.set", {"activity": "vote", "n": 1, "marks": {}}, "gone"),
    ("activity.done", {"activity": "wall", "done": True}, "gone"),
    ("idea.enter", {"activity": "wall", "text": "x", "source": "paper"}, "gone"),
    ("idea.hide", {"idea": "idea", "reason": "test"}, "idea_gone"),
    ("ideas.hide", {"hidings": [Hiding(idea=1, reason="test")]}, "idea_gone"),
    ("idea.show", {"idea": "idea"}, "idea_gone"),
    ("ideas.show", {"ideas": ["idea"]}, "idea_gone"),
    ("idea.leave_out", {"idea": "idea", "out": True}, "idea_gone"),
    ("idea.language", {"idea": "idea", "lang": "sv"}, "idea_gone"),
    ("idea.place", {"ideas": ["idea"], "cluster": None}, "idea_gone"),
    ("idea.place", {"ideas": [], "cluster": "cluster"}, "gone"),
    ("ideas.place", {"places": [IdeasInto(cluster=1, ideas=[1])]}, "gone"),
    ("suggestion.dismiss", {"idea": "idea", "cluster": "cluster"}, "idea_gone"),
    ("cluster.add", {"title": "x", "ideas": ["idea"]}, "idea_gone"),
    ("clusters.add", {"clusters": [NewCluster(title="x", ideas=[1])]}, "idea_gone"),
    ("cluster.rename", {"cluster": "cluster", "title": "x", "version": 1}, "gone"),
    ("clusters.rename", {"names": [NewName(cluster=1, title="x", version=1)]}, "gone"),
    ("cluster.remove", {"cluster": "cluster"}, "gone"),
    ("cluster.merge", {"cluster": "cluster", "into": "cluster"}, "gone"),
    ("cluster.order", {"cluster": "cluster", "behind": None}, "gone"),
    ("cluster.colour", {"cluster": "cluster", "colour": "red"}, "gone"),
    ("screen.spotlight", {"idea": "idea"}, "idea_gone"),
    ("screen.cluster", {"cluster": "cluster"}, "gone"),
    ("screen.uncover", {"activity": "vote", "uncovered": 1}, "gone"),
    ("screen.vote", {"vote": "vote"}, "gone"),
    ("agenda.go", {"activity": "wall"}, "gone"),
    ("activity.open", {"activity": "wall"}, "gone"),
    ("activity.close", {"activity": "wall"}, "gone"),
    ("activity.reveal", {"activity": "vote"}, "gone"),
    ("activity.time", {"activity": "wall", "seconds": 60}, "gone"),
    ("hands.set", {"activity": "vote", "target": 1, "count": 1}, "gone"),
    ("activity.move", {"activity": "wall", "position": 1}, "gone"),
    ("activity.remove", {"activity": "wall"}, "gone"),
    ("activity.recall", {"activity": "wall", "earlier": None}, "gone"),
    (
        "activity.schedule",
        {"activity": "wall", "opens_at": None, "due_at": None, "late_minutes": 0, "version": 1},
        "gone",
    ),
    (
        "activity.edit",
        {"activity": "wall", "minutes": 1, "prompt": {}, "instruction": {}, "settings": {}, "version": 1},
        "gone",
    ),
    ("link.revoke", {"link": "link"}, "gone"),
    ("activity.clock", {"activity": "wall", "ends_at": None}, "gone"),
    ("author.hide", {"idea": "idea", "reason": "test"}, "idea_gone"),
    ("author.hold", {"idea": "idea", "on": True}, "idea_gone"),
    ("ballot.deal", {"activity": "sort"}, "gone"),
    ("cluster.restore", {"cluster": "cluster", "ideas": []}, "changed"),
    ("idea.decided", {"idea": "idea", "state": "hidden", "reason": None, "flags": [], "masked": []}, "idea_gone"),
    ("idea.mask", {"idea": "idea"}, "idea_gone"),
    ("idea.merge", {"into": "idea", "ideas": ["idea"]}, "idea_gone"),
    ("idea.restore", {"idea": "idea"}, "idea_gone"),
    ("idea.review", {"idea": "idea"}, "idea_gone"),
    ("idea.reword", {"idea": "idea", "text": "x"}, "idea_gone"),
    ("idea.unmerge", {"ideas": ["idea"]}, "idea_gone"),
    (
        "idea.words",
        {"idea": "idea", "text": "x", "original": None, "lang": "fi", "flags": [], "masked": []},
        "idea_gone",
    ),
    ("placement.dismiss", {"idea": "idea", "cluster": "cluster", "dismissed": True}, "idea_gone"),
    ("placement.suggest", {"idea": "idea", "cluster": "cluster"}, "idea_gone"),
    ("proposal.add", {"activity": "sort", "title": "x"}, "gone"),
    ("proposal.decided", {"proposal": "proposal", "state": "taken", "cluster": None}, "gone"),
    ("proposal.dismiss", {"proposal": "proposal"}, "gone"),
    ("proposal.take", {"proposal": "proposal"}, "gone"),
    ("ideas.answer", {"ideas": ["idea"], "status": "done", "words": {}}, "idea_gone"),
    ("cluster.answer", {"cluster": "cluster", "status": "done", "words": {}}, "gone"),
    ("sort.take", {"activity": "sort", "share": 50}, "gone"),
    ("ideas.import", {"activity": "wall", "ideas": [ImportedIdea(text="x")]}, "gone"),
    ("ballots.import", {"activity": "sort", "ballots": [{}]}, "gone"),
    ("ballots.take_back", {"activity": "sort", "row": 1}, "gone"),
    ("form.send", {"activity": "wall", **FORM}, "gone"),
    ("form.change", {"idea": "idea", **FORM}, "idea_gone"),
    ("contacts.remove", {"idea": "idea"}, "gone"),
    (
        "programme.set",
        {"idea": "idea", "listed": True, "starts_at": None, "ends_at": None, "place": ""},
        "idea_gone",
    ),
    ("ballot.enter", {"activity": "vote", "marks": {}}, "gone"),
    ("forum.early", {"activity": "wall", "opens_at": None, "due_at": None}, "gone"),
]


@pytest.mark.parametrize("key", [{}, {"key": UNDO}], ids=["sent", "undone"])
def test_nothing_of_another_forum_is_changed(
    there: tuple[Room, dict[str, int]], key: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if key:  # what undo runs does not come by the queue, which takes no such key
        monkeypatch.setattr(writer, "checked", lambda command: command)
    other, ids = there
    here, before = furnish(other.engine, forum_templates.load("forum-1")), other.sees("facilitators")
    here.comes("ada")
    said = []
    for verb, body, _ in CASES:
        fields = {name: filled(value, ids) for name, value in body.items()}
        answer = here.do(verb, ADA, **fields) if COMMANDS[verb].needs == TAKE_PART else here.do(verb, **fields, **key)
        said.append((verb, answer.code))
    assert said == [(verb, code) for verb, _, code in CASES]
    assert other.sees("facilitators") == before


def test_every_command_that_names_a_thing_is_among_them() -> None:
    """But the undo of a dismissed suggestion, which changes nothing."""
    naming = {
        verb
        for verb, kind in COMMANDS.items()
        if not kind.of_house and IDS & {field.name for field in msgspec.structs.fields(kind)}
    }
    assert naming - {verb for verb, _, _ in CASES} == {"suggestion.restore"}


def test_themes_of_another_forum_take_no_letter_away(there: tuple[Room, dict[str, int]]) -> None:
    here = furnish(there[0].engine, forum_templates.load("forum-1"))
    assert [here.must("cluster.add", title="")["letter"] for _ in range(2)] == ["A", "B"]


def filled(value: Any, ids: dict[str, int]) -> Any:
    """The value with names of things replaced by their ids in the other forum."""
    if isinstance(value, list):
        return [filled(one, ids) for one in value]
    return ids.get(value, value) if isinstance(value, str) else value
