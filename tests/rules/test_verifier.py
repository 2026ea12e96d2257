"""`workshop verify`: reports every alteration of tables and logs behind the program's back, and nothing else."""

import hashlib
import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ADMINISTRATOR, Room, room_after
from tests.tools.pace import in_time
from workshop.__main__ import main
from workshop.contract import COMMANDS
from workshop.storage import backup
from workshop.storage.database import reading
from workshop.storage.log import canonical
from workshop.verifier.check import verify


@pytest.fixture
def evening(tmp_path: Path) -> Iterator[Room]:
    """A room after an evening."""
    with room_after(an_evening, tmp_path / "forum.db") as (room, _):
        yield room


def an_evening(room: Room) -> None:
    """Ideas, one of them hidden, a theme, a vote with ballots and hands, and something taken back."""
    ada, ben, step, dots = room.comes("ada"), room.comes("ben"), room.step("ideas", 2), room.step("dots")
    room.writer.execute(
        COMMANDS["account.add"](key="account-1", email="a@b.fi", called="A", password_hash="argon"), ADMINISTRATOR
    )
    room.must("agenda.go", activity=step)
    ideas = [
        int(room.must("idea.add", ada, activity=step, text=text)["idea"]) for text in ("kahvila", "sauna", "typerä")
    ]
    room.must("idea.edit", ada, idea=ideas[1], text="sauna \u00a0 rantaan")
    room.must("idea.hide", idea=ideas[2], reason="insult")
    room.must("idea.enter", activity=step, text="paperilta", source="paper")
    room.must("agenda.go", activity=room.step("clusters"))
    theme = room.must("cluster.add", title="Ruoka", ideas=ideas[:1])["cluster"]
    room.must("cluster.rename", cluster=theme, title="Juoma", version=1)
    room.must("undo")
    room.must("agenda.go", activity=dots)
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(ideas[0]): 1})
    room.must("ballot.set", ada, activity=dots, n=3, marks={str(ideas[0]): 2, str(ideas[2]): 1})
    room.must("ballot.set", ada, activity=dots, n=2, marks={})
    room.must("ballot.set", ben, activity=dots, n=1, marks={str(ideas[1]): 1})
    room.must("hands.set", activity=dots, target=ideas[1], count=7)
    room.must("hands.set", activity=dots, target=ideas[0], count=4)
    room.must("undo")
    room.must("activity.done", ada, activity=dots, done=True)
    room.must("activity.close", activity=dots)


def where(room: Room) -> str:
    return str(room.engine.url)


def code(room: Room) -> str:
    return str(next(iter(room.sees("everyone")["forum"].values()))["code"])


def sql(room: Room, *statements: str) -> None:
    """Done by hand, past the program."""
    with sqlite3.connect(room.engine.url.database or "") as line:
        for statement in statements:
            line.execute(statement)


def test_what_nobody_altered_is_whole(evening: Room) -> None:
    found = verify(where(evening))
    assert found["ok"], found["problems"]
    evening.must("activity.reveal", activity=evening.step("dots"))
    assert backup.look(Path(evening.engine.url.database or "")).problems == []
    assert (found["forums"], found["ideas"], found["ballots"], found["older"], found["erased"], found["unproven"]) == (
        1,
        4,
        3,
        0,
        0,
        0,
    )
    assert verify(where(evening), code(evening))["ok"]
    with pytest.raises(LookupError):
        verify(where(evening), "NOBODY")


