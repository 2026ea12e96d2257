"""How long the files and the results page of a large forum take, and how late the event loop is meanwhile.

    python -m tests.tools.file_times [--ideas 600] [--people 250] [--marks 200]

A forum with so many ideas in eight themes, and a rating in which everyone gave so many marks. Each format is made as
the server makes it: in the child process, asked for from the loop. Prints one JSON object: of each format `seconds`,
`bytes`, and `lag_p99` and `lag_max` of the loop in ms; `lag_idle` is the p99 of a second without work.
"""

import argparse
import json
import tempfile
import time
from pathlib import Path
from typing import Any

from workshop.runtime import loop

THEMES = 8
TICK = 0.005
WORDS = "Museoon tarvitaan kahvila, joka on auki myös iltaisin ja jossa voi istua lukemassa ostamatta mitään"


def furnished(folder: Path, ideas: int, people: int, marks: int) -> tuple[Any, int]:
    """A database with the forum: its engine, and the forum's number."""
    from tests.conftest import connected, furnish
    from workshop import forum_templates

    room = furnish(connected(folder / "forum.db"), forum_templates.load("forum-1"))
    wall = room.step("ideas", 2)
    vote = int(str(room.must("activity.add", kind="rating", minutes=5, prompt={"fi": "Kuinka tärkeä?"})["activity"]))
    room.must("agenda.go", activity=wall)
    made = [
        int(str(room.must("idea.enter", activity=wall, text=f"{WORDS} {n}", source="paper")["idea"]))
        for n in range(ideas)
    ]
    for n in range(THEMES):
        room.must("cluster.add", title=f"Teema {n}", ideas=made[n::THEMES])
    room.must("agenda.go", activity=vote)
    for n in range(people):
        given = {str(made[(n * 7 + k) % ideas]): 1 + (n + k) % 5 for k in range(marks)}
        room.must("ballot.set", room.comes(f"person {n}"), activity=vote, n=1, marks=given)
    room.must("activity.close", activity=vote)
    room.must("activity.reveal", activity=vote)
    return room.engine, room.forum


class Lag:
    """Measures how late the loop is, every few milliseconds."""

    def __init__(self) -> None:
        self._late: list[float] = []
        loop.spawn(self._tick)

    def _tick(self) -> None:
        while True:
            due = time.monotonic() + TICK
            loop.sleep(TICK)
            self._late.append((time.monotonic() - due) * 1000)

    def taken(self) -> dict[str, float]:
        """The p99 and the largest since the last call, in ms."""
        late, self._late = sorted(self._late), []
        return {"lag_p99": round(late[int(len(late) * 0.99)], 1), "lag_max": round(late[-1], 1)}


def measured(engine: Any, forum: int) -> dict[str, Any]:
    """The figures of each format."""
    from workshop.downloads.queue import Downloads
    from workshop.downloads.worker_messages import FOR_THE_NEXT, PAGE, FileOrder, PageFacts, PublicPage
    from workshop.reports import FORMATS
    from workshop.runtime.settings import Settings

    lag, downloads = Lag(), Downloads(engine, Settings.from_env({}))
    loop.sleep(1)
    found: dict[str, Any] = {"lag_idle": lag.taken()["lag_p99"]}
    facts = PageFacts(url="https://museo.fi/results/museo", name="museo", at=0, indexed=False, files=list(FORMATS))
    orders = {name: FileOrder(forum=forum, format=name, lang="fi") for name in (FOR_THE_NEXT, *FORMATS)}
    page = FileOrder(forum=forum, format=PAGE, lang="fi", public=True, public_page=PublicPage(facts=facts))
    for name, order in {PAGE: page, **orders}.items():
        began = time.monotonic()
        made = downloads.ask(order, "1")
        assert made.wait(120), (name, made.stage)
        found[name] = {"seconds": round(time.monotonic() - began, 1), "bytes": len(made.content), **lag.taken()}
    downloads.close()
    return found


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("ideas", 600), ("people", 250), ("marks", 200)):
        asked.add_argument(f"--{name}", type=int, default=usual)
    given = asked.parse_args()
    loop.patch("eventlet")
    with tempfile.TemporaryDirectory() as folder:
        engine, forum = furnished(Path(folder), given.ideas, given.people, given.marks)
        print(json.dumps(measured(engine, forum), indent=1))
        engine.dispose()


if __name__ == "__main__":
    main()
