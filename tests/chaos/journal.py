"""Records what every simulated client sent and received, as JSON lines that another program can count: `ops.jsonl`,
`heard.jsonl`, `payloads.jsonl`.

Of each command: `invoke` for each sending, then `ok`, `fail` or `unknown` with the answer, if there was one. An unknown
outcome is never a failure: the command may have been done. Times are this process's monotonic clock, in seconds.
"""

import itertools
import json
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MOST_KNOWN = 2000


@dataclass(eq=False)
class Op:
    """One command of one client. It keeps its idempotency key in every sending."""

    number: int
    who: str
    verb: str
    key: str
    body: dict[str, Any]
    tries: int = 0
    answer: dict[str, Any] | None = None


class Journal:
    """One for each round; used in one thread."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._ops, self._heard, self._payloads = (
            (folder / name).open("w") for name in ("ops.jsonl", "heard.jsonl", "payloads.jsonl")
        )
        self._numbers, self._refs = itertools.count(1), itertools.count(1)
        self._known: dict[bytes, tuple[int, list[Any]]] = {}
        self.counts: Counter[str] = Counter()
        self.codes: Counter[str] = Counter()
        self.outstanding: set[tuple[int, int]] = set()
        self.troubled = 0
        """how often a page was informed that nothing can be saved"""

    def op(self, who: str, verb: str, key: str, body: dict[str, Any]) -> Op:
        """A command is about to be sent for the first time."""
        return Op(next(self._numbers), who, verb, key, body)

    def invoke(self, op: Op) -> int:
        """It is being sent. The number of this sending."""
        op.tries += 1
        about = {"who": op.who, "verb": op.verb, "key": op.key, "body": op.body} if op.tries == 1 else {}
        self._note("invoke", op, op.tries, **about)
        self.outstanding.add((op.number, op.tries))
        self.counts["again"] += op.tries == 2
        return op.tries

    def answered(self, op: Op, sending: int, answer: dict[str, Any]) -> None:
        """The server accepted or refused this sending."""
        self.outstanding.discard((op.number, sending))
        op.answer = answer
        if not answer["ok"]:
            self.codes[answer.get("code", "")] += 1
        self._note("ok" if answer["ok"] else "fail", op, sending, answer=answer)

    def unknown(self, op: Op, sending: int) -> None:
        """The connection ended, or no answer came in time."""
        self.outstanding.discard((op.number, sending))
        self._note("unknown", op, sending)

    def tell(self, what: str, **facts: Any) -> None:
        """Records anything else that the recount needs: who a phone is, faults, samples, the end."""
        self.counts[what] += 1
        self._write(self._ops, {"e": what, "at": time.monotonic(), **facts})

    def payload(self, who: str, raw: bytes) -> list[Any]:
        """Records bytes that `who` received; they are decoded and written once for all who receive the same."""
        found = self._known.get(raw)
        if found is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            found = self._known[raw] = next(self._refs), json.loads(raw[2:])
            self._write(self._payloads, {"ref": found[0], "event": found[1]})
        self._write(self._heard, {"who": who, "at": time.monotonic(), "ref": found[0]})
        return found[1]

    def line(self, who: str, up: bool) -> None:
        """A page has a connection again, or lost it."""
        self._write(self._heard, {"who": who, "at": time.monotonic(), "up": up})

    def close(self) -> None:
        """Close the files."""
        for file in (self._ops, self._heard, self._payloads):
            file.close()

    def _note(self, what: str, op: Op, sending: int, **facts: Any) -> None:
        self.counts[what] += 1
        self._write(self._ops, {"e": what, "at": time.monotonic(), "op": op.number, "sending": sending, **facts})

    def _write(self, file: Any, line: dict[str, Any]) -> None:
        file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")


class Ear:
    """Replaces the Socket.IO client's cache of events: records everything that one page receives."""

    def __init__(self, journal: Journal, who: str) -> None:
        self._journal, self._who = journal, who

    def event(self, payload: bytes) -> list[Any]:
        """`[name, …]` of an event packet."""
        return self._journal.payload(self._who, payload)
