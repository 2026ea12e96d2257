"""The recount: reads the database file, the download and the clients' journal, and says what does not fit. Standard library only.

Shares no code with the program that it judges, nor with the clients: the log's chain, the rules of a ballot and the order of frames are
read here from their descriptions. The log is played again from its first row; what people were shown must be what it says.

    python tests/chaos/recount.py FOLDER      a round's folder: data/forum.db, export.json, ops.jsonl, heard.jsonl, payloads.jsonl
"""

import hashlib
import json
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

EQUAL_SECONDS, SERVING_SECONDS = 5.0, 3.0
MOST_RSS_GROWTH_KB, MOST_FILES = 120_000, 400
KEPT = ("waiting", "private", "hidden", "withdrawn")
"""States in which nobody but the author and the facilitators may read an idea."""


class Findings:
    """What does not fit, by invariant; an empty one is a pass."""

    def __init__(self) -> None:
        self.found: dict[str, list[str]] = defaultdict(list)
        self.numbers: dict[str, float] = {}

    def expect(self, holds: bool, invariant: str, sentence: str) -> None:
        """One thing that must be so."""
        if not holds:
            self.found[invariant].append(sentence)


def main() -> int:
    findings = recount(Path(sys.argv[1]))
    print(json.dumps({"numbers": findings.numbers, "found": findings.found}, indent=1, ensure_ascii=False))
    return 1 if findings.found else 0


def recount(folder: Path) -> Findings:
    """Everything, counted again."""
    findings, story = Findings(), Story(folder / "ops.jsonl")
    with sqlite3.connect(f"file:{folder / 'data' / 'forum.db'}?mode=ro", uri=True) as db:
        db.row_factory = sqlite3.Row
        forum = db.execute("SELECT * FROM forum ORDER BY id DESC").fetchone()
        rows = list(db.execute("SELECT * FROM log WHERE forum = ? ORDER BY n", (forum["id"],)))
        chain(forum, rows, findings)
        replay = Replay(db, forum, rows, findings)
        acknowledged(db, forum, story, replay, findings)
        tables(db, forum, replay, findings)
        people(db, forum, story, findings)
        download(json.loads((folder / "export.json").read_text()), db, forum, replay, findings)
    races(story, replay, findings)
    heard(folder, story, replay, findings)
    bounds(story, findings)
    return findings


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    with path.open() as file:
        for line in file:
            yield json.loads(line)


# The journal ---------------------------------------------------------------------------------------------------------------


class Story:
    """What the clients say that happened: for each command its sendings and every answer."""

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
        """The commands of one kind."""
        return (op for op in self.ops.values() if op["verb"] == verb)


# The log -------------------------------------------------------------------------------------------------------------------


