"""Where simulated people are: in the activity that is led, or in every open one of a self-paced forum."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from workshop.rehearsal.participants import Room
from workshop.rehearsal.practice import _open_steps

STEPS = {str(n): {"id": n, "state": state} for n, state in enumerate(("open", "open", "closing", "waiting"), 1)}


def room(**forum: Any) -> Room:
    said = {"state": "live", "now": 2, "paused": False, "self_paced": False, **forum}
    watcher = SimpleNamespace(forum=said, store={"activity": STEPS}, step=lambda step: STEPS.get(str(step), {}))
    return cast(Room, SimpleNamespace(watcher=watcher))


@pytest.mark.parametrize(
    ("forum", "here"),
    [
        ({}, {2}),
        ({"now": None}, set()),
        ({"now": 3}, set()),
        ({"self_paced": True}, {1, 2}),
        ({"self_paced": True, "now": None}, {1, 2}),
        ({"self_paced": True, "paused": True}, set()),
        ({"self_paced": True, "state": "ended"}, set()),
    ],
)
def test_people_are_where_it_is_open(forum: dict[str, Any], here: set[int]) -> None:
    assert set(_open_steps(room(**forum))) == here
