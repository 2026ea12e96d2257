"""A console's board in a real browser, with ideas on it: what programs that measure the board begin with."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.browser.conftest import FLAGS, NAME, Hall, chromium, leave
from tests.live.people import Person, Server
from workshop.domain.activities.base import LIKELY_THEMES
from workshop.storage import database
from workshop.storage.tables import Activity, Forum, Series

TOP = Path(__file__).resolve().parents[2]
IDEAS = TOP / "tests/data/ideas.tsv"
THEMES = TOP / "workshop/demo/themes.tsv"


ENTER = """
async ([activity, texts]) => {
  const boot = JSON.parse(document.getElementById("boot").textContent);
  const headers = { "Content-Type": "application/json", "X-CSRF": boot.csrf };
  const enter = async (text, n) => {
    const key = "paper-" + activity + "-" + n;
    const body = JSON.stringify(["idea.enter", { key, activity, text, source: "paper" }]);
    const answer = await fetch(boot.post, { method: "POST", headers, body });
    return (await answer.json()).made.idea;
  };
  const ids = [];
  for (let n = 0; n < texts.length; n += 20)
    ids.push(...(await Promise.all(texts.slice(n, n + 20).map((text, i) => enter(text, n + i)))));
  return ids;
}
"""
"""Enters ideas from the console's page, twenty at a time; the ids, in the order of the texts."""


@contextmanager
def board_with(
    texts: Sequence[str], earlier: Sequence[str] = (), likely: Sequence[str] = (), **context: Any
) -> Iterator[tuple[Hall, Page, list[int]]]:
    """A forum of its own whose board is open with these ideas, the console on it, and the ideas' ids. With `earlier` it
    is the second of a series, and the first one ended with themes of these names. `likely`: the likely themes that the
    organiser wrote down. `context` goes to the browser (viewport, has_touch …)."""
    with hall_with(earlier, likely) as hall:
        ids = _filled(hall, texts)
        page = hall.open(hall.links["console"], **context)
        page.wait_for_selector(f".loose .idea >> nth={len(texts) - 1}", state="attached")
        yield hall, page, ids


@contextmanager
def hall_with(earlier: Sequence[str] = (), likely: Sequence[str] = ()) -> Iterator[Hall]:
    """A forum of its own on a server of its own, with a facilitator and a browser; `earlier` and `likely` as above."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder) / "data", "eventlet")
        server.environ["WORKSHOP_URL"] = f"http://{NAME}:{server.port}"
        server.start()
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        try:
            links = _forum(server, _series_with(server, earlier) if earlier else None)
            _write_down(server, links, likely)
            lead = _leader(server, links)
            seen = lead.wait(lambda event, data: event == "snapshot")["put"]["activity"].values()
            yield Hall(server, browser, links, lead, {one["position"]: one for one in seen})
            leave(lead)
        finally:
            browser.close()
            server.stop()


def _series_with(server: Server, themes: Sequence[str]) -> int:
    """A series whose only forum has ended with these themes; its id."""
    engine = database.connect(f"sqlite:///{server.folder / 'forum.db'}")
    with Session(engine) as db, db.begin():  # the server makes one for signed-in organisers only
        row = Series(title="Meidän museomme", created_at=0)
        db.add(row)
        db.flush()
        series = row.id
    engine.dispose()
    lead = _leader(server, _forum(server, series))
    for title in themes:
        assert lead.do("cluster.add", title=title, ideas=[])["ok"]
    assert lead.do("forum.end")["ok"]
    lead.close()
    return series


def _write_down(server: Server, links: dict[str, Any], likely: Sequence[str]) -> None:
    """Likely themes of the forum's first grouping step; as above, only a signed-in organiser could."""
    engine = database.connect(f"sqlite:///{server.folder / 'forum.db'}")
    with Session(engine) as db, db.begin():
        forum = db.scalars(select(Forum.id).where(Forum.code == links["code"])).one()
        steps = select(Activity).where(Activity.forum == forum, Activity.kind == "clusters")
        step = db.scalars(steps.order_by(Activity.position)).first()
        assert step is not None
        step.settings = {**step.settings, LIKELY_THEMES: "\n".join(likely)}
    engine.dispose()


def _forum(server: Server, series: int | None) -> dict[str, Any]:
    return server.errand("forum.create", template="forum-1", title="Unelmien museo", series=series)


def _leader(server: Server, links: dict[str, Any]) -> Person:
    return Person(server).lead(links["console"].replace(NAME, "127.0.0.1"))


def _filled(hall: Hall, texts: Sequence[str]) -> list[int]:
    step = hall.go(hall.step("ideas", 2))
    page = hall.open(hall.links["console"])
    page.wait_for_selector("#work[data-kind]")
    ids: list[int] = page.evaluate(ENTER, [step, list(texts)])
    page.close()
    hall.go(hall.step("clusters"))
    return ids


def rows() -> list[tuple[str, str]]:
    """The (text, theme) of the ideas in the tests' data that have a theme."""
    lines = [line.split("\t") for line in IDEAS.read_text(encoding="utf-8").splitlines()[1:]]
    return [(line[2], line[1]) for line in lines if len(line) > 2 and line[1] != "other"]


def _titles() -> dict[str, str]:
    lines = [line.split("\t") for line in THEMES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {line[0]: line[1] for line in lines if len(line) > 1}


TITLES = _titles()
"""Theme → its title."""
