"""The administrator's endpoint: who asks for something short does not wait for what takes minutes."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask.testing import FlaskClient

from tests.conftest import Room
from tests.tools.pace import limit
from workshop.administrator_requests import REQUESTS


@pytest.mark.parametrize("long", ["verify", "forum.export", "forum.import"])
def test_a_short_request_does_not_wait_for_a_long_one(
    client: FlaskClient, room: Room, monkeypatch: pytest.MonkeyPatch, long: str
) -> None:
    begun, over = threading.Event(), threading.Event()

    def work(*_: object) -> dict[str, object]:
        begun.set()
        return {"waited": over.wait(limit(20))}

    def ask(name: str) -> bool:
        answer = client.application.test_client().post(
            f"/admin/{name}", json={}, headers={"X-Workshop-Key": "owner-key"}
        )
        return bool(answer.get_json()["ok"])

    monkeypatch.setitem(REQUESTS, long, work)
    with ThreadPoolExecutor(2) as terminals:
        slow = terminals.submit(ask, long)
        try:
            assert begun.wait(limit(5))
            assert terminals.submit(ask, "forum.list").result(limit(5)) and not slow.done()
        finally:
            over.set()
        assert slow.result(limit(5))
