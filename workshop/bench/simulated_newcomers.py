"""Simulates people who join: the QR code's address, the join page, the choice of a language, the phone page with all
its files, and the socket connection."""

import posixpath
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlencode, urljoin

from workshop.bench.generator_loop import Poll
from workshop.bench.http_client import Ask, Steps, Visit
from workshop.bench.phone_connections import Heard, PhoneConnection
from workshop.client.browser import Browser
from workshop.contract.base import PROTOCOL

CSRF = re.compile(r'name="csrf" value="([^"]+)"')
IN_PAGE = re.compile(r'(?:src|href)="(/static/[^"]+)"')
IN_SCRIPT = re.compile(r'(?:\bfrom\s*|\bimport\s*)"(\.[^"]+)"')
IN_STYLE = re.compile(r'url\("?(\.[^")]+)"?\)')
AT_ONCE = 12
LANGUAGE = "fi"
FONTS = ("-ext-",)
"""Parts of font file names that a browser fetches only for letters that no page of ours contains."""


@dataclass
class Needs:
    """The files that a browser fetches for the join page (`outside`), and those that it fetches in addition for the
    phone page (`inside`)."""

    outside: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)


@dataclass
class Newcomer:
    """One phone that is joining. `took` is the time in seconds until its first snapshot; `trouble` says why it
    failed."""

    number: int
    began: float
    cookies: str = ""
    took: float = 0.0
    trouble: str = ""


def steps(join: str, needs: Needs | None) -> Steps:
    """The requests from the QR code to the phone page. With `needs` all files are fetched too; without it only what
    makes a participant."""
    scanned = yield Ask(join)
    page = yield Ask(scanned.onward)
    for path in needs.outside if needs else ():
        yield Ask(path)
    found = CSRF.search(page.text)
    if found is None:
        raise ValueError("no form to come in")
    form = urlencode({"csrf": found[1], "language": LANGUAGE}).encode()
    inside = yield Ask(scanned.onward.partition("?")[0], form)
    if inside.status != 303 and inside.status != 302:
        raise ValueError("not let in")
    if needs is not None:
        page = yield Ask(inside.onward)
        if 'id="boot"' not in page.text:
            raise ValueError("no phone page")
        for path in needs.inside:
            yield Ask(path)


def needs_of(base: str, join: str) -> tuple[Needs, int]:
    """The files that the pages ask a browser to fetch, found by joining once; and the forum's number."""
    browser, needs = Browser(LANGUAGE), Needs()
    page = browser.get(base + join)
    csrf = CSRF.search(page.text)
    assert csrf is not None, page.text[:500]
    needs.outside = _files(browser, base, page.text)
    page = browser.post(page.url.partition("?")[0], {"csrf": csrf[1], "language": LANGUAGE})
    boot = page.boot
    assert boot is not None, page.text[:500]
    found = _files(browser, base, page.text) + ([str(boot["words"])] if boot.get("words") else [])
    needs.inside = [path for path in found if path not in needs.outside]
    return needs, int(str(boot["forum"]))


def _files(browser: Browser, base: str, text: str) -> list[str]:
    found: list[str] = []
    waiting = IN_PAGE.findall(text)
    while waiting:
        path = waiting.pop(0)
        if path in found or any(part in path for part in FONTS):
            continue
        found.append(path)
        pattern = IN_SCRIPT if path.endswith((".js", ".mjs")) else IN_STYLE if path.endswith(".css") else None
        if pattern is not None:
            waiting += [
                posixpath.normpath(urljoin(path, part)) for part in pattern.findall(browser.get(base + path).text)
            ]
    return found


def let_in(poll: Poll, port: int, join: str, numbers: Sequence[int]) -> list[Newcomer]:
    """Make participants, a few at a time, without fetching files and without opening a connection."""
    waiting, done = list(reversed(numbers)), list[Newcomer]()

    def next_one() -> None:
        if not waiting:
            return
        newcomer = Newcomer(waiting.pop(), time.monotonic())

        def then(visit: Visit) -> None:
            newcomer.cookies, newcomer.trouble = visit.cookie_header, visit.trouble
            done.append(newcomer)
            next_one()

        Visit(poll, port, newcomer.number, then).begin(steps(join, None))

    for _ in range(AT_ONCE):
        next_one()
    poll.run(lambda: len(done) == len(numbers), 60 + len(numbers) / 20)
    return sorted(done, key=lambda one: one.number)


def auth(forum: int) -> dict[str, Any]:
    """The `auth` payload that a phone sends when its socket connects."""
    return {"v": PROTOCOL, "page": "phone", "forum": forum, "token": ""}


def sit_down(poll: Poll, port: int, heard: Heard, newcomers: Sequence[Newcomer], forum: int) -> list[PhoneConnection]:
    """Open the connections, a few at a time, and wait until each has its first snapshot."""
    lines: list[PhoneConnection] = []
    for one in newcomers:
        line = PhoneConnection(poll, port, one.number, heard, auth(forum), one.cookies)
        line.ready = lambda line: line.emit("sync")
        lines.append(line)
        if len(lines) % AT_ONCE == 0:
            poll.run(lambda: len(heard.pictures) >= len(lines) - AT_ONCE // 2, 10)
    poll.run(lambda: len(heard.pictures) >= len(lines), 30)
    return lines


def storm(
    poll: Poll, port: int, join: str, needs: Needs, arrivals: Sequence[float], enter: Callable[..., None]
) -> list[Newcomer]:
    """Let each phone join at its moment (seconds from now), up to its first snapshot. `enter` opens the connection."""
    began, newcomers = time.monotonic(), list[Newcomer]()
    seen: list[Newcomer] = []

    def come(number: int) -> None:
        one = Newcomer(number, time.monotonic())
        newcomers.append(one)

        def pictured(_: PhoneConnection) -> None:
            one.took = time.monotonic() - one.began
            seen.append(one)

        def then(visit: Visit) -> None:
            one.cookies, one.trouble = visit.cookie_header, visit.trouble
            if visit.trouble:
                seen.append(one)
            else:
                enter(number, visit.cookie_header, pictured)

        Visit(poll, port, number, then).begin(steps(join, needs))

    for number, moment in enumerate(arrivals):
        poll.at(began + moment, partial(come, number))
    poll.run(lambda: len(seen) == len(arrivals), max(arrivals) + 60)
    for one in newcomers:
        if one not in seen:
            one.trouble = "never had a picture"
    return newcomers
