"""`workshop bench`: measures what was asked for, says it as a table and as JSON. 0 when every gate holds and nothing failed."""

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
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from workshop.bench import goals
from workshop.bench.child import Failed, quiet
from workshop.bench.crowd import Crowd, thousands
from workshop.bench.durable import durable
from workshop.bench.joins import joins
from workshop.bench.options import Plan, plan
from workshop.bench.poll import Poll, allow_files
from workshop.bench.processes import processes
from workshop.bench.rows import Row, missing, notes, table, worse

FILES_PER_PHONE = 8


def run(given: argparse.Namespace) -> int:
    """Measure as the options say."""
    wanted = plan(given)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is ended, too
    gc.disable()  # pauses of ours would be counted as the server's
    tell = partial(print, file=sys.stderr, flush=True)
    allow_files(wanted.phones * FILES_PER_PHONE + 1000)
    began, machine = time.monotonic(), about_machine()
    tell(f"{machine['cpus']} cores, {machine['others']:.0%} of them busy with other things")
    with tempfile.TemporaryDirectory(prefix="workshop-bench-") as folder:
        rows = _measure(Path(folder), wanted, tell)
    machine["minutes"] = round((time.monotonic() - began) / 60, 1)
    failed = [row.goal.name for row in rows if not row.works or not (wanted.quick or row.passes)]
    say = sys.stderr if given.json else sys.stdout
    print(f"\n{in_words(machine, wanted)}\n\n{table(rows)}\n\n{notes(rows)}", file=say)
    if given.json:
        checks = [row.as_json() for row in rows]
        print(json.dumps({"machine": machine, "phones": wanted.phones, "rounds": wanted.rounds, "checks": checks, "ok": not failed}))
    return 1 if failed else 0


def _measure(folder: Path, wanted: Plan, tell: Callable[[str], None]) -> list[Row]:
    poll = Poll()
    ways: dict[str, Callable[[], list[Row]]] = {
        "hall": lambda: Crowd(poll, folder / "hall", wanted, tell).measure(),
        "thousands": lambda: thousands(poll, folder / "thousands", wanted, tell),
        "durable": lambda: durable(folder / "durable", wanted, tell),
        "joins": lambda: joins(poll, folder / "joins", wanted, tell),
        "processes": lambda: processes(poll, folder / "processes", wanted, tell),
    }
    found: dict[str, Row] = {}
    for name, measure in ways.items():
        if not wanted.wants(name):
            continue
        try:
            rows = measure()
        except Failed as error:
            tell(f"{name} failed: {error}")
            rows = [missing(goal, f"{name} failed: {error}") for goal in goals.MEASURES[name]]
        for row in rows:
            found[row.goal.name] = worse(found[row.goal.name], row) if row.goal.name in found else row
        gc.collect()
    return [found[goal.name] for goal in goals.GOALS if goal.name in found and wanted.wants_row(goal.name)]


def about_machine() -> dict[str, Any]:
    """What it ran on: a class of machine, never a name."""
    model = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.M)
    return {
        "date": time.strftime("%Y-%m-%d"), "cpus": os.cpu_count(), "model": model[1].strip() if model else platform.machine(),
        "virtual": "hypervisor" in Path("/proc/cpuinfo").read_text(), "python": platform.python_version(), "system": platform.system(),
        "others": round(quiet(1.0), 3),
    }  # fmt: skip


def in_words(machine: dict[str, Any], wanted: Plan) -> str:
    """One line above the table."""
    kind = "virtual machine" if machine["virtual"] else "machine"
    return (
        f"{machine['date']}: {kind} with {machine['cpus']} cores ({machine['model']}), Python {machine['python']}, generator beside it; "
        f"{machine['others']:.0%} of the machine was busy with other things at the start; {wanted.phones} phones, {wanted.rounds} rounds."
    )
