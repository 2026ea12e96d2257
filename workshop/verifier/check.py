"""The complete check of a database: follows and replays every log, compares every table, and looks for hashes that were
noted earlier."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from workshop.verifier.chain import Chain
from workshop.verifier.compare import OF_FORUM, OF_HOUSE, Compared
from workshop.verifier.database_reader import Row, Source, opened
from workshop.verifier.noted_hashes import Noted
from workshop.verifier.orphans import orphans, others
from workshop.verifier.rebuild import Rebuilt

HOUSE = 0
COUNTED = ("forums", "events", "older", "erased", "ideas", "ballots", "unproven")
MOST_PROBLEMS = 200
"""The most problems that are listed; the rest is counted."""


@dataclass
class Verdict:
    """The result of a check, and its form as JSON values."""

    problems: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTED, 0))
    heads: list[dict[str, Any]] = field(default_factory=list)
    """where each log ends: {log, rows, head}"""
    noted: list[dict[str, Any]] = field(default_factory=list)
    """the rows that have the noted hashes: {head, log, n, after}"""
    others: list[str] = field(default_factory=list)
    """tables of other programs"""

    def model(self) -> dict[str, Any]:
        """{ok, forums, events, head, heads, problems, older, erased, ideas, ballots, unproven, noted, others}."""
        more = len(self.problems) - MOST_PROBLEMS
        told = self.problems[:MOST_PROBLEMS] + ([f"and {more} more"] if more > 0 else [])
        # What `--head` takes: all of them, because each hash covers only its own log.
        head = " ".join(end["head"] for end in self.heads if end["rows"])
        return {
            "ok": not self.problems,
            "head": head,
            "heads": self.heads,
            "problems": told,
            "noted": self.noted,
            "others": self.others,
            **self.counts,
        }


def verify(where: str, code: str | None = None, noted: Iterable[str] = ()) -> dict[str, Any]:
    """Check the database at `where` (or one forum of it) and look for the hashes that were `noted`. Never writes.
    Raises LookupError for a code that no forum has, and the database's own errors when it cannot be read."""
    with opened(where) as source:
        return check(source, code, noted)


def check(source: Source, code: str | None = None, noted: Iterable[str] = ()) -> dict[str, Any]:
    """Check a database that is open already, as `verify` does."""
    return _Check(source, Noted(noted)).run(code).model()