def canonical(value: Any) -> str:
    """Sorted keys, no spaces, real letters."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def sha(text: str) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def chain(forum: Any, rows: list[Any], findings: Findings) -> None:
    """I10: each row commits to its body with its salt, and to the row before it; the forum knows the end."""
    prev = ""
    for place, row in enumerate(rows, 1):
        fits = row["n"] == place and row["prev"] == prev
        fits = fits and (row["body"] is None or sha(row["salt"] + row["body"]) == row["commitment"])
        fits = fits and sha(canonical([row["n"], row["at"], row["command"], row["commitment"], row["prev"]])) == row["hash"]
        findings.expect(fits, "I10", f"the chain breaks at row {row['n']}")
        prev = row["hash"]
    findings.expect((forum["log_n"], forum["log_head"]) == (len(rows), prev), "I10", "the log does not end where the forum says")
    findings.numbers["log rows"] = len(rows)


class Replay:
    """The forum played again from its log: what everybody may see after each row."""

    def __init__(self, db: sqlite3.Connection, forum: Any, rows: list[Any], findings: Findings) -> None:
        self.steps = {row["id"]: dict(row) for row in db.execute("SELECT * FROM activity WHERE forum = ?", (forum["id"],))}
        self.settings = {step: json.loads(row["settings"]) for step, row in self.steps.items()}
        made = db.execute("SELECT id FROM idea WHERE forum = ? ORDER BY number", (forum["id"],))
        self._ids = [row["id"] for row in made]
        self.ideas: dict[int, dict[str, Any]] = {}
        self.ballots: dict[str, dict[str, Any]] = {}
        self.state: dict[int, tuple[str, int]] = dict.fromkeys(self.steps, ("waiting", 0))
        self.revealed: set[int] = set()
        self.names: dict[int, list[int]] = defaultdict(list)
        self.joins, self.moderation, self.now = 0, "off", 0
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
        elif verb == "moderation.set":
            self.moderation = body["mode"]
        elif verb.startswith("idea."):
            self._idea(verb.removeprefix("idea."), body)
        elif verb == "ballot.set":
            self._ballot(row, body)
        elif verb == "cluster.rename":
            self.names[body["cluster"]].append(body["version"])
        elif verb == "agenda.go":
            if self.now and self.state[self.now][0] in ("open", "closing"):
                collects = self.steps[self.now]["kind"] == "ideas" and self.state[self.now][0] == "open"
                self.state[self.now] = ("closing", at + 20_000) if collects else ("closed", 0)
            self.now = body["activity"]
            self.state[self.now] = ("open", 0)
        elif verb == "activity.open":
            self.state[body["activity"]] = ("open", 0)
        elif verb == "activity.close":
            self.state[body["activity"]] = ("closing", at + body["grace"] * 1000) if body["grace"] else ("closed", 0)
        elif verb == "activity.reveal":
            (self.revealed.add if body["shown"] else self.revealed.discard)(body["activity"])

    def _idea(self, verb: str, body: dict[str, Any]) -> None:
        if verb == "add":
            kept = self.settings[body["activity"]].get("style") == "private"
            state = "waiting" if self.moderation == "before" else "private" if kept else "shown"
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
            idea["state"] = "withdrawn"
        elif verb == "hide":
            idea["state"] = "hidden"
        elif verb == "show":
            private = self.settings.get(idea["activity"], {}).get("style") == "private"
            idea["state"] = "private" if private else "shown"

    def _ballot(self, row: Any, body: dict[str, Any]) -> None:
        """I3 and I7: a ballot that changed anything came while the vote was open and within what one person has."""
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
        return known is not None and known["state"] == "shown" and bool(self.settings[known["activity"]].get("votable"))

    def tally(self, step: int) -> str:
        """A vote counted from its ballots: target, votes, voters; hashed."""
        votes, voters = self.counts(step)
        targets = [idea for idea in self.ideas if self._votable(idea)]
        return hashed({str(target): [votes[target], voters[target]] for target in targets})

    def counts(self, step: int) -> tuple[Counter[int], Counter[int]]:
        """Votes and voters by target."""
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
    """A short name for a value."""
    return sha(canonical(value))[:16]


# The database --------------------------------------------------------------------------------------------------------------


def acknowledged(db: sqlite3.Connection, forum: Any, story: Story, replay: Replay, findings: Findings) -> None:
    """I1 and I2: what was answered with yes is there, once, and every yes was the same; what was only refused is not there."""
    kept: dict[str, list[Any]] = defaultdict(list)
    for row in db.execute("SELECT key, answer FROM key WHERE forum = ?", (forum["id"],)):
        kept[row["key"]].append(json.loads(row["answer"]))
    ideas = {row["key"]: row for row in db.execute("SELECT * FROM idea WHERE forum = ?", (forum["id"],))}
    stored = Counter(row["key"] for row in db.execute("SELECT key FROM idea WHERE forum = ?", (forum["id"],)))
    lost = doubled = unknown = 0
    for op in story.ops.values():
        answers = kept.get(op["key"], [])
        doubled += len(answers) > 1 or stored[op["key"]] > 1 or len({canonical(one.get("made", {})) for one in op["ok"]}) > 1
        if op["ok"]:
            there = bool(answers) and answers[0] == op["ok"][0].get("made", {})
            if op["verb"] == "idea.add":
                row = ideas.get(op["key"])
                there = (
                    there
                    and row is not None
                    and row["id"] == op["ok"][0]["made"]["idea"]
                    and row["number"] == op["ok"][0]["made"]["number"]
                )
            lost += not there
            findings.expect(there, "I1", f"{op['verb']} of {op['who']} was acknowledged and is not there ({op['key']})")
        elif op["unknown"] or any(answer.get("code") == "server" for answer in op["fail"]):
            unknown += 1  # "server" is said too when the writer took too long: it may still be done
        else:
            findings.expect(not answers, "I1", f"{op['verb']} of {op['who']} was refused and is there ({op['key']})")
    findings.expect(not doubled, "I2", f"{doubled} commands were done or answered twice")
    findings.numbers |= {
        "commands": len(story.ops), "acknowledged": sum(1 for op in story.ops.values() if op["ok"]),
        "answers yes": sum(len(op["ok"]) for op in story.ops.values()), "sent again": sum(1 for op in story.ops.values() if op["sent"] > 1),
        "unknown": unknown, "lost": lost, "doubled": doubled,
    }  # fmt: skip
    late = sum(1 for op in story.of("ballot.set") for answer in op["fail"] if answer.get("code") == "vote_closed")
    findings.numbers["told that the vote is closed"] = late
    words(story, replay, findings)


def words(story: Story, replay: Replay, findings: Findings) -> None:
    """I1 for what replaces something: the last acknowledged edit's words, the ballot with the highest number."""
    edits: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for op in story.of("idea.add"):
        if op["ok"]:
            edits[op["ok"][0]["made"]["idea"]].insert(0, op)
    for op in story.of("idea.edit"):
        if op["ok"] or op["unknown"]:
            edits[op["body"]["idea"]].append(op)
    for idea, ops in edits.items():
        sure = [op for op in ops if op["ok"]]
        possible = {op["body"]["text"] for op in ops if not op["ok"]} | ({sure[-1]["body"]["text"]} if sure else set())
        findings.expect(
            idea in replay.ideas and replay.ideas[idea]["text"] in possible, "I1", f"idea {idea} has other words than acknowledged"
        )


