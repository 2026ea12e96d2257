"""Fixtures for browser tests: a real server, a real Chromium, and a host name that is not loopback, as in a hall.

A page fails its test by any report of the security policy, any error in its console, any exception in a script, and any
request to another origin. Messages about a server that the test itself stopped are left out.
"""

import gc
import os
import re
import shutil
import signal
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright

from tests.live.people import Person, Server
from tests.tools.pace import limit_ms
from workshop.access import password_sign_in
from workshop.contract.base import PACKETS_AT_ONCE, PACKETS_PER_SECOND
from workshop.runtime.token_bucket import Rate, TokenBucket

EMAIL, PASSWORD = "kaisa@museo.fi", "neljä sanaa on hyvä"
"""Of the organiser of all these tests."""
NAME = "forum.test"
PHONE = {"width": 360, "height": 740}
PHONES: dict[str, Any] = {"viewport": PHONE, "has_touch": True}
"""What the browser is told of a phone, unless a test says otherwise."""
LAPTOP = {"width": 1366, "height": 768}
HALL = {"width": 1920, "height": 1080}
LEFT_OUT = (
    # What Playwright leaves out by itself, as far as it concerns these pages: only the last list counts.
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "LensOverlay",
    "MediaRouter",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
    # Pages of the browser's own that each window loads for its address bar, and draws for as long as it is open: they
    # took more of the processor than our pages.
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
)
"""Features of the browser that these tests do without."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(LEFT_OUT)}",
    f"--host-resolver-rules=MAP {NAME} 127.0.0.1",
]
WATCH_POLICY = (
    "document.addEventListener('securitypolicyviolation', "
    "e => console.error('POLICY ' + e.violatedDirective + ' ' + e.blockedURI))"
)
AWAY = re.compile(
    r"ERR_CONNECTION_(REFUSED|RESET|CLOSED)|ERR_EMPTY_RESPONSE|ERR_SOCKET_NOT_CONNECTED|ERR_NETWORK"
    r"|ERR_INTERNET_DISCONNECTED|WebSocket connection to"
)
STILL = """async () => {
  const look = () => [...document.querySelectorAll("body *")].map((node) => {
    const box = node.getBoundingClientRect();
    return [box.x, box.y, box.width, box.height].map(Math.round).join();
  }).join(";");
  for (let calm = 0, before = look(), tries = 0; calm < 2 && tries < 80; tries += 1) {
    await new Promise((done) => setTimeout(done, 100));
    const now = look();
    calm = now === before ? calm + 1 : 0;
    before = now;
  }
}"""
LOST_AT_TWICE_THE_SIZE = """() => {
  document.documentElement.style.fontSize = "200%";
  const scrolls = (node) => /auto|scroll/.test(getComputedStyle(node).overflowX);
  const inScroller = (node) => node && node !== document.body && (scrolls(node) || inScroller(node.parentElement));
  const lost = [...document.querySelectorAll("body *")].filter((node) => {
    if (node.closest(".hidden, .skip, svg, script, style, template") || !node.getClientRects().length) return false;
    const box = node.getBoundingClientRect();
    const words = node.children.length ? "" : node.textContent.trim();
    const style = getComputedStyle(node);
    const tall = box.height - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
    const lines = tall / (1.2 * parseFloat(style.fontSize));
    const column = words.length > 6 && words.length < 3 * lines;
    const cuts = node.parentElement.closest(".segments");
    const beyond = box.right > (cuts ? cuts.getBoundingClientRect().right : innerWidth) + 0.5 || box.left < -0.5;
    return box.width > 1 && (column || beyond) && !inScroller(node.parentElement);
  });
  const wide = document.documentElement.scrollWidth > innerWidth
    ? ["the page scrolls sideways: " + document.documentElement.scrollWidth] : [];
  document.documentElement.style.fontSize = "";
  return [...wide, ...lost.map((node) => node.outerHTML.slice(0, 120))];
}"""
BROKEN_WORDS = """(size) => {
  document.documentElement.style.fontSize = size;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode, around = node.parentElement;
    const unread = around.closest(".hidden, .skip, .hash, script, style, noscript, textarea");
    if (unread || !around.getClientRects().length) continue;
    for (const word of node.data.matchAll(/(?<![\\p{L}\\u00ad])\\p{L}{2,9}(?![\\p{L}\\u00ad])/gu)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].filter((one) => one.width).map((one) => one.top));
      if (lines.size > 1) found.push(word[0] + " in " + around.outerHTML.slice(0, 90));
    }
  }
  document.documentElement.style.fontSize = "";
  return found;
}"""
PATIENCE_MS = limit_ms(15_000)
"""The time for a condition to become true: long, because a busy machine is no fault of a page."""
expect.set_options(timeout=PATIENCE_MS)
ARTEFACTS = Path(__file__).resolve().parents[1] / "artefacts"


def chromium() -> str | None:
    """The machine's Chromium, else Playwright's."""
    return (
        os.environ.get("CHROMIUM")
        or shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; each page gets a new context."""
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield made
        made.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests. A test may stop and restart it; it must be running at the test's end."""
    made = Server(tmp_path_factory.mktemp("hall") / "data", os.environ.get("WORKSHOP_ASYNC", "eventlet"))
    made.environ["WORKSHOP_URL"] = f"http://{NAME}:{made.port}"
    made.start()
    yield made
    made.stop()
    assert made.tracebacks() == []


