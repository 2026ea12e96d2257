"""Durable votes a second by the house's own door, against a commit for each vote; and how late the loop is meanwhile."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from workshop.bench import goals
from workshop.bench.child import TOP, Failed
from workshop.bench.crowd import Tell
from workshop.bench.figures import ByRound, middle
from workshop.bench.options import Plan
from workshop.bench.rows import Row, failed, row, troubles

AT_ONCE = 100
"""Voters who each wait for the answer to their last vote: a tenth of a thousand with a thumb on the glass in the same moment."""


def durable(folder: Path, plan: Plan, tell: Tell) -> list[Row]:
    """Both rows."""
    tell("durable votes, without a wire …")
    fresh = folder / "fresh"
    fresh.mkdir(parents=True)
    _run("prepare", fresh, plan.phones)
    ratio, stall, group, inline, trouble = ByRound(), ByRound(), ByRound(), ByRound(), dict[int, str]()
    cpu, worst = ByRound(), ByRound()
    for number in range(plan.rounds):
        found: dict[str, Any] = {}
        for what in ("group", "inline") if number % 2 else ("inline", "group"):
            here = folder / f"{what}-{number}"
            shutil.copytree(fresh, here)
            found[what] = _run(what, here, plan.phones * 2, AT_ONCE)
            shutil.rmtree(here)
        group[number], inline[number] = found["group"]["per_second"], found["inline"]["per_second"]
        ratio[number], cpu[number] = group[number] / inline[number], found["inline"]["cpu_us"] / found["group"]["cpu_us"]
        stall[number], worst[number] = found["group"]["stall_ms"]["p99"], found["group"]["stall_ms"]["worst"]
        if found["group"]["refused"]:
            trouble[number] = f"refused: {found['group']['refused']}"
        tell(f"round {number + 1}: {group[number]:.0f} votes a second, inline {inline[number]:.0f}; loop p99 {stall[number]:.1f} ms")
    also = {"votes a second": middle(group), "inline": middle(inline), "CPU of an inline vote ÷ of ours": middle(cpu)}
    late = row(goals.STALL, failed(stall, trouble), also={"longest at the door ms": middle(worst)})
    reached = {number: 0.0 if number in trouble else one for number, one in ratio.items()}
    return [row(goals.DURABLE, reached, also=also | troubles(trouble)), late]


def _run(what: str, folder: Path, number: int, at_once: int = 1) -> dict[str, Any]:
    command = [sys.executable, "-W", "ignore", "-m", "workshop.bench.references.door", what, str(folder), str(number), str(at_once)]
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        raise Failed(f"door {what}: {done.stderr[-800:]}")
    return dict(json.loads(done.stdout or "{}"))
