"""Takes the README's pictures from the running program (`make pictures`): a forum with some forty ideas, on screen,
phone and console; and the demonstration's series, as its public results pages and as the first page of a PDF (for that
poppler's `pdftoppm` is needed)."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import FLAGS, HALL, LAPTOP, NAME, Hall, chromium
from tests.live.people import Person, Server
from tests.tools.pace import limit_ms
from workshop.cli import demo_past_forums
from workshop.runtime.settings import Settings

TOP = Path(__file__).resolve().parents[2]
PICTURES = TOP / "workshop/docs/pictures"
IDEAS = TOP / "workshop/demo/ideas.tsv"
THEMES = {
    "turun_palo": "Turun palo",
    "olohuone": "Kahvila ja olohuone",
    "lapset": "Lapset ja perheet",
    "joki_meri": "Joki, satama, telakka",
}
EACH, LOOSE = 6, 10
STILL = """() => document.getAnimations().every((one) => {
  return one.playState !== "running" || one.effect.getComputedTiming().iterations === Infinity;
})"""
PACE = 0.11
"""Seconds between commands: a connection may send ten a second."""


def main() -> None:
    """Every picture, in the order of an evening."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        server = Server(Path(folder) / "data", "eventlet")
        server.environ["WORKSHOP_URL"] = f"http://{NAME}:{server.port}"
        results = demo_past_forums.fill(Settings.from_env(server.environ))
        server.start()
        try:
            afterwards(server, browser, results)
            evening(hall_of(server, browser))
        finally:
            browser.close()
            server.stop()


def hall_of(server: Server, browser: Browser, template: str = "forum-1") -> Hall:
    """A forum with a connected facilitator."""
    links = server.errand("forum.create", template=template, title="Unelmien museo")
    lead = Person(server).lead(links["console"].replace(NAME, "127.0.0.1"))
    shapes = lead.wait(lambda event, data: event == "snapshot")["put"]["activity"].values()
    return Hall(server, browser, links, lead, {shape["position"]: shape for shape in shapes})


def evening(hall: Hall) -> None:
    """From the first idea to the reveal."""
    screen, console = hall.open(hall.links["screen"], HALL), hall.open(hall.links["console"], LAPTOP)
    phone = hall.phone()
    people = [Person(hall.server).scan(hall.links["join"]) for _ in range(14)]
    step = hall.go(5)
    grouped, loose = thoughts()
    ideas: dict[str, int] = {}
    for number, text in enumerate([*(text for texts in grouped.values() for text in texts), *loose]):
        answer = people[number % len(people)].do("idea.add", activity=step, text=text)
        ideas[text] = int(answer["made"]["idea"])
    hall.must(
        "idea.enter",
        activity=step,
        text="Istumapaikkoja tarpeeksi, vanha ei jaksa seistä kahta tuntia",
        source="paper",
        table=4,
    )
    for text in (
        "Kattoterassi josta näkee linnan ja meren",
        "Hyvä kahvila, jossa voi istua vaikka ei ostaisi museolippua",
    ):
        phone.fill("#idea", text)
        phone.click("#foot button")
        phone.wait_for_timeout(400)
    phone.fill("#idea", "Kuvailutulkkaus näkövammaisille ja kosketeltavia pienoismalleja")
    keep(screen, "screen-wall", 9000)
    keep(phone, "phone-ideas")
    hall.go(6)
    for theme, texts in grouped.items():
        hall.must("cluster.add", title=THEMES[theme], ideas=[ideas[text] for text in texts])
    keep(console, "console-board", 1500)
    dots, best = hall.go(8), list(ideas.values())[::4]
    for number, person in enumerate(people):
        marks = {str(best[number % 3]): 2, str(best[3 + number % 4]): 1}
        assert person.do("ballot.set", activity=dots, n=1, marks=marks)["ok"]
    hall.must("hands.set", activity=dots, target=best[1], count=4)
    hall.must("activity.close", activity=dots)
    hall.must("activity.reveal", activity=dots)
    hall.go(9)
    for place in range(1, 9):
        hall.lead.do("screen.uncover", activity=dots, uncovered=place)  # refused where a tie is uncovered already
        time.sleep(PACE)
    keep(screen, "screen-reveal", 2500)
    for person in [*people, hall.lead]:
        person.close()


def afterwards(server: Server, browser: Browser, results: str) -> None:
    """What everybody can read of the series at the path `results`, and of its last forum; and page 1 of that one's
    PDF."""
    page = browser.new_context(viewport={"width": 360, "height": 740}, locale="fi-FI").new_page()
    page.goto(f"{server.base}{results}")
    keep(page, "phone-series")
    page.locator("h2 a").last.click()
    keep(page, "phone-results")
    code = server.errand("forum.list")["forums"][0]["code"]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "summary.pdf"
        export = [sys.executable, "-m", "workshop", "export", code, "--format", "pdf", "--lang", "fi", "-o", str(file)]
        subprocess.run(export, cwd=TOP, env=server.environ, check=True)
        first = ["pdftoppm", "-png", "-singlefile", "-f", "1", "-r", "72", str(file), str(file.with_suffix(""))]
        subprocess.run(first, check=True)
        save(file.with_suffix(".png"), "pdf-first-page")


def thoughts() -> tuple[dict[str, list[str]], list[str]]:
    """Texts of the themes to be grouped, and some more for the pile."""
    rows = [line.split("\t") for line in IDEAS.read_text("utf-8").splitlines() if line.count("\t") >= 2][1:]
    grouped = {theme: [row[2] for row in rows if row[1] == theme][:EACH] for theme in THEMES}
    return grouped, [row[2] for row in rows if row[1] not in {*THEMES, "other"}][:LOOSE]


def keep(page: Page, name: str, settle_ms: int = 700) -> None:
    """Save one picture, after the page has stopped moving; on a busy machine that takes longer than on an idle one."""
    page.wait_for_timeout(settle_ms)
    page.wait_for_function(STILL, timeout=limit_ms(60_000))
    page.wait_for_timeout(200)
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path)
    save(path, name)


def save(path: Path, name: str) -> None:
    """Keep the picture at `path` under this name, with few colours."""
    few = Image.open(path).convert("P", palette=Image.Palette.ADAPTIVE, colors=128)
    few.save(PICTURES / f"{name}.png", optimize=True)
    print(f"{name}.png")


if __name__ == "__main__":
    main()
