"""Accepting new connections fairly: a few are started at a time, and addresses take turns (round robin)."""

import threading
import time

import pytest

from tests.tools.pace import limit
from workshop.transport.batched_admission import BATCH, Arrivals
from workshop.transport.queue_places import Gone


def test_newcomers_begin_a_few_at_a_time_and_addresses_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    arrivals, came = Arrivals(), list[str]()
    monkeypatch.setattr("workshop.runtime.loop.spawn", lambda _batches: None)
    for _ in range(BATCH):
        arrivals.wait("hall", Handler())  # the first few wait for nobody
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
        arrivals.wait("hall", Handler())
    threads = [wait_in(arrivals, address, came) for address in ["hall"] * (3 * BATCH) + ["elsewhere"]]
    order = [place for _ in range(2) if (place := arrivals._next())]
    assert waiting(arrivals, "elsewhere") == 0 and waiting(arrivals, "hall") == 3 * BATCH - 1
    for one in order:
        one.admit()
    monkeypatch.setattr("workshop.runtime.loop.sleep", lambda _seconds: None)
    arrivals._admit_batches()
    for thread in threads:
        thread.join()


def test_of_one_address_new_connections_and_open_ones_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    arrivals, came = Arrivals(), list[str]()
    monkeypatch.setattr("workshop.runtime.loop.spawn", lambda _batches: None)
    monkeypatch.setattr("workshop.runtime.loop.sleep", lambda _seconds: None)
    for _ in range(BATCH):
        arrivals.wait("hall", Handler())
    threads = [wait_in(arrivals, "hall", came, again=True) for _ in range(3 * BATCH)]
    newcomer = wait_in(arrivals, "hall", came)
    for place in [place for _ in range(2) if (place := arrivals._next())]:
        place.admit()
    newcomer.join(timeout=limit(5))
    assert not newcomer.is_alive(), "behind one of those that ask again, not behind all"
    arrivals._admit_batches()
    for thread in threads:
        thread.join()


class Handler:
    """A connection whose client waits, until it hangs up."""

    def __init__(self) -> None:
        self.connection, self.hung_up, self.place = self, False, None

    def recv(self, _size: int, _flags: int) -> bytes:
        if self.hung_up:
            return b""
        raise BlockingIOError


def test_a_connection_that_was_closed_waits_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    arrivals = Arrivals()
    monkeypatch.setattr("workshop.runtime.loop.spawn", lambda _batches: None)
    monkeypatch.setattr("workshop.runtime.loop.sleep", lambda _seconds: None)
    for _ in range(BATCH):
        arrivals.wait("hall", Handler())
    dropped, left, stays = Handler(), Handler(), Handler()
    said = dict[str, str]()

    def wait(name: str, one: Handler) -> None:
        try:
            arrivals.wait("hall", one)
            said[name] = "in"
        except Gone:
            said[name] = "gone"

    threads = []
    for name, one in (("dropped", dropped), ("left", left), ("stays", stays)):
        before = waiting(arrivals)
        threads.append(threading.Thread(target=wait, args=(name, one)))
        threads[-1].start()
        while waiting(arrivals) == before:
            time.sleep(0.001)
    dropped.place.cancel()  # type: ignore[attr-defined]
    threads[0].join()
    left.hung_up = True
    arrivals._admit_batches()
    for thread in threads:
        thread.join()
    assert said == {"dropped": "gone", "left": "gone", "stays": "in"}


def wait_in(arrivals: Arrivals, address: str, came: list[str], again: bool = False) -> threading.Thread:
    def wait() -> None:
        arrivals.wait(address, Handler(), again)
        came.append(address)

    before = waiting(arrivals)
    thread = threading.Thread(target=wait)
    thread.start()
    while waiting(arrivals) == before:
        time.sleep(0.001)
    return thread


def waiting(arrivals: Arrivals, address: str = "") -> int:
    return sum(len(theirs) for (whose, _), theirs in arrivals._waiting.items() if address in ("", whose))
