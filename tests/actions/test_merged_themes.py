"""Themes that are joined, parted or removed while people vote on them or sort ideas into them: phones show what their
ballots say, and each person's votes count once."""

import random
from typing import Any

import pytest

from tests.conftest import Room
from workshop.access import authentication
from workshop.access.authentication import Credentials
from workshop.projections.participant_private_view import own_changes
from workshop.storage.database import reading
from workshop.storage.tables import Forum, Participant
from workshop.verifier.check import verify

Themes = dict[str, int]


@pytest.fixture
def themes(room: Room) -> Themes:
    """Four themes and three ideas, by name; the ideas are "1", "2" and "3"."""
    wall = room.step("ideas", 2)
    room.must("agenda.go", activity=wall)
    made = {name: room.must("idea.enter", activity=wall, text=f"Idea {name}", source="paper")["idea"] for name in "123"}
    made |= {title: room.must("cluster.add", title=title, ideas=[])["cluster"] for title in "ABCD"}
    return {name: int(str(one)) for name, one in made.items()}


def opened(room: Room, kind: str, **settings: Any) -> int:
    step = int(room.must("activity.add", kind=kind, minutes=5, prompt={"fi": "Mikä?"}, settings=settings)["activity"])
    room.must("agenda.go", activity=step)
    return step


def ballot(room: Room, step: int, who: Credentials) -> dict[str, int]:
    found: dict[str, int] = room.sees_own(who)["ballot"][str(step)]["marks"]
    return found


def votes(room: Room, step: int) -> tuple[int, dict[int, list[int]]]:
    """How many people count, and theme → how many gave it each mark, of a result that is shown now."""
    room.must("activity.reveal", activity=step)
    tally = room.sees("everyone")["tally"][str(step)]
    rows = {row["target"]: [row["measures"][f"rated_{mark}"] for mark in range(1, 6)] for row in tally["rows"]}
    return tally["facts"]["ballots"], rows


class Phones:
    """What each phone shows: its snapshot and what it was sent since."""

    def __init__(self, room: Room, people: list[Credentials]) -> None:
        self.room, self.people = room, people
        self.shown = {who.device: room.sees_own(who) for who in people}
        with reading(room.engine) as db:
            found = [authentication.participant(db, who.device, db.get_one(Forum, room.forum)) for who in people]
            self.ids = {one.id: who for one, who in zip(found, people, strict=True) if isinstance(one, Participant)}

    def hear(self, seen: int) -> None:
        """Hear what the commands since this number of effects send, as the broadcaster reads it."""
        for effect in self.room.effects[seen:]:
            with reading(self.room.engine) as db:
                own, voters = (people & self.ids.keys() for people in (effect.own, effect.voters))
                sent = own_changes(db, own, voters, effect.ballots)
            for person, projection in sent.items():
                for kind, its in projection.put.items():
                    told = {str(one): shape for one, shape in its.items()}
                    self.shown[self.ids[person].device].setdefault(kind, {}).update(told)

    def ballots(self) -> list[dict[str, Any]]:
        return [_marks(self.shown[who.device]) for who in self.people]

    def reloaded(self) -> list[dict[str, Any]]:
        return [_marks(self.room.sees_own(who)) for who in self.people]


def _marks(own: dict[str, Any]) -> dict[str, Any]:
    papers = own["ballot"].items()
    return {step: dict(one["marks"] if isinstance(one, dict) else one.marks) for step, one in papers}


def test_every_phone_shows_its_ballot_whatever_happens_to_themes(room: Room, themes: Themes) -> None:
    """Nobody is done: what a phone shows is what its next tap sends."""
    chance, people = random.Random(17), [room.comes(name) for name in ("ada", "ben", "cee")]
    step, names = opened(room, "sort", hand=4), [themes[name] for name in "ABCD"]
    for n, who in enumerate(people):
        room.must("ballot.deal", who, activity=step)
        given = {str(themes[idea]): names[(n + int(idea)) % 4] for idea in "123"}
        room.must("ballot.set", who, activity=step, n=1, marks=given)
    step = opened(room, "rating", of="clusters")
    for n, who in enumerate(people):
        room.must("ballot.set", who, activity=step, n=1, marks={str(names[n]): 5, str(names[n + 1]): 1})
    phones, changes = Phones(room, people), 0
    for _ in range(60):
        one, into = chance.sample(names, 2)
        seen, verb = len(room.effects), chance.choice(("cluster.merge", "cluster.remove", "undo", "undo", "redo"))
        body: dict[str, Any] = {
            "cluster.merge": {"cluster": one, "into": into},
            "cluster.remove": {"cluster": one},
        }.get(verb, {})
        changes += room.do(verb, **body).ok
        phones.hear(seen)
        assert phones.ballots() == phones.reloaded(), f"after {verb} {body}"
    assert changes > 30 and verify(str(room.engine.url))["problems"] == []


