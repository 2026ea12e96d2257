"""Compares the tables with what was rebuilt from the log: every thing, ballot, mark and hand, in both directions;
`compare_people` has the people."""

import hashlib
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from workshop.verifier.compare_people import ComparedPeople
from workshop.verifier.database_reader import Row, Source
from workshop.verifier.rebuild import Rebuilt, RebuiltBallot, Values, renamed

NAMED = {
    "forum": "the forum",
    "activity": "step {position}",
    "idea": "idea {number}",
    "cluster": "theme {letter}",
    "link": "link {id}",
    "theme_proposal": "proposed theme {id}",
    "ticket": "ticket {number}",
    "organiser_answer": "answer {id}",
    "contact": "contact {id}",
    "programme_entry": "programme entry {id}",
    "series": "series {id}",
    "account": "account {id}",
    "house_reason": "reason {id} of the house",
}
SECRETS = frozenset({"join_secret", "screen_token", "secret_hash", "password_hash", "receipt", "sealed"})
"""Columns of which the log has a digest."""
OF_FORUM = (
    "activity",
    "cluster",
    "contact",
    "idea",
    "link",
    "organiser_answer",
    "programme_entry",
    "theme_proposal",
    "ticket",
)
OF_HOUSE = ("series", "account", "house_reason")


