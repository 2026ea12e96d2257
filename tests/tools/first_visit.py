"""Measures a phone's first visit in a real browser, from the QR code to a stored idea: requests, bytes on the line, and
seconds on a slow phone (400 kbit/s, 400 ms there and back, a processor six times slower).

    python -m tests.tools.first_visit                 the bundles, three tries
    python -m tests.tools.first_visit --modules       the sources (WORKSHOP_SCRIPTS=modules), to compare
    python -m tests.tools.first_visit --fast          without throttling

Chromium throttles neither the websocket nor the server. Seconds depend on the machine; requests and bytes do not.
"""

import argparse
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tests.browser.conftest import FLAGS, PHONE, chromium
from tests.live.people import Person, Server

KBIT_S, RTT_MS, SLOWDOWN = 400, 400, 6
IDEA = "Museoon kahvila, josta näkyy joelle"
STORED = f"article.idea:has-text('{IDEA}') .mark:has-text('Tallessa')"


@dataclass
class Loaded:
    """What came over the line: requests that were answered, redirects and sockets too, and all bytes. What the browser
    had already is not counted."""

    requests: int = 0
    bytes: float = 0

    def watch(self, line: CDPSession) -> None:
        line.on("Network.requestWillBeSent", lambda event: self._count(event.get("redirectResponse", {})))
        line.on("Network.loadingFinished", self._count)
        line.on("Network.webSocketCreated", lambda _: self._count({"encodedDataLength": 1}))

    def _count(self, event: dict[str, Any]) -> None:
        size = event.get("encodedDataLength", 0)
        self.requests += size > 0
        self.bytes += size


def main() -> None:
    wanted = parse()
    scripts = "modules" if wanted.modules else "bundled"
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder) / "data", "eventlet", WORKSHOP_SCRIPTS=scripts)
        server.start()
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        try:
            join = open_forum(server)
            for _ in range(wanted.tries):
                print(visit(browser, join, slow=not wanted.fast), flush=True)
        finally:
            browser.close()
            server.stop()


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--modules", action="store_true", help="the sources instead of the bundles")
    parser.add_argument("--fast", action="store_true", help="no throttling")
    parser.add_argument("--tries", type=int, default=3)
    return parser.parse_args()


def open_forum(server: Server) -> str:
    """A forum in which people write ideas: the address in its QR code."""
    links = server.errand("forum.create", template="forum-1", title="Unelmien museo")
    lead = Person(server).lead(links["console"])
    steps = lead.wait(lambda event, data: event == "snapshot")["put"]["activity"].values()
    writing = next(step["id"] for step in steps if step["kind"] == "ideas")
    assert lead.do("agenda.go", activity=writing)["ok"]
    lead.close()
    return str(links["join"])


def visit(browser: Browser, join: str, slow: bool) -> str:
    """One first visit, in words."""
    context = browser.new_context(viewport=PHONE, has_touch=True, locale="fi-FI")
    page = context.new_page()
    page.set_default_timeout(120_000)
    loaded = watched(page, slow)
    try:
        marks = journey(page, join, loaded)
    finally:
        context.close()
    return " · ".join(marks)


def watched(page: Page, slow: bool) -> Loaded:
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    if slow:
        bytes_s = KBIT_S * 1000 / 8
        rate = {"downloadThroughput": bytes_s, "uploadThroughput": bytes_s, "latency": RTT_MS, "offline": False}
        line.send("Network.emulateNetworkConditions", rate)
        line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    loaded = Loaded()
    loaded.watch(line)
    return loaded


def journey(page: Page, join: str, loaded: Loaded) -> list[str]:
    """The steps of the visit, each with the seconds since its beginning and what was loaded until then."""
    began, marks = time.monotonic(), list[str]()

    def mark(what: str) -> None:
        seconds = time.monotonic() - began
        marks.append(f"{what} {seconds:.1f} s, {loaded.requests} requests, {loaded.bytes / 1000:.0f} kB")

    page.goto(join, wait_until="commit")
    page.wait_for_selector("button.main")
    mark("button to join")
    page.click("button.main")
    page.wait_for_selector("#idea")
    mark("field")
    page.fill("#idea", IDEA)
    page.click("#foot button.main")
    page.wait_for_selector(STORED)
    mark("idea stored")
    page.wait_for_selector("body[data-view]")
    page.wait_for_timeout(2000)
    mark("all")
    return marks


if __name__ == "__main__":
    main()