RANK_SPACE = """() => {
  const sign = [...document.querySelectorAll(".pos")].at(-1);
  const begins = (rank) => {
    sign.textContent = rank;
    return sign.nextElementSibling.getBoundingClientRect().left;
  };
  if (Math.abs(begins("10 =") - begins("9")) > 0.5) return NaN;
  const left = begins("108 =");
  const box = document.createRange();
  box.selectNodeContents(sign);
  return left - box.getBoundingClientRect().right;
}"""
"""How far, in px, what follows a shared rank of three digits stands from it; the page's last rank is changed to one. No
number where a shared rank of two digits moves what follows it."""


@dataclass
class Hall:
    """One forum with its addresses, a facilitator's connection, and the pages that were opened in it."""

    server: Server
    browser: Browser
    links: dict[str, Any]
    lead: Person
    steps: dict[int, dict[str, Any]]
    contexts: list[BrowserContext] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    away: bool = False
    packets: TokenBucket = field(
        default_factory=lambda: TokenBucket(Rate(PACKETS_AT_ONCE / 2, 1 / PACKETS_PER_SECOND), time.monotonic)
    )
    """What the facilitator's connection may still send: one that sends faster is closed."""

    @property
    def base(self) -> str:
        """The address that people use."""
        return f"http://{NAME}:{self.server.port}"

    @property
    def forum(self) -> int:
        """The forum's number."""
        return int(self.lead.boot["forum"])

    def open(self, address: str = "", viewport: dict[str, int] | None = None, **context: Any) -> Page:
        """A watched page in a new browser context. Further arguments go to the context (color_scheme, locale,
        java_script_enabled …)."""
        options: dict[str, Any] = {"locale": "fi-FI", **context}
        made = self.browser.new_context(viewport=viewport or LAPTOP, **options)
        self.contexts.append(made)
        if context.get("java_script_enabled", True):
            made.add_init_script(WATCH_POLICY)
        page = made.new_page()
        page.set_default_timeout(PATIENCE_MS)
        self.watch(page)
        if address:
            page.goto(address)
        return page

    def scanned(self, language: str = "fi", **context: Any) -> Page:
        """A phone that scanned the QR code and joined on the page for that, and whose script has started."""
        page = self.open(self.links["join"], **{**PHONES, **context})
        page.check(f"input[value={language}]", force=True)
        page.click("button.main")
        return self._started(page, **context)

    def phone(self, language: str = "fi", **context: Any) -> Page:
        """A phone that has joined, and whose script has started, for tests of what comes then. It joined without the
        browser, which saves a quarter of the time."""
        page, person = self.open(**{**PHONES, **context}), Person(self.server)
        person.come_in(self.links["join"], language)
        page.context.add_cookies(
            [{"name": one.name, "value": one.value or "", "domain": NAME, "path": one.path} for one in person.jar]
        )
        page.goto(f"{self.base}/j/{self.links['code']}")
        return self._started(page, **context)

    def _started(self, page: Page, **context: Any) -> Page:
        page.wait_for_selector("body[data-view]" if context.get("java_script_enabled", True) else "#work")
        return page

    def watch(self, page: Page) -> None:
        """Record everything that a page must not do."""
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("request", self._asked)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type != "error" and "POLICY" not in message.text:
            return
        if not (self.away and AWAY.search(message.text)):
            self.complaints.append(f"console: {message.text} {message.location.get('url', '')}")

    def _asked(self, request: Request) -> None:
        if not request.url.lower().startswith(
            (self.base, f"ws://{NAME}:{self.server.port}", "data:", "blob:", "about:")
        ):
            self.complaints.append(f"another origin: {request.url}")

    def go(self, position: int) -> int:
        """Go to the activity at this position; its id."""
        step = int(self.steps[position]["id"])
        self.must("agenda.go", activity=step)
        return step

    def step(self, kind: str, nth: int = 0) -> int:
        """The position of the nth activity of a kind."""
        return [position for position in sorted(self.steps) if self.steps[position]["kind"] == kind][nth]

    def must(self, verb: str, **body: Any) -> dict[str, Any]:
        """Send a facilitator's command that must be accepted."""
        while not self.packets.take():
            time.sleep(0.02)
        answer = self.lead.do(verb, **body)
        assert answer["ok"], f"{verb} was refused: {answer}"
        return dict(answer.get("made") or {})

    def stop_server(self, how: int = signal.SIGTERM) -> None:
        """Stop the server; pages may report errors of that."""
        self.away = True
        leave(self.lead)
        self.server.stop(how)

    def start_server(self) -> None:
        """Start it again on the same port with the same data, and reconnect the facilitator."""
        self.server.start()
        self.lead.connect()