LAST = "(SELECT max(n) FROM log WHERE forum = 1)"
ALTERED = {
    "every vote one more": ("UPDATE mark SET x = x + 1",),
    "one mark deleted": ("DELETE FROM mark WHERE ballot = (SELECT ballot FROM mark LIMIT 1)",),
    "a ballot that is nobody's": (
        "DELETE FROM ballot_owner WHERE participant = (SELECT min(participant) FROM ballot_owner)",
    ),
    "a ballot gone": ("DELETE FROM ballot_owner", "DELETE FROM mark", "DELETE FROM ballot WHERE source = 'phone'"),
    "a ballot of 500 hands stuffed": (
        "INSERT INTO ballot VALUES ('x', 8, 'hand', 0, 500, 0)",
        "INSERT INTO mark VALUES ('x', 1, 1, NULL)",
    ),
    "more hands": ("UPDATE ballot SET weight = 70 WHERE source = 'hand'",),
    "hands given to another idea": (
        "UPDATE mark SET target = 1 WHERE ballot IN (SELECT id FROM ballot WHERE source = 'hand')",
    ),
    "a phone's ballot stuffed": (
        "INSERT INTO ballot VALUES ('x', 8, 'phone', 1, 1, 1)",
        "INSERT INTO mark VALUES ('x', 1, 2, NULL)",
    ),
    "a ballot that weighs more": ("UPDATE ballot SET weight = 9 WHERE source = 'phone'",),
    "a phone's ballot called a helper's": ("UPDATE ballot SET source = 'helper' WHERE source = 'phone'",),
    "marks of no ballot": ("INSERT INTO mark VALUES ('nobody', 1, 500, NULL)",),
    "a ballot of no vote": ("INSERT INTO ballot VALUES ('x', 99, 'hand', 0, 500, 0)",),
    "the number of the next idea": ("UPDATE forum SET next_number = 400",),
    "something that changes votes as they come": (
        "CREATE TRIGGER more AFTER INSERT ON mark BEGIN UPDATE mark SET x = 9 WHERE ballot = NEW.ballot; END",
    ),
    "votes of which no row tells any more": (
        "UPDATE log SET body = NULL, salt = NULL WHERE command = 'ballot.set'",
        "UPDATE mark SET x = x + 1",
    ),
    "a text of which no row tells any more": (
        "UPDATE log SET body = NULL, salt = NULL, inverse = NULL WHERE command = 'idea.add'",
        "UPDATE idea SET text = 'muuta' WHERE id = 1",
    ),
    "what the house says, emptied": (
        "UPDATE log SET body = NULL, salt = NULL WHERE forum = 0",
        'UPDATE forum SET title = \'{"fi": "Toinen"}\'',
    ),
    "a ballot in another vote": ("UPDATE ballot SET activity = 3 WHERE source = 'phone'",),
    "an idea's text": ("UPDATE idea SET text = 'muuta' WHERE id = 1",),
    "a text edited back": ("UPDATE idea SET text = 'sauna' WHERE id = 2",),
    "a hidden idea shown": ("UPDATE idea SET state = 'shown', reason = NULL WHERE id = 3",),
    "another reason": ("UPDATE idea SET reason = 'test' WHERE id = 3",),
    "an idea in no theme": ("UPDATE idea SET cluster = NULL",),
    "an idea of somebody else": ("UPDATE idea SET participant = 2 WHERE id = 1",),
    "an idea of nobody": ("UPDATE idea SET participant = NULL WHERE id = 1",),
    "an idea from paper given to somebody": ("UPDATE idea SET participant = 1 WHERE source = 'paper'",),
    "an idea gone": ("DELETE FROM idea WHERE id = 3",),
    "an idea made": (
        "INSERT INTO idea (forum, activity, number, text, key, source, state, flags, created_at, lang, left_out)"
        " VALUES (1, 5, 5, 'x', 'kkkkkkkk', 'paper', 'shown', '[]', 1, '', 0)",
    ),
    "a theme renamed": ("UPDATE cluster SET title = 'Juoma'",),
    "a theme removed": ("UPDATE cluster SET removed = 1",),
    "the vote revealed": ("UPDATE activity SET revealed = 1 WHERE id = 8",),
    "a step open": ("UPDATE activity SET state = 'open' WHERE id = 8",),
    "other rules of the vote": ("UPDATE activity SET settings = json_set(settings, '$.dots', 9) WHERE id = 8",),
    "another question": ('UPDATE activity SET prompt = \'{"fi": "Toinen"}\' WHERE id = 3',),
    "another title": ('UPDATE forum SET title = \'{"fi": "Toinen"}\'',),
    "review switched off and on": ("UPDATE forum SET moderation = 'before'",),
    "another joining secret": ("UPDATE forum SET join_secret = 'AAAAAAAAAAAAAAAAAAAAAAAAAA'",),
    "another screen": ("UPDATE forum SET screen_token = 'known-to-me'",),
    "a password": ("UPDATE account SET password_hash = 'mine'",),
    "an account": ("INSERT INTO account (email, called, password_hash, created_at) VALUES ('x@y.fi', '', 'mine', 1)",),
    "another address of an account": ("UPDATE account SET email = 'x@y.fi'",),
    "somebody who never came in": (
        "INSERT INTO participant (forum, token_hash, pid, seed, language, joined_at) VALUES (1, 'h', 'p', 1, 'fi', 1)",
    ),
    "somebody ready": ("INSERT INTO done (activity, participant) VALUES (8, 2)",),
    "who did it": ("UPDATE log SET actor = 'account-9' WHERE forum = 1 AND command = 'idea.hide'",),
    "in what role": ("UPDATE log SET role = 'organiser' WHERE forum = 1 AND command = 'idea.hide'",),
    "what takes it back": ("UPDATE log SET inverse = '[]' WHERE forum = 1 AND command = 'idea.hide'",),
    "what took it back": ("UPDATE log SET undone_by = NULL WHERE forum = 1",),
    "what was never taken back": ("UPDATE log SET undone_by = 20 WHERE command = 'idea.hide'",),
    "the log's words": ("UPDATE log SET body = replace(body, 'kahvila', 'karaoke') WHERE forum = 1",),
    "the time": ("UPDATE log SET at = at + 1 WHERE forum = 1 AND n = 5",),
    "a row in the middle": ("DELETE FROM log WHERE forum = 1 AND n = 5",),
    "the newest row": (f"DELETE FROM log WHERE forum = 1 AND n = {LAST}",),
    "a forum gone": ("DELETE FROM forum",),
}


