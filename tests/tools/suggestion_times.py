"""How long a board of 600 ideas waits for its suggestions, and how late the server's event loop is meanwhile.

    python -m tests.tools.suggestion_times [--cards 600] [--seconds 60]

A server of its own, a forum with so many ideas of which a third stand in eight themes, and a console that places
another idea as soon as it has the suggestions that rest on the one before. Prints one JSON object, in ms:

`back_end`       what the suggestions rest on: lexical, or semantic where the extra is installed
`first`          from the first look at the board to suggestions by this back end: every text is new
`again`          from placing an idea to suggestions that rest on it: median and longest, of `times`
`lag_p99`        of the event loop over these seconds, as the server measures it ten times a second (/metrics);
                 `lag_idle` is that of as many seconds before, in which the console asks and nothing is to be computed
`one_more`       to compare one new text with so many ideas, in the process that suggests
"""

import argparse
import json
import os
import random
import statistics
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.live.people import Person, Server
from tests.tools.board_page import IDEAS
from tests.tools.pace import limit
from workshop.bench.measurement_statistics import lag_percentile
from workshop.grouping.suggest_process import SuggestProcess
from workshop.grouping.suggester_interface import Card, Work

THEMES = 8
ASKS = 0.2
NEW = "kokonaan uusi ajatus kahvilasta ja saunasta"


class Console:
    """A console's page without a browser: what it asks and does."""

    def __init__(self, server: Server) -> None:
        self._server = server
        links = server.errand("forum.create", template="forum-1", title="Unelmien museo")
        self.lead = Person(server).lead(links["console"])
        steps = self.lead.wait(lambda event, _: event == "snapshot")["put"]["activity"].values()
        self.steps = {one["kind"]: one["id"] for one in sorted(steps, key=lambda one: one["position"])}

    def fill(self, texts: list[str]) -> None:
        """Enter these ideas, open the board, and place some in themes."""
        collects = self.steps["ideas"]
        self.must("agenda.go", activity=collects)
        ids = [self.must("idea.enter", activity=collects, text=text, source="paper")["idea"] for text in texts]
        self.must("agenda.go", activity=self.steps["clusters"])
        each = len(ids) // (3 * THEMES)
        for n in range(THEMES):
            self.must("cluster.add", title=texts[n], ideas=ids[n * each : (n + 1) * each])

    def must(self, verb: str, **body: Any) -> dict[str, Any]:
        """A command that must be accepted, by a request: hundreds at once would be a flood on the socket."""
        boot, body = self.lead.boot, {"key": os.urandom(9).hex(), **body}
        headers = {"Content-Type": "application/json", "X-CSRF": boot["csrf"]}
        asked = urllib.request.Request(
            self._server.base + boot["post"], json.dumps([verb, body]).encode(), headers, method="POST"
        )
        with self.lead.browser.open(asked, timeout=limit(30)) as found:
            answer = json.load(found)
        assert answer["ok"], (verb, answer)
        return dict(answer.get("made") or {})

    def suggestions(self) -> dict[str, Any]:
        """What the console is told now."""
        address = f"{self._server.base}/console/{self.lead.boot['ref']}/suggestions"
        return dict(json.loads(self.lead.get(address)))

    def until(self, good: Callable[[dict[str, Any]], bool]) -> float:
        """Ask until the answer is good; the ms that it took."""
        began, until = time.monotonic(), time.monotonic() + limit(120)
        while not good(self.suggestions()):
            assert time.monotonic() < until, self.suggestions()["back_end"]
            time.sleep(ASKS)
        return (time.monotonic() - began) * 1000

    def place(self) -> float:
        """Place an idea for which a theme is suggested; the ms until the suggestions rest on that."""
        idea = self.suggestions()["themes"][0]
        self.must("idea.place", ideas=[idea["idea"]], cluster=idea["cluster"])

        def rests(found: dict[str, Any]) -> bool:
            return not found["busy"] and all(one["idea"] != idea["idea"] for one in found["themes"])

        return self.until(rests)

    def lag(self) -> str:
        """The server's metrics."""
        key = json.loads((self._server.folder / "run/server.json").read_text())["key"]
        asked = urllib.request.Request(f"{self._server.base}/metrics", headers={"X-Workshop-Key": key})
        with urllib.request.urlopen(asked, timeout=limit(30)) as answer:
            return str(answer.read().decode())


def texts_of(count: int) -> list[str]:
    """So many different texts, mixed of the words of the tests' ideas."""
    chance = random.Random(600)
    said = [line.split("\t")[2] for line in IDEAS.read_text(encoding="utf-8").splitlines()[1:]]
    return said[:count] + [
        " ".join(chance.choices(" ".join(chance.sample(said, 3)).split(), k=9)) for _ in range(count - len(said))
    ]


def figures(count: int, seconds: float) -> dict[str, Any]:
    """Measure a board with so many ideas."""
    texts = texts_of(count)
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "data", "eventlet")
        server.start()
        try:
            console = Console(server)
            console.fill(texts)
            first = console.until(lambda found: not found["busy"] and bool(found["themes"]))
            idle = _lag_during(console, seconds, lambda: time.sleep(2))
            again: list[float] = []
            busy = _lag_during(console, seconds, lambda: again.append(console.place()))
            back_end = console.suggestions()["back_end"]
            console.lead.close()
        finally:
            server.stop()
    found = {"cards": count, "back_end": back_end, "first": round(first), "times": len(again)}
    found |= {"again": round(statistics.median(again)), "again_longest": round(max(again))}
    return found | {"lag_p99": busy, "lag_idle": idle, "one_more": round(_one_more(texts))}


def _lag_during(console: Console, seconds: float, run: Callable[[], None]) -> float | None:
    until, before = time.monotonic() + seconds, console.lag()
    while time.monotonic() < until:
        console.suggestions()
        run()
    lag = lag_percentile(before, console.lag(), 0.99)
    return None if lag is None else round(lag, 1)


def _one_more(texts: list[str]) -> float:
    work = Work(cards=tuple(Card(number, text, "fi") for number, text in enumerate(texts, 1)))
    process = SuggestProcess()
    try:
        process.similar(texts[0], "fi", work)  # it has read them all
        began = time.monotonic()
        process.similar(NEW, "fi", work)
        return (time.monotonic() - began) * 1000
    finally:
        process.close()


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--cards", type=int, default=600)
    parser.add_argument("--seconds", type=float, default=60)
    asked = parser.parse_args()
    print(json.dumps(figures(asked.cards, asked.seconds)), flush=True)


if __name__ == "__main__":
    main()
