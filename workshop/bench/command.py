"""`workshop bench`: measures what the options ask for and prints a table and JSON. Exit code 0 when every gate holds
and nothing failed."""

import argparse
import gc
import json
import os
import platform
import re
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from workshop.bench import goals
from workshop.bench.child_processes import quiet
from workshop.bench.durable_votes import durable
from workshop.bench.frame_and_vote_costs import HallMeasurement, thousands
from workshop.bench.generator_loop import Poll, allow_files
from workshop.bench.hiding_latency import hiding
from workshop.bench.joins import joins
from workshop.bench.options import Plan, plan
from workshop.bench.report import GoalRow, missing, notes, table
from workshop.bench.rounds import in_words
from workshop.bench.two_processes import processes

FILES_PER_PHONE = 8


def run(given: argparse.Namespace) -> int:
    """Measure as the options say, and report. The exit code."""
    wanted = plan(given)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the child processes are ended, too
    gc.disable()  # our own pauses would be counted as the server's
    tell = partial(print, file=sys.stderr, flush=True)
    allow_files(wanted.phones * FILES_PER_PHONE + 1000)
    began, machine = time.monotonic(), about_machine()
    tell(f"{machine['cpus']} cores, {machine['others']:.0%} of them busy with other things")
    rows: dict[str, GoalRow] = {}
    try:
        with tempfile.TemporaryDirectory(prefix="workshop-bench-") as folder:
            _measure(Path(folder), wanted, tell, rows)
    finally:  # after Ctrl-C, report what has been measured so far
        machine["minutes"] = round((time.monotonic() - began) / 60, 1)
        code = _report(given, wanted, machine, _in_order(rows, wanted))
    return code


def _report(given: argparse.Namespace, wanted: Plan, machine: dict[str, Any], rows: list[GoalRow]) -> int:
    """Print the report. The exit code."""
    failed = [row.goal.name for row in rows if not row.works or not (wanted.quick or row.passes)]
    say = sys.stderr if given.json else sys.stdout
    print(f"\n{about_run(machine, wanted)}\n\n{table(rows)}\n\n{notes(rows)}", file=say)
    if given.json:
        checks = [row.as_json() for row in rows]
        print(
            json.dumps(
                {
                    "machine": machine,
                    "phones": wanted.phones,
                    "rounds": wanted.rounds,
                    "checks": checks,
                    "ok": not failed,
                }
            )
        )
    return 1 if failed else 0


def _measure(folder: Path, wanted: Plan, tell: Callable[[str], None], found: dict[str, GoalRow]) -> None:
    """Fills `found`: name → row. A part that fails leaves rows that say so; the other parts keep theirs."""
    poll = Poll()
    ways: dict[str, Callable[[], list[GoalRow]]] = {
        "hall": lambda: HallMeasurement(poll, folder / "hall", wanted, tell).measure(),
        "thousands": lambda: thousands(poll, folder / "thousands", wanted, tell),
        "durable": lambda: durable(folder / "durable", wanted, tell),
        "joins": lambda: joins(poll, folder / "joins", wanted, tell),
        "hide": lambda: hiding(poll, folder / "hide", wanted, tell),
        "processes": lambda: processes(poll, folder / "processes", wanted, tell),
    }
    for name, measure in ways.items():
        if wanted.wants(name):
            with poll.guests():
                found.update({row.goal.name: row for row in part(name, measure, tell)})
            gc.collect()


def part(name: str, measure: Callable[[], list[GoalRow]], tell: Callable[[str], None]) -> list[GoalRow]:
    """The rows of one part. If it fails for any reason, they say why they have no figure."""
    try:
        return measure()
    except Exception as error:
        tell("".join(traceback.format_exception(error)))
        return [missing(goal, f"{name} failed: {in_words(error)}") for goal in goals.MEASURES[name]]


def _in_order(found: dict[str, GoalRow], wanted: Plan) -> list[GoalRow]:
    return [found[goal.name] for goal in goals.GOALS if goal.name in found and wanted.wants_row(goal.name)]


def about_machine() -> dict[str, Any]:
    """What the benchmark ran on: the class of machine, never its name."""
    model = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.M)
    return {
        "date": time.strftime("%Y-%m-%d"),
        "cpus": os.cpu_count(),
        "model": model[1].strip() if model else platform.machine(),
        "virtual": "hypervisor" in Path("/proc/cpuinfo").read_text(),
        "python": platform.python_version(),
        "system": platform.system(),
        "others": round(quiet(1.0), 3),
    }


def about_run(machine: dict[str, Any], wanted: Plan) -> str:
    """The line above the table."""
    kind = "virtual machine" if machine["virtual"] else "machine"
    return (
        f"{machine['date']}: {kind} with {machine['cpus']} cores ({machine['model']}), Python {machine['python']}, "
        f"generator beside it; {machine['others']:.0%} of the machine was busy with other things at the start; "
        f"{wanted.phones} phones, {wanted.rounds} rounds."
    )
