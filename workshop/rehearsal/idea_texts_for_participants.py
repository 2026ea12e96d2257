"""What the simulated people write: reads ideas from a file, and distributes them over people and activities."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workshop.contract.shared_types import IDEA_LANGUAGES

HERE = Path(__file__).resolve().parent.parent / "demo"
IDEAS, MEMORIES, THEMES = HERE / "ideas.tsv", HERE / "memories.tsv", HERE / "themes.tsv"
PRIVATE_SHARE = 0.4
"""Private ideas reach the screen only later, so their delay cannot be measured: fewer of them."""


class PlanError(Exception):
    """The file cannot be used. The message says why."""


@dataclass(frozen=True)
class Thought:
    """One idea before it has an author: its language, its theme (a word, may be empty) and its text."""

    lang: str
    theme: str
    text: str


@dataclass(frozen=True)
class Turn:
    """One person's part in one activity: what to write, and when, as a share 0…1 of the activity's time."""

    step: int
    at: float
    thought: Thought


def read_ideas(path: Path = IDEAS) -> list[Thought]:
    """Ideas from a file with tabs between columns: the first line is `lang`, `cluster`, `text`; or one text a line.
    Raises PlanError."""
    try:
        lines = _lines(path)
    except (OSError, UnicodeDecodeError) as error:
        raise PlanError(f"The ideas in {path} cannot be read: {error}") from None
    names = lines[0].split("\t") if lines else []
    if "text" in names:
        found = [_thought(dict(zip(names, line.split("\t", len(names) - 1), strict=False))) for line in lines[1:]]
    else:
        found = [_thought({"text": line}) for line in lines]
    found = [thought for thought in found if thought.text]
    if not found:
        raise PlanError(f"There are no ideas in {path}.")
    return found


def themes(path: Path = THEMES) -> dict[str, str]:
    """Titles for the themes of the demonstration's ideas: theme → title."""
    rows = (line.split("\t") for line in _lines(path))
    return {row[0]: row[1] for row in rows if len(row) > 1}


def share_out(
    thoughts: Sequence[Thought], people: int, steps: Sequence[dict[str, Any]], chance: random.Random
) -> list[list[Turn]]:
    """The turns of all people, in the order of their times: each idea once, distributed evenly over the activities
    where ideas are written."""
    writing = [step for step in steps if step["collects"] == "ideas" and not step["form"]]
    turns: list[list[Turn]] = [[] for _ in range(people)]
    if not writing:
        return turns
    weights = [PRIVATE_SHARE if step["keeps_back"] else 1.0 for step in writing]
    for number, thought in enumerate(thoughts):
        step = chance.choices(writing, weights)[0]
        turns[number % people].append(Turn(int(step["id"]), chance.random(), thought))
    return [sorted(mine, key=lambda turn: turn.at) for mine in turns]


def _lines(path: Path) -> list[str]:
    """Only the three usual line ends separate lines: Unicode separators, tabs and form feeds may be inside a text."""
    text = path.read_text("utf-8-sig")  # this also makes one line end of the three kinds that editors write
    return [line for line in text.split("\n") if line.strip() and not line.startswith("#")]


def _thought(row: dict[str, str]) -> Thought:
    lang = row.get("lang", "fi")
    return Thought(lang if lang in IDEA_LANGUAGES else "fi", row.get("cluster", ""), row.get("text", "").strip())
