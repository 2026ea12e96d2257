"""Wrong codes: only they count, by address; past thirty in ten minutes a typed code waits; the QR never does."""

import pytest

from workshop.access import limits
from workshop.access.limits import MOST_WRONG, WAIT, WINDOW, WrongCodes


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_thirty_wrong_codes_are_forgiven_and_the_next_waits() -> None:
    codes = WrongCodes(Clock())
    for _ in range(MOST_WRONG):
        codes.wrong("10.0.0.1")
    assert codes.delay("10.0.0.1") == 0.0
    codes.wrong("10.0.0.1")
    assert codes.delay("10.0.0.1") == WAIT
    assert codes.delay("10.0.0.2") == 0.0


def test_it_passes_when_the_oldest_is_ten_minutes_old() -> None:
    clock = Clock()
    codes = WrongCodes(clock)
    for _ in range(MOST_WRONG + 1):
        codes.wrong("10.0.0.1")
    clock.now += WINDOW + 1
    assert codes.delay("10.0.0.1") == 0.0


def test_one_wrong_code_a_minute_never_waits() -> None:
    clock = Clock()
    codes = WrongCodes(clock)
    for _ in range(200):
        clock.now += 60
        codes.wrong("10.0.0.1")
    assert codes.delay("10.0.0.1") == 0.0


def test_a_phone_that_scanned_is_known_for_a_while() -> None:
    clock = Clock()
    codes = WrongCodes(clock)
    codes.scanned("phone")
    assert codes.came_by_qr("phone")
    assert not codes.came_by_qr("other")
    assert not codes.came_by_qr("")
    clock.now += WINDOW + 1
    assert not codes.came_by_qr("phone")


def test_memory_does_not_grow_with_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_KNOWN", 5)
    codes = WrongCodes(Clock())
    for n in range(50):
        codes.wrong(f"10.0.0.{n}")
        codes.scanned(f"phone-{n}")
    assert len(codes._wrong) == len(codes._scanned) == 5