@dataclass
class Compared:
    """One forum's tables against its log. `unsure`: tables that the log does not fully describe, because rows were
    erased or are of an older release."""

    source: Source
    forum: int
    rebuilt: Rebuilt
    unsure: set[str]
    counts: dict[str, int] = field(default_factory=lambda: {"ideas": 0, "ballots": 0, "unproven": 0})

    def problems(self) -> Iterator[str]:
        """Everything that differs from what the log says."""
        yield from self._table("forum", "SELECT * FROM forum WHERE id = ?")
        for table in OF_FORUM:
            yield from self._table(table, f"SELECT * FROM {table} WHERE forum = ?")
        yield from self._next_number()
        yield from self._votes()
        yield from ComparedPeople(self.source, self.forum, self.rebuilt, sure=not self.unsure).problems()
        yield from self.rebuilt.undo_problems()

    def house_problems(self) -> Iterator[str]:
        """Everything that differs and belongs to no forum, a sentence each."""
        for table in OF_HOUSE:
            yield from self._table(table, f"SELECT * FROM {table}")
        yield from self.rebuilt.undo_problems()

    # -- things --------------------------------------------------------------------------------------------------------

    def _table(self, table: str, sql: str) -> Iterator[str]:
        left = {thing: values for (of, thing), values in self.rebuilt.things.items() if of == table}
        for row in self.source.rows(sql, *([self.forum] if "?" in sql else [])):
            values, row = left.pop(row["id"], {}), renamed(table, row)
            self.counts["ideas"] += table == "idea" and self._is_told(row, values)
            name = NAMED[table].format(**row)
            if values is None:
                yield f"{name} was removed, but is in the tables"
            elif not values and table not in self.unsure:
                yield f"{name} is in the tables, but no row of the log made it"
            else:
                self.counts["unproven"] += not values and table != "idea"
                yield from self._columns(table, name, row, values)
        yield from (f"{table} {thing} is gone from the tables" for thing, values in left.items() if values is not None)

    def _columns(self, table: str, name: str, row: Row, values: Values) -> Iterator[str]:
        for column, value in values.items():
            if column in row and not _same(row[column], value, column in SECRETS):
                yield f"{name}: its {column} is not what the log left"
        if table == "idea" and "text" not in values:
            yield from self._words(name, row)

    def _is_told(self, row: Row, values: Values | None) -> bool:
        """Whether a row that was not erased says an idea's words."""
        return "text" in (values or {}) or self._written(row) is not None

    def _words(self, name: str, row: Row) -> Iterator[str]:
        """An idea of an older release: its words must be those that it was posted with or last changed to."""
        words = self._written(row)
        if words is None:
            self.counts["unproven"] += 1
        elif _letters(words) != _letters(row["text"]):
            yield f"{name}: its text is not what the log says was written"

    def _written(self, row: Row) -> str | None:
        place = row["number"] - 1
        posted = self.rebuilt.posted[place] if 0 <= place < len(self.rebuilt.posted) else ""
        return self.rebuilt.edited.get(row["id"], posted)

    def _next_number(self) -> Iterator[str]:
        """Numbers are given in sequence, also to ideas that were withdrawn later."""
        next_one = len(self.rebuilt.posted) + 1
        for row in self.source.rows("SELECT next_number FROM forum WHERE id = ?", self.forum):
            if row["next_number"] != next_one:
                yield f"the next idea would be number {row['next_number']}, but the log says {next_one}"

    # -- votes ---------------------------------------------------------------------------------------------------------

    def _votes(self) -> Iterator[str]:
        marks: dict[str, dict[int, Any]] = {}
        joined = "JOIN ballot ON ballot.id = mark.ballot JOIN activity ON activity.id = ballot.activity"
        for row in self.source.rows(f"SELECT mark.* FROM mark {joined} WHERE activity.forum = ?", self.forum):
            marks.setdefault(row["ballot"], {})[row["target"]] = row["x"] if row["y"] is None else [row["x"], row["y"]]
        said, hands = dict(self.rebuilt.ballots), {key: count for key, count in self.rebuilt.hands.items() if count}
        joined = "JOIN activity ON activity.id = ballot.activity"
        sql = f"SELECT ballot.*, activity.position FROM ballot {joined} WHERE activity.forum = ?"
        for row in self.source.rows(sql, self.forum):
            self.counts["ballots"] += row["id"] not in self.rebuilt.silent
            its = marks.get(row["id"], {})
            if row["source"] == "hand":
                yield from self._hand(row, its, hands)
            else:
                yield from self._ballot(row, its, said.pop(row["id"], None))
        yield from (
            f"a ballot of step id {one.activity} is gone"
            for name, one in said.items()
            if name not in self.rebuilt.silent
        )
        if not self.rebuilt.hands_vague:
            yield from (
                f"{count} raised hands for target {target} in step id {step} are gone"
                for (step, target, _), count in hands.items()
            )

    def _ballot(self, row: Row, marks: dict[int, Any], said: RebuiltBallot | None) -> Iterator[str]:
        where = f"a ballot in step {row['position']}"
        if row["id"] in self.rebuilt.silent:
            self.counts["unproven"] += 1
        elif said is None:
            yield f"{where} was never cast"
        elif _cast(row) != (said.source, said.activity, said.n, 1, int(bool(marks))):
            yield f"{where} is not as the log left it"
        elif marks != said.marks and (said.exact or not self._may_lack(marks, said)):
            yield f"{where}: its marks are not those that were cast"

    def _may_lack(self, marks: dict[int, Any], said: RebuiltBallot) -> bool:
        """Whether marks may be missing: an older release also logged marks for targets that were no longer voted on;
        those, and only those."""
        live = self._live(said.activity)
        return marks.items() <= said.marks.items() and not any(
            target in live for target in said.marks.keys() - marks.keys()
        )

    def _live(self, activity: int) -> set[int]:
        settings = next(self.source.rows("SELECT settings FROM activity WHERE id = ?", activity), {"settings": "{}"})[
            "settings"
        ]
        of = (json.loads(settings) if isinstance(settings, str) else settings or {}).get("of", "ideas")
        sql = (
            "SELECT id, removed FROM cluster WHERE forum = ?"
            if of == "clusters"
            else "SELECT id, state FROM idea WHERE forum = ?"
        )
        return {
            row["id"]
            for row in self.source.rows(sql, self.forum)
            if row.get("state", "shown") == "shown" and not row.get("removed")
        }

    def _hand(self, row: Row, marks: dict[int, Any], hands: dict[tuple[int, int, int], int]) -> Iterator[str]:
        said = [hands.pop((row["activity"], *one), None) for one in marks.items() if isinstance(one[1], int)]
        fits = len(marks) == 1 and said == [row["weight"]] and row["n"] == row["cast"] == 0
        if not fits and not self.rebuilt.hands_vague:
            yield f"raised hands in step {row['position']} are not those that were counted"


def _cast(row: Row) -> tuple[Any, ...]:
    return row["source"], row["activity"], row["n"], row["weight"], row["cast"]


def _same(stored: Any, left: Any, secret: bool) -> bool:
    """Whether a stored value equals the logged one: JSON may be stored as text, a boolean as 0 or 1, and of a secret
    the log has a digest."""
    if secret and isinstance(stored, str):
        stored = f"sha256:{hashlib.sha256(stored.encode('utf-8', 'surrogatepass')).hexdigest()}"
    if isinstance(left, dict | list):
        return _json(stored) == json.dumps(left, sort_keys=True)
    if isinstance(left, bool):
        return stored in (0, 1) and bool(stored) == left
    return bool(stored == left)


def _json(stored: Any) -> str | None:
    """A stored JSON value, always written in one way: 1, 1.0 and true are three values."""
    try:
        return json.dumps(json.loads(stored) if isinstance(stored, str) else stored, sort_keys=True)
    except (TypeError, ValueError, RecursionError):
        return None


def _letters(words: str) -> str:
    """The visible characters of words: older releases stored texts cleaned in slightly different ways."""
    kept = (one for one in unicodedata.normalize("NFKC", words) if unicodedata.category(one)[0] in "LNPS")
    return "".join(kept)
