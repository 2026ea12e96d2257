"""The rehearsal's journal: each command with its answer, and when the screen showed each idea. The download is compared
with it.

A command is acknowledged, refused or unknown. Only acknowledged ones must be found again.
"""

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass(eq=False)
class JournalEntry:
    """One command of one person. `sent_at` is the time of the first sending that was not postponed, on this process's
    clock."""

    person: str
    verb: str
    key: str
    body: dict[str, Any]
    sent_at: float = 0.0
    tries: int = 0
    answer: dict[str, Any] | None = None
    timed: bool = False
    """whether the screen is expected to show it immediately"""

    @property
    def taken(self) -> bool:
        """Whether the server acknowledged that it is on disk."""
        return self.answer is not None and bool(self.answer["ok"])


@dataclass
class Journal:
    """One for each rehearsal; used in one thread."""

    entries: list[JournalEntry] = field(default_factory=list)
    problems: Counter[str] = field(default_factory=Counter)
    unanswered: dict[str, JournalEntry] = field(default_factory=dict)
    """sent on a connection that is still open, without an answer yet"""
    shown: dict[int, float] = field(default_factory=dict)
    """idea → when the screen first had it"""
    cut_off: int = 0
    """commands whose connection ended before the answer arrived"""
    reconnections: int = 0
    away: list[float] = field(default_factory=list)
    """seconds that a page had no connection, each time that it reconnected: the phone shows that it has none for as
    long"""
    came_in: int = 0
    heard_at: float = field(default_factory=time.monotonic)
    """when the server last answered anything"""

    def begin(self, person: str, verb: str, key: str, body: dict[str, Any], timed: bool) -> JournalEntry:
        """A command is about to be sent."""
        entry = JournalEntry(person, verb, key, body, timed=timed)
        self.entries.append(entry)
        return entry

    def sent(self, entry: JournalEntry) -> None:
        """It was sent to the server, perhaps not for the first time."""
        entry.tries += 1
        entry.sent_at = entry.sent_at or time.monotonic()
        self.unanswered[entry.key] = entry

    def cut(self, entry: JournalEntry) -> None:
        """The connection ended, or no answer came in time: the outcome is unknown."""
        self.unanswered.pop(entry.key, None)
        self.cut_off += 1

    def again(self, entry: JournalEntry) -> None:
        """The server asked to try again later. The delay counts from the next sending."""
        self.unanswered.pop(entry.key, None)
        entry.sent_at = 0.0
        self.heard_at = time.monotonic()

    def answered(self, entry: JournalEntry, answer: dict[str, Any]) -> None:
        """The final answer."""
        self.unanswered.pop(entry.key, None)
        entry.answer = answer
        self.heard_at = time.monotonic()

    def problem(self, sentence: str) -> None:
        """Records an invariant that was broken, as a sentence; equal sentences are counted."""
        self.problems[sentence] += 1

    def of(self, verb: str) -> list[JournalEntry]:
        """The commands with this verb, in the order in which they began."""
        return [entry for entry in self.entries if entry.verb == verb]

    @property
    def resent(self) -> int:
        """Commands that were sent more than once."""
        return sum(1 for entry in self.entries if entry.tries > 1)

    def delays(self) -> list[float]:
        """Milliseconds from sending to the screen, sorted, for ideas that the screen shows immediately."""
        found = []
        for entry in self.of("idea.add"):
            idea = (entry.answer or {}).get("made", {}).get("idea") if entry.taken and entry.timed else None
            if idea in self.shown:
                found.append((self.shown[idea] - entry.sent_at) * 1000)
        return sorted(found)