@pytest.mark.parametrize("what", ALTERED)
def test_whatever_is_altered_is_told(evening: Room, what: str) -> None:
    evening.engine.dispose()
    sql(evening, *ALTERED[what])
    found = verify(where(evening))
    assert not found["ok"] and found["problems"], f"{what}: nobody noticed"


def test_the_newest_rows_cut_off_with_the_head_are_told_by_what_they_left(evening: Room) -> None:
    sql(evening, *_cut(evening, 3))
    assert any("step 8" in problem for problem in verify(where(evening))["problems"])


def _cut(room: Room, rows: int) -> list[str]:
    line = sqlite3.connect(room.engine.url.database or "")
    last = line.execute(f"SELECT n, hash FROM log WHERE forum = 1 AND n = {LAST} - {rows}").fetchone()
    line.close()
    return [
        f"DELETE FROM log WHERE forum = 1 AND n > {last[0]}",
        f"UPDATE forum SET log_n = {last[0]}, log_head = '{last[1]}'",
    ]


# -- the noted head
# --------------------------------------------------------------------------------------------------------


def heads(room: Room) -> dict[str, str]:
    """The last hash of every log, by the log's name."""
    return {end["log"]: end["head"] for end in verify(where(room))["heads"]}


def test_whatever_happens_anywhere_one_of_the_printed_hashes_is_another(evening: Room) -> None:
    its, before = code(evening), heads(evening)
    assert list(before) == ["house", its]
    evening.must("screen.freeze", on=True)
    after = heads(evening)
    assert after["house"] == before["house"] and after[its] != before[its]
    assert verify(where(evening), its)["heads"] == [
        {"log": its, "rows": verify(where(evening))["heads"][1]["rows"], "head": after[its]}
    ]


