"""Rebuilds a forum from its log: things from the values that each row records, ballots, hands and people from the rows'
bodies."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from workshop.verifier.database_reader import Row

Values = dict[str, Any]
UNDO = ("undo", "redo")
ENTERED = ("idea.add", "idea.enter", "form.send")
WRITTEN_BY = {
    "idea.add": "idea",
    "idea.enter": "idea",
    "form.send": "idea",
    "ideas.import": "idea",
    "proposal.add": "theme_proposal",
}
"""Command → the table of what it writes for the person who sends it."""
PARTICIPANT = "participant"
RENAMED = {"activity": {"step": "uncovered"}}
"""Table → a column's name in older logs and databases → its name now."""


@dataclass
class RebuiltBallot:
    """One person's ballot after its last row. `exact` is false for rows of older releases, which logged marks that did
    not count."""

    activity: int
    n: int
    marks: dict[int, Any]
    exact: bool
    source: str = "phone"


@dataclass
class Rebuilt:
    """The state after the rows so far."""

    things: dict[tuple[str, int], Values | None] = field(default_factory=dict)
    """(table, id) → column → value; None for what was removed"""
    authors: dict[tuple[str, int], str | None] = field(default_factory=dict)
    """(table, id) of an idea or a proposed theme → the log's name of the participant whose it is; None for an idea that
    a console entered"""
    ballots: dict[str, RebuiltBallot] = field(default_factory=dict)
    brought: dict[int, list[str]] = field(default_factory=dict)
    """row → the ids of the ballots that it brought in from elsewhere"""
    hands: dict[tuple[int, int, int], int] = field(default_factory=dict)
    """(activity, target, mark) → raised hands"""
    papers: dict[tuple[int, int], str] = field(default_factory=dict)
    """(activity, number of a ballot on paper) → the id of the ballot"""
    people: set[str] = field(default_factory=set)
    """the log's names of those who came in"""
    joined: dict[str, int] = field(default_factory=dict)
    """the log's name of a participant → when they came in, in epoch milliseconds"""
    languages: dict[str, str] = field(default_factory=dict)
    ready: set[tuple[int, str]] = field(default_factory=set)
    supports: dict[tuple[str, int], str | None] = field(default_factory=dict)
    """(the log's name of a participant, idea) → the digest of the words that were supported; None in older rows"""
    confirmations: dict[str, tuple[bool, str, int]] = field(default_factory=dict)
    """random id of an answer after the end → whether the results are complete, what is missing, when it was said"""
    background: dict[str, str | tuple[int, int]] = field(default_factory=dict)
    """random id of an answer to a background question → its salted digest; the question and the choice in older rows"""
    placements: dict[tuple[str, int], tuple[int, int | None]] = field(default_factory=dict)
    """(the log's name of a participant, idea) → the cluster suggested for it, and the one that it was in then"""
    undone: dict[int, int] = field(default_factory=dict)
    """row → the row that undid it, as the undoing rows say"""
    marked: dict[int, int] = field(default_factory=dict)
    """row → the row that undid it, as the undone rows are marked"""
    taken_back: dict[int, set[str]] = field(default_factory=dict)
    """row that undid something → the commands of the rows marked with it"""
    silent: set[str] = field(default_factory=set)
    """ids of ballots, of answers after the end and to background questions of which a row was erased"""
    vague: set[int] = field(default_factory=set)
    """rows that undid something and do not say what: erased, or of an older release"""
    posted: list[str | None] = field(default_factory=list)
    """by number, from 1: the words with which an idea was posted; None when they were erased"""
    edited: dict[int, str] = field(default_factory=dict)
    """idea → the words of its last change in a row that does not record its values"""

    def add(self, row: Row, old: bool) -> Iterator[str]:
        """Replay the next row. Yields a problem for a row that this program would not write."""
        if row["undone_by"] is not None:
            self.marked[row["n"]] = row["undone_by"]
            self.taken_back.setdefault(row["undone_by"], set()).add(row["command"])
        if row["body"] is None:
            self._erased(row)
            return
        try:
            body = json.loads(row["body"])
            self._things(row, body.get("left", {}))
            self._said(row, body, old)
        except (ValueError, TypeError, KeyError, AttributeError):
            yield f"row {row['n']}: it says nothing that can be understood"

    def _erased(self, row: Row) -> None:
        if row["command"] in ("ballot.set", "results.confirm", "background.answer"):
            self.silent.add(row["actor"])
        elif row["command"] in ENTERED:
            self.posted.append(None)
        elif row["command"] == "participant.join":
            self.people.add(row["actor"])
        elif row["command"] in UNDO:
            self.vague.add(row["n"])

    def _things(self, row: Row, left: dict[str, dict[str, Any]]) -> None:
        for table, things in left.items():
            for name, values in things.items():
                if table == "hands":
                    self.hands |= {(int(name), *_counted(of)): count for of, count in values.items()}
                elif table == "paper_ballot":
                    self._on_paper(int(name), values)
                elif values is None:
                    self.things[table, int(name)] = None
                else:
                    self.things[table, int(name)] = {
                        **(self.things.get((table, int(name))) or {}),
                        **renamed(table, values),
                    }
                    if WRITTEN_BY.get(row["command"]) == table:
                        self.authors[table, int(name)] = row["actor"] if row["role"] == PARTICIPANT else None

    def _said(self, row: Row, body: dict[str, Any], old: bool) -> None:
        says = _SAYS.get(row["command"])
        if says is not None:
            says(self, row, body, old)

    def _is_ready(self, name: str, body: dict[str, Any]) -> None:
        (self.ready.add if body["done"] else self.ready.discard)((body["activity"], name))

    def _confirmed(self, row: Row, body: dict[str, Any]) -> None:
        self.confirmations[row["actor"]] = body["complete"], body["missing"], row["at"]

    def _posted(self, ideas: list[dict[str, Any]]) -> None:
        self.posted += [str(one["text"]) for one in ideas]

    def _edited(self, body: dict[str, Any]) -> None:
        """Newer rows record the values that they left."""
        if "left" not in body:
            self.edited[body["idea"]] = str(body["text"])

    def _raised(self, body: dict[str, Any]) -> None:
        """As `_edited`; older releases counted only hands for the mark 1."""
        if "left" not in body:
            self.hands[body["activity"], body["target"], 1] = body["count"]

    def _supported(self, name: str, body: dict[str, Any]) -> None:
        self.supports.pop((name, body["idea"]), None)
        if body["supports"]:
            self.supports[name, body["idea"]] = body.get("seen")

    def _suggested(self, name: str, body: dict[str, Any]) -> None:
        self.placements.pop((name, body["idea"]), None)
        if body["cluster"] is not None:
            self.placements[name, body["idea"]] = body["cluster"], body["away_from"]

    def _answered(self, name: str, body: dict[str, Any]) -> None:
        self.background.pop(name, None)
        if "digest" not in body and body["choice"] is not None:
            self.background[name] = body["question"], body["choice"]
        elif body.get("digest") is not None:
            self.background[name] = str(body["digest"])

    def _reads(self, row: Row, language: str) -> None:
        """Whoever is in already and joins again only chooses a language."""
        if row["command"] == "participant.join" and row["actor"] not in self.people:
            self.people.add(row["actor"])
            self.joined[row["actor"]] = row["at"]
        self.languages[row["actor"]] = language

    def _ballot(self, name: str, body: dict[str, Any], old: bool) -> None:
        before = self.ballots.get(name)
        if before is None or body["n"] > before.n:
            marks = {target: x for target, x in _by_target(body["marks"]).items() if x or not old}
            self.ballots[name] = RebuiltBallot(body["activity"], body["n"], marks, not old)

    def _on_paper(self, activity: int, entered: dict[str, Any]) -> None:
        for number, its in entered.items():
            self.ballots.pop(self.papers.pop((activity, int(number)), ""), None)
            if its is not None:
                self.papers[activity, int(number)] = its["ballot"]
                marks = _by_target(its["marks"])
                self.ballots[its["ballot"]] = RebuiltBallot(activity, int(number), marks, True, "paper")

    def _imported(self, row: Row, body: dict[str, Any]) -> None:
        self.brought[row["n"]] = list(body["ballots"])
        for name, marks in body["ballots"].items():
            self.ballots[name] = RebuiltBallot(body["activity"], 0, _by_target(marks), True, "import")

    def _taken_back(self, row: int) -> None:
        for name in self.brought.get(row, ()):
            self.ballots.pop(name, None)

    def _undo(self, row: Row, body: dict[str, Any]) -> None:
        if isinstance(body.get("n"), int):
            self.undone[body["n"]] = row["n"]
        else:
            self.vague.add(row["n"])

    @property
    def hands_vague(self) -> bool:
        """Whether raised hands may have been changed by a row that does not say so: an older release's undo, or an
        erased one."""
        return any(self.taken_back.get(n, {"hands.set"}) & {"hands.set", *UNDO} for n in self.vague)

    def undo_problems(self) -> Iterator[str]:
        """Where the marks on undone rows differ from what the undoing rows say."""
        for n, by in self.undone.items():
            if self.marked.get(n) != by:
                yield f"row {n} was taken back by row {by}, but is not marked so"
        for n, by in self.marked.items():
            if self.undone.get(n) != by and by not in self.vague:
                yield f"row {n} is marked as taken back by row {by}, which did not do that"