def reload(phone: Page) -> None:
    """Load a phone's page again and wait for its script: the server's first drawing has a form's buttons."""
    phone.reload()
    phone.wait_for_selector("body[data-view]")


def still(page: Page) -> None:
    """Wait until nothing on the page has moved for a fifth of a second."""
    page.evaluate(STILL)


def reflows(page: Page, *widths: int) -> None:
    """Check a window of 320 px, or of these widths, whose letters are twice as large (WCAG 1.4.4 and 1.4.10): nothing
    is beyond its edge but what scrolls within it, and no word stands letter below letter. On a phone no short word is
    broken either, where all of the page is zoomed and where only the letters are."""
    before = page.viewport_size
    for width in widths or (320,):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate(LOST_AT_TWICE_THE_SIZE) == [], (page.url, width)
    if page.locator("body.phone").count():
        assert page.evaluate(BROKEN_WORDS, "200%") == [], page.url
        page.set_viewport_size({"width": 160, "height": 320})
        assert page.evaluate(BROKEN_WORDS, "") == [], page.url
    if before:
        page.set_viewport_size(before)


def violations(page: Page) -> list[str]:
    """What axe finds. Also by a rule that it has on request only: that a control's name holds the words seen on it. The
    test injects axe, which runs outside the page's policy."""
    found = Axe().run(page, options={"rules": {"label-content-name-mismatch": {"enabled": True}}})
    return [
        f"{one['id']}: {node['html'][:140]} {node.get('failureSummary', '')[:200]}"
        for one in found.response["violations"]
        for node in one["nodes"]
    ]


def leave(person: Person) -> None:
    """Ends the client's thread, then closes its socket: otherwise the garbage collector warns during a later test."""
    person.close()
    person.line.eio.wait()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.fixture
def halls(server: Server, browser: Browser) -> Iterator[Callable[..., Hall]]:
    """Makes forums: `halls(title="…", template="…")`, or takes one that exists: `halls(links=…)`. At the end every page
    is closed; none may have complaints."""
    made: list[Hall] = []

    def one(title: str = "Unelmien museo", template: str = "forum-1", links: dict[str, Any] | None = None) -> Hall:
        links = links or server.errand("forum.create", template=template, title=title)
        local = {**links, "console": links["console"].replace(NAME, "127.0.0.1")}
        lead = Person(server).lead(local["console"])
        picture = lead.wait(lambda event, data: event == "snapshot")["put"]["activity"].values()
        made.append(Hall(server, browser, links, lead, {shape["position"]: shape for shape in picture}))
        return made[-1]

    yield one
    for hall in made:
        for context in hall.contexts:
            context.close()
        leave(hall.lead)
    if server.process is None:  # a test failed while it was down; the next ones need it
        server.start()
    complaints = [complaint for hall in made for complaint in hall.complaints]
    assert complaints == [], "\n".join(complaints)


@pytest.fixture
def hall(halls: Callable[..., Hall]) -> Hall:
    """A forum from the first template."""
    return halls()


@pytest.fixture
def people(hall: Hall) -> Iterator[Callable[[], Person]]:
    """More phones that join the hall: `people()`."""
    made: list[Person] = []

    def one() -> Person:
        made.append(Person(hall.server).scan(hall.links["join"]))
        return made[-1]

    yield one
    for person in made:
        person.close()


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """Saves a screenshot of a page as an artefact: `picture(page, "name")`."""
    ARTEFACTS.mkdir(exist_ok=True)

    def keep(page: Page, name: str) -> None:
        page.screenshot(path=ARTEFACTS / f"{name}.png")

    return keep


@pytest.fixture(scope="session")
def organiser(server: Server) -> str:
    """An organiser's account for all these tests."""
    server.errand(
        "user.add", email=EMAIL, called="Kaisa Kokoelmapäällikkö", password_hash=password_sign_in.hashed(PASSWORD)
    )
    return EMAIL
