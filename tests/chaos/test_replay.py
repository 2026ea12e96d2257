"""The recount's replay covers every command on ideas, including those that the simulated clients do not send."""

import json
import sqlite3
from typing import Any

import pytest

from tests.chaos.replay import Findings, Replay, hashed


def replayed(*commands: tuple[str, dict[str, Any]]) -> tuple[Replay, Findings]:
    db = sqlite3.connect(":memory:")
    db.row_factory = sqlite3.Row
    db.executescript("""CREATE TABLE activity (id, forum, kind, settings); CREATE TABLE idea (id, forum, number);
        INSERT INTO activity VALUES (1, 1, 'ideas', '{"votable": true}');
        INSERT INTO idea VALUES (7, 1, 1), (8, 1, 2)""")
    rows = [
        {"n": n, "at": n, "actor": "a", "command": verb, "body": json.dumps(body)}
        for n, (verb, body) in enumerate(commands, 1)
    ]
    findings = Findings()
    return Replay(db, {"id": 1}, rows, findings), findings


@pytest.mark.parametrize("moderation", ["off", "before"])
def test_an_idea_from_paper_is_seen_at_once_and_placing_it_changes_no_words(moderation: str) -> None:
    entered = {"activity": 1, "text": "Paperilta", "source": "paper", "table": None}
    replay, findings = replayed(
        ("moderation.set", {"mode": moderation}),
        ("idea.enter", entered),
        ("idea.place", {"ideas": [7], "cluster": None}),
        ("idea.add", {"activity": 1, "text": "Puhelimesta"}),
    )
    assert not findings.found
    assert replay.shown_at[2] == replay.shown_at[3] == hashed({"7": "Paperilta"})
    assert replay.ideas[8]["state"] == ("shown" if moderation == "off" else "waiting")
