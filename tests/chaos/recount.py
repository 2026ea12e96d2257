"""The recount: reads the database file, the download and the clients' journal, and lists what does not agree. Uses only
the standard library.

With `replay.py` and `heard.py` it is a separate program that shares no code with the server that it judges, nor with
the clients. What people were shown must equal the log; what was acknowledged must be in the log exactly once.

    python -m tests.chaos.recount FOLDER     a round's folder: data/forum.db, export.json, ops.jsonl, heard.jsonl,
                                             payloads.jsonl
"""

import json
import sqlite3
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from tests.chaos.heard import heard
from tests.chaos.replay import Findings, Replay, Story, canonical, chain
from tests.tools.pace import limit

SERVING_SECONDS = limit(10.0)
"""The report gives the time of a start; only a server that does not come back within this many seconds is a fault."""
MOST_RSS_GROWTH_KB, MOST_FILES, MOST_WAITING = 120_000, 400, 1000


def main() -> int:
    findings = recount(Path(sys.argv[1]))
    print(json.dumps({"numbers": findings.numbers, "found": findings.found}, indent=1, ensure_ascii=False))
    return 1 if findings.found else 0


def recount(folder: Path) -> Findings:
    """All findings of a round."""
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


def acknowledged(db: sqlite3.Connection, forum: Any, story: Story, replay: Replay, findings: Findings) -> None:
    """I1 and I2: every acknowledged command is there exactly once and all its answers were equal; a command that was
    only refused is not there."""
    kept: dict[str, list[Any]] = defaultdict(list)
    for row in db.execute("SELECT key, answer FROM key WHERE forum = ?", (forum["id"],)):
        kept[row["key"]].append(json.loads(row["answer"]))
    ideas = {row["key"]: row for row in db.execute("SELECT * FROM idea WHERE forum = ?", (forum["id"],))}
    stored = Counter(row["key"] for row in db.execute("SELECT key FROM idea WHERE forum = ?", (forum["id"],)))
    lost = doubled = unknown = 0
    for op in story.ops.values():
        answers = kept.get(op["key"], [])
        doubled += (
            len(answers) > 1 or stored[op["key"]] > 1 or len({canonical(one.get("made", {})) for one in op["ok"]}) > 1
        )
        if op["ok"]:
            there = bool(answers) and (answers[0]["verb"], answers[0]["made"]) == (
                op["verb"],
                op["ok"][0].get("made", {}),
            )
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
            unknown += 1  # "server" is also the answer when the writer took too long: the command may still be done
        else:
            findings.expect(not answers, "I1", f"{op['verb']} of {op['who']} was refused and is there ({op['key']})")
    findings.expect(not doubled, "I2", f"{doubled} commands were done or answered twice")
    findings.numbers |= {
        "commands": len(story.ops),
        "acknowledged": sum(1 for op in story.ops.values() if op["ok"]),
        "answers yes": sum(len(op["ok"]) for op in story.ops.values()),
        "sent again": sum(1 for op in story.ops.values() if op["sent"] > 1),
        "unknown": unknown,
        "lost": lost,
        "doubled": doubled,
    }
    late = sum(1 for op in story.of("ballot.set") for answer in op["fail"] if answer.get("code") == "vote_closed")
    findings.numbers["told that the vote is closed"] = late
    words(story, replay, findings)


def words(story: Story, replay: Replay, findings: Findings) -> None:
    """I1 for values that are replaced: the text of the last acknowledged edit, the ballot with the highest number."""
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
            idea in replay.ideas and replay.ideas[idea]["text"] in possible,
            "I1",
            f"idea {idea} has other words than acknowledged",
        )