def test_a_noted_head_is_found_with_what_came_after(evening: Room) -> None:
    its, noted = code(evening), heads(evening)
    evening.must("screen.freeze", on=True)
    evening.must("screen.freeze", on=False)
    found = verify(where(evening), None, [noted[its].upper(), f" {noted['house'][:16]} "])
    assert found["ok"] and [(row["log"], row["after"], row["head"]) for row in found["noted"]] == [
        (its, 2, noted[its]),
        ("house", 0, noted["house"]),
    ]
    assert verify(where(evening), its, [noted[its]])["noted"][0]["after"] == 2


def test_a_log_cut_where_it_left_nothing_is_told_by_what_verify_printed(evening: Room) -> None:
    """The newest rows of any forum cut off, which left all as it was: of all that the chain cannot tell, the printed
    hashes do."""
    for on in (True, False):
        evening.must("screen.freeze", on=on)
    its, noted = code(evening), heads(evening)
    sql(evening, *_cut(evening, 2))
    assert verify(where(evening))["ok"]
    cut = verify(where(evening), None, noted.values())
    assert not cut["ok"] and "cut off or rewritten" in cut["problems"][0] and noted[its] in cut["problems"][0]
    assert [row["log"] for row in cut["noted"]] == ["house"], "the house's log is as it was"
    assert not verify(where(evening), its, [noted[its]])["ok"]


def test_a_hash_in_another_log_accuses_nobody(evening: Room) -> None:
    its, noted = code(evening), heads(evening)
    found = verify(where(evening), its, [noted["house"]])
    assert not found["ok"] and "in the log of house" in found["problems"][0] and "cut off" not in found["problems"][0]
    evening.must("forum.end")
    evening.must("forum.remove")
    found = verify(where(evening), None, [noted[its]])
    assert found["ok"] and found["noted"][0]["log"] == "forum 1 (deleted)"


@pytest.mark.parametrize(
    ("noted", "told"),
    [
        ("", "too short"),
        ("0", "too short"),
        ("0" * 15, "too short"),
        ("0" * 65, "too long"),
        ("g" * 64, "no hash"),
        ("%" * 64, "no hash"),
        ("0" * 16, "cut off or rewritten"),
        ("0" * 64, "cut off or rewritten"),
    ],
)
def test_what_is_no_hash_is_told_apart_from_one_that_is_gone(evening: Room, noted: str, told: str) -> None:
    found = verify(where(evening), None, [noted])
    assert not found["ok"] and len(found["problems"]) == 1 and told in found["problems"][0]
    assert ("cut off" in found["problems"][0]) == (told == "cut off or rewritten")