def tables(db: sqlite3.Connection, forum: Any, replay: Replay, findings: Findings) -> None:
    """I3 and I10: the tables say what the log says, and nobody has two ballots."""
    for row in db.execute("SELECT * FROM idea WHERE forum = ?", (forum["id"],)):
        said = replay.ideas.get(row["id"], {})
        findings.expect(
            (row["state"], row["text"]) == (said.get("state"), said.get("text")), "I10", f"idea {row['id']} is not as in the log"
        )
    marks: dict[str, dict[int, int]] = defaultdict(dict)
    for row in db.execute("SELECT mark.* FROM mark JOIN ballot ON ballot.id = mark.ballot"):
        marks[row["ballot"]][row["target"]] = row["x"]
    stored = {row["id"]: (row["n"], marks[row["id"]]) for row in db.execute("SELECT * FROM ballot")}
    said = {name: (one["n"], one["marks"]) for name, one in replay.ballots.items()}
    findings.expect(stored == said, "I10", f"ballots are not as in the log: {len(stored)} stored, {len(said)} in the log")
    owners = Counter((row["activity"], row["participant"]) for row in db.execute("SELECT * FROM ballot_owner"))
    findings.expect(all(times == 1 for times in owners.values()), "I3", "somebody has two ballots")
    findings.expect(len(owners) == len(stored), "I3", "a ballot has no owner, or two")
    findings.numbers |= {"ideas": len(replay.ideas), "ballots": len(stored)}


def people(db: sqlite3.Connection, forum: Any, story: Story, findings: Findings) -> None:
    """I1 for ballots, and I11: everybody came in once, is still the same person, and has the ballot last acknowledged."""
    who: dict[str, set[int]] = defaultdict(set)
    for line in story.told["me"]:
        who[line["who"]].add(line["id"])
    findings.expect(all(len(ids) == 1 for ids in who.values()), "I11", "a phone became somebody else")
    findings.expect(not story.told["put_out"], "I11", f"somebody was put out: {story.told['put_out'][:1]}")
    count = db.execute("SELECT count(*) FROM participant WHERE forum = ?", (forum["id"],)).fetchone()[0]
    findings.expect(count == len(who), "I11", f"{len(who)} phones came in, {count} people are stored")
    highest: dict[str, int] = defaultdict(int)
    unsure: dict[str, set[int]] = defaultdict(set)
    for op in story.of("ballot.set"):
        if op["ok"]:
            highest[op["who"]] = max(highest[op["who"]], op["body"]["n"])
        elif op["unknown"]:
            unsure[op["who"]].add(op["body"]["n"])
    query = "SELECT ballot.n FROM ballot_owner JOIN ballot ON ballot.id = ballot_owner.ballot WHERE ballot_owner.participant = ?"
    for name, ids in who.items():
        row = db.execute(query, (min(ids),)).fetchone()
        n = 0 if row is None else row["n"]
        fits = n == highest[name] or (n > highest[name] and n in unsure[name])
        findings.expect(fits, "I1", f"{name}: ballot {highest[name]} was acknowledged, {n} is stored")


