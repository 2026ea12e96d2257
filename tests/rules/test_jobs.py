"""Work beside requests: a failed run is not the last, a stop waits for the current one, and no child process stays."""

import logging
import threading
import time
from collections.abc import Callable

import pytest

from tests.tools.pace import limit
from workshop.runtime.jobs import Job, Jobs
from workshop.runtime.metrics import Metrics, as_prometheus_text


@pytest.fixture
def metrics(monkeypatch: pytest.MonkeyPatch) -> Metrics:
    """Counters that nothing has counted in yet."""
    fresh = Metrics()
    monkeypatch.setattr("workshop.runtime.metrics.metrics", fresh)
    monkeypatch.setattr("workshop.runtime.jobs.metrics", fresh)
    return fresh


@pytest.fixture
def jobs(metrics: Metrics) -> Jobs:
    return Jobs()


def until(true: Callable[[], object]) -> None:
    """Wait until something is true."""
    latest = time.monotonic() + limit(5)
    while not true():
        assert time.monotonic() < latest, "it never was"
        time.sleep(0.005)


def test_a_run_that_fails_is_not_the_last(jobs: Jobs, metrics: Metrics, caplog: pytest.LogCaptureFixture) -> None:
    runs: list[int] = []

    def run() -> None:
        runs.append(1)
        if len(runs) < 3:
            raise (OSError if len(runs) == 1 else ValueError)("something of a person's")

    with caplog.at_level(logging.INFO):
        jobs.start(Job(name="disk", run=run, every=0.001, expected=(OSError,)))
        until(lambda: len(runs) > 3)
        jobs.stop()
    assert (metrics.job_failures["disk"], metrics.job_runs["disk"]) == (2, len(runs))
    expected, other = (one for one in caplog.records if one.name == "workshop.runtime.jobs")
    assert expected.exc_info is None and "something" not in expected.getMessage()
    assert other.exc_info is not None


def test_a_stop_waits_for_the_run_in_its_thread_and_none_follows(jobs: Jobs) -> None:
    said, let_go = list[str](), threading.Event()

    def run() -> None:
        said.append(threading.current_thread().name.rpartition("_")[0])
        let_go.wait(limit(5))
        said.append("done")

    jobs.start(Job(name="copies", run=run, every=0, in_thread=True, end=let_go.set))
    until(lambda: said)
    jobs.stop()
    assert said == ["copies", "done"]


def test_jobs_end_in_the_reverse_order_of_their_start(jobs: Jobs) -> None:
    ended: list[str] = []
    jobs.start(*(Job(name=name, run=int, every=60, end=lambda name=name: ended.append(name)) for name in "abc"))
    jobs.stop()
    assert ended == ["c", "b", "a"]


def test_a_child_process_ends_with_its_server_and_is_counted_until_then(jobs: Jobs, metrics: Metrics) -> None:
    child = jobs.child(
        "guest", ["-c", "import sys; assert sys.stdin.readline() == 'come in\\n'; sys.stdin.read()"], "come in"
    )
    jobs.start()
    assert child.alive and metrics.gauges["children"]() == {"guest": 1}
    jobs.stop()
    until(lambda: not child.alive)
    assert child._process.returncode == 0


def test_a_child_that_ended_by_itself_is_released(
    jobs: Jobs, metrics: Metrics, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workshop.runtime.jobs.REAP_SECONDS", 0.001)
    jobs.child("guest", ["-c", ""], "come in")
    jobs.start()
    until(lambda: metrics.gauges["children"]() == {})
    jobs.stop()


def test_the_metrics_name_every_job(jobs: Jobs, metrics: Metrics) -> None:
    jobs.start(Job(name="disk", run=int, every=0.001))
    until(lambda: metrics.job_runs["disk"])
    text = as_prometheus_text().decode()
    jobs.stop()
    for name in ("job_runs_total", "job_seconds", "job_quiet_seconds"):
        assert f'workshop_{name}{{job="disk"}}' in text
