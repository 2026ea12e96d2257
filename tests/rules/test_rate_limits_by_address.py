"""Rate limiters by address: wrong codes, new devices and password tries."""

import pytest

from workshop.access import rate_limits_by_address
from workshop.access.rate_limits_by_address import (
    LONGEST_QUEUE,
    MOST_WRONG,
    NEW_AT_ONCE,
    NEW_EVERY,
    TRIES_IN_ALL,
    TRIES_OF_AN_ADDRESS,
    WAIT,
    WINDOW,
    Crowd,
    NewDevices,
    WrongCodes,
)


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_thirty_wrong_codes_are_forgiven_and_the_next_waits() -> None:
    codes = WrongCodes(Clock())
    for _ in range(MOST_WRONG):
        codes.wrong("10.0.0.1")
    assert codes.turn("10.0.0.1") == 0.0
    codes.wrong("10.0.0.1")
    assert codes.turn("10.0.0.1") == WAIT
    assert codes.turn("10.0.0.2") == 0.0


def test_codes_typed_at_once_wait_one_after_another() -> None:
    clock = Clock()
    codes = WrongCodes(clock)
    for _ in range(MOST_WRONG + 1):
        codes.wrong("10.0.0.1")
    places = int(LONGEST_QUEUE / WAIT)
    assert [codes.turn("10.0.0.1") for _ in range(places)] == [WAIT * (n + 1) for n in range(places)]
    assert codes.turn("10.0.0.1") is None, "a longer queue is no use to anybody"
    clock.now += WAIT
    assert codes.turn("10.0.0.1") == LONGEST_QUEUE
    clock.now += LONGEST_QUEUE + WAIT
    assert codes.turn("10.0.0.1") == WAIT


def test_few_passwords_may_wait_and_other_places_keep_nobody_known_out() -> None:
    crowd = Crowd()
    assert [crowd.enter("10.0.0.1", known=False) for _ in range(TRIES_OF_AN_ADDRESS + 1)] == [
        True
    ] * TRIES_OF_AN_ADDRESS + [False]
    others = (f"10.0.1.{n}" for n in range(TRIES_IN_ALL - TRIES_OF_AN_ADDRESS))
    assert all(crowd.enter(place, known=False) for place in others)
    assert not crowd.enter("10.0.0.2", known=False)
    assert crowd.enter("known 1-abc", known=True)
    crowd.leave("known 1-abc")
    crowd.leave("10.0.0.1")
    assert crowd.enter("10.0.0.2", known=False)


def test_it_passes_when_the_oldest_is_ten_minutes_old() -> None:
    clock = Clock()
    codes = WrongCodes(clock)
    for _ in range(MOST_WRONG + 1):
        codes.wrong("10.0.0.1")
    clock.now += WINDOW + 1
    assert codes.turn("10.0.0.1") == 0.0


def test_one_wrong_code_a_minute_never_waits() -> None:
    clock = Clock()
    codes = WrongCodes(clock)
    for _ in range(200):
        clock.now += 60
        codes.wrong("10.0.0.1")
    assert codes.turn("10.0.0.1") == 0.0


def test_memory_does_not_grow_with_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limits_by_address, "MOST_KNOWN", 5)
    codes = WrongCodes(Clock())
    for n in range(50):
        codes.wrong(f"10.0.0.{n}")
    assert len(codes._wrong) == 5
    phones = NewDevices(Clock())
    for n in range(50):
        phones.turn(f"10.0.0.{n}")
    assert len(phones._full_at) == 5


def test_a_full_hall_behind_one_address_comes_in_at_once() -> None:
    phones = NewDevices(Clock())
    assert NEW_AT_ONCE >= 1_000
    assert [phones.turn("10.0.0.1") for _ in range(NEW_AT_ONCE)] == [0.0] * NEW_AT_ONCE


def test_a_flood_of_new_devices_waits_in_one_queue_and_nobody_elsewhere_does() -> None:
    clock = Clock()
    phones = NewDevices(clock)
    waits = [phones.turn("10.0.0.1") for _ in range(NEW_AT_ONCE + 100)]
    queue = int(LONGEST_QUEUE / NEW_EVERY)
    assert waits[NEW_AT_ONCE:] == [NEW_EVERY * (n + 1) for n in range(queue)] + [None] * (100 - queue)
    assert phones.turn("10.0.0.2") == 0.0
    clock.now += LONGEST_QUEUE + NEW_EVERY
    assert phones.turn("10.0.0.1") == 0.0


def test_the_machines_own_address_counts_for_nobody() -> None:
    phones = NewDevices(Clock())
    assert {phones.turn("127.0.0.1") for _ in range(3 * NEW_AT_ONCE)} == {0.0}