def download(export: dict[str, Any], db: sqlite3.Connection, forum: Any, replay: Replay, findings: Findings) -> None:
    """I4 and I10: the download equals the log."""
    findings.expect(export["forum"]["log_n"] == forum["log_n"], "I10", "the download is not of the last row")
    ideas = {idea["id"]: (idea["state"], idea["text"]) for idea in export["ideas"]}
    said = {thing: (idea["state"], idea["text"]) for thing, idea in replay.ideas.items()}
    differ = [
        thing for thing in ideas.keys() | said.keys() if ideas.get(thing) != said.get(thing) and said.get(thing, ("", ""))[0] != "withdrawn"
    ]
    findings.expect(not differ, "I10", f"ideas in the download are not those of the log: {differ[:5]}")
    findings.expect(len(export["votes"]) == 1, "I10", "the download lacks the vote that was shown")
    for vote in export["votes"]:
        votes, voters = replay.counts(vote["activity"])
        for row in vote["rows"]:
            counted = votes[row["target"]], voters[row["target"]]
            findings.expect(
                (row["votes"], row["voters"]) == counted, "I4", f"target {row['target']}: told {row['votes']}, counted {counted}"
            )
        ballots = {one["id"]: {int(target): x for target, x in one["marks"].items()} for one in vote["ballots"]}
        findings.expect(ballots == {name: one["marks"] for name, one in replay.ballots.items()}, "I10", "other ballots in the download")
        findings.numbers["votes"] = sum(votes.values())


def races(story: Story, replay: Replay, findings: Findings) -> None:
    """I8: of those who changed the same version one won, and the others were told."""
    won: Counter[tuple[int, int]] = Counter()
    lost = 0
    for op in story.of("cluster.rename"):
        won[op["body"]["cluster"], op["body"]["version"]] += bool(op["ok"])
        lost += any(answer.get("code") == "changed" for answer in op["fail"])
    findings.expect(all(times <= 1 for times in won.values()), "I8", "two facilitators changed the same version")
    for cluster, versions in replay.names.items():
        findings.expect(versions == list(range(1, len(versions) + 1)), "I8", f"theme {cluster} was not changed version after version")
    findings.numbers |= {"renamed": sum(won.values()), "told that another was quicker": lost}


# What was heard ------------------------------------------------------------------------------------------------------------


class Store:
    """What one page holds: the last snapshot with every frame after it."""

    def __init__(self) -> None:
        self.things: dict[str, dict[str, Any]] = {}
        self.place: tuple[str, int] | None = None

    def hear(self, event: str, data: Any) -> None:
        """One event, by the protocol's words."""
        if event == "snapshot":
            self.things, self.place = {kind: dict(put) for kind, put in data["put"].items()}, (data["epoch"], data["n"])
        elif event == "frame" and self.place is not None:
            epoch, n = self.place
            if data["epoch"] == epoch and data["n"] <= n:
                return
            self.place = (epoch, data["n"]) if (data["epoch"], data["n"]) == (epoch, n + 1) else None
            if self.place is None:
                return
            for kind, put in data["put"].items():
                self.things.setdefault(kind, {}).update(put)
            for kind, gone in data["drop"].items():
                for thing in gone:
                    self.things.get(kind, {}).pop(str(thing), None)


def heard(folder: Path, story: Story, replay: Replay, findings: Findings) -> None:
    """I4, I5, I6 over everything that any page was ever sent."""
    payloads = {line["ref"]: line["event"] for line in lines(folder / "payloads.jsonl")}
    audience: dict[int, str] = {}
    stores: dict[str, Store] = defaultdict(Store)
    for line in lines(folder / "heard.jsonl"):
        if "up" in line:
            stores[line["who"]].place = None
            continue
        kind = line["who"].partition("-")[0].partition("/")[0]
        audience[line["ref"]] = kind
        event, *rest = payloads[line["ref"]]
        stores[line["who"]].hear(event, rest[0] if rest else None)
    findings.numbers |= {"payloads": len(payloads), "heard by": len(stores)}
    kept_back = Secrets(replay)
    for ref, kind in audience.items():
        event, *rest = payloads[ref]
        look(event, rest[0] if rest else {}, kind, kept_back, replay, findings)
    equal(stores, replay, story, findings)


