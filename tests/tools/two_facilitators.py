"""Two facilitators group the same ideas at the same time, each at a process of their own, on PostgreSQL and Redis.

    python -m tests.tools.two_facilitators [--minutes 10] [--ideas 100] [--pause 0.3] [--seed 1]

Each has an own link and a console without a browser, and does one thing after another that the board can do: makes,
names, colours, orders, merges and removes themes, places ideas one by one and several, merges ideas and takes them
apart, hides and shows them, and undoes and redoes. Each acts on what its own console shows, so that many commands meet
what the other has just changed. In the end both are left alone until the consoles have heard everything, and it is
checked that

- both consoles hold what a newcomer would be given, and what the database holds;
- every idea is there with its own words, in exactly one place;
- every deed that was acknowledged is one row of the log, by the facilitator who did it;
- whatever was taken back or done again was the own deed of who did that;
- `workshop verify` finds nothing.

Prints one JSON object: commands and refusals of each, undos, and what was found wrong (an empty list). Ends with 1 if
anything was.
"""

import argparse
import json
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import select

from tests.live.people import Person, Server
from tests.tools.pace import limit
from workshop.bench.postgres_and_redis import PostgreSQL, Redis, postgresql_programs, program
from workshop.contract.shapes.base import FACILITATORS
from workshop.projections.audience_views import everything
from workshop.projections.shape_changes import encoded
from workshop.runtime.settings import Settings
from workshop.storage import database
from workshop.storage.tables import Forum, Idea, log

Shapes = dict[str, dict[str, Any]]
EQUAL_WITHIN = 10.0
"""Seconds after the last command within which both consoles have heard everything."""
COLOURS = ("red", "green", "")


class Board:
    """What a console shows: its snapshot with every frame after it. Raises AssertionError for a frame that is
    missing."""

    def __init__(self, person: Person) -> None:
        self._person, self._read, self._n = person, 0, 0
        self.shapes: Shapes = {}

    def shown(self) -> Shapes:
        """The shapes now, by kind and id."""
        news = self._person.heard[self._read :]
        self._read += len(news)
        for event, data in news:
            if event == "snapshot":
                self.shapes, self._n = {kind: dict(its) for kind, its in data["put"].items()}, data["n"]
            elif event == "frame" and data["n"] > self._n:
                assert data["n"] == self._n + 1, f"frame {self._n + 1} is missing"
                self._n = data["n"]
                self._apply(data)
        return self.shapes

    def _apply(self, frame: dict[str, Any]) -> None:
        for kind, its in frame["put"].items():
            self.shapes.setdefault(kind, {}).update(its)
        for kind, things in frame["drop"].items():
            for thing in things:
                self.shapes.get(kind, {}).pop(str(thing), None)


