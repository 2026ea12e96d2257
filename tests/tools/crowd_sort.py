"""Sorting by a hall, rehearsed: how many ideas come into their true theme, beside one facilitator who sorts them alone.

    python -m tests.tools.crowd_sort [--people 120] [--ideas FILE] [--themes FILE] [--right 0.7]

Prints one JSON object. The hall acts through the real commands: hands are dealt, ballots cast, and what at least 60 %
agree on is taken. Simulated people put an idea into its true theme with the probability `right`, a little more often
for easy ideas than for hard ones; when they err, half of them err into the theme that this idea is most easily taken
for. The facilitator errs as they do, and places as many ideas as one person can with that number of placements: each of
them once. The true themes are the second column of the file with ideas.
"""

import argparse
import json
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from tests.conftest import Room, furnish
from workshop import forum_templates
from workshop.storage import database, schema_upgrade

TOP = Path(__file__).resolve().parents[2]
IDEAS, THEMES = TOP / "workshop/demo/ideas.tsv", TOP / "workshop/demo/themes.tsv"
SHARE = 60
UNSURE = 0.05
SPREAD = 0.2
"""How far the probability of the easiest and of the hardest idea is from `right`."""
CONFUSED = 0.5


def figures(
    engine: Engine, people: int, right: float, cards: Sequence[tuple[str, str]], seed: int = 1
) -> dict[str, Any]:
    """What a hall of so many people makes of these (text, true theme), in an empty database."""
    chance = random.Random(seed)
    room = furnish(engine, forum_templates.load("forum-1"))
    wall = room.step("ideas", 2)
    room.must("agenda.go", activity=wall)
    truth: dict[int, str] = {}
    for text, theme in cards:
        made = room.must("idea.enter", activity=wall, text=text, source="paper")
        truth[int(made["idea"])] = theme
    themes = {title: int(room.must("cluster.add", title=title)["cluster"]) for title in sorted(set(truth.values()))}
    step = int(room.must("activity.add", kind="sort", minutes=5, prompt={"fi": "Mihin?"})["activity"])
    room.must("agenda.go", activity=step)
    mind = _Mind(truth, sorted(themes), right, chance)
    placements = 0
    for n in range(people):
        who = room.comes(f"person-{n}")
        room.must("ballot.deal", who, activity=step)
        hand = room.sees_own(who)["dealt"][str(step)]["targets"]
        marks = {str(idea): 0 if chance.random() < UNSURE else themes[mind.says(idea)] for idea in hand}
        placements += len(marks)
        room.must("ballot.set", who, activity=step, n=1, marks=marks)
    return _counted(room, step, truth, themes, mind) | {"people": people, "cards": len(truth), "placements": placements}


class _Mind:
    """What a person says of an idea."""

    def __init__(self, truth: dict[int, str], themes: list[str], right: float, chance: random.Random) -> None:
        self.truth, self.themes, self.chance = truth, themes, chance
        self.right = {idea: min(0.98, right + chance.uniform(-SPREAD, SPREAD)) for idea in truth}
        self.like = {idea: chance.choice([one for one in themes if one != theme]) for idea, theme in truth.items()}

    def says(self, idea: int) -> str:
        """The theme that somebody names for it."""
        if self.chance.random() < self.right[idea]:
            return self.truth[idea]
        return self.like[idea] if self.chance.random() < CONFUSED else self.chance.choice(self.themes)


def _counted(room: Room, step: int, truth: dict[int, str], themes: dict[str, int], mind: _Mind) -> dict[str, Any]:
    shape = room.sees("facilitators")["sorting"][str(step)]
    first = {int(idea): one["theme"] for idea, one in shape["ideas"].items()}
    seen = [one["seen"] for one in shape["ideas"].values()]
    room.must("sort.take", activity=step, share=SHARE)
    placed = {int(idea): one["cluster"] for idea, one in room.sees("facilitators")["idea"].items() if one["cluster"]}
    good = sum(themes[truth[idea]] == cluster for idea, cluster in placed.items())
    alone = sum(mind.says(idea) == theme for idea, theme in truth.items())
    return {
        "hall_right": round(sum(first.get(idea) == themes[theme] for idea, theme in truth.items()) / len(truth), 3),
        "facilitator_right": round(alone / len(truth), 3),
        "taken": len(placed),
        "taken_right": round(good / len(placed), 3) if placed else None,
        "seen_least": min(seen, default=0) if len(seen) == len(truth) else 0,
        "seen_most": max(seen, default=0),
        "agreement": shape["agreement"],
    }


def cards_of(ideas: Path, themes: Path) -> list[tuple[str, str]]:
    """(text, title of the true theme) of the ideas that have one."""
    titles = dict(line.split("\t")[:2] for line in _lines(themes))
    rows = (line.split("\t") for line in _lines(ideas)[1:])
    return [(row[2], titles[row[1]]) for row in rows if row[1] in titles]


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def main() -> None:
    """Print the figures of one rehearsal."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--people", type=int, default=120)
    ask.add_argument("--right", type=float, default=0.7)
    ask.add_argument("--ideas", type=Path, default=IDEAS)
    ask.add_argument("--themes", type=Path, default=THEMES)
    given = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engine = database.connect(f"sqlite:///{folder}/forum.db")
        schema_upgrade.upgrade(engine)
        print(json.dumps(figures(engine, given.people, given.right, cards_of(given.ideas, given.themes))))


if __name__ == "__main__":
    main()
