"""Takes pictures of an evening that groups a hundred ideas (`make grouping-pictures`): screen, phone and console in
minutes 1, 10 and 30 of grouping, while the hall sorts, in a vote on all of them, and of its result, light and dark.
They are for looking at, so they go to `tests/artefacts/grouping/`."""

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import FLAGS, HALL, LAPTOP, NAME, PHONE, Hall, chromium
from tests.live.people import Person, Server
from tests.tools.pictures import PACE, hall_of

TOP = Path(__file__).resolve().parents[2]
PICTURES = TOP / "tests/artefacts/grouping"
IDEAS = TOP / "tests/data/ideas.tsv"
THEMES = TOP / "tests/data/grouping_museum_themes.tsv"
MANY = 100
LEFT_OUT = 3
WRITERS = 36
"""Each may send three ideas at once."""


@dataclass
class Evening:
    """What the pictures are taken of."""

    hall: Hall
    people: list[Person]
    pages: dict[str, Page] = field(default_factory=dict)
    written: dict[str, list[int]] = field(default_factory=dict)
    """theme's key → ids of its ideas, in posting order"""
    placed: set[int] = field(default_factory=set)
    clusters: dict[str, int] = field(default_factory=dict)

    def keep(self, name: str, *pages: str, settle_ms: int = 2500) -> None:
        """One picture of each of these pages, or of all."""
        time.sleep(settle_ms / 1000)
        for page in pages or self.pages:
            self.pages[page].screenshot(path=PICTURES / f"{name}-{page}.png")
        print(name, flush=True)

    def place(self, key: str, many: int) -> None:
        """Place the next `many` ideas of a theme, which is made for the first."""
        ideas = [idea for idea in self.written[key] if idea not in self.placed][:many]
        self.placed.update(ideas)
        if key not in self.clusters:
            self.clusters[key] = int(self.hall.must("cluster.add", title=titles()[key], ideas=ideas)["cluster"])
        else:
            self.hall.must("idea.place", ideas=ideas, cluster=self.clusters[key])
        time.sleep(PACE)