class Facilitator:
    """Does what the board can do, chosen by chance from what it shows."""

    def __init__(self, server: Server, console: str, seed: int) -> None:
        self.person = Person(server).lead(server.base + "/" + console.split("/", 3)[3])
        self.board, self._chance = Board(self.person), random.Random(seed)
        self.done, self.refused = Counter[str](), Counter[str]()
        self._deeds: list[tuple[int, Callable[[], tuple[str, dict[str, Any]] | None]]] = [
            (30, self._place),
            (6, self._place_several),
            (6, self._add),
            (4, self._rename),
            (2, self._colour),
            (2, self._order),
            (1, self._merge_themes),
            (1, self._remove),
            (4, self._merge),
            (3, self._unmerge),
            (2, self._hide),
            (1, self._hide_several),
            (3, self._show),
            (16, lambda: ("undo", {})),
            (8, lambda: ("redo", {})),
        ]

    def act(self) -> None:
        """One deed, or none where the board has nothing for it."""
        weights = [weight for weight, _ in self._deeds]
        wanted = self._chance.choices([deed for _, deed in self._deeds], weights)[0]()
        if wanted is None:
            return
        verb, body = wanted
        answer = self.person.do(verb, **body)
        if answer["ok"]:
            self.done[verb] += 1
        else:
            self.refused[str(answer["code"])] += 1

    def _ideas(self, *states: str) -> list[dict[str, Any]]:
        return [one for one in self.board.shown()["idea"].values() if one["state"] in states]

    def _themes(self) -> list[dict[str, Any]]:
        return list(self.board.shown().get("cluster", {}).values())

    def _some(self, most: int) -> list[int]:
        ids = [one["id"] for one in self._ideas("shown")]
        return self._chance.sample(ids, min(len(ids), self._chance.randint(1, most)))

    def _theme(self) -> dict[str, Any] | None:
        themes = self._themes()
        return self._chance.choice(themes) if themes else None

    def _place(self) -> tuple[str, dict[str, Any]] | None:
        theme, ideas = self._theme(), self._some(2)
        into = None if theme is None or self._chance.random() < 0.1 else theme["id"]
        return ("idea.place", {"ideas": ideas, "cluster": into}) if ideas else None

    def _place_several(self) -> tuple[str, dict[str, Any]] | None:
        themes, ideas = self._themes(), self._some(6)
        if len(themes) < 2 or len(ideas) < 2:
            return None
        two = self._chance.sample(themes, 2)
        places = [{"cluster": one["id"], "ideas": ideas[at::2]} for at, one in enumerate(two)]
        return "ideas.place", {"places": places}

    def _add(self) -> tuple[str, dict[str, Any]] | None:
        if len(self._themes()) > 16:
            return self._remove()
        return "cluster.add", {"title": self._name(), "ideas": self._some(4)}

    def _rename(self) -> tuple[str, dict[str, Any]] | None:
        theme = self._theme()
        if theme is None:
            return None
        return "cluster.rename", {"cluster": theme["id"], "title": self._name(), "version": theme["version"]}

    def _colour(self) -> tuple[str, dict[str, Any]] | None:
        theme = self._theme()
        if theme is None:
            return None
        return "cluster.colour", {"cluster": theme["id"], "colour": self._chance.choice(COLOURS)}

    def _order(self) -> tuple[str, dict[str, Any]] | None:
        theme, behind = self._theme(), self._theme()
        if theme is None or behind is None or theme == behind:
            return None
        return "cluster.order", {"cluster": theme["id"], "behind": behind["id"]}

    def _merge_themes(self) -> tuple[str, dict[str, Any]] | None:
        theme, into = self._theme(), self._theme()
        if theme is None or into is None or theme == into:
            return None
        return "cluster.merge", {"cluster": theme["id"], "into": into["id"]}

    def _remove(self) -> tuple[str, dict[str, Any]] | None:
        theme = self._theme()
        return ("cluster.remove", {"cluster": theme["id"]}) if theme else None

    def _merge(self) -> tuple[str, dict[str, Any]] | None:
        into, *others = self._some(3) or [0]
        return ("idea.merge", {"into": into, "ideas": others}) if others else None

    def _unmerge(self) -> tuple[str, dict[str, Any]] | None:
        merged = self._ideas("merged")
        return ("idea.unmerge", {"ideas": [self._chance.choice(merged)["id"]]}) if merged else None

    def _hide(self) -> tuple[str, dict[str, Any]] | None:
        ideas = self._some(1)
        return ("idea.hide", {"idea": ideas[0], "reason": "test"}) if ideas else None

    def _hide_several(self) -> tuple[str, dict[str, Any]] | None:
        hidings = [{"idea": one, "reason": "test"} for one in self._some(3)]
        return ("ideas.hide", {"hidings": hidings}) if hidings else None

    def _show(self) -> tuple[str, dict[str, Any]] | None:
        hidden = self._ideas("hidden")
        return ("idea.show", {"idea": self._chance.choice(hidden)["id"]}) if hidden else None

    def _name(self) -> str:
        return f"Teema {self._chance.randint(1, 999)}"


@contextmanager
def two_processes() -> Iterator[tuple[list[Server], str]]:
    """Two servers on one new PostgreSQL and one Redis, and the address of the database."""
    programs, redis_program = postgresql_programs(), program("redis-server")
    if not programs or not redis_program:
        raise SystemExit("this needs PostgreSQL and Redis")
    postgresql, redis = PostgreSQL(programs, fsync=False), Redis(redis_program)
    with tempfile.TemporaryDirectory() as folder:
        servers: list[Server] = []
        try:
            postgresql.start()
            redis.start()
            url = postgresql.database()
            for name in ("one", "two"):
                servers.append(Server(Path(folder) / name, "eventlet", DATABASE_URL=url, REDIS_URL=redis.url))
                servers[-1].start()
            yield servers, url
        finally:
            for server in servers:
                server.stop()
            redis.remove()
            postgresql.remove()


