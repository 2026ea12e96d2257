"""Accepting new connections fairly: a few are started at a time, and addresses take turns (round robin)."""

import threading
import time

import pytest

from workshop.transport.arrivals import BATCH, Arrivals


def test_newcomers_begin_a_few_at_a_time_and_addresses_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    arrivals, came = Arrivals(), list[str]()
    monkeypatch.setattr("workshop.runtime.loop.spawn", lambda _batches: None)
    for _ in range(BATCH):
        arrivals.wait("hall")  # the first few wait for nobody
    many = [wait_in(arrivals, "hall", came) for _ in range(BATCH + 1)]
    late = wait_in(arrivals, "elsewhere", came)
    groups = list[int]()
    monkeypatch.setattr("workshop.runtime.loop.sleep", lambda _seconds: groups.append(waiting(arrivals)))
    arrivals._admit_batches()
    for thread in (*many, late):
        thread.join()
    assert groups == [BATCH + 2, 2, 0], "as many as may begin, each time the loop has looked at everybody else"
    assert sorted(came) == ["elsewhere"] + ["hall"] * (BATCH + 1)
    assert not arrivals._waiting and not arrivals._admitted, "nothing is remembered of who is in"


def test_who_comes_from_elsewhere_is_in_the_next_group(monkeypatch: pytest.MonkeyPatch) -> None:
    arrivals, came = Arrivals(), list[str]()
    monkeypatch.setattr("workshop.runtime.loop.spawn", lambda _batches: None)
    for _ in range(BATCH):
        arrivals.wait("hall")
    threads = [wait_in(arrivals, address, came) for address in ["hall"] * (3 * BATCH) + ["elsewhere"]]
    order = [arrivals._next() for _ in range(2)]
    assert waiting(arrivals, "elsewhere") == 0 and waiting(arrivals, "hall") == 3 * BATCH - 1
    for one in order:
        one.set(None)
    monkeypatch.setattr("workshop.runtime.loop.sleep", lambda _seconds: None)
    arrivals._admit_batches()
    for thread in threads:
        thread.join()


def wait_in(arrivals: Arrivals, address: str, came: list[str]) -> threading.Thread:
    def wait() -> None:
        arrivals.wait(address)
        came.append(address)

    before = waiting(arrivals)
    thread = threading.Thread(target=wait)
    thread.start()
    while waiting(arrivals) == before:
        time.sleep(0.001)
    return thread


def waiting(arrivals: Arrivals, address: str = "") -> int:
    return sum(len(theirs) for whose, theirs in arrivals._waiting.items() if address in ("", whose))
