"""Measures durable votes per second: through the server's writer, which commits many in one transaction, against a
commit for each vote."""

import json
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from workshop.bench import goals
from workshop.bench.child_processes import TOP, Failed
from workshop.bench.frame_and_vote_costs import Tell
from workshop.bench.measurement_statistics import ByRound, middle, ratio_of
from workshop.bench.options import Plan
from workshop.bench.report import GoalRow, row, troubles
from workshop.bench.rounds import cut_short, through

AT_ONCE = 100
"""Concurrent voters, each waiting for the answer to the last vote: a tenth of a thousand people press the button in the
same moment."""


def durable(folder: Path, plan: Plan, tell: Tell) -> list[GoalRow]:
    """The row of this part."""
    tell("durable votes, without a wire …")
    fresh = folder / "fresh"
    fresh.mkdir(parents=True)
    _run("prepare", fresh, plan.phones)
    measured = _Durable(folder, plan, tell)
    why = through(plan.rounds, measured.round, tell)
    return cut_short([measured.row()], why)


class _Durable:
    """All rounds, each with both variants: votes through the writer (`group`) and with a commit for each (`inline`)."""

    def __init__(self, folder: Path, plan: Plan, tell: Tell) -> None:
        self._folder, self._plan, self._tell = folder, plan, tell
        self._figures: dict[str, ByRound] = defaultdict(dict)
        self._trouble: dict[int, str] = {}
        self._void: dict[int, str] = {}

    def round(self, number: int) -> None:
        """Run both variants on copies of the same data; they change places each round."""
        found: dict[str, Any] = {}
        for what in ("group", "inline") if number % 2 else ("inline", "group"):
            here = self._folder / f"{what}-{number}"
            shutil.copytree(self._folder / "fresh", here)
            found[what] = _run(what, here, self._plan.phones * 2, AT_ONCE)
            shutil.rmtree(here)
        self._note(number, found["group"], found["inline"])

    def _note(self, number: int, group: dict[str, Any], inline: dict[str, Any]) -> None:
        told = {
            "group": group["per_second"],
            "inline": inline["per_second"],
            "cpu": inline["cpu_us"] / group["cpu_us"],
            "stall": group["stall_ms"]["p99"],
            "worst": group["stall_ms"]["worst"],
        }
        for name, value in told.items():
            self._figures[name][number] = value
        if group["refused"]:
            self._trouble[number] = f"refused: {group['refused']}"
        if inline.get("refused"):
            self._void[number] = f"the inline reference refused: {inline['refused']}"
        self._tell(
            f"round {number + 1}: {told['group']:.0f} votes a second, inline {told['inline']:.0f}; "
            f"loop p99 {told['stall']:.1f} ms"
        )

    def row(self) -> GoalRow:
        """The row, with the latency of the event loop beside the ratio."""
        figures = self._figures
        ratio = ratio_of(figures["group"], figures["inline"])
        reached = {number: 0.0 if number in self._trouble else one for number, one in ratio.items()}
        also = {
            "votes a second": middle(figures["group"]),
            "inline": middle(figures["inline"]),
            "CPU of an inline vote ÷ of ours": middle(figures["cpu"]),
            "loop p99 ms": middle(figures["stall"]),
            "longest at the door ms": middle(figures["worst"]),
        }
        return row(goals.DURABLE, reached, self._void, also | troubles(self._trouble))


def _run(what: str, folder: Path, number: int, at_once: int = 1) -> dict[str, Any]:
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "workshop.bench.references.writer_against_commits",
        what,
        str(folder),
        str(number),
        str(at_once),
    ]
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        raise Failed(f"door {what}: {done.stderr[-800:]}")
    return dict(json.loads(done.stdout or "{}"))
