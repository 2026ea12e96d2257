"""What the simulated people have to say: ideas from a file, and who says which of them in which step of the agenda."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent / "demo"
IDEAS, MEMORIES, THEMES = HERE / "ideas.tsv", HERE / "memories.tsv", HERE / "themes.tsv"
LANGUAGES = ("fi", "sv", "en")
PRIVATE_SHARE = 0.4
"""Private ideas reach the screen only later and so cannot be timed: fewer of them."""


class PlanError(Exception):
    """The file cannot be used. The message says why."""


@dataclass(frozen=True)
class Thought:
    """One idea before anybody has it: its language, its theme (a word, may be empty) and its text."""

    lang: str
    theme: str
    text: str


@dataclass(frozen=True)
class Turn:
    """Somebody's part in one step: what to say, and when, as a share 0…1 of the step's time."""

    step: int
    at: float
    thought: Thought


def read_ideas(path: Path = IDEAS) -> list[Thought]:
    """Thoughts from a file with tabs between columns: `lang`, `cluster`, `text` in its first line, or one text a line.
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
    """Titles for the themes that the demonstration's ideas name: theme → title."""
    rows = (line.split("\t") for line in _lines(path))
    return {row[0]: row[1] for row in rows if len(row) > 1}


def share_out(
    thoughts: Sequence[Thought], people: int, steps: Sequence[dict[str, Any]], chance: random.Random
) -> list[list[Turn]]:
    """Everybody's turns: each thought once, as evenly as it goes, in the steps where ideas are written; in the order of
    their times."""
    writing = [step for step in steps if step["kind"] == "ideas"]
    turns: list[list[Turn]] = [[] for _ in range(people)]
    if not writing:
        return turns
    weights = [PRIVATE_SHARE if step["settings"].get("style") == "private" else 1.0 for step in writing]
    for number, thought in enumerate(thoughts):
        step = chance.choices(writing, weights)[0]
        turns[number % people].append(Turn(int(step["id"]), chance.random(), thought))
    return [sorted(mine, key=lambda turn: turn.at) for mine in turns]


def _lines(path: Path) -> list[str]:
    """Lines end where people end them and nowhere else: separators of Unicode, tabs and form feeds stand inside of
    texts."""
    text = path.read_text("utf-8-sig")  # which also makes one line end of the three kinds that editors write
    return [line for line in text.split("\n") if line.strip() and not line.startswith("#")]


def _thought(row: dict[str, str]) -> Thought:
    lang = row.get("lang", "fi")
    return Thought(lang if lang in LANGUAGES else "fi", row.get("cluster", ""), row.get("text", "").strip())
