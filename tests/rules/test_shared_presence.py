"""Processes on one database exchange their head-counts (`live/shared_presence.py`)."""

from pathlib import Path

from sqlalchemy import insert

from workshop.live.presence import HeadCounts
from workshop.live.shared_presence import PREFIX, SharedPresence
from workshop.storage import database, schema_upgrade
from workshop.storage.tables import house

MINE = HeadCounts(here={5, 2}, writing={5}, seen={2, 5, 9}, screens=1, reached={"a", "b"})


def test_a_process_is_told_who_is_with_the_others(tmp_path: Path) -> None:
    engine = database.connect(f"sqlite:///{tmp_path / 'forum.db'}")
    schema_upgrade.upgrade(engine)
    one, other = SharedPresence(engine, "one"), SharedPresence(engine, "other")
    assert one.exchange({7: MINE}) == {}
    assert other.exchange({}) == {7: [MINE]}
    one.exchange({7: HeadCounts(here={2})})
    assert other.exchange({}) == {7: [HeadCounts(here={2})]}
    with database.transaction(engine) as db:
        db.execute(insert(house).values(name=PREFIX + "newer", value='1 {"7": {"here": "many"}}'))
    assert other.exchange({}) == {7: [HeadCounts(here={2})]}, "another release may count in other words"
    one.leave()
    assert other.exchange({}) == {}
    engine.dispose()