def main() -> None:
    """Every picture, in the order of an evening."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        server = Server(Path(folder) / "data", "eventlet")
        server.environ["WORKSHOP_URL"] = f"http://{NAME}:{server.port}"
        server.start()
        try:
            take(server, browser, "forum-1", (written, begun, grouped, voted, counted, moderated))
            take(server, browser, "forum-2", (written, begun, sorted_by_hall))
        finally:
            browser.close()
            server.stop()


def take(server: Server, browser: Browser, template: str, parts: Sequence[Callable[["Evening"], None]]) -> None:
    """The pictures of one forum: what happens in it, part by part."""
    hall = hall_of(server, browser, template)
    people = [Person(server).scan(hall.links["join"]) for _ in range(WRITERS)]
    evening = Evening(hall, people)
    open_pages(evening)
    for part in parts:
        part(evening)
    for person in [*people, hall.lead]:
        person.close()
    for context in hall.contexts:
        context.close()


def open_pages(evening: Evening) -> None:
    """Screen, phone and console, each light and dark, in the sizes that they have in a hall."""
    hall = evening.hall
    evening.pages = {
        "screen": hall.open(hall.links["screen"], HALL),
        "screen-dark": hall.open(hall.links["screen"], LAPTOP, color_scheme="dark"),
        "console": hall.open(hall.links["console"], LAPTOP),
        "console-dark": hall.open(hall.links["console"], HALL, color_scheme="dark"),
        "phone": hall.phone(viewport=PHONE),
        "phone-dark": hall.phone(viewport=PHONE, color_scheme="dark"),
    }


def written(evening: Evening) -> None:
    """A hundred ideas, from many phones."""
    step = evening.hall.go(5)
    for number, (theme, text) in enumerate(hundred()):
        answer = evening.people[number % WRITERS].do("idea.add", activity=step, text=text)
        assert answer["ok"], answer
        evening.written.setdefault(theme, []).append(int(answer["made"]["idea"]))
        time.sleep(PACE / 8)
    for number, phone in enumerate(("phone", "phone-dark")):
        evening.pages[phone].fill("#idea", f"Kello, joka käy väärään suuntaan {number + 1} tunnin päivässä")
        evening.pages[phone].click("#foot button")


def begun(evening: Evening) -> None:
    """Minutes 1 and 10 of grouping."""
    evening.hall.go(evening.hall.step("clusters"))
    keys = by_size(evening)
    evening.place(keys[0], 3)
    evening.keep("01-minute-1")
    for key in keys[:4]:
        evening.place(key, 6)
    evening.place(keys[1], 1)
    evening.keep("02-minute-10")


def sorted_by_hall(evening: Evening) -> None:
    """The hall sorts the ideas that are still loose."""
    evening.hall.go(evening.hall.step("sort"))
    evening.keep("11-sort-begins", settle_ms=1800)
    for page in ("phone", "phone-dark"):
        for card in evening.pages[page].locator("fieldset.into").all()[:3]:
            card.locator("input").first.check(force=True)
    evening.keep("12-sort-begun")


def grouped(evening: Evening) -> None:
    """Minute 30, and one theme large."""
    for key in by_size(evening):
        evening.place(key, 99)
    evening.keep("05-minute-30")
    for page in ("phone", "phone-dark"):
        evening.pages[page].locator("button.drawer").nth(1).click()
    evening.hall.must("screen.cluster", cluster=evening.clusters["lapset"])
    evening.keep("06-theme-large")
    evening.hall.must("screen.cluster", cluster=None)


def by_size(evening: Evening) -> list[str]:
    """The keys of the themes, those with the most ideas first."""
    return sorted(titles(), key=lambda key: -len(evening.written.get(key, [])))


def voted(evening: Evening) -> None:
    """A vote on all of them, some left out."""
    hall = evening.hall
    hall.go(8)
    for idea in evening.written["other"][:LEFT_OUT]:
        hall.must("idea.leave_out", idea=idea, out=True)
    evening.keep("07-vote")
    for page in ("phone", "phone-dark"):
        evening.pages[page].locator("button.drawer").nth(1).click()
    evening.keep("08-vote-theme-opened", "phone", "phone-dark")


def counted(evening: Evening) -> None:
    """Its result, also per theme."""
    hall, dots = evening.hall, int(evening.hall.steps[8]["id"])
    best = [idea for key in evening.clusters for idea in evening.written[key][:2]]
    for number, person in enumerate(evening.people):
        marks = {str(best[number % len(best)]): 2, str(best[(number * 5 + 3) % len(best)]): 1}
        assert person.do("ballot.set", activity=dots, n=1, marks=marks)["ok"]
    hall.must("activity.close", activity=dots)
    hall.must("activity.reveal", activity=dots)
    hall.go(9)
    evening.keep("09-result", settle_ms=2500)


def moderated(evening: Evening) -> None:
    """Ideas that wait for review."""
    hall, step = evening.hall, int(evening.hall.steps[5]["id"])
    hall.must("agenda.go", activity=step)
    for person, text in zip(
        evening.people, ("Soittakaa mulle 040 123 4567", "voi vittu mitä paskaa", "katso www.oma.fi"), strict=False
    ):
        person.do("idea.add", activity=step, text=text)
    evening.keep("10-moderation", "console", "console-dark", "phone-dark")


def hundred() -> Iterator[tuple[str, str]]:
    """The theme and the text of each of the first hundred ideas."""
    for line in IDEAS.read_text("utf-8").splitlines()[1 : MANY + 1]:
        _, theme, text = line.split("\t")
        yield theme, text


def titles() -> dict[str, str]:
    """The theme's key → its Finnish title."""
    rows = [line.split("\t") for line in THEMES.read_text("utf-8").splitlines()[1:]]
    return {row[0]: row[1] for row in rows}


if __name__ == "__main__":
    main()
