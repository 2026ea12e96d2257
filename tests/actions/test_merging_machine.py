"""A property-based state machine for merges of ideas and of themes: whatever two facilitators, authors and voters do in
whatever order, every card is in one place, every person counts at most once for a merged idea, what a voter did not
touch stands where it was given once a merge is taken apart, and undo returns what one's own deed had changed exactly as
it was."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select

from tests.conftest import connected, furnish
from workshop import forum_templates
from workshop.storage import database
from workshop.storage.tables import Cluster, Idea
from workshop.verifier.check import verify

PEOPLE = ("ada", "ben", "eva")
IDEAS = 5
person, lead, number = st.sampled_from(PEOPLE), st.sampled_from(["bea", "cai"]), st.integers(1, IDEAS)
nth = st.integers(0, 5)
several = st.lists(number, min_size=1, max_size=2)
Stored = dict[int, tuple[Any, ...]]


class Duplicates(RuleBasedStateMachine):
    """Five ideas by three people, two facilitators, and a vote that is open from the start or may open at any time."""

    @initialize(voting=st.booleans())
    def begin(self, voting: bool) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.engine = connected(Path(self.folder.name) / "forum.db")
        self.room = furnish(self.engine, forum_templates.load("forum-1"))
        self.leads, self.names = {}, {}
        for one in ("bea", "cai"):
            self.leads[one], self.names[one] = self.room.leader(one)
        self.people = {name: self.room.comes(name) for name in PEOPLE}
        self.step, self.dots = self.room.step("ideas", 1), self.room.step("dots")
        self.room.must("agenda.go", activity=self.step)
        for nth in range(IDEAS):
            self.room.must("idea.add", self.people[PEOPLE[nth % 3]], activity=self.step, text=f"ajatus {nth}")
        self.room.must("activity.reveal", activity=self.step)
        for title in ("Yksi", "Kaksi"):
            self.room.must("cluster.add", title=title)
        self.cast: dict[str, tuple[int, dict[int, int]]] = {}
        self.deeds: dict[int, tuple[Stored, Stored]] = {}
        self.serial = 0
        if voting:
            self.vote_opens()
            for name, marks in zip(PEOPLE, ({1: 1, 2: 2}, {2: 1, 3: 2}, {4: 1, 5: 1}), strict=True):
                self.vote(name, marks)

    def stored(self) -> Stored:
        """The rows of ideas, and under negative numbers those of clusters."""
        with database.reading(self.engine) as db:
            query = select(Idea.__table__).where(Idea.forum == self.room.forum).order_by(Idea.id)
            found = {row.id: tuple(row) for row in db.execute(query)}
            clusters = select(Cluster.__table__).where(Cluster.forum == self.room.forum)
            version = Cluster.__table__.columns.keys().index("version")
            return found | {-row.id: (*row[:version], *row[version + 1 :]) for row in db.execute(clusters)}

    def offered(self, who: str, which: str = "undo") -> dict[str, Any] | None:
        found: dict[str, Any] = self.room.sees("facilitators")["forum"][str(self.room.forum)][which]
        return found.get(self.names[who])

    def does(self, who: str, verb: str, **body: Any) -> None:
        """A facilitator's command, remembered by its row with what it changed."""
        before = self.stored()
        if self.room.do(verb, self.leads[who], **body).ok:
            self.remember(who, before, self.stored())

    def remember(self, who: str, before: Stored, after: Stored) -> None:
        deed = self.offered(who)
        if deed is not None:
            changed = {one for one in after if before.get(one) != after[one]}
            was = {one: before[one] for one in changed if one in before}
            self.deeds[deed["n"]] = was, {one: after[one] for one in changed}

    @rule(who=lead, into=number, ideas=several)
    def merge(self, who: str, into: int, ideas: list[int]) -> None:
        self.does(who, "idea.merge", into=into, ideas=ideas)

    @rule(who=lead, ideas=several)
    def unmerge(self, who: str, ideas: list[int]) -> None:
        self.does(who, "idea.unmerge", ideas=ideas)

    @rule(who=lead, idea=number, hide=st.booleans())
    def moderate(self, who: str, idea: int, hide: bool) -> None:
        self.does(who, "idea.hide" if hide else "idea.show", idea=idea, **({"reason": "test"} if hide else {}))

    @rule(who=lead, ideas=several, theme=st.none() | nth)
    def move(self, who: str, ideas: list[int], theme: int | None) -> None:
        self.does(who, "idea.place", ideas=ideas, cluster=None if theme is None else self.theme(theme))

    def theme(self, nth: int) -> int:
        """One of the themes that were made so far, removed or not."""
        return nth % max(-one for one in self.stored()) + 1

    @rule(who=lead, ideas=several)
    def split(self, who: str, ideas: list[int]) -> None:
        self.does(who, "cluster.add", title="", ideas=ideas)

    @rule(who=lead, theme=nth, into=nth)
    def join(self, who: str, theme: int, into: int) -> None:
        self.does(who, "cluster.merge", cluster=self.theme(theme), into=self.theme(into))

    @rule(who=lead, theme=nth, behind=st.none() | nth)
    def put_in_order(self, who: str, theme: int, behind: int | None) -> None:
        place = None if behind is None else self.theme(behind)
        self.does(who, "cluster.order", cluster=self.theme(theme), behind=place)

    @rule(who=lead, theme=nth, colour=st.sampled_from(["", "red", "blue"]))
    def mark(self, who: str, theme: int, colour: str) -> None:
        self.does(who, "cluster.colour", cluster=self.theme(theme), colour=colour)

    @rule(who=lead, theme=nth)
    def remove_theme(self, who: str, theme: int) -> None:
        self.does(who, "cluster.remove", cluster=self.theme(theme))

    @rule(who=lead, idea=number)
    def reword(self, who: str, idea: int) -> None:
        self.serial += 1
        self.does(who, "idea.reword", idea=idea, text=f"selvästi {self.serial}")

    @rule(who=lead, idea=number, out=st.booleans())
    def leave_out(self, who: str, idea: int, out: bool) -> None:
        self.does(who, "idea.leave_out", idea=idea, out=out)

    @rule(who=lead, idea=number, lang=st.sampled_from(["fi", "sv", ""]))
    def say_language(self, who: str, idea: int, lang: str) -> None:
        self.does(who, "idea.language", idea=idea, lang=lang)

    @rule(who=lead, idea=st.none() | number)
    def show_large(self, who: str, idea: int | None) -> None:
        self.does(who, "screen.spotlight", idea=idea)

    @rule(name=person, idea=number, doubtful=st.booleans())
    def rewrite(self, name: str, idea: int, doubtful: bool) -> None:
        self.serial += 1
        self.room.now += 1
        words = f"toisin {self.serial}" + (" soita 040 123 4567" if doubtful else "")
        self.room.do("idea.edit", self.people[name], idea=idea, text=words)

    @rule(name=person, idea=number, back=st.booleans())
    def withdraw(self, name: str, idea: int, back: bool) -> None:
        self.room.now += 1
        self.room.do("idea.restore" if back else "idea.withdraw", self.people[name], idea=idea)

    @rule()
    def vote_opens(self) -> None:
        self.room.do("agenda.go", activity=self.dots)

    @rule(name=person, marks=st.dictionaries(number, st.integers(1, 2), min_size=1, max_size=3))
    def vote(self, name: str, marks: dict[int, int]) -> None:
        n, before = self.cast.get(name, (0, {}))
        named = {str(one): x for one, x in marks.items() if x}
        if self.room.do("ballot.set", self.people[name], activity=self.dots, n=n + 1, marks=named).ok:
            counts = self.counts_for(self.seen())
            now = {one: x for one, x in marks.items() if x and one in counts}
            self.cast[name] = n + 1, self.stays(now, {one: x for one, x in before.items() if one in counts}, counts)

    @rule(name=person, idea=number, x=st.integers(0, 2))
    def change_one(self, name: str, idea: int, x: int) -> None:
        """As a page does, which shows the marks that count and sends all of them with one changed."""
        own = self.room.sees_own(self.people[name]).get("ballot", {}).get(str(self.dots), {"marks": {}})["marks"]
        lead = self.counts_for(self.seen()).get(idea, idea)
        self.vote(name, {int(one): mark for one, mark in own.items()} | {lead: x})

    def stays(self, now: dict[int, int], before: dict[int, int], counts: dict[int, int]) -> dict[int, int]:
        """The marks of a new ballot: a merged idea whose mark was not touched keeps those that were given before the
        merge, unless that makes more dots than a person has."""
        apart, together = dict[int, int](), dict[int, int]()
        for lead in set(counts.values()):
            new = {one: x for one, x in now.items() if counts[one] == lead}
            old = {one: x for one, x in before.items() if counts[one] == lead}
            same = bool(old) and new == {lead: max(old.values())}
            apart |= old if same else new
            together |= old if same and len(old) == 1 else new
        dots = self.room.sees("everyone")["activity"][str(self.dots)]["settings"]["dots"]
        return apart if sum(apart.values()) <= dots else together

    @rule(who=lead, again=st.booleans())
    def undo(self, who: str, again: bool) -> None:
        verb = "redo" if again else "undo"
        promised, before = self.offered(who, verb), self.stored()
        answer = self.room.do(verb, self.leads[who])
        assert answer.ok == (promised is not None) or answer.code.startswith("undo_")
        after = self.stored()
        if not answer.ok:
            assert after == before
            return
        was, left = self.deeds.get(int(str(answer.made["n"])), ({}, {}))
        if not again and not answer.made["left"] and all(before[one] == left[one] for one in left):
            assert {one: after[one] for one in was} == was, "undo returns what the deed had changed"
            assert {one: row for one, row in after.items() if one not in left} == {
                one: row for one, row in before.items() if one not in left
            }, "and nothing else; a theme that the deed made is removed"
        if again:
            self.remember(who, before, after)

    def seen(self) -> list[dict[str, Any]]:
        """The ideas as facilitators see them."""
        return list(self.room.sees("facilitators")["idea"].values())

    def counts_for(self, ideas: list[dict[str, Any]]) -> dict[int, int]:
        """Idea → the idea that votes on it count for."""
        votable = {one["id"] for one in ideas if one["votable"]}
        found = {one["id"]: one["merged_into"] or one["id"] for one in ideas}
        return {one: into for one, into in found.items() if into in votable}

    @invariant()
    def every_card_is_in_one_place_and_every_person_counts_once(self) -> None:
        seen = self.seen()
        self.each_in_one_place(seen)
        self.each_counts_once(self.counts_for(seen))

    def each_in_one_place(self, seen: list[dict[str, Any]]) -> None:
        ideas = {one["id"]: one for one in seen}
        assert len(ideas) == IDEAS
        inside = [number for one in ideas.values() for number in one["merged"]]
        assert len(inside) == len(set(inside))
        for one in ideas.values():
            assert (one["state"] == "merged") == (one["merged_into"] is not None) == (one["number"] in inside)
            if one["merged_into"] is not None:
                into = ideas[one["merged_into"]]
                assert one["number"] in into["merged"] and into["state"] in ("shown", "private")
        shown = {one["id"] for one in ideas.values() if one["state"] == "shown"}
        assert {one["id"] for one in self.room.sees("everyone").get("idea", {}).values()} == shown
        themes = {one["id"] for one in self.room.sees("facilitators").get("cluster", {}).values()}
        assert {one["cluster"] for one in ideas.values()} <= {None} | themes, "no idea is in a theme that is gone"

    def each_counts_once(self, counts: dict[int, int]) -> None:
        for name, (_, marks) in self.cast.items():
            largest: dict[int, int] = {}
            for one, x in marks.items():
                if one in counts:
                    largest[counts[one]] = max(largest.get(counts[one], 0), x)
            own = self.room.sees_own(self.people[name])["ballot"][str(self.dots)]["marks"]
            assert {int(one): x for one, x in own.items() if int(one) in counts.values()} == largest

    def teardown(self) -> None:
        if not hasattr(self, "engine"):
            return
        self.vote_opens()
        self.room.must("activity.close", activity=self.dots)
        self.room.must("activity.reveal", activity=self.dots)
        counts = self.counts_for(self.seen())
        for row in self.room.sees("everyone")["tally"][str(self.dots)]["rows"]:
            its = [one for one, into in counts.items() if into == row["target"]]
            given = [max((marks.get(one, 0) for one in its), default=0) for _, marks in self.cast.values()]
            assert (row["measures"]["votes"], row["measures"]["voters"]) == (sum(given), sum(map(bool, given)))
        assert verify(str(self.engine.url))["problems"] == []
        self.engine.dispose()
        self.folder.cleanup()


USUAL = settings(
    max_examples=6, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


class TestDuplicates(Duplicates.TestCase):  # type: ignore[name-defined,misc]
    settings = USUAL


@pytest.mark.long
@pytest.mark.timeout(3600)
class TestManyDuplicates(Duplicates.TestCase):  # type: ignore[name-defined,misc]
    """Other evenings at each run: what is found here is mended and gets a test of its own."""

    settings = settings(USUAL, max_examples=150, derandomize=False)
