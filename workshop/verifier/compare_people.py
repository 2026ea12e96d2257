"""Compares what the tables say of people with the log: who came in and when, in which language they read, who is ready,
whose ideas and proposed themes there are, what they suggest and support, what is said of the results, and what was
answered to background questions."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from workshop.verifier.database_reader import Row, Source
from workshop.verifier.rebuild import Rebuilt

WRITTEN = {"idea": "idea {number}", "theme_proposal": "proposed theme {id}"}
"""Table of what people write → what a row is called."""


@dataclass
class ComparedPeople:
    """One forum's people against its log. `sure` is false when rows of it were erased or are of an older release."""

    source: Source
    forum: int
    rebuilt: Rebuilt
    sure: bool

    def problems(self) -> Iterator[str]:
        """Everything that differs from what the log says."""
        for table, called in WRITTEN.items():
            yield from self._authors(table, called)
        there = {row["pid"]: row for row in self.source.rows("SELECT * FROM participant WHERE forum = ?", self.forum)}
        extra, fewer = len(there.keys() - self.rebuilt.people), len(self.rebuilt.people - there.keys())
        if extra:
            yield f"{extra} people are in the tables who never came in"
        if fewer:
            yield f"{fewer} people who came in are gone from the tables"
        if self.sure:
            at, reads = self.rebuilt.joined, self.rebuilt.languages
            yield from _counted(
                sum(at.get(pid, row["joined_at"]) != row["joined_at"] for pid, row in there.items()),
                "people came in at another time than the log says",
            )
            yield from _counted(
                sum(reads.get(pid, row["language"]) != row["language"] for pid, row in there.items()),
                "people read in another language than the one they chose",
            )
            yield from self._ready(set(there))
            yield from self._placements(set(there))
            yield from self._supports(set(there))
        yield from self._confirmations()
        yield from self._background()

    def _authors(self, table: str, called: str) -> Iterator[str]:
        """Whose an idea or a proposed theme is: the participant's that the log says, or nobody's."""
        joined = f"{table} LEFT JOIN participant ON participant.id = {table}.participant"
        sql = f"SELECT {table}.*, participant.pid FROM {joined} WHERE {table}.forum = ?"
        for row in self.source.rows(sql, self.forum):
            name, said = called.format(**row), self.rebuilt.authors.get((table, row["id"]), row["pid"])
            if said == row["pid"]:
                continue
            if row["pid"] is None:
                yield f"{name} is nobody's, but the log says whose it is"
            elif said is None:
                yield f"{name} is somebody's, but the log says it came by no phone"
            else:
                yield f"{name} is somebody else's than the log says"

    def _ready(self, there: set[str]) -> Iterator[str]:
        joined = "JOIN participant ON participant.id = done.participant"
        sql = f"SELECT done.activity, participant.pid FROM done {joined} WHERE forum = ?"
        stored = {(row["activity"], row["pid"]) for row in self.source.rows(sql, self.forum)}
        said = {
            one
            for one in self.rebuilt.ready
            if one[1] in there and self.rebuilt.things.get(("activity", one[0]), {}) is not None
        }
        yield from _counted(len(stored ^ said), "people are said to be ready (or not) otherwise than they said")

    def _placements(self, there: set[str]) -> Iterator[str]:
        """What people suggest for ideas."""
        joined = "JOIN participant ON participant.id = placement.participant"
        sql = f"SELECT placement.*, participant.pid FROM placement {joined} WHERE forum = ?"
        rows = self.source.rows(sql, self.forum)
        stored = {((row["pid"], row["idea"]), (row["cluster"], row["away_from"])) for row in rows}
        said = {one for one in self.rebuilt.placements.items() if one[0][0] in there}
        yield from _counted(len(stored ^ said), "suggestions of a theme for an idea are not those that people made")

    def _confirmations(self) -> Iterator[str]:
        """What people say of the results, each under a random id: whose it is, the log does not know."""
        rows = list(self.source.rows("SELECT * FROM confirmation WHERE forum = ?", self.forum))
        stored = {(row["id"], (bool(row["complete"]), row["missing"], row["at"])) for row in rows}
        differ = {name for name, _ in stored ^ set(self.rebuilt.confirmations.items())} - self.rebuilt.silent
        yield from _counted(len(differ), "people said of the results something else than the tables have")

    def _background(self) -> Iterator[str]:
        """What was answered to background questions, each under a random id: whose it is, the log does not know, and
        what it is, only by a digest."""
        rows = {
            row["id"]: row for row in self.source.rows("SELECT * FROM background_answer WHERE forum = ?", self.forum)
        }
        said = self.rebuilt.background
        same = {name for name in rows.keys() & said.keys() if _is_answer(rows[name], said[name])}
        differ = (rows.keys() | said.keys()) - same - self.rebuilt.silent
        yield from _counted(len(differ), "answers to background questions are not those that people gave")

    def _supports(self, there: set[str]) -> Iterator[str]:
        """Who supports which idea."""
        joined = "JOIN participant ON participant.id = support.participant"
        sql = f"SELECT support.idea, support.seen, participant.pid FROM support {joined} WHERE forum = ?"
        stored = {((row["pid"], row["idea"]), row["seen"]) for row in self.source.rows(sql, self.forum)}
        said = {one for one in self.rebuilt.supports.items() if one[0][0] in there}
        yield from _counted(len(stored ^ said), "people support an idea (or not) otherwise than they said")


def _is_answer(row: Row, said: str | tuple[int, int]) -> bool:
    given = row["question"], row["choice"]
    if not isinstance(said, str):
        return given == said and not row["salt"]
    return hashlib.sha256("/".join(str(part) for part in (row["salt"], *given)).encode()).hexdigest() == said


def _counted(count: int, problem: str) -> Iterator[str]:
    if count:
        yield f"{count} {problem}"