def rated(room: Room, themes: Themes) -> tuple[int, list[Credentials]]:
    """A closed rating: three rated A, the first also B; the last only C."""
    step, people = opened(room, "rating", of="clusters"), [room.comes(name) for name in ("ada", "ben", "cee", "dee")]
    papers: list[dict[str, int]] = [{"A": 5, "B": 3}, {"A": 5}, {"A": 4}, {"C": 2}]
    for who, marks in zip(people, papers, strict=True):
        given = {str(themes[name]): mark for name, mark in marks.items()}
        room.must("ballot.set", who, activity=step, n=1, marks=given)
    room.must("activity.close", activity=step)
    return step, people


def test_votes_go_with_a_theme_that_is_joined_to_another_before_the_result(room: Room, themes: Themes) -> None:
    step, (ada, *_) = rated(room, themes)
    room.must("cluster.merge", cluster=themes["A"], into=themes["B"])
    assert ballot(room, step, ada).keys() == {str(themes["B"])}
    people, rows = votes(room, step)
    assert people == 4 and sum(rows[themes["B"]]) == 3 and themes["A"] not in rows
    assert sum(rows[themes["B"]][3:]) >= 2, "each with the mark that was given"
    for theme in ("B", "A"):
        answer = room.do("cluster.remove", cluster=themes[theme])
        assert answer.code == ("result_shown" if theme == "B" else "gone")
    assert not room.do("cluster.rename", cluster=themes["B"], title="Muu", version=1).ok, "its votes are for another"


def test_parting_joined_themes_gives_each_its_votes_again(room: Room, themes: Themes) -> None:
    step, (ada, *_) = rated(room, themes)
    before = ballot(room, step, ada)
    room.must("cluster.merge", cluster=themes["A"], into=themes["B"])
    room.must("cluster.merge", cluster=themes["B"], into=themes["C"])
    assert ballot(room, step, ada).keys() == {str(themes["C"])}
    room.must("undo")
    room.must("undo")
    assert ballot(room, step, ada) == before
    people, rows = votes(room, step)
    assert people == 4 and [sum(rows[themes[name]]) for name in "ABCD"] == [3, 1, 1, 0]


def test_a_shown_result_does_not_change_when_themes_are_parted(room: Room, themes: Themes) -> None:
    step, _ = rated(room, themes)
    room.must("cluster.merge", cluster=themes["A"], into=themes["B"])
    shown = votes(room, step)
    for _ in range(3):
        room.do("undo")
    assert votes(room, step) == shown


def test_a_theme_whose_votes_wait_to_be_counted_is_not_removed(room: Room, themes: Themes) -> None:
    step, _ = rated(room, themes)
    assert room.do("cluster.remove", cluster=themes["A"]).code == "theme_voted"
    room.must("cluster.remove", cluster=themes["D"])
    room.must("cluster.merge", cluster=themes["A"], into=themes["B"])
    assert room.do("cluster.remove", cluster=themes["B"]).code == "theme_voted", "it has the votes of the other one"
    room.must("activity.open", activity=step)
    room.must("cluster.remove", cluster=themes["B"])


def test_who_rated_only_what_was_removed_since_has_rated_and_is_told_apart(room: Room, themes: Themes) -> None:
    """The progress of the vote and the participation in reports count them, so the result does as well."""
    step, _ = rated(room, themes)
    room.must("activity.open", activity=step)
    room.must("cluster.remove", cluster=themes["C"])
    room.must("activity.close", activity=step)
    people, _ = votes(room, step)
    assert people == room.sees("everyone")["activity"][str(step)]["voted"] == 4
    assert room.sees("everyone")["tally"][str(step)]["facts"]["void"] == 1
