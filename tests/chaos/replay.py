"""The first half of the recount: reads the clients' journal, and replays the forum's log from its first row.

It uses only the standard library and shares no code with the server that it judges, nor with the clients. The log's
hash chain and the rules of ideas and ballots are implemented here from their descriptions.
"""

import hashlib
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class Findings:
    """What does not agree, by invariant; empty means passed."""

    def __init__(self) -> None:
        self.found: dict[str, list[str]] = defaultdict(list)
        self.numbers: dict[str, float] = {}

    def expect(self, holds: bool, invariant: str, sentence: str) -> None:
        """Checks one condition; a false one becomes a finding."""
        if not holds:
            self.found[invariant].append(sentence)


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    with path.open() as file:
        for line in file:
            yield json.loads(line)


# The journal
# ---------------------------------------------------------------------------------------------------------------


class Story:
    """The clients' account: for each command its sendings and every answer."""

    def __init__(self, path: Path) -> None:
        self.ops: dict[int, dict[str, Any]] = {}
        self.told: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for line in lines(path):
            if "op" not in line:
                self.told[line["e"]].append(line)
                continue
            op = self.ops.setdefault(line["op"], {"ok": [], "fail": [], "unknown": 0, "sent": 0})
            if line["e"] == "invoke":
                op["sent"] += 1
                op["began"] = min(op.get("began", line["at"]), line["at"])
                op.update({name: line[name] for name in ("who", "verb", "key", "body") if name in line})
            elif line["e"] == "unknown":
                op["unknown"] += 1
            else:
                op[line["e"]].append(line["answer"])
                op["ended"] = line["at"]

    def of(self, verb: str) -> Iterator[dict[str, Any]]:
        """The commands with this verb."""
        return (op for op in self.ops.values() if op["verb"] == verb)


# The log
# -------------------------------------------------------------------------------------------------------------------