def tables(db: sqlite3.Connection, forum: Any, replay: Replay, findings: Findings) -> None:
    """I3 and I10: the tables equal the log, and no person has two ballots."""
    for row in db.execute("SELECT * FROM idea WHERE forum = ?", (forum["id"],)):
        said = replay.ideas.get(row["id"], {})
        findings.expect(
            (row["state"], row["text"]) == (said.get("state"), said.get("text")),
            "I10",
            f"idea {row['id']} is not as in the log",
        )
    marks: dict[str, dict[int, int]] = defaultdict(dict)
    for row in db.execute("SELECT mark.* FROM mark JOIN ballot ON ballot.id = mark.ballot"):
        marks[row["ballot"]][row["target"]] = row["x"]
    stored = {row["id"]: (row["n"], marks[row["id"]]) for row in db.execute("SELECT * FROM ballot")}
    said = {name: (one["n"], one["marks"]) for name, one in replay.ballots.items()}
    findings.expect(
        stored == said, "I10", f"ballots are not as in the log: {len(stored)} stored, {len(said)} in the log"
    )
    owners = Counter((row["activity"], row["participant"]) for row in db.execute("SELECT * FROM ballot_owner"))
    findings.expect(all(times == 1 for times in owners.values()), "I3", "somebody has two ballots")
    findings.expect(len(owners) == len(stored), "I3", "a ballot has no owner, or two")
    findings.numbers |= {"ideas": len(replay.ideas), "ballots": len(stored)}


def people(db: sqlite3.Connection, forum: Any, story: Story, findings: Findings) -> None:
    """I1 for ballots, and I11: every phone joined once, is still the same participant, and has the ballot last
    acknowledged."""
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
    query = (
        "SELECT ballot.n FROM ballot_owner JOIN ballot ON ballot.id = ballot_owner.ballot "
        "WHERE ballot_owner.participant = ?"
    )
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
        thing
        for thing in ideas.keys() | said.keys()
        if ideas.get(thing) != said.get(thing) and said.get(thing, ("", ""))[0] != "withdrawn"
    ]
    findings.expect(not differ, "I10", f"ideas in the download are not those of the log: {differ[:5]}")
    findings.expect(len(export["votes"]) == 1, "I10", "the download lacks the vote that was shown")
    for vote in export["votes"]:
        votes, voters = replay.counts(vote["activity"])
        for row in vote["rows"]:
            counted = votes[row["target"]], voters[row["target"]]
            findings.expect(
                (row["votes"], row["voters"]) == counted,
                "I4",
                f"target {row['target']}: told {row['votes']}, counted {counted}",
            )
        ballots = {one["id"]: {int(target): x for target, x in one["marks"].items()} for one in vote["ballots"]}
        findings.expect(
            ballots == {name: one["marks"] for name, one in replay.ballots.items()},
            "I10",
            "other ballots in the download",
        )
        findings.numbers["votes"] = sum(votes.values())


def races(story: Story, replay: Replay, findings: Findings) -> None:
    """I8: of several who changed the same version one won, and the others were refused."""
    won: Counter[tuple[int, int]] = Counter()
    lost = 0
    for op in story.of("cluster.rename"):
        won[op["body"]["cluster"], op["body"]["version"]] += bool(op["ok"])
        lost += any(answer.get("code") == "changed" for answer in op["fail"])
    findings.expect(all(times <= 1 for times in won.values()), "I8", "two facilitators changed the same version")
    for cluster, versions in replay.names.items():
        findings.expect(
            versions == list(range(1, len(versions) + 1)),
            "I8",
            f"theme {cluster} was not changed version after version",
        )
    findings.numbers |= {"renamed": sum(won.values()), "told that another was quicker": lost}


def bounds(story: Story, findings: Findings) -> None:
    """I9: memory, open files and the writer's queue stay small after any number of faults."""
    samples: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for line in story.told["sample"]:
        samples[line["pid"]].append(line)
    growth = max((max(one["rss"] for one in each) - each[0]["rss"] for each in samples.values()), default=0)
    files = max((one["files"] for each in samples.values() for one in each), default=0)
    queue = max((one.get("queue", 0) for each in samples.values() for one in each), default=0)
    findings.numbers |= {
        "largest growth in kB": growth,
        "most open files": files,
        "longest queue": queue,
        "samples": len(story.told["sample"]),
    }
    findings.expect(bool(samples), "I9", "nobody looked at the process")
    findings.expect(queue <= MOST_WAITING, "I9", f"{queue} commands waited for the writer")
    findings.expect(growth <= MOST_RSS_GROWTH_KB, "I9", f"the process grew by {growth} kB")
    findings.expect(files <= MOST_FILES, "I9", f"{files} files were open")
    slowest = max((line["own_seconds"] for line in story.told["served"]), default=0.0)
    findings.numbers["slowest start"] = round(slowest, 2)
    findings.expect(slowest <= SERVING_SECONDS, "serving", f"serving again took {slowest:.1f} s")


if __name__ == "__main__":
    sys.exit(main())