class Secrets:
    """I6: words that were never shown to everybody, found by the one word in each that stands nowhere else."""

    def __init__(self, replay: Replay) -> None:
        every = {idea["text"] for idea in replay.ideas.values()}
        self.words = {text.split()[1]: text for text in every - replay.once_shown if len(text.split()) == 3}

    def leaked(self, told: str) -> list[str]:
        """Those that stand in something told."""
        return [word for word in told.replace('"', " ").split() if word in self.words]


def look(event: str, data: Any, kind: str, kept_back: Secrets, replay: Replay, findings: Findings) -> None:
    """One payload: no secret in it for phones and screens, no tally that the log does not give, snapshots as the log has it."""
    put = data.get("put", {}) if isinstance(data, dict) else {}
    if kind != "console" and event in ("frame", "snapshot"):
        leaks = kept_back.leaked(canonical({name: part for name, part in data.items() if name != "yours"}))
        findings.expect(not leaks, "I6", f"a {kind} was sent words that are kept back: {leaks[:2]}")
    for step, tally in put.get("tally", {}).items():
        counted = hashed({str(row["target"]): [row["votes"], row["voters"]] for row in tally["rows"]})
        findings.expect(counted in replay.tallies[int(step)], "I4", f"a {event} to a {kind} shows a result that was never counted")
        findings.numbers["results shown"] = findings.numbers.get("results shown", 0) + 1
    if event == "snapshot" and kind != "console":
        shown = hashed({thing: idea["text"] for thing, idea in put.get("idea", {}).items()})
        findings.expect(shown == replay.shown_at.get(data["log"]), "I6", f"a snapshot at row {data['log']} shows other ideas than the log")
        tallies = {
            int(step): hashed({str(row["target"]): [row["votes"], row["voters"]] for row in tally["rows"]})
            for step, tally in put.get("tally", {}).items()
        }
        findings.expect(tallies == replay.tally_at.get(data["log"], {}), "I4", f"a snapshot at row {data['log']} shows another result")


def equal(stores: dict[str, Store], replay: Replay, story: Story, findings: Findings) -> None:
    """I5: in the end everybody holds the same, which is what the log says."""
    last = hashed({str(idea): one["text"] for idea, one in replay.ideas.items() if one["state"] == "shown"})
    pages = {who: store for who, store in stores.items() if who.partition("-")[0] in ("phone", "screen") and "/" not in who}
    for who, store in pages.items():
        held = hashed({thing: idea["text"] for thing, idea in store.things.get("idea", {}).items()})
        findings.expect(held == last, "I5", f"{who} ends with other ideas than the log")
    hashes = {hashed({kind: put for kind, put in store.things.items() if put}) for store in pages.values()}
    findings.expect(len(hashes) == 1, "I5", f"{len(hashes)} different pictures at the end")
    for line in story.told["equal"]:
        findings.numbers["all equal after"] = round(line["seconds"], 2)
        findings.expect(
            line["equal"] and line["seconds"] <= EQUAL_SECONDS, "I5", f"not all were equal {line['seconds']:.1f} s after the last fault"
        )
    findings.expect(bool(story.told["equal"]), "I5", "nobody looked whether all are equal")


def bounds(story: Story, findings: Findings) -> None:
    """I9: memory, open files and the writer's queue stay small, however often it was hurt."""
    samples: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for line in story.told["sample"]:
        samples[line["pid"]].append(line)
    growth = max((max(one["rss"] for one in each) - each[0]["rss"] for each in samples.values()), default=0)
    files = max((one["files"] for each in samples.values() for one in each), default=0)
    findings.numbers |= {"largest growth in kB": growth, "most open files": files, "samples": len(story.told["sample"])}
    findings.expect(bool(samples), "I9", "nobody looked at the process")
    findings.expect(growth <= MOST_RSS_GROWTH_KB, "I9", f"the process grew by {growth} kB")
    findings.expect(files <= MOST_FILES, "I9", f"{files} files were open")
    slowest = max((line["own_seconds"] for line in story.told["served"]), default=0.0)
    findings.numbers["slowest start"] = round(slowest, 2)
    findings.expect(slowest <= SERVING_SECONDS, "serving", f"serving again took {slowest:.1f} s")


if __name__ == "__main__":
    sys.exit(main())
