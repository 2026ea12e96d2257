"""The set-up link works once, and never beside an account."""

import threading

import pytest
from sqlalchemy import Engine, select

from tests.conftest import Room
from workshop.access import setup_link
from workshop.domain.errors import Refusal
from workshop.storage.database import reading
from workshop.storage.tables import house


def account(room: Room) -> None:
    room.must("account.add", email="kaisa@museo.fi", called="Kaisa", password_hash="a hash")


def test_the_link_works_once_and_only_its_hash_is_kept(engine: Engine) -> None:
    secret = setup_link.new(engine)
    with reading(engine) as db:
        assert (
            setup_link.is_valid(db, secret)
            and not setup_link.is_valid(db, "guessed")
            and not setup_link.is_valid(db, "\ud800")
        )
        assert secret not in str(list(db.execute(select(house))))
    setup_link.use(engine, secret)
    with pytest.raises(Refusal, match="setup_used"):
        setup_link.use(engine, secret)


def test_no_link_outlives_the_first_organiser(room: Room) -> None:
    secret = setup_link.new(room.engine)
    account(room)
    with reading(room.engine) as db:
        assert not setup_link.is_valid(db, secret)
    with pytest.raises(Refusal, match="setup_used"):
        setup_link.use(room.engine, secret)
    setup_link.give_back(room.engine, "another")
    setup_link.end(room.engine)
    with reading(room.engine) as db:
        assert db.scalar(select(house.c.value).where(house.c.name == setup_link.NAME)) is None


def test_a_start_with_an_organiser_takes_the_old_link_away(room: Room) -> None:
    from workshop.serving import _one_time_link

    assert _one_time_link(room.engine)
    account(room)
    assert _one_time_link(room.engine) is None
    with reading(room.engine) as db:
        assert db.scalar(select(house.c.value).where(house.c.name == setup_link.NAME)) is None


def test_of_two_who_use_the_link_at_once_one_gets_through(engine: Engine) -> None:
    secret = setup_link.new(engine)
    outcomes: list[bool] = []

    def use() -> None:
        try:
            setup_link.use(engine, secret)
            outcomes.append(True)
        except Refusal:
            outcomes.append(False)

    threads = [threading.Thread(target=use) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [False] * 5 + [True]


def test_a_newer_link_ends_the_older(engine: Engine) -> None:
    old = setup_link.new(engine)
    setup_link.new(engine)
    with pytest.raises(Refusal, match="setup_used"):
        setup_link.use(engine, old)
