"""The benchmark's rounds: those before a failure count, other parts keep their rows, and a reference that did not do
its work voids the round."""

import argparse
import json
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from workshop.bench import command, goals
from workshop.bench.generator_loop import Poll
from workshop.bench.measurement_statistics import beyond, in_bare
from workshop.bench.options import plan
from workshop.bench.report import GoalRow, row
from workshop.bench.rounds import collapsed, cut_short, through

SAID: list[str] = []


def quiet(line: str) -> None:
    SAID.append(line)


def failing_in(bad: int, figures: dict[int, float], error: Exception) -> Callable[[int], None]:
    """A measurement whose round `bad` fails after it has recorded half of its figures."""

    def one(number: int) -> None:
        figures[number] = 0.4 + number / 100
        if number == bad:
            raise error

    return one


@pytest.mark.parametrize(
    "error", [OSError("too many open files"), KeyError("boot"), TimeoutError(), AssertionError("no form")]
)
def test_rounds_before_a_failure_count_whatever_failed(error: Exception) -> None:
    figures: dict[int, float] = {}
    why = through(5, failing_in(2, figures, error), quiet, figures.__delitem__)
    (found,) = cut_short([row(goals.JOINS, figures)], why)
    assert found.rounds == 2 and found.spread is not None
    assert "2 of 5 rounds count" in found.why and type(error).__name__ in found.why
    assert not found.works, "the run says by its exit code that something failed"


def test_a_failure_in_the_first_round_leaves_no_figure() -> None:
    with pytest.raises(OSError):
        through(5, failing_in(0, {}, OSError("no")), quiet)


def test_all_rounds_and_nothing_to_say() -> None:
    figures: dict[int, float] = {}
    assert through(3, failing_in(9, figures, OSError()), quiet) == ""
    assert cut_short([row(goals.JOINS, figures)], "")[0].works


def test_a_reference_that_collapses_voids_its_round() -> None:
    void = collapsed({0: 1000.0, 1: 5.0, 2: 960.0}, 1000, "the naive reference let in")
    found = row(goals.JOINS, {0: 0.41, 1: 0.0023, 2: 0.4}, void)
    assert void == {1: "the naive reference let in: 5 of 1000"}
    assert found.rounds == 2 and found.spread is not None and found.spread.least == 0.4
    alone = row(goals.JOINS, {1: 0.0023}, void)
    assert alone.ok is None and "void" in alone.why, "nothing is reached by a reference that did not do its work"


def test_a_machine_half_as_fast_reaches_the_same_figures() -> None:
    fast, slow = in_bare({0: 2.04}, {0: 8.5e-6}, 100_000), in_bare({0: 4.08}, {0: 17e-6}, 100_000)
    assert fast[0] == pytest.approx(2.4, rel=0.01) and slow == pytest.approx(fast)
    assert in_bare({0: 1.0, 1: 1.0}, {0: 8.5e-6}, 1000).keys() == {0}, "a round without a bare loop has no figure"


def test_the_beat_is_the_clocks_and_not_the_machines() -> None:
    assert beyond({0: 0.128, 1: 0.04}, 0.1) == pytest.approx({0: 0.028, 1: 0.0})


def test_a_goal_in_seconds_fails_no_run() -> None:
    in_seconds = [goal for goal in goals.GOALS if goal.unit not in {"×", "", "KB"}]
    assert in_seconds == [goals.HIDE], "figures that depend on the machine's speed are ratios"
    assert goals.HIDE.gate is None


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Iterator[argparse.Namespace]:
    """The options of a run whose parts are all stand-ins, so that nothing is measured."""
    machine = {"date": "", "cpus": 2, "model": "", "virtual": False, "python": "", "system": "", "others": 0.0}
    monkeypatch.setattr(command, "about_machine", lambda: dict(machine))
    monkeypatch.setattr(command.signal, "signal", lambda *_: None)
    monkeypatch.setattr(command.gc, "disable", lambda: None)
    monkeypatch.setattr(command.gc, "collect", lambda: None)
    monkeypatch.setattr(command, "durable", lambda *_: [row(goals.DURABLE, {0: 23.4})])
    monkeypatch.setattr(command, "thousands", lambda *_: [row(goals.THOUSANDS_CPU, {0: 2.0})])
    yield argparse.Namespace(json=True, only=["durable", "joins", "thousands"], phones=None, rounds=None, quick=False)


def checks(out: str) -> dict[str, Any]:
    return {one["name"]: one for one in json.loads(out)["checks"]}


@pytest.mark.parametrize("error", [OSError("no port is free"), AssertionError("no form"), ValueError("not JSON")])
def test_a_part_that_fails_takes_no_other_row_along(
    error: Exception, given: argparse.Namespace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object) -> list[GoalRow]:
        raise error

    monkeypatch.setattr(command, "joins", fails)
    assert command.run(given) == 1
    found = checks(capsys.readouterr().out)
    assert found["durable"]["value"] == 23.4 and found["thousands_cpu"]["value"] == 2.0
    assert found["joins"]["value"] is None and f"joins failed: {type(error).__name__}" in found["joins"]["why"]


def test_who_stops_it_is_told_what_there_is(
    given: argparse.Namespace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*_: object) -> list[GoalRow]:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "joins", stopped)
    with pytest.raises(KeyboardInterrupt):
        command.run(given)
    assert checks(capsys.readouterr().out)["durable"]["value"] == 23.4


def test_a_naive_service_that_lost_nearly_everybody_is_void_in_the_joins_row(tmp_path: Path) -> None:
    from workshop.bench.joins import _Joins
    from workshop.bench.simulated_newcomers import Newcomer
    from workshop.bench.votes import Cost

    class Round:
        requests = 48

        def __init__(self, lost: int) -> None:
            fine, gone = Newcomer(0, 0.0, took=1.0), Newcomer(0, 0.0, trouble="refused")
            naive = [gone] * lost + [fine] * (100 - lost)
            self.found = {"ours": (Cost(16.0, 20.0, 1.0), [fine] * 1000), "naive": (Cost(4.0, 20.0, 1.0), naive)}

    measured = _Joins(Poll(), tmp_path, plan(argparse.Namespace(phones=1000, rounds=2, quick=False, only=[])), quiet)
    measured._note(0, Round(lost=0))  # type: ignore[arg-type]
    measured._note(1, Round(lost=95))  # type: ignore[arg-type]
    joins, errors = measured.rows()
    assert joins.rounds == 1 and joins.spread is not None and joins.spread.value == pytest.approx(0.4)
    assert joins.void == {1: "the naive reference let in: 5 of 100"}
    assert errors.rounds == 2


class Bystander:
    """A connection of the bench that only counts what it receives."""

    def __init__(self, poll: Poll) -> None:
        self.sock, self.far = socket.socketpair()
        self.heard = 0
        self.sock.setblocking(False)
        poll.add(self)

    def take(self, data: bytes, now: float) -> None:
        self.heard += len(data)

    def ended(self) -> None:
        raise AssertionError("nobody hung up")


def test_what_a_measurement_leaves_behind_ends_with_it() -> None:
    poll, called = Poll(), list[str]()
    host = Bystander(poll)
    poll.at(0.0, lambda: called.append("the host's"))
    with poll.guests():
        guest = Bystander(poll)
        poll.at(0.0, lambda: called.append("the guest's"))
    host.far.send(b"good evening")
    poll.rest(0.02)
    assert called == ["the host's"] and host.heard == 12
    assert guest.sock.fileno() == -1, "its server is gone by now: what it left would fail the next part"
    for sock in (host.far, guest.far, host.sock):
        sock.close()
