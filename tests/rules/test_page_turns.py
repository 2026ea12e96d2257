"""Fair scheduling of pages: a few for one address at a time, known phones first, and no waiting for another address."""

import threading
import time

from workshop.transport.page_turns import AT_ONCE, STEP_ASIDE, PageTurns, step_aside


def wait_in(turns: PageTurns, known: bool, name: str, came: list[str]) -> threading.Thread:
    def wait() -> None:
        turns.take("hall", known)
        came.append(name)

    waiting = sum(map(len, turns._waiting.get("hall", ())))
    thread = threading.Thread(target=wait)
    thread.start()
    while sum(map(len, turns._waiting.get("hall", ()))) == waiting:
        time.sleep(0.001)
    return thread


def test_of_one_address_a_few_at_once_and_who_is_known_goes_first() -> None:
    turns, came = PageTurns(), list[str]()
    for _ in range(AT_ONCE):
        turns.take("hall", known=False)
    threads = [wait_in(turns, known, name, came) for known, name in ((False, "stranger"), (True, "phone"))]
    turns.take("elsewhere", known=False)  # waits for nobody
    for expected in (["phone"], ["phone", "stranger"]):
        turns.give("hall")
        while len(came) < len(expected):
            time.sleep(0.001)
        assert came == expected
    for thread in threads:
        thread.join()
    for address in ("elsewhere", *["hall"] * AT_ONCE):
        turns.give(address)
    assert not turns._working and not turns._waiting, "nothing is remembered of who is gone"


class Handler:
    path, client_address = "/j/AAAAAA", ("hall", 1)

    def __init__(self, app: object) -> None:
        self.server, self.headers = self, {"x-forwarded-for": "1.1.1.1, 2.2.2.2"}
        self.app = app

    def has_turn(self) -> None:
        pass


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