def _by_target(marks: dict[str, Any]) -> dict[int, Any]:
    return {int(target): x for target, x in marks.items()}


def _by_number(ideas: dict[str, Values]) -> list[Values]:
    return sorted(ideas.values(), key=lambda one: int(one["number"]))


def _counted(of: str) -> tuple[int, int]:
    """Target and mark of a count of hands, of `target:mark`. Older releases counted only hands for the mark 1, and
    wrote no mark."""
    target, _, mark = of.partition(":")
    return int(target), int(mark or 1)


def renamed(table: str, values: Values) -> Values:
    """Values by the columns' names of today."""
    names = RENAMED.get(table, {})
    return {names.get(column, column): value for column, value in values.items()}


_SAYS: dict[str, Callable[[Rebuilt, Row, dict[str, Any], bool], None]] = {
    "ballot.set": lambda it, row, body, old: it._ballot(row["actor"], body, old),
    "participant.join": lambda it, row, body, old: it._reads(row, body["language"]),
    "participant.language": lambda it, row, body, old: it._reads(row, body["language"]),
    "activity.done": lambda it, row, body, old: it._is_ready(row["actor"], body),
    "idea.support": lambda it, row, body, old: it._supported(row["actor"], body),
    "placement.suggest": lambda it, row, body, old: it._suggested(row["actor"], body),
    "results.confirm": lambda it, row, body, old: it._confirmed(row, body),
    "background.answer": lambda it, row, body, old: it._answered(row["actor"], body),
    "personal.delete": lambda it, row, body, old: it.background.clear(),
    **dict.fromkeys(ENTERED, lambda it, row, body, old: it._posted([body])),
    "ideas.import": lambda it, row, body, old: it._posted(_by_number(body["left"]["idea"])),
    "ballots.import": lambda it, row, body, old: it._imported(row, body),
    "ballots.take_back": lambda it, row, body, old: it._taken_back(body["row"]),
    "idea.edit": lambda it, row, body, old: it._edited(body),
    "hands.set": lambda it, row, body, old: it._raised(body),
    **dict.fromkeys(UNDO, lambda it, row, body, old: it._undo(row, body)),
}
"""Command → what its row says beside the values that it left."""
