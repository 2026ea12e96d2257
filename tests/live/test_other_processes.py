"""The follower without a server: what it tells the broadcaster of another process's changes."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from tests.conftest import Room
from workshop.live.other_processes import Follower
from workshop.runtime import loop

pytestmark = pytest.mark.one_mode


def test_a_reason_of_the_house_from_another_process_is_sent_without_waiting_for_the_forum(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def directly(work: Callable[..., Any], *given: Any, pool: str = "") -> Any:
        return work(*given)

    monkeypatch.setattr(loop, "in_thread", directly)
    told: list[str] = []
    broadcaster: Any = SimpleNamespace(
        epoch="e", heard={room.forum: 0}, note=lambda *_, **__: None, forget_all_but=lambda forums: None
    )
    broadcaster.house_changed = lambda: told.append("house")
    presence: Any = SimpleNamespace(forums=list, heads=None, elsewhere={})
    gateway: Any = SimpleNamespace(look_again=lambda: None)
    follower = Follower(room.engine, presence, broadcaster, gateway, "")
    follower.look()
    room.must("cluster.add", title="Meri")
    follower.look()
    assert told == []
    room.must("house_reason.add", words={"fi": "Toisen idea"})
    follower.look()
    follower.look()
    assert told == ["house"]
