"""Verifies the hash chain of one log: each row commits to its contents, and carries the hash of the row before it.

A row of the second form commits with `sha256(salt body NUL inverse)` and hashes `[n, at, role, actor, command,
commitment, prev]`; one of the older first form with `sha256(salt body)` and `[n, at, command, commitment, prev]`. After
the first row of the second form no row may be of the first.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from workshop.verifier.database_reader import Row

FIRST = ("n", "at", "command", "commitment", "prev")
SECOND = ("n", "at", "role", "actor", "command", "commitment", "prev")


class Chain:
    """Follows one log from its first row. `older` counts rows of the first form, `erased_of` the erased rows by
    command."""

    def __init__(self) -> None:
        self.n, self.head, self.older = 0, "", 0
        self.erased_of: Counter[str] = Counter()
        self._old = True

    def follow(self, row: Row) -> Iterator[str]:
        """What is wrong with the next row, in plain words."""
        self._old = self._old and _hash(row, SECOND) != row["hash"]
        if row["n"] != self.n + 1:
            yield f"row {self.n + 1} is missing (found {row['n']})"
        if row["prev"] != self.head:
            yield f"row {row['n']} does not follow the row before it"
        if _hash(row, FIRST if self._old else SECOND) != row["hash"]:
            yield f"row {row['n']}: its hash does not fit"
        if row["body"] is not None and _committed(row, self._old) != row["commitment"]:
            yield f"row {row['n']}: its text is not the one that was committed to"
        self.n, self.head = row["n"], row["hash"]
        self.older += self._old
        if row["body"] is None:
            self.erased_of[row["command"]] += 1

    def emptied(self) -> Iterator[str]:
        """The problem of erased rows in a log from which no command erases single rows."""
        if self.erased:
            which = ", ".join(f"{count} {command}" for command, count in sorted(self.erased_of.items()))
            yield (
                f"{self.erased} rows were emptied ({which}). "
                "This program never does that, and what they told cannot be compared"
            )

    @property
    def erased(self) -> int:
        """The number of erased rows."""
        return self.erased_of.total()

    @property
    def old(self) -> bool:
        """Whether the row just followed is of the first form."""
        return self._old


def _hash(row: Row, fields: tuple[str, ...]) -> str:
    return _sha(_canonical([row[name] for name in fields]))


def _committed(row: Row, old: bool) -> str:
    return _sha(f"{row['salt'] or ''}{row['body']}" + ("" if old else f"\0{row['inverse'] or ''}"))


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
