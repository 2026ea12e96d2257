"""One short round of chaos, and a test of the recount: each fault put into its findings by hand must be found.

`CHAOS_SEED=123` runs the same plan of faults again.
"""

import json
import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.chaos.recount import recount
from tests.chaos.replay import Story
from tests.chaos.run import PEOPLE, SHORT, Sum, run
from tests.tools.pace import pace

pytestmark = [pytest.mark.kills, pytest.mark.timeout(300)]
MODE = os.environ.get("WORKSHOP_ASYNC", "eventlet")


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Sum, Path]]:
    """The round and its folder."""
    folder = tmp_path_factory.mktemp("chaos")
    seed = int(os.environ.get("CHAOS_SEED") or random.randrange(10**6))
    print(f"CHAOS_SEED={seed}")
    yield run(seed, rounds=1, minutes=0, weights=SHORT, people=PEOPLE, keep=folder, mode=MODE), next(folder.iterdir())


def test_a_round_of_every_fault_loses_nothing_and_doubles_nothing(short: tuple[Sum, Path]) -> None:
    total, _ = short
    print(total.told())
    assert total.found == []
    assert total.idle() == []
    assert total.kills >= 9 and sum(total.faults.values()) >= 20
    assert total.numbers["acknowledged"] >= 500 / pace() and total.numbers["lost"] == total.numbers["doubled"] == 0


def rewritten(path: Path, change: Callable[[dict[str, Any]], dict[str, Any] | None]) -> None:
    """A file of JSON lines with its lines changed; None removes one."""
    lines = [change(json.loads(line)) for line in path.read_text().splitlines()]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines if line is not None))


def lost_idea(folder: Path) -> None:
    """An acknowledged idea is missing."""
    keys = ", ".join(f"'{op['key']}'" for op in Story(folder / "ops.jsonl").of("idea.add") if op["ok"])
    in_database(
        folder, f"DELETE FROM idea WHERE id = (SELECT max(id) FROM idea WHERE state = 'shown' AND key IN ({keys}))"
    )


def lost_key(folder: Path) -> None:
    """An answer that a client received is missing."""
    heard = next(op for op in Story(folder / "ops.jsonl").ops.values() if op["ok"])
    in_database(folder, f"DELETE FROM key WHERE key = '{heard['key']}'")


def doubled_idea(folder: Path) -> None:
    """A command that was sent again was done twice."""
    fields = "forum, activity, text, participant, key, source, state, flags, created_at"
    kept = "WHERE id = (SELECT max(id) FROM idea)"
    in_database(folder, f"INSERT INTO idea (number, {fields}) SELECT number + 1000, {fields} FROM idea {kept}")


def two_ballots(folder: Path) -> None:
    """One participant has two ballots."""
    in_database(folder, "INSERT INTO ballot SELECT 'second', activity, source, n, weight, \"cast\" FROM ballot LIMIT 1")


def altered_log(folder: Path) -> None:
    """A word in the log was changed."""
    in_database(folder, "UPDATE log SET body = replace(body, 'Ajatus', 'Ajatos') WHERE command = 'idea.add' AND n > 60")


def other_answer(folder: Path) -> None:
    """A command that was sent again received a different answer."""
    changed: list[int] = []

    def change(line: dict[str, Any]) -> dict[str, Any]:
        if line["e"] == "ok" and not changed and "idea" in line["answer"].get("made", {}):
            changed.append(1)
            line["answer"]["made"]["idea"] += 1
        return line

    rewritten(folder / "ops.jsonl", change)


def leak(folder: Path) -> None:
    """A screen received an idea that was never public."""
    kept = in_database(folder, "SELECT text FROM idea WHERE state = 'private' LIMIT 1")
    shape = {"idea": {"1": {"id": 1, "text": kept[0][0]}}}
    with (folder / "payloads.jsonl").open("a") as payloads, (folder / "heard.jsonl").open("a") as heard:
        payloads.write(
            json.dumps({"ref": 10**9, "event": ["frame", {"epoch": "", "n": 0, "put": shape, "drop": {}}]}) + "\n"
        )
        heard.write(json.dumps({"who": "screen-1", "at": 0, "ref": 10**9}) + "\n")


def wrong_tally(folder: Path) -> None:
    """One vote more was shown than was cast."""

    def change(line: dict[str, Any]) -> dict[str, Any]:
        data = line["event"][1] if len(line["event"]) > 1 else {}
        for tally in data.get("put", {}).get("tally", {}).values():
            tally["rows"][0]["measures"]["votes"] += 1
        return line

    rewritten(folder / "payloads.jsonl", change)


def missed_frames(folder: Path) -> None:
    """The last frames never reached one phone."""
    lines = (folder / "heard.jsonl").read_text().splitlines()
    lines[-2000:] = [line for line in lines[-2000:] if '"phone-1"' not in line]
    (folder / "heard.jsonl").write_text("\n".join(lines) + "\n")


def somebody_else(folder: Path) -> None:
    """A phone had to join again."""
    with (folder / "ops.jsonl").open("a") as ops:
        ops.write(json.dumps({"e": "me", "at": 0, "who": "phone-1", "id": 10**6}) + "\n")


def late_ballots(folder: Path) -> None:
    """The vote was never reopened, yet ballots were accepted."""
    again = "n > (SELECT min(n) FROM log WHERE command = 'ballot.set')"
    in_database(folder, f"UPDATE log SET command = 'nothing' WHERE command = 'activity.open' AND {again}")


def two_winners(folder: Path) -> None:
    """Both facilitators' renamings of the theme were acknowledged."""

    def change(line: dict[str, Any]) -> dict[str, Any]:
        return {**line, "e": "ok", "answer": {"ok": True}} if line.get("answer", {}).get("code") == "changed" else line

    rewritten(folder / "ops.jsonl", change)


def grown(folder: Path) -> None:
    """The process used more and more memory."""
    rewritten(
        folder / "ops.jsonl", lambda line: {**line, "rss": int(line["at"] * 1e6)} if line["e"] == "sample" else line
    )


def in_database(folder: Path, words: str) -> list[Any]:
    """Run one SQL statement."""
    with sqlite3.connect(folder / "data" / "forum.db") as db:
        return list(db.execute(words))


HARMS = [
    (lost_idea, "I1"),
    (lost_key, "I1"),
    (other_answer, "I1"),
    (doubled_idea, "I2"),
    (two_ballots, "I3"),
    (wrong_tally, "I4"),
    (missed_frames, "I5"),
    (leak, "I6"),
    (late_ballots, "I7"),
    (two_winners, "I8"),
    (grown, "I9"),
    (altered_log, "I10"),
    (somebody_else, "I11"),
]


@pytest.mark.parametrize(("harm", "invariant"), HARMS)
def test_the_recount_sees(harm: Callable[[Path], Any], invariant: str, short: tuple[Sum, Path], tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(short[1], folder)
    harm(folder)
    assert invariant in recount(folder).found
