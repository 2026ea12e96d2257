"""Looks for hashes that were noted earlier in every log. Each is the hash of one row, and covers all rows before it:
while a row has that hash, nothing up to that row was cut off or rewritten."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

SHORTEST = 16
"""Characters of a hash that suffice to find its row."""
LENGTH = 64
_HASH = re.compile(f"[0-9a-f]{{{SHORTEST},{LENGTH}}}")


class Noted:
    """The hashes to look for, and the rows that have them."""

    def __init__(self, hashes: Iterable[str]) -> None:
        self._asked = list(dict.fromkeys(one.strip().lower() for one in hashes))
        self._by_start: dict[str, list[str]] = defaultdict(list)
        self._rows: dict[str, dict[str, Any]] = {}
        self._elsewhere: dict[str, dict[str, Any]] = {}
        for one in filter(_HASH.fullmatch, self._asked):
            self._by_start[one[:SHORTEST]].append(one)

    def look(self, log: str, n: int, hashed: str) -> None:
        """Record that row `n` of a verified log has this hash."""
        self._note(self._rows, log, n, hashed)

    def look_elsewhere(self, log: str, n: int, hashed: str) -> None:
        """Record that row `n` of a log that is not verified this time has this hash."""
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
        """[{head, log, n, after}], in the order of the request; `ends` is the last row of each log."""
        rows = [self._rows[one] for one in self._asked if one in self._rows]
        return [{**row, "after": ends[row["log"]] - row["n"]} for row in rows]

    def problems(self, verified: str) -> Iterator[str]:
        """A sentence for each hash that is not in the `verified` logs. A hash that was only looked for in the wrong log
        must not read as if rows had been cut off."""
        for one in self._asked:
            if one in self._rows:
                continue
            if not _HASH.fullmatch(one):
                what = f"a hash has {LENGTH} characters, each 0–9 or a–f, and the first {SHORTEST} are enough"
                yield f"{one!r} is {_fault(one)}: {what}"
            elif row := self._elsewhere.get(one):
                yield f"{one} is not in {verified}: it is the hash of row {row['n']} in the log of {row['log']}"
            else:
                why = "what was noted then was cut off or rewritten since, or it is of other data"
                yield f"no row of any log has the hash {one}: {why}"


def _fault(one: str) -> str:
    if re.fullmatch("[0-9a-f]*", one):
        return "too short" if len(one) < SHORTEST else "too long"
    return "no hash"