def test_the_command_says_so_in_words_and_json(
    evening: Room, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = Path(evening.engine.url.database or "")
    monkeypatch.setenv("WORKSHOP_DATA", str(file.parent))
    its = code(evening)
    evening.engine.dispose()
    assert main(["verify", its.lower(), "--json"]) == 0
    head = json.loads(capsys.readouterr().out)["heads"][0]["head"]
    assert main(["verify", "--head", head]) == 0
    printed = capsys.readouterr().out
    assert (
        "none was removed or altered" in printed
        and f"in the log of {its}; 0 rows came after it" in printed
        and head in printed
    )
    assert main(["verify", "--json"]) == 0
    assert (whole := json.loads(capsys.readouterr().out)["head"]).split()[-1] == head and len(whole.split()) == 2
    assert main(["verify", "--head", whole]) == 0
    assert capsys.readouterr().out.count("0 rows came after it") == 2
    assert main(["verify", its, "--head", "0" * 64]) == 1
    assert "cut off or rewritten" in capsys.readouterr().out
    assert main(["verify", "--file", str(file), "--head", head]) == 0
    assert "is a whole backup" in capsys.readouterr().out
    kept = tmp_path / "heads.txt"
    kept.write_text(printed)
    assert main(["verify", "--heads", str(kept), "--json"]) == 0
    assert {row["log"] for row in json.loads(capsys.readouterr().out)["noted"]} == {"house", its}
    kept.write_text("nothing")
    assert main(["verify", "--heads", str(kept)]) == main(["verify", "--heads", str(tmp_path / "none")]) == 1
    assert "There is no hash in" in capsys.readouterr().err
    for planted, cleared in (
        ("TABLE planted (x)", "TABLE planted"),
        ("TRIGGER t AFTER INSERT ON mark BEGIN SELECT 1; END", "TRIGGER t"),
    ):
        sql(evening, f"CREATE {planted}")
        assert main(["verify"]) == main(["verify", its]) == 1
        sql(evening, f"DROP {cleared}")
    sql(
        evening,
        "UPDATE log SET body = NULL, salt = NULL WHERE forum = 1"
        " AND n = (SELECT max(n) FROM log WHERE command = 'ballot.set')",
    )
    assert main(["verify"]) == main(["verify", its]) == main(["verify", "--file", str(file)]) == 1
    assert "1 rows were emptied (1 ballot.set)" in capsys.readouterr().out
    sql(evening, "UPDATE mark SET x = x + 1")
    assert main(["verify"]) == main(["verify", its]) == main(["verify", "--file", str(file)]) == 1
    assert "its marks are not those that were cast" in capsys.readouterr().out


# -- erased and older rows
# -------------------------------------------------------------------------------------------------


def test_rows_emptied_in_a_forum_that_is_there_are_told_once(evening: Room) -> None:
    """No command of ours empties single rows, and whoever does may have changed what they told."""
    sql(evening, "UPDATE log SET body = NULL, salt = NULL WHERE forum = 1 AND command IN ('idea.add', 'ballot.set')")
    found = verify(where(evening))
    told = f"{code(evening)}: 7 rows were emptied (4 ballot.set, 3 idea.add). This program never does that"
    assert not found["ok"] and len(found["problems"]) == 1 and found["problems"][0].startswith(told)
    assert not verify(where(evening), code(evening))["ok"]
    assert (found["ideas"], found["ballots"], found["erased"]) == (2, 1, 7), "what no row tells is not counted as told"


def test_a_forum_is_not_proven_by_a_log_of_the_house_that_was_altered(evening: Room) -> None:
    dots = "UPDATE activity SET settings = json_set(settings, '$.dots', 9) WHERE kind = 'dots'"
    sql(evening, dots, "UPDATE log SET body = replace(body, '\"dots\":3', '\"dots\":9') WHERE forum = 0")
    found = verify(where(evening), code(evening))
    assert not found["ok"] and any(problem.startswith("house: ") for problem in found["problems"])


def test_a_deleted_forum_leaves_links_that_hold(evening: Room) -> None:
    evening.must("forum.end")
    evening.must("forum.remove")
    found = verify(where(evening))
    assert found["ok"] and found["forums"] == 0 and found["erased"] > 20, found["problems"]
    sql(evening, "DELETE FROM log WHERE forum = 1 AND n = 4")
    assert not verify(where(evening))["ok"]


def test_a_log_of_a_forum_that_never_was_is_told(evening: Room) -> None:
    """Rows copied under another number passed for those of a deleted forum."""
    line = sqlite3.connect(evening.engine.url.database or "")
    with line:
        names = ", ".join(row[1] for row in line.execute("PRAGMA table_info(log)") if row[1] != "forum")
        line.execute(f"INSERT INTO log (forum, {names}) SELECT 9, {names} FROM log WHERE forum = 1")
    line.close()
    told = "forum 9 (deleted): the house's log does not say that this forum was ever added"
    assert verify(where(evening))["problems"] == [told]


def rewritten(room: Room, rows: str, form: Callable[[dict[str, Any], str], dict[str, Any]]) -> None:
    """The chains made anew, each row of `rows` by `form(row, prev)`: what an older release, or a cheat, would have
    written."""
    line = sqlite3.connect(room.engine.url.database or "")
    line.row_factory = sqlite3.Row
    for forum in (0, 1):
        prev = ""
        for row in list(line.execute(f"SELECT *, {rows} AS older FROM log WHERE forum = ? ORDER BY n", (forum,))):
            made = {**row, "prev": prev}
            if row["older"]:
                made = form(made, prev)
            else:
                fields = ("n", "at", "role", "actor", "command", "commitment", "prev")
                made["hash"] = hashlib.sha256(canonical([made[name] for name in fields]).encode()).hexdigest()
            values = tuple(made[name] for name in ("body", "commitment", "prev", "hash"))
            columns = "body = ?, commitment = ?, prev = ?, hash = ?"
            line.execute(f"UPDATE log SET {columns} WHERE forum = ? AND n = ?", (*values, forum, row["n"]))
            prev = made["hash"]
        end = line.execute("SELECT max(n) FROM log WHERE forum = ?", (forum,)).fetchone()[0], prev
        line.execute("UPDATE forum SET log_n = ?, log_head = ? WHERE id = ?", (*end, forum))
        if not forum:
            line.execute("UPDATE house SET value = ? WHERE name = 'log'", (f"{end[0]} {end[1]}",))
    line.commit()
    line.close()


def as_before(row: dict[str, Any], prev: str) -> dict[str, Any]:
    """A row as the first release wrote it: only what was said, and neither role nor actor nor inverse under the
    hash."""
    body = json.loads(row["body"])
    body.pop("left", None)
    if row["command"] in ("undo", "redo"):
        body = {}
    text = canonical(body)
    committed = hashlib.sha256(((row["salt"] or "") + text).encode()).hexdigest()
    linked = canonical([row["n"], row["at"], row["command"], committed, prev])
    return {**row, "body": text, "commitment": committed, "hash": hashlib.sha256(linked.encode()).hexdigest()}


@pytest.mark.parametrize(
    "change", ["", "UPDATE mark SET x = x + 1", "DELETE FROM mark", "UPDATE idea SET text = 'muuta' WHERE id = 1"]
)
def test_rows_of_an_older_release_are_verified_in_their_own_way(evening: Room, change: str) -> None:
    rewritten(evening, "1", as_before)
    found = verify(where(evening))
    assert found["ok"] and found["older"] == found["events"], found["problems"]
    with reading(evening.engine) as db:
        assert list(backup.chains(db, {1: "its"})) == []
    evening.must("screen.freeze", on=True)
    evening.must("undo")
    sql(evening, change)
    assert verify(where(evening))["ok"] == (not change)


def test_no_row_of_the_first_form_may_follow_one_of_the_second(evening: Room) -> None:
    rewritten(evening, "(forum = 1 AND n > 20)", as_before)
    found = verify(where(evening))
    assert any("its hash does not fit" in problem for problem in found["problems"])


def test_hundreds_of_rows_take_no_time(evening: Room) -> None:
    """Not measured against a clock that runs for others too: processor time, and generously."""
    ada = evening.comes("ada")
    evening.must("activity.open", activity=evening.step("dots"))
    dots = evening.step("dots")
    sent = [COMMANDS["ballot.set"](key=f"vote-{n}", activity=dots, n=n, marks={"1": 1 + n % 2}) for n in range(4, 304)]
    evening.writer.open()  # so that ballots that come together are written together
    with ThreadPoolExecutor(50) as phones:
        list(phones.map(lambda command: evening.writer.execute(command, ada, evening.forum), sent))
    evening.writer.close()
    began = time.process_time()
    assert verify(where(evening))["events"] > 300
    assert in_time(time.process_time() - began, 2)