class _Check:
    def __init__(self, source: Source, noted: Noted) -> None:
        self.source, self.noted, self.found = source, noted, Verdict()
        self.forums: dict[int, Row] = {}

    def run(self, code: str | None) -> Verdict:
        # A row with `remains_of` is no forum: it holds what is still to be deleted of a removed one, without any words.
        sql = "SELECT id, code, log_n, log_head FROM forum WHERE remains_of IS NULL ORDER BY id"
        forums = self.forums = {row["id"]: row for row in self.source.rows(sql)}
        chosen = {number: row for number, row in forums.items() if code in (None, row["code"])}
        if code is not None and not chosen:
            raise LookupError(code)
        house, chain = self._log(HOUSE, self._told_by_house() if code is None else None, tell=code is None)
        for number, row in chosen.items():
            self._forum(number, row, house, chain)
        if code is None:
            self._house(forums, house, chain)
        self.found.counts["forums"] = len(chosen)
        self._look_for_noted(code)
        return self.found

    def _look_for_noted(self, code: str | None) -> None:
        if code is not None and self.noted.missing:
            for row in self.source.rows("SELECT forum, n, hash FROM log ORDER BY forum, n"):
                self.noted.look_elsewhere(self._name(row["forum"]), row["n"], str(row["hash"]))
        self.found.noted = self.noted.found({end["log"]: end["rows"] for end in self.found.heads})
        self.found.problems += self.noted.problems(f"the log of {code}" if code else "the logs")

    def _name(self, number: int) -> str:
        if number == HOUSE:
            return "house"
        return str(self.forums[number]["code"]) if number in self.forums else f"forum {number} (deleted)"

    def _forum(self, number: int, row: Row, house: Rebuilt, of_house: Chain) -> None:
        made = Rebuilt(things={key: values for key, values in house.things.items() if _is_of(key, values, number)})
        rebuilt, chain = self._log(number, (row["log_n"], row["log_head"]), made)
        unsure = _untold(of_house, "forum", "activity") | _untold(chain, "forum", *OF_FORUM)
        compared = Compared(self.source, number, rebuilt, unsure)
        self._tell(row["code"], compared.problems())
        for name, count in compared.counts.items():
            self.found.counts[name] += count

    def _house(self, forums: dict[int, Row], house: Rebuilt, chain: Chain) -> None:
        self._tell("house", Compared(self.source, HOUSE, house, _untold(chain, *OF_HOUSE)).house_problems())
        made = {thing for (table, thing), values in house.things.items() if table == "forum" and values is not None}
        self._tell("house", (f"forum {number} is gone from the tables" for number in made - forums.keys()))
        self._tell("tables", orphans(self.source))
        self.found.others = others(self.source)
        ever = {thing for table, thing in house.things if table == "forum"}
        for row in self.source.rows("SELECT remains_of FROM forum WHERE remains_of IS NOT NULL"):
            if row["remains_of"] in forums or house.things.get(("forum", row["remains_of"]), {}) is not None:
                self._tell(
                    "tables", iter([f"what is left of forum {row['remains_of']} is there, but it was not removed"])
                )
        for row in list(self.source.rows("SELECT DISTINCT forum FROM log")):
            if row["forum"] != HOUSE and row["forum"] not in forums:
                self._deleted(row["forum"], row["forum"] in ever or bool(_untold(chain, "forum")))

    def _deleted(self, number: int, was_added: bool) -> None:
        """The log of a forum that is not in the tables."""
        self._log(number, None)
        if not was_added:
            self._tell(self._name(number), iter(["the house's log does not say that this forum was ever added"]))

    def _log(self, number: int, told: Any, rebuilt: Rebuilt | None = None, tell: bool = True) -> tuple[Rebuilt, Chain]:
        rebuilt, chain, name = rebuilt or Rebuilt(), Chain(), self._name(number)
        problems: list[str] = []
        for row in self.source.rows("SELECT * FROM log WHERE forum = ? ORDER BY n", number):
            problems += chain.follow(row)
            problems += rebuilt.add(row, chain.old)
            if tell:
                self.noted.look(name, row["n"], str(row["hash"]))
        if told is not None and tuple(told) != (chain.n, chain.head):
            problems.append(f"the log ends at row {chain.n}, but not where its end was noted (row {told[0]})")
        # A deleted forum's log may be empty: the program erases it as a whole.
        if number == HOUSE or number in self.forums:
            problems += chain.emptied()
        self._tell(name, iter(problems))
        if tell:
            self._count(number, name, chain)
        return rebuilt, chain

    def _count(self, number: int, name: str, chain: Chain) -> None:
        self.found.heads.append({"log": name, "rows": chain.n, "head": chain.head})
        for count, value in (("events", chain.n), ("older", chain.older), ("erased", chain.erased)):
            self.found.counts[count] += value

    def _told_by_house(self) -> tuple[int | str, str]:
        row = next(self.source.rows("SELECT value FROM house WHERE name = ?", "log"), None)
        n, _, head = (row["value"] if row else "0 ").partition(" ")
        return int(n) if n.isdecimal() and len(n) < 16 else n, head

    def _tell(self, name: str, problems: Iterator[str]) -> None:
        self.found.problems += [f"{name}: {problem}" for problem in problems]


def _untold(chain: Chain, *tables: str) -> set[str]:
    """The tables that a log does not fully describe, because rows were erased or are of an older release."""
    return set(tables) if chain.older or chain.erased else set()


def _is_of(key: tuple[str, int], values: dict[str, Any] | None, forum: int) -> bool:
    return key == ("forum", forum) or (key[0] == "activity" and values is not None and values.get("forum") == forum)
