"""`workshop verify` tells an alteration of every column of every table, but for those that SECURITY.md lists with their
reason. Columns come from the tables themselves, so a new one is either told or written down."""

import re
import sqlite3
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from sqlalchemy import JSON, Boolean, Column, String, Table

from tests.conftest import MINUTE, Room, connected, furnish, minute_of
from tests.house.source import ROOT
from tests.rules.test_verifier import an_evening
from workshop import forum_templates
from workshop.access.authentication import Credentials
from workshop.access.ticket_codes import code_hash
from workshop.contract.commands import BackgroundQuestion
from workshop.contract.commands.clusters import NewCluster
from workshop.contract.shared_types import Earlier, EarlierTheme
from workshop.storage.tables import Row
from workshop.verifier.check import check
from workshop.verifier.database_reader import Source

SECURITY = (ROOT / "SECURITY.md").read_text("utf-8")
TABLES = {table.name: table for table in Row.metadata.sorted_tables}
EVENING = 1_800_000_000_000
ITS = {"house": "name = 'log'"}
"""Table of which only these rows are told → which."""


def named_in_security() -> set[str]:
    """Names of columns, and of whole tables, in the list of what is not told."""
    rows = SECURITY.partition("| not told | why |")[2].partition("\n\n")[0].splitlines()
    return {name for row in rows for name in re.findall(r"`([a-z_.]+)`", row.split("|")[1] if "|" in row else "")}


