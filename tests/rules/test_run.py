"""The test runner: what runs at the same time, in what order it is told, and what of the shell its programs see."""

import os
import signal
import sys
import threading
from collections.abc import Callable

import pytest
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Engine

from tests import run
from tests.run import Outcome, Part
from tests.tools.pace import limit
from workshop.app import create_app
from workshop.runtime.settings import Settings


def parts(monkeypatch: pytest.MonkeyPatch, *made: Part) -> None:
    monkeypatch.setattr(run, "PARTS", list(made))
    monkeypatch.setattr(run, "use_node", lambda: None)
    monkeypatch.setattr("sys.argv", ["run"])


def part(name: str, work: Callable[[], Outcome]) -> Part:
    return Part(name, name, work, 60)


def test_two_parts_run_at_the_same_time_and_the_next_begins_when_either_is_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    together, first, order = threading.Barrier(2, timeout=limit(20)), threading.Event(), []

    def long() -> Outcome:
        order.append("long")
        together.wait()
        assert first.wait(limit(20)), "what came after the short one did not wait for this one"
        return Outcome(passed=1, said="long said\n")

    def short() -> Outcome:
        order.append("short")
        together.wait()
        return Outcome(passed=1, said="short said\n")

    def after() -> Outcome:
        order.append("after")
        first.set()
        return Outcome(passed=1, said="after said\n")

    parts(monkeypatch, part("long", long), part("short", short), part("after", after))
    assert run.main() == 0
    told = capsys.readouterr().out
    assert sorted(order[:2]) == ["long", "short"] and order[2] == "after"
    assert told.index("━━━ short") < told.index("short said") < told.index("long said"), "told when it is done"
    table = told[told.index("What came of it") :]
    assert table.index("long ") < table.index("short ") < table.index("after "), "the table has the order of the parts"
    assert "3 passed, 0 failed" in told


def test_of_parts_beside_each_other_each_ones_words_stay_together(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def says(word: str) -> Callable[[], Outcome]:
        def work() -> Outcome:
            ended, said = run.heard([sys.executable, "-c", f"print('{word}'); print('{word}')"], dict(os.environ))
            return Outcome(passed=int(ended.code == 0), said=said)

        return work

    parts(monkeypatch, part("one", says("ONE")), part("two", says("TWO")))
    assert run.main() == 0
    told = capfd.readouterr().out
    assert "━━━ one ━━━\nONE\nONE\n" in told and "━━━ two ━━━\nTWO\nTWO\n" in told


def test_a_part_alone_is_heard_while_it_runs(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    heard = []

    def work() -> Outcome:
        ended, said = run.heard([sys.executable, "-c", "print('alone')"], dict(os.environ))
        heard.append(capfd.readouterr().out)
        return Outcome(passed=int(ended.code == 0), said=said)

    parts(monkeypatch, part("only", work))
    assert run.main() == 0
    assert "alone" in heard[0] and "alone" not in capfd.readouterr().out


def test_who_breaks_it_off_waits_for_no_further_part(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped, begun = threading.Event(), []

    def goes_on() -> Outcome:
        stopped.wait(limit(20))
        return Outcome()

    def broken_off() -> Outcome:
        os.kill(os.getpid(), signal.SIGINT)
        return goes_on()

    def never() -> Outcome:
        begun.append(1)
        return Outcome()

    monkeypatch.setattr(run, "end_with_its_children", lambda process: stopped.set())
    monkeypatch.setattr(run, "RUNNING", {object()})
    parts(monkeypatch, part("first", broken_off), part("beside", goes_on), part("last", never))
    # Who starts the tests in the background of a shell lets them inherit that they ignore the signal.
    inherited = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            run.main()
    finally:
        signal.signal(signal.SIGINT, inherited)
    assert begun == [] and stopped.is_set()


def test_programs_that_tests_start_may_keep_what_they_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("WORKSHOP_DATA", "/the/developers/own")
    assert not {"PYTHONDONTWRITEBYTECODE", "WORKSHOP_DATA"} & set(run.environment())


def test_servers_of_a_run_share_their_compiled_templates(
    settings: Settings, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(run.COMPILED_TEMPLATES, raising=False)
    assert create_app(settings, engine).jinja_env.bytecode_cache is None, "elsewhere each compiles its own"
    with run.shared_templates():
        found = create_app(settings, engine).jinja_env.bytecode_cache
        assert isinstance(found, FileSystemBytecodeCache) and found.directory == os.environ[run.COMPILED_TEMPLATES]
    assert run.COMPILED_TEMPLATES not in os.environ
