"""Hashes noted earlier, looked for in every log. Each is that of one row, and the row carries all before it: while a
row has the hash, nothing up to that row was cut off or written anew.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

SHORTEST = 16
"""Characters of a hash that are enough to find its row."""
LENGTH = 64
_HASH = re.compile(f"[0-9a-f]{{{SHORTEST},{LENGTH}}}")


class Noted:
    """The hashes looked for, and the rows that have them."""

    def __init__(self, hashes: Iterable[str]) -> None:
        self._asked = list(dict.fromkeys(one.strip().lower() for one in hashes))
        self._by_start: dict[str, list[str]] = defaultdict(list)
        self._rows: dict[str, dict[str, Any]] = {}
        self._elsewhere: dict[str, dict[str, Any]] = {}
        for one in filter(_HASH.fullmatch, self._asked):
            self._by_start[one[:SHORTEST]].append(one)

    def look(self, log: str, n: int, hashed: str) -> None:
        """Row `n` of a log that is verified has this hash."""
        self._note(self._rows, log, n, hashed)

    def look_elsewhere(self, log: str, n: int, hashed: str) -> None:
        """Row `n` of a log that is not verified this time has this hash."""
        self._note(self._elsewhere, log, n, hashed)

    def _note(self, rows: dict[str, dict[str, Any]], log: str, n: int, hashed: str) -> None:
        for one in self._by_start.get(hashed[:SHORTEST], ()):
            if hashed.startswith(one):
                rows.setdefault(one, {"head": hashed, "log": log, "n": n})

    @property
    def missing(self) -> bool:
        """Whether a hash is in none of the verified logs."""
        return any(one not in self._rows for ones in self._by_start.values() for one in ones)

    def found(self, ends: dict[str, int]) -> list[dict[str, Any]]:
        """[{head, log, n, after}], as they were asked for; `ends` is the last row of each log."""
        rows = [self._rows[one] for one in self._asked if one in self._rows]
        return [{**row, "after": ends[row["log"]] - row["n"]} for row in rows]

    def problems(self, verified: str) -> Iterator[str]:
        """A sentence for each that is not in the `verified` logs. Whoever noted it must not be told that somebody cut
        what is only looked for in the wrong place."""
        for one in self._asked:
            if one in self._rows:
                continue
            if not _HASH.fullmatch(one):
                yield f"{one!r} is {_fault(one)}: a hash has {LENGTH} characters, each 0–9 or a–f, and the first {SHORTEST} are enough"
            elif row := self._elsewhere.get(one):
                yield f"{one} is not in {verified}: it is the hash of row {row['n']} in the log of {row['log']}"
            else:
                yield f"no row of any log has the hash {one}: what was noted then was cut off or rewritten since, or it is of other data"


def _fault(one: str) -> str:
    if re.fullmatch("[0-9a-f]*", one):
        return "too short" if len(one) < SHORTEST else "too long"
    return "no hash"