def figures(minutes: float, ideas: int, pause: float, seed: int) -> dict[str, Any]:
    """Let them group, and check what came of it."""
    with two_processes() as (servers, url):
        links = servers[0].forum()
        consoles = [links["console"], servers[0].errand("forum.links", code=links["code"])["console"]]
        leads = [
            Facilitator(server, link, seed + at)
            for at, (server, link) in enumerate(zip(servers, consoles, strict=True))
        ]
        texts = _enter(leads[0].person, ideas)
        _until(lambda: all(len(lead.board.shown().get("idea", {})) == ideas for lead in leads))
        began, failures = time.monotonic(), list[str]()
        threads = [
            threading.Thread(target=_group, args=(lead, began + 60 * minutes, pause, failures)) for lead in leads
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        wrong = failures + _found_wrong(servers, url, leads, texts)
        wrong += [line for server in servers for line in server.tracebacks()]
        for lead in leads:
            lead.person.close()
    told = [{"done": dict(lead.done), "refused": dict(lead.refused)} for lead in leads]
    return {"minutes": minutes, "ideas": ideas, "facilitators": told, "wrong": wrong}


def _enter(person: Person, ideas: int) -> dict[int, str]:
    """Enter so many ideas and open the board; id → text."""
    steps = sorted(
        person.wait(lambda event, _: event == "snapshot")["put"]["activity"].values(), key=lambda one: one["position"]
    )
    by_kind = {one["kind"]: one["id"] for one in reversed(steps)}
    assert person.do("agenda.go", activity=by_kind["ideas"])["ok"]
    texts: dict[int, str] = {}
    for n in range(ideas):
        made = person.do("idea.enter", activity=by_kind["ideas"], text=f"Ajatus {n}", source="paper")
        assert made["ok"], made
        texts[made["made"]["idea"]] = f"Ajatus {n}"
    assert person.do("agenda.go", activity=by_kind["clusters"])["ok"]
    return texts


def _group(lead: Facilitator, end: float, pause: float, failures: list[str]) -> None:
    try:
        while time.monotonic() < end:
            lead.act()
            time.sleep(pause)
    except Exception as failure:
        failures.append(f"{type(failure).__name__}: {failure}")


def _found_wrong(servers: list[Server], url: str, leads: list[Facilitator], texts: dict[int, str]) -> list[str]:
    engine = database.connect(Settings.from_env({"DATABASE_URL": url}).database_url)
    try:
        with database.reading(engine) as db:
            forum = db.scalars(select(Forum.id)).one()
            stored = json.loads(encoded(everything(db, forum, FACILITATORS, 0).put))
            ideas = db.execute(select(Idea.id, Idea.text, Idea.cluster)).all()
            rows = db.execute(select(log.c.n, log.c.actor, log.c.command, log.c.undone_by)).all()
        wrong = [] if {one.id: one.text for one in ideas} == texts else ["an idea is lost, or has other words"]
        wrong += [
            f"idea {one.id} is in theme {one.cluster} and shown elsewhere"
            for one in ideas
            if stored["idea"][str(one.id)]["cluster"] != one.cluster
        ]
        wrong += _places(leads, stored)
        wrong += _deeds(leads, rows)
        said = [server.errand("verify") for server in servers]
        return wrong + [f"verify: {one}" for one in said if not one["ok"]]
    finally:
        engine.dispose()


def _places(leads: list[Facilitator], stored: Shapes) -> list[str]:
    """Where a console shows something else than the database holds."""

    def differ() -> list[str]:
        found = []
        for at, lead in enumerate(leads, 1):
            shown = lead.board.shown()
            for kind in ("idea", "cluster"):
                if shown.get(kind, {}) != stored.get(kind, {}):
                    found.append(f"console {at} shows other {kind}s than the database holds")
        return found

    end = time.monotonic() + limit(EQUAL_WITHIN)
    while differ() and time.monotonic() < end:
        time.sleep(0.1)
    there = set(stored.get("cluster", {}))
    lost = [one for one in stored["idea"].values() if one["cluster"] is not None and str(one["cluster"]) not in there]
    return differ() + [f"idea {one['number']} is in a theme that is gone" for one in lost]


def _deeds(leads: list[Facilitator], rows: Sequence[Any]) -> list[str]:
    """Acknowledged deeds that the log does not have, and those that another person took back."""
    actor_of = {row.n: row.actor for row in rows}
    wrong = [
        f"row {row.n} of {row.actor} was taken back by {actor_of.get(row.undone_by)}"
        for row in rows
        if row.undone_by is not None and actor_of.get(row.undone_by) != row.actor
    ]
    acknowledged = sum((lead.done for lead in leads), Counter[str]())
    logged = Counter(row.command for row in rows)
    return wrong + [
        f"{verb}: {acknowledged[verb]} acknowledged, {logged[verb]} in the log"
        for verb in acknowledged
        if acknowledged[verb] != logged[verb]
    ]


def _until(good: Callable[[], bool]) -> None:
    end = time.monotonic() + limit(30)
    while not good():
        assert time.monotonic() < end, "not in time"
        time.sleep(0.05)


def main() -> None:
    """Print what was found."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--ideas", type=int, default=100)
    parser.add_argument("--pause", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    found = figures(asked.minutes, asked.ideas, asked.pause, asked.seed)
    print(json.dumps(found, ensure_ascii=False), flush=True)
    sys.exit(1 if found["wrong"] else 0)


if __name__ == "__main__":
    main()
