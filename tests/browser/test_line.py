"""Phone, screen and console behind a proxy without websockets: refused immediately, never answered, or accepted and
then silent."""

import os
import time
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import HALL, NAME, PHONE, Hall, leave
from tests.live.people import Person, Server
from tests.tools.closed_road import ClosedRoad
from tests.tools.pace import limit_ms

pytestmark = pytest.mark.browser
Mode = Literal["refuse", "hang", "swallow"]
LATEST_MS = limit_ms(25_000)
"""Two timeouts of the page, and some time for a slow machine."""
LIVE = "body[data-view]"


class Behind(Hall):
    """A forum whose pages are opened through the proxy."""

    road: ClosedRoad

    @property
    def base(self) -> str:
        return f"http://{NAME}:{self.road.port}"

    def _asked(self, request: object) -> None:
        """Where websockets get no answer, requests to other addresses are not the subject of this test."""

    def through(self, link: str, **context: object) -> Page:
        """A page by its link, through the proxy."""
        address = self.links[link].replace(f":{self.server.port}", f":{self.road.port}")
        return self.open(address, **context)  # type: ignore[arg-type]


@pytest.fixture(params=["refuse", "hang", pytest.param("swallow", marks=pytest.mark.long)])
def behind(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> Iterator[Behind]:
    server = Server(tmp_path_factory.mktemp("behind") / "data", os.environ.get("WORKSHOP_ASYNC", "eventlet"))
    with ClosedRoad(request.param, behind=server.port) as road:
        server.environ |= {"WORKSHOP_URL": f"http://{NAME}:{server.port}", "WORKSHOP_HOSTS": f"{NAME}:{road.port}"}
        server.start()
        links = server.errand("forum.create", template="forum-1", title="Unelmien museo")
        lead = Person(server).lead(links["console"].replace(NAME, "127.0.0.1"))
        steps = lead.wait(lambda event, data: event == "snapshot")["put"]["activity"].values()
        hall = Behind(server, browser, links, lead, {step["position"]: step for step in steps}, away=True)
        hall.road = road
        yield hall
        for context in hall.contexts:
            context.close()
        leave(hall.lead)
        server.stop()
    assert hall.complaints == [] and server.tracebacks() == []


def test_without_websockets_all_pages_go_live_and_votes_count(behind: Behind) -> None:
    screen = behind.through("screen", viewport=HALL)
    console = behind.through("console")
    phone = behind.through("join", viewport=PHONE)
    phone.click("button.main")
    expect(phone.locator("#status")).not_to_contain_text("Olet mukana", timeout=limit_ms(1))
    began = time.monotonic()
    phone.wait_for_selector(LIVE, timeout=LATEST_MS)
    print(f"{behind.road.mode}: live after {time.monotonic() - began:.1f} s")
    expect(phone.locator("#status")).to_contain_text("Olet mukana")
    behind.must(
        "idea.enter", activity=behind.steps[behind.step("ideas", 1)]["id"], text="Kattopuutarha", source="paper"
    )
    behind.go(behind.step("ideas", 1))
    behind.go(behind.step("clusters"))
    vote = behind.go(behind.step("dots"))
    phone.locator("[data-do=give]").first.click(timeout=LATEST_MS)
    voted = behind.lead.wait(
        lambda event, data: event == "frame" and data["put"].get("activity", {}).get(str(vote), {}).get("voted") == 1
    )
    assert voted
    expect(screen.locator("body")).not_to_contain_text("Kuva päivittyy", timeout=LATEST_MS)
    expect(console.locator("body")).to_contain_text("Kaikki tallessa", timeout=LATEST_MS)
    behind.must("activity.close", activity=vote)
    behind.must("activity.reveal", activity=vote)
    behind.must("screen.uncover", activity=vote, uncovered=1)
    behind.go(behind.step("results"))
    expect(screen.locator("body")).to_contain_text("Kattopuutarha", timeout=LATEST_MS)
    expect(phone.locator(".rank li").first).to_contain_text("Annoit 1 tarran", timeout=LATEST_MS)
    assert behind.road.polls > 2
    before, began = behind.road.polls, time.monotonic()
    phone.wait_for_timeout(2000)
    a_second = (behind.road.polls - before) / (time.monotonic() - began)
    assert a_second < 12, "three pages ask a few times a second at most"
