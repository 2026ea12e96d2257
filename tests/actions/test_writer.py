"""The writer's thread: nothing that is raised beside a commit ends it or keeps an answer back."""

from collections.abc import Iterator

import pytest

from tests.conftest import Room
from workshop.actions import writer as module

HOOKS = ["before_commit", "on_commit", "on_missed"]


@pytest.fixture
def writing(room: Room) -> Iterator[Room]:
    """A room whose writer has its thread."""
    room.writer.open()
    yield room
    room.writer.close()


def raises(*about: object) -> None:
    raise RuntimeError("a fault in a hook")


@pytest.mark.parametrize("failing", [HOOKS[:1], HOOKS[1:2], HOOKS[1:], HOOKS])
def test_a_hook_that_fails_ends_neither_the_commit_nor_the_writer(writing: Room, failing: list[str]) -> None:
    missed: list[set[int]] = []
    writing.writer.on_missed = missed.append
    for hook in failing:
        setattr(writing.writer, hook, raises)
    for on in (True, False):
        assert writing.do("screen.blank", on=on).ok
        assert next(iter(writing.sees("everyone")["forum"].values()))["blank"] is on
    assert writing.writer.working(1)
    assert missed == ([{writing.forum}] * 2 if failing == ["on_commit"] else []), "who would have been told is known"


@pytest.mark.parametrize("also", ["", "is_full"])
def test_a_failure_is_answered_though_handling_it_fails_too(
    writing: Room, monkeypatch: pytest.MonkeyPatch, also: str
) -> None:
    writing.writer.on_failure = raises
    with monkeypatch.context() as fault:
        for name in filter(None, ("transaction", also)):
            fault.setattr(module, name, raises)
        assert writing.do("screen.blank", on=True).code == "server"
    assert writing.do("screen.blank", on=True).ok
    assert writing.writer.working(1)


def test_what_was_committed_is_answered_though_its_metrics_fail(writing: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.metrics, "count_commands", raises)
    assert [writing.do("screen.blank", on=on).code for on in (True, False)] == ["", ""]
    assert writing.writer.working(1)
