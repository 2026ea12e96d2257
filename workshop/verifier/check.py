"""The whole check of a database: every log followed and played, every table compared, and whether a hash noted earlier is still there."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from workshop.verifier.chain import Chain
from workshop.verifier.compare import OF_FORUM, OF_HOUSE, Compared
from workshop.verifier.rebuild import Rebuilt
from workshop.verifier.source import Row, Source, opened

HOUSE = 0
SHORTEST = 16
"""Characters of a noted hash that are enough to find its row."""
COUNTED = ("forums", "events", "older", "erased", "ideas", "ballots", "unproven")
MOST = 200
"""Problems told; what is more is counted."""


@dataclass
class Found:
    """What came of it, and the words for a model in JSON."""

    problems: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTED, 0))
    head: str = ""
    erased_of: Counter[str] = field(default_factory=Counter)
    """what was erased in forums that are still there: command → rows"""
    noted: dict[str, Any] | None = None
    """the row that has the noted hash: {log, n, after}"""

    def model(self) -> dict[str, Any]:
        """{ok, forums, events, head, problems, older, erased, erased_of, ideas, ballots, unproven, noted}."""
        more = len(self.problems) - MOST
        told = self.problems[:MOST] + ([f"and {more} more"] if more > 0 else [])
        return {"ok": not self.problems, "head": self.head, "problems": told, "noted": self.noted, "erased_of": dict(self.erased_of),
                **self.counts}  # fmt: skip


def verify(where: str, code: str | None = None, noted: str | None = None) -> dict[str, Any]:
    """Check the database at `where` (or one forum of it) and, with `noted`, look for that hash. Never writes. Raises LookupError for a code
    that no forum has, and the database's own errors when it cannot be read."""
    with opened(where) as source:
        return _Check(source, (noted or "").strip().lower() if noted is not None else None).run(code).model()


class _Check:
    def __init__(self, source: Source, noted: str | None) -> None:
        self.source, self.noted, self.found = source, noted, Found()
        self.forums: dict[int, Row] = {}

    def run(self, code: str | None) -> Found:
        forums = self.forums = {row["id"]: row for row in self.source.rows("SELECT id, code, log_n, log_head FROM forum")}
        chosen = {number: row for number, row in forums.items() if code in (None, row["code"])}
        if code is not None and not chosen:
            raise LookupError(code)
        house, chain = self._log(HOUSE, "house", self._told_by_house() if code is None else None, tell=code is None)
        for number, row in chosen.items():
            self._forum(number, row, house, chain)
        if code is None:
            self.found.head = chain.head
            self._house(forums, house, chain)
        self.found.counts["forums"] = len(chosen)
        if self.noted is not None and self.found.noted is None:
            self.found.problems.append(f"no row has the hash {self.noted}: what was noted then was cut off or rewritten since")
        return self.found

    def _forum(self, number: int, row: Row, house: Rebuilt, of_house: Chain) -> None:
        made = Rebuilt(things={key: values for key, values in house.things.items() if _is_of(key, values, number)})
        rebuilt, chain = self._log(number, row["code"], (row["log_n"], row["log_head"]), made)
        unsure = _untold(of_house, "forum", "activity") | _untold(chain, "forum", *OF_FORUM)
        compared = Compared(self.source, number, rebuilt, unsure)
        self._tell(row["code"], compared.problems())
        self.found.head = chain.head
        for name, count in compared.counts.items():
            self.found.counts[name] += count

    def _house(self, forums: dict[int, Row], house: Rebuilt, chain: Chain) -> None:
        self._tell("house", Compared(self.source, HOUSE, house, _untold(chain, *OF_HOUSE)).house_problems())
        made = {thing for (table, thing), values in house.things.items() if table == "forum" and values is not None}
        self._tell("house", (f"forum {number} is gone from the tables" for number in made - forums.keys()))
        for row in list(self.source.rows("SELECT DISTINCT forum FROM log")):
            if row["forum"] != HOUSE and row["forum"] not in forums:
                self._log(row["forum"], f"forum {row['forum']} (deleted)", None)

    def _log(self, number: int, name: str, told: Any, rebuilt: Rebuilt | None = None, tell: bool = True) -> tuple[Rebuilt, Chain]:
        rebuilt, chain = rebuilt or Rebuilt(), Chain()
        problems: list[str] = []
        for row in self.source.rows("SELECT * FROM log WHERE forum = ? ORDER BY n", number):
            problems += chain.follow(row)
            problems += rebuilt.add(row, chain.old)
            if tell and self.noted is not None and len(self.noted) >= SHORTEST and row["hash"].startswith(self.noted):
                self.found.noted = {"log": name, "n": row["n"], "after": 0}
        if self.found.noted is not None and self.found.noted["log"] == name:
            self.found.noted["after"] = chain.n - self.found.noted["n"]
        if told is not None and tuple(told) != (chain.n, chain.head):
            problems.append(f"the log ends at row {chain.n}, but not where its end was noted (row {told[0]})")
        self._tell(name, iter(problems))
        if tell:
            if number in self.forums:  # a deleted one was erased as a whole
                self.found.erased_of.update(chain.erased_of)
            for count, value in (("events", chain.n), ("older", chain.older), ("erased", chain.erased)):
                self.found.counts[count] += value
        return rebuilt, chain

    def _told_by_house(self) -> tuple[int | str, str]:
        row = next(self.source.rows("SELECT value FROM house WHERE name = ?", "log"), None)
        n, _, head = (row["value"] if row else "0 ").partition(" ")
        return int(n) if n.isdigit() else n, head

    def _tell(self, name: str, problems: Iterator[str]) -> None:
        self.found.problems += [f"{name}: {problem}" for problem in problems]


def _untold(chain: Chain, *tables: str) -> set[str]:
    """The tables of which a log does not tell everything."""
    return set(tables) if chain.older or chain.erased else set()


def _is_of(key: tuple[str, int], values: dict[str, Any] | None, forum: int) -> bool:
    return key == ("forum", forum) or (key[0] == "activity" and values is not None and values.get("forum") == forum)
