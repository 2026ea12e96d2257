"""Fair scheduling of pages: a few for one address at a time, known phones first, and no waiting for another address."""

import io
import threading
import time

from workshop.transport.fair_page_queue import AGAIN, AT_ONCE, KNOWN, NEW, STEP_ASIDE, PageTurns, step_aside
from workshop.transport.queue_places import Gone


def wait_in(turns: PageTurns, rank: int, name: str, came: list[str]) -> threading.Thread:
    def wait() -> None:
        turns.take("hall", rank, Handler(None))
        came.append(name)

    waiting = sum(map(len, turns._waiting.get("hall", ())))
    thread = threading.Thread(target=wait)
    thread.start()
    while sum(map(len, turns._waiting.get("hall", ()))) == waiting:
        time.sleep(0.001)
    return thread


def test_of_one_address_a_few_at_once_and_who_is_known_or_new_goes_first() -> None:
    turns, came = PageTurns(), list[str]()
    for _ in range(AT_ONCE):
        turns.take("hall", NEW, Handler(None))
    asked = ((AGAIN, "flood"), (NEW, "newcomer"), (KNOWN, "phone"))
    threads = [wait_in(turns, rank, name, came) for rank, name in asked]
    turns.take("elsewhere", NEW, Handler(None))  # waits for nobody
    expected = ["phone", "newcomer", "flood"]
    for place in range(1, 4):
        turns.give("hall")
        while len(came) < place:
            time.sleep(0.001)
        assert came == expected[:place]
    for thread in threads:
        thread.join()
    for address in ("elsewhere", *["hall"] * AT_ONCE):
        turns.give(address)
    assert not turns._working and not turns._waiting, "nothing is remembered of who is gone"


class Handler:
    path, client_address = "/j/AAAAAA", ("hall", 1)

    def __init__(self, app: object) -> None:
        self.server, self.headers = self, {"x-forwarded-for": "1.1.1.1, 2.2.2.2"}
        self.app, self.place = app, None
        self.connection, self.hung_up, self.turns = self, False, 0

    def has_turn(self) -> None:
        self.turns += 1

    def recv(self, _size: int, _flags: int) -> bytes:
        if self.hung_up:
            return b""
        raise BlockingIOError


def test_only_the_first_request_of_a_connection_without_a_cookie_is_a_newcomers() -> None:
    def ranks(proxied: bool, cookie: bool) -> list[int]:
        turns, taken = PageTurns(proxied, lambda headers: cookie), list[int]()
        turns.take = lambda address, rank, handler: taken.append(rank)  # type: ignore[method-assign]
        one = Handler(None)
        for _ in range(3):
            turns.around(one)
        return taken

    assert ranks(proxied=False, cookie=False) == [NEW, AGAIN, AGAIN]
    assert ranks(proxied=False, cookie=True) == [KNOWN] * 3
    assert ranks(proxied=True, cookie=False) == [NEW] * 3, "a proxy's connection carries many people"


def test_who_waits_on_purpose_steps_aside_and_is_not_counted_twice() -> None:
    turns, seen = PageTurns(proxied=True), list[dict[str, int]]()

    def app(environ: dict[str, object], _start: object) -> list[bytes]:
        seen.append(dict(turns._working))
        step_aside(environ)
        seen.append(dict(turns._working))
        return []

    environ: dict[str, object] = {}
    turns.around(Handler(app))(environ, None)
    assert seen == [{"2.2.2.2": 1}, {}] and not turns._working
    assert STEP_ASIDE in environ


def test_a_body_that_is_still_to_come_keeps_nobody_waiting() -> None:
    turns, seen = PageTurns(), list[dict[str, int]]()

    def app(environ: dict[str, io.BytesIO], _start: object) -> list[bytes]:
        seen.append(dict(turns._working))
        assert environ["wsgi.input"].read() == b"a=b"
        seen.append(dict(turns._working))
        return []

    environ: dict[str, object] = {"wsgi.input": io.BytesIO(b"a=b")}
    turns.around(Handler(app), reads=True)(environ, None)
    assert seen == [{"hall": 1}, {}] and not turns._working


def test_who_hung_up_while_waiting_passes_the_turn_on() -> None:
    turns, came = PageTurns(), list[str]()
    for _ in range(AT_ONCE):
        turns.take("hall", NEW, Handler(None))
    gone = Handler(None)

    def leave() -> None:
        try:
            turns.take("hall", NEW, gone)
        except Gone:
            came.append("gone")

    thread = threading.Thread(target=leave)
    thread.start()
    while not turns._waiting:
        time.sleep(0.001)
    other = wait_in(turns, NEW, "stays", came)
    gone.hung_up = True
    turns.give("hall")
    thread.join()
    other.join()
    assert sorted(came) == ["gone", "stays"]
    for _ in range(AT_ONCE):
        turns.give("hall")
    assert not turns._working and not turns._waiting