def canonical(value: Any) -> str:
    """Canonical JSON: sorted keys, no spaces, no escapes for letters."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def sha(text: str) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def chain(forum: Any, rows: list[Any], findings: Findings) -> None:
    """I10: each row commits to its body, inverse and salt, to the actor, and to the row before it; the forum holds the
    head of the chain."""
    prev = ""
    for place, row in enumerate(rows, 1):
        fits = row["n"] == place and row["prev"] == prev
        said = f"{row['salt']}{row['body']}\0{row['inverse'] or ''}"
        fits = fits and (row["body"] is None or sha(said) == row["commitment"])
        names = ("n", "at", "role", "actor", "command", "commitment", "prev")
        fits = fits and sha(canonical([row[name] for name in names])) == row["hash"]
        findings.expect(fits, "I10", f"the chain breaks at row {row['n']}")
        prev = row["hash"]
    findings.expect(
        (forum["log_n"], forum["log_head"]) == (len(rows), prev), "I10", "the log does not end where the forum says"
    )
    findings.numbers["log rows"] = len(rows)


ELSEWHERE = ("ideas.pause", "screen.cluster", "screen.renew", "activity.clock", "idea.place", "agenda.go")
"""Commands that change nothing that is counted here: no idea, no ballot, no activity's state (the forum is
self-paced)."""


class Replay:
    """The forum replayed from its log: what each audience may see after each row."""

    def __init__(self, db: sqlite3.Connection, forum: Any, rows: list[Any], findings: Findings) -> None:
        self.steps = {
            row["id"]: dict(row) for row in db.execute("SELECT * FROM activity WHERE forum = ?", (forum["id"],))
        }
        self.settings = {step: json.loads(row["settings"]) for step, row in self.steps.items()}
        made = db.execute("SELECT id FROM idea WHERE forum = ? ORDER BY number", (forum["id"],))
        self._ids = [row["id"] for row in made]
        self.ideas: dict[int, dict[str, Any]] = {}
        self.ballots: dict[str, dict[str, Any]] = {}
        self.state: dict[int, tuple[str, int]] = dict.fromkeys(self.steps, ("waiting", 0))
        self.revealed: set[int] = set()
        self.names: dict[int, list[int]] = defaultdict(list)
        self.joins, self.moderation = 0, "off"
        self.shown_at: dict[int, str] = {0: hashed({})}
        self.tallies: dict[int, set[str]] = defaultdict(set)
        self.tally_at: dict[int, dict[int, str]] = {}
        self.once_shown: set[str] = set()
        self._findings = findings
        for row in rows:
            self._play(row, json.loads(row["body"] or "{}"))
            self._look(row["n"], row["command"].startswith("idea."))

    def _play(self, row: Any, body: dict[str, Any]) -> None:
        verb, at = row["command"], row["at"]
        if verb == "participant.join":
            self.joins += 1
        elif verb in ELSEWHERE:
            return
        elif verb == "moderation.set":
            self.moderation = body["mode"]
        elif verb.startswith("idea."):
            self._idea(verb.removeprefix("idea."), body)
        elif verb == "ballot.set":
            self._ballot(row, body)
        elif verb == "cluster.rename":
            self.names[body["cluster"]].append(body["version"])
        elif verb == "activity.open":
            self.state[body["activity"]] = ("open", 0)
        elif verb == "activity.close":
            self.state[body["activity"]] = ("closing", at + body["grace"] * 1000) if body["grace"] else ("closed", 0)
        elif verb == "activity.reveal":
            (self.revealed.add if body["shown"] else self.revealed.discard)(body["activity"])

    def _idea(self, verb: str, body: dict[str, Any]) -> None:
        if verb in ("add", "enter"):
            kept = self.settings[body["activity"]].get("style") == "private"
            reviewed = verb == "add" and self.moderation == "before"
            state = "waiting" if reviewed else "private" if kept else "shown"
            place = len(self.ideas)
            if place >= len(self._ids):
                self._findings.expect(False, "I10", "the log holds more ideas than the table")
                return
            self.ideas[self._ids[place]] = {"state": state, "text": body["text"], "activity": body["activity"]}
            return
        idea = self.ideas.get(body["idea"], {"state": "", "text": "", "activity": 0})
        if verb == "edit":
            idea["text"] = body["text"]
            if idea["state"] == "hidden" or (idea["state"] in ("shown", "private") and self.moderation == "before"):
                idea["state"] = "waiting"
        elif verb == "withdraw":
            idea["before"], idea["state"] = idea["state"], "withdrawn"
        elif verb == "restore":
            idea["state"] = idea.pop("before")
        elif verb == "hide":
            idea["state"] = "hidden"
        elif verb == "leave_out":
            idea["out"] = body["out"]
        elif verb == "show":
            private = self.settings.get(idea["activity"], {}).get("style") == "private"
            idea["state"] = "private" if private else "shown"

    def _ballot(self, row: Any, body: dict[str, Any]) -> None:
        """I3 and I7: a ballot that changed anything was cast while the vote was open, and kept within one person's
        dots."""
        step = body["activity"]
        state, ends = self.state[step]
        is_open = state == "open" or (state == "closing" and row["at"] < ends)
        self._findings.expect(is_open, "I7", f"row {row['n']}: a ballot was taken while the vote was closed")
        marks = {int(target): x for target, x in body["marks"].items() if x and self._votable(int(target))}
        settings = self.settings[step]
        within = sum(marks.values()) <= settings["dots"] and all(0 <= x <= settings["cap"] for x in marks.values())
        self._findings.expect(within, "I3", f"row {row['n']}: a ballot holds more than one person has")
        before = self.ballots.get(row["actor"])
        if before is None or body["n"] > before["n"]:
            self.ballots[row["actor"]] = {"n": body["n"], "marks": marks, "activity": step}

    def _votable(self, idea: int) -> bool:
        known = self.ideas.get(idea)
        if known is None or known["state"] != "shown" or known.get("out"):
            return False
        return bool(self.settings[known["activity"]].get("votable"))

    def tally(self, step: int) -> str:
        """A vote counted from its ballots: target, votes, voters; hashed."""
        votes, voters = self.counts(step)
        targets = [idea for idea in self.ideas if self._votable(idea)]
        return hashed({str(target): [votes[target], voters[target]] for target in targets})

    def counts(self, step: int) -> tuple[Counter[int], Counter[int]]:
        """Votes and voters, each by target."""
        votes: Counter[int] = Counter()
        voters: Counter[int] = Counter()
        for ballot in self.ballots.values():
            if ballot["activity"] == step:
                votes.update(ballot["marks"])
                voters.update(ballot["marks"].keys())
        return votes, voters

    def _look(self, n: int, ideas: bool) -> None:
        self.shown_at[n] = self.shown_at[n - 1]
        if ideas:
            shown = {str(idea): one["text"] for idea, one in self.ideas.items() if one["state"] == "shown"}
            self.once_shown.update(shown.values())
            self.shown_at[n] = hashed(shown)
        self.tally_at[n] = {step: self.tally(step) for step in self.revealed if self.steps[step]["kind"] == "dots"}
        for step, counted in self.tally_at[n].items():
            self.tallies[step].add(counted)


def hashed(value: Any) -> str:
    """A short hash of a value."""
    return sha(canonical(value))[:16]