UNTOLD = named_in_security()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A database with rows in every table, of two forums; each test rolls back what it did."""
    path = tmp_path_factory.mktemp("filled") / "forum.db"
    engine = connected(path)
    fill(furnish(engine, forum_templates.load("forum-1")))
    other = furnish(engine, forum_templates.load("forum-1"))
    other.must("agenda.go", activity=other.step("dots"))
    other.must("activity.done", other.comes("eva"), activity=other.step("dots"), done=True)
    engine.dispose()
    line = sqlite3.connect(path, isolation_level=None)
    yield line
    line.close()


def fill(room: Room) -> None:
    """An evening with a row of every kind."""
    minute = minute_of(room.now)
    room.must("forum.early", activity=room.step("ideas", 2), opens_at=minute, due_at=minute + MINUTE)
    an_evening(room)
    ada, ben, cai = room.comes("ada", "sv"), room.comes("ben"), room.leader("cai")[0]
    dan = room.comes("dan")
    room.must("series.add", title="Sarja")
    room.must("house_reason.add", words={"fi": "Toisen idea"})
    wall = room.step("ideas", 2)
    room.must("agenda.go", activity=wall)
    number = room.must("idea.add", ben, activity=wall, text="kysy lisää ja soita 040 123 4567")["idea"]
    room.must("idea.mask", idea=number)
    room.must("idea.language", cai, idea=number, lang="sv")
    room.must("idea.support", ada, idea=number, supports=True)
    entered = [room.must("idea.enter", activity=wall, text=f"Keinu {n}", source="paper")["idea"] for n in range(2)]
    room.must("idea.merge", into=entered[0], ideas=entered[1:])
    room.must("ideas.answer", ideas=entered, status="not_now", words={"fi": "Ei ole varaa"}, departure=True)
    room.must("forum.answer_by", at=minute + MINUTE)
    sort = room.must("activity.add", kind="sort", minutes=3, prompt={"fi": "Mihin?"})["activity"]
    room.must("clusters.add", clusters=[NewCluster(title="Meri", ideas=[number])])
    room.must("cluster.answer", cluster=1, status="progress", words={})
    room.must("agenda.go", activity=room.step("clusters"))
    room.must("placement.suggest", ada, idea=entered[0], cluster=1)
    room.must("placement.suggest", ada, idea=number, cluster=1)
    room.must("agenda.go", activity=sort)
    for title in ("Lämpö", "Valo", "Ääni"):
        room.must("proposal.add", ada, activity=sort, title=title)
    room.must("proposal.take", proposal=1)
    room.must("proposal.dismiss", cai, proposal=2)
    room.must("ballot.deal", ada, activity=sort)
    room.must("activity.done", dan, activity=sort, done=True)
    call = room.must("activity.add", kind="proposals", minutes=3, prompt={"fi": "Mitä syksyllä?"})["activity"]
    room.must("agenda.go", activity=call)
    form = {"text": "Konsertti", "description": "Pihalla", "wished": "", "group": "Kuoro"}
    for who, sealed in ((ada, "first"), (ben, "second")):
        made = room.must("form.send", who, activity=call, sealed=sealed, **form)["idea"]
        room.must("programme.set", idea=made, listed=True, starts_at=EVENING, ends_at=EVENING + 60_000, place="Piha")
    opening = room.must("activity.add", kind="recall", minutes=3, prompt={"fi": "Viimeksi"})["activity"]
    theme = EarlierTheme(cluster=901, letter="J", title="Joki", ideas=2, votes=3, quote="Vesibussi", lang="fi")
    earlier = Earlier(forum=999, title={"fi": "Ensimmäinen"}, at=None, themes=[theme], ideas=[])
    room.must("activity.recall", activity=opening, earlier=earlier, themes=True)
    page = {"next_steps": {"fi": "Vastaamme keväällä."}, "indexed": False}
    room.must("series.results", series=1, slug="sarja", published=True, version=1, **page)
    room.must("results.edit", slug="museon-ilta", published=False, version=1, **page)
    questions = [
        BackgroundQuestion(words={"fi": "Ikä?"}, choices=[{"fi": "Alle 30"}, {"fi": "30 tai yli"}]),
        BackgroundQuestion(words={"fi": "Ensi kertaa?"}, choices=[{"fi": "Kyllä"}, {"fi": "En"}]),
    ]
    room.must("background.edit", questions=questions, version=1)
    for who, choices in ((ada, (1, 2, None)), (ben, (2, 1)), (dan, (1, None))):
        for question in (1, 2):
            for choice in choices:
                room.must("background.answer", who, question=question, choice=choice, version=2)
    room.must("background.answer", ada, question=1, choice=2, version=2)
    room.must("forum.end")
    room.must("results.confirm", ada, complete=True)
    room.must("results.confirm", ben, complete=False, missing="Penkit puuttuvat")
    room.must("forum.end", ended=False)
    codes = ["A" * 9, "C" * 9, "D" * 9]
    room.must("tickets.add", batch="0" * 16, secret_hashes=[code_hash(code) for code in codes])
    room.must("participant.join", Credentials(device="device-of-eli"), language="fi", ticket=codes[0])
    room.must("activity.done", Credentials(device="device-of-eli"), activity=sort, done=True)
    room.must("tickets.revoke", batch="0" * 16)
    room.must("tickets.add", batch="1" * 16, secret_hashes=[code_hash("E" * 9)])
    room.must("tickets.require", required=True)


def problems(line: sqlite3.Connection) -> list[str]:
    found: list[str] = check(Source(line, "?"))["problems"]
    return found


def altered(line: sqlite3.Connection, statement: str, *values: object) -> bool | None:
    """Whether an alteration is told; None for one that the table does not take. It is rolled back."""
    line.execute("BEGIN")
    try:
        line.execute(statement, values)
        return bool(problems(line))
    except sqlite3.IntegrityError:
        return None
    finally:
        line.execute("ROLLBACK")


def others(line: sqlite3.Connection, column: Column[Any], value: Any) -> list[Any]:
    """Other values that the column could have."""
    if column.foreign_keys:
        target = next(iter(column.foreign_keys)).column
        ids = [row[0] for row in line.execute(f'SELECT "{target.name}" FROM "{target.table.name}"')]
        return [one for one in ids if one != value][:3] + ([None] if column.nullable and value is not None else [])
    if isinstance(column.type, Boolean):
        return [not value]
    if isinstance(column.type, JSON):
        return ['["x"]' if str(value).startswith("[") else '{"fi": "x"}']
    none = [None] if column.nullable and value is not None else []
    if not isinstance(column.type, String):
        return [int(value or 0) + 1000, *none]
    swapped = str(value or "").swapcase()
    return [swapped if swapped != (value or "") else f"{swapped}x", *none]


def rows_of(line: sqlite3.Connection, table: Table, column: Column[Any]) -> list[tuple[int, Any]]:
    """(where it stands, value): the first and the last row with a value, and the first without."""
    query = f'SELECT rowid, "{column.name}" FROM "{table.name}" WHERE {ITS.get(table.name, "TRUE")}'
    rows = list(line.execute(query))
    said, silent = [row for row in rows if row[1] is not None], [row for row in rows if row[1] is None]
    return [*said[:1], *said[1:][-1:], *silent[:1]]


def tries(line: sqlite3.Connection, table: Table, column: Column[Any]) -> Iterator[tuple[Any, Any, bool]]:
    """(value, other value, whether that was told) of what the table takes."""
    for place, value in rows_of(line, table, column):
        for other in others(line, column, value):
            told = altered(line, f'UPDATE "{table.name}" SET "{column.name}" = ? WHERE rowid = ?', other, place)
            if told is not None:
                yield value, other, told


def is_untold(table: Table, column: Column[Any]) -> bool:
    return f"{table.name}.{column.name}" in UNTOLD or (table.name in UNTOLD and table.name not in ITS)


def test_it_is_whole_and_every_table_has_rows(filled: sqlite3.Connection) -> None:
    assert problems(filled) == []
    empty = [name for name in TABLES if not filled.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]]
    assert empty == []


@pytest.mark.parametrize("name", [name for name in TABLES if name not in UNTOLD or name in ITS])
def test_an_alteration_of_any_column_is_told(filled: sqlite3.Connection, name: str) -> None:
    table = TABLES[name]
    for column in (one for one in table.columns if not is_untold(table, one)):
        tried = list(tries(filled, table, column))
        assert tried, f"{name}.{column.name}: nothing could be altered"
        assert [(value, other) for value, other, told in tried if not told] == [], f"{name}.{column.name}"


def test_what_is_listed_as_not_told_is_there_and_is_not_told(filled: sqlite3.Connection) -> None:
    columns = {f"{table.name}.{column.name}": (table, column) for table in TABLES.values() for column in table.columns}
    assert {*columns, *TABLES} >= UNTOLD
    for name in UNTOLD & columns.keys():
        assert not all(told for _, _, told in tries(filled, *columns[name])), f"{name} is told: take it from the list"


@pytest.mark.parametrize("name", [name for name in TABLES if name not in UNTOLD])
def test_a_row_that_is_gone_or_was_added_is_told(filled: sqlite3.Connection, name: str) -> None:
    for place in _ends(filled, name):
        assert altered(filled, f'DELETE FROM "{name}" WHERE rowid = ?', place), f"a row of {name} gone"
        assert any(copies(filled, TABLES[name], place)), f"a row of {name} added"


def test_an_added_table_is_told(filled: sqlite3.Connection) -> None:
    assert altered(filled, "CREATE TABLE extra (a)") is True and problems(filled) == []


def _ends(line: sqlite3.Connection, name: str) -> list[int]:
    return [row[0] for row in line.execute(f'SELECT min(rowid), max(rowid) FROM "{name}"')]


def copies(line: sqlite3.Connection, table: Table, place: int) -> Iterator[bool]:
    """Whether a copy of a row is told, for each that the table takes: other values in all columns that are unique."""
    found = line.execute(f'SELECT * FROM "{table.name}" WHERE rowid = ?', [place])
    row = dict(zip((one[0] for one in found.description), found.fetchone(), strict=True))
    unique = {one.name for one in table.columns if one.unique or one.primary_key}
    for made in table.constraints:
        unique |= {one.name for one in getattr(made, "columns", ()) if type(made).__name__ == "UniqueConstraint"}
    choices = [[(name, other) for other in others(line, table.columns[name], row[name])] for name in sorted(unique)]
    for changed in product(*choices):
        values = row | dict(changed)
        names, marks = ", ".join(f'"{name}"' for name in values), ", ".join("?" * len(values))
        told = altered(line, f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', *values.values())
        if told is not None:
            yield told
            return
