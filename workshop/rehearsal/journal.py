"""What was sent, what was answered, and when the screen showed it: the rehearsal's own memory, against which the export
is counted.

Of every command it knows one of three things: taken, refused, or not known yet. Only what was taken must be found
again.
"""

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass(eq=False)
class Entry:
    """One command of one person. `sent_at` is the first sending that was not put off, on this process's clock."""

    person: str
    verb: str
    key: str
    body: dict[str, Any]
    sent_at: float = 0.0
    tries: int = 0
    answer: dict[str, Any] | None = None
    timed: bool = False
    """whether the screen is expected to show it at once"""

    @property
    def taken(self) -> bool:
        """Whether the server said that it is on disk."""
        return self.answer is not None and bool(self.answer["ok"])


@dataclass
class Journal:
    """One for a rehearsal; used in one thread."""

    entries: list[Entry] = field(default_factory=list)
    problems: Counter[str] = field(default_factory=Counter)
    unanswered: dict[str, Entry] = field(default_factory=dict)
    """sent on a line that is still open, not answered yet"""
    shown: dict[int, float] = field(default_factory=dict)
    """idea → when the screen first had it"""
    cut_off: int = 0
    """commands whose line ended before the answer came"""
    reconnections: int = 0
    away: list[float] = field(default_factory=list)
    """seconds that a page was without a line, each time it found one again: for so long a phone shows that it has
    none"""
    came_in: int = 0
    heard_at: float = field(default_factory=time.monotonic)
    """when the server last answered anything"""

    def begin(self, person: str, verb: str, key: str, body: dict[str, Any], timed: bool) -> Entry:
        """A command is about to be sent."""
        entry = Entry(person, verb, key, body, timed=timed)
        self.entries.append(entry)
        return entry

    def sent(self, entry: Entry) -> None:
        """It left for the server, perhaps not for the first time."""
        entry.tries += 1
        entry.sent_at = entry.sent_at or time.monotonic()
        self.unanswered[entry.key] = entry

    def cut(self, entry: Entry) -> None:
        """Its line ended, or nobody answered in time: what became of it is not known."""
        self.unanswered.pop(entry.key, None)
        self.cut_off += 1

    def again(self, entry: Entry) -> None:
        """It was put off: the server asks for patience. What counts for the delay is the sending after that."""
        self.unanswered.pop(entry.key, None)
        entry.sent_at = 0.0
        self.heard_at = time.monotonic()

    def answered(self, entry: Entry, answer: dict[str, Any]) -> None:
        """The end of it."""
        self.unanswered.pop(entry.key, None)
        entry.answer = answer
        self.heard_at = time.monotonic()

    def problem(self, sentence: str) -> None:
        """Something that must not happen, in words; the same sentence again is counted."""
        self.problems[sentence] += 1

    def of(self, verb: str) -> list[Entry]:
        """The commands of one kind, in the order in which they began."""
        return [entry for entry in self.entries if entry.verb == verb]

    @property
    def resent(self) -> int:
        """Commands that went out more than once."""
        return sum(1 for entry in self.entries if entry.tries > 1)

    def delays(self) -> list[float]:
        """Milliseconds from a poster's sending to the screen, sorted, of ideas that everybody may see at once."""
        found = []
        for entry in self.of("idea.add"):
            idea = (entry.answer or {}).get("made", {}).get("idea") if entry.taken and entry.timed else None
            if idea in self.shown:
                found.append((self.shown[idea] - entry.sent_at) * 1000)
        return sorted(found)
