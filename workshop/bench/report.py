"""The benchmark's report: one row for each figure, with its goal, and the table and JSON that are printed."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from workshop.bench.goals import Goal
from workshop.bench.measurement_statistics import Spread, spread

NOT_MEASURED = "not measured"


@dataclass
class GoalRow:
    """The result for one goal. `also` has further figures; `why` says why there is no value, or adds a remark."""

    goal: Goal
    spread: Spread | None = None
    rounds: int = 0
    void: dict[int, str] = field(default_factory=dict)
    also: dict[str, Any] = field(default_factory=dict)
    why: str = ""

    @property
    def ok(self) -> bool | None:
        """Whether the goal is reached; None when it was not measured."""
        return None if self.spread is None else _within(self.spread.value, self.goal.goal, self.goal.at_most)

    @property
    def passes(self) -> bool:
        """Whether the gate holds. A row that has no gate or was not measured passes; an infinite value never does."""
        if self.spread is None:
            return True
        if not math.isfinite(self.spread.value):
            return False
        if self.goal.gate is None:
            return True
        return _within(self.spread.value, self.goal.gate, self.goal.at_most)

    @property
    def works(self) -> bool:
        """Whether there is a figure, or a good reason why there is none. How good the figure is does not matter."""
        return " failed: " not in self.why and (self.spread is None or math.isfinite(self.spread.value))

    def as_json(self) -> dict[str, Any]:
        """The row as a check."""
        found = self.spread
        return {
            "name": self.goal.name,
            "says": self.goal.says,
            "unit": self.goal.unit,
            "goal": self.goal.goal,
            "gate": self.goal.gate,
            "at_most": self.goal.at_most,
            "value": _plain(found.value if found else None),
            "min": _plain(found.least if found else None),
            "max": _plain(found.most if found else None),
            "ok": self.ok,
            "passes": self.passes,
            "rounds": self.rounds,
            "void": {str(number): why for number, why in self.void.items()},
            "also": {name: _plain(one) for name, one in self.also.items()},
            "why": self.why,
        }


def row(
    goal: Goal, values: dict[int, float], void: dict[int, str] | None = None, also: dict[str, Any] | None = None
) -> GoalRow:
    """A row from {round: value}, without the void rounds."""
    void = {number: reason for number, reason in (void or {}).items() if number in values}
    counting = [value for number, value in values.items() if number not in void]
    why = "" if counting else "every round was void" if values else NOT_MEASURED
    return GoalRow(goal, spread(counting), len(counting), void, also or {}, why)


def failed(values: dict[int, float], trouble: dict[int, str]) -> dict[int, float]:
    """The values, infinite in rounds where the server itself failed: that is no noise and must not be left out."""
    return {number: math.inf if number in trouble else value for number, value in values.items()}


def troubles(found: dict[int, str]) -> dict[str, Any]:
    """The failures by round, for the notes."""
    return {f"round {number} failed": why for number, why in found.items()}


def missing(goal: Goal, why: str) -> GoalRow:
    """A row that says why there is no figure."""
    return GoalRow(goal, why=f"{NOT_MEASURED}: {why}")


def table(rows: Sequence[GoalRow]) -> str:
    """The table for people; RESULTS.md has it too."""
    lines = ["| figure | goal | median | min … max | rounds | |", "| --- | --- | --- | --- | --- | --- |"]
    for one in rows:
        goal, found = one.goal, one.spread
        sign = "≤" if goal.at_most else "≥"
        gate = f", gate {_short(goal.gate)}" if goal.gate not in (None, goal.goal) else ""
        aim = f"{sign} {_short(goal.goal)} {goal.unit}".strip() + gate
        verdict = {True: "reached", False: "not reached", None: ""}[one.ok] + ("" if one.passes else ", gate not held")
        value = f"{_short(found.value)}" if found else NOT_MEASURED
        ends = f"{_short(found.least)} … {_short(found.most)}" if found else ""
        lines.append(f"| {goal.says} | {aim} | {value} | {ends} | {one.rounds or ''} | {verdict} |")
    return "\n".join(lines)


def notes(rows: Sequence[GoalRow]) -> str:
    """Further figures and remarks, a line for each row."""
    found = []
    for one in rows:
        also = [f"{name} {_short(value) if isinstance(value, float) else value}" for name, value in one.also.items()]
        void = [f"round {number} is void: {why}" for number, why in one.void.items()]
        if parts := [*([one.why] if one.why else []), *also, *void]:
            found.append(f"- {one.goal.name}: {'; '.join(parts)}")
    return "\n".join(found)


def _within(value: float, bound: float, at_most: bool) -> bool:
    return value <= bound if at_most else value >= bound


def _short(value: float | None) -> str:
    if value is None:
        return ""
    if not math.isfinite(value):
        return "never"
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _plain(value: Any) -> Any:
    """JSON has no infinity: None stands for it."""
    if isinstance(value, float):
        return round(value, 4) if math.isfinite(value) else None
    return value
