"""Migration of a database of the last release: it opens and shows the same results, and a vote that is half-way goes on
and is counted."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from tests.conftest import Room
from workshop.access.authentication import Credentials
from workshop.actions.parse import decoded
from workshop.actions.writer import Writer
from workshop.contract import commands
from workshop.projections import report_data
from workshop.reports import FORMATS
from workshop.reports.build_summary import build
from workshop.storage import database, schema_upgrade
from workshop.storage.database import reading
from workshop.verifier.check import verify

FORMER = Path(__file__).parents[1] / "data/former_release"
ABOUT = json.loads((FORMER / "about.json").read_text())


@pytest.fixture
def former(tmp_path: Path) -> Iterator[Engine]:
    """The former release's database, opened by this one."""
    (tmp_path / "forum.db").write_bytes(gzip.decompress((FORMER / "forum.db.gz").read_bytes()))
    made = database.connect(f"sqlite:///{tmp_path / 'forum.db'}")
    schema_upgrade.upgrade(made)
    yield made
    made.dispose()


def exported(engine: Engine, forum: int) -> Any:
    with reading(engine) as db:
        put, about = report_data.everything(db, forum, ABOUT["now"])
    return json.loads(FORMATS["json"].write(build(put, about, ABOUT["now"], ZoneInfo("Europe/Helsinki")), "fi"))


def holds(now: Any, then: Any, where: str = "") -> None:
    """Everything that was said is said still; more may be said."""
    if isinstance(then, dict):
        assert then.keys() <= now.keys(), where
        for name, value in then.items():
            holds(now[name], value, f"{where}.{name}")
    elif isinstance(then, list):
        assert len(now) == len(then), where
        for number, value in enumerate(then):
            holds(now[number], value, f"{where}[{number}]")
    else:
        assert now == then, where


def test_a_result_of_the_former_release_is_the_same(former: Engine) -> None:
    """But small groups of people are not told any more."""
    then, now = json.loads((FORMER / "export.json").read_text()), exported(former, ABOUT["shown"])
    assert max(then["participation"].pop("languages").values()) < 5 and now["participation"]["languages"] == {}
    holds(now, then)


def test_its_log_is_whole_and_the_tables_agree(former: Engine) -> None:
    assert verify(str(former.url))["problems"] == []


def test_places_uncovered_by_it_are_covered_and_uncovered_again(former: Engine) -> None:
    room = Room(Writer(former), former, forum=ABOUT["shown"], now=ABOUT["now"])
    room.writer.now = lambda: room.now

    def uncovered() -> list[int]:
        return [one["uncovered"] for one in room.sees("everyone")["activity"].values() if one["kind"] == "dots"]

    offered = room.sees("facilitators")["forum"][str(ABOUT["shown"])]["undo"]["administrator"]
    assert (offered["command"], offered["off"], uncovered()) == ("screen.uncover", False, [2])
    room.must("undo", key="cover-them-again")
    assert uncovered() == [0]
    room.must("redo", key="uncover-them-now")
    assert uncovered() == [2]
    assert verify(str(former.url))["problems"] == []


def test_a_console_of_the_former_release_is_understood() -> None:
    sent = decoded("screen.step", {"key": "from-an-old-page", "activity": 8, "step": 2})
    assert sent == commands.ScreenUncover(key="from-an-old-page", activity=8, uncovered=2)


def test_a_vote_that_was_half_way_goes_on(former: Engine) -> None:
    room = Room(Writer(former), former, forum=ABOUT["half"], now=ABOUT["now"])
    room.writer.now = lambda: room.now
    dots, (cafe, sauna, tram, _) = ABOUT["dots"], ABOUT["ideas"]
    eva = Credentials(device="device-of-eva")
    room.must("ballot.set", eva, key="eva-votes-now", activity=dots, n=1, marks={str(cafe): 2, str(tram): 1})
    room.must("activity.close", key="close-the-vote", activity=dots)
    room.must("activity.reveal", key="show-the-vote", activity=dots)
    tally = room.sees("everyone")["tally"][str(dots)]
    assert tally["facts"] == {"ballots": 3, "hands": 4}
    assert [(row["target"], row["rank"], row["measures"]["votes"]) for row in tally["rows"]][:3] == [
        (tram, 1, 5),
        (cafe, 2, 4),
        (sauna, 3, 3),
    ]
