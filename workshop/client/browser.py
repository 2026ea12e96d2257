"""An HTTP client that acts as a browser without scripts: pages, forms and cookies. Blocking, so it runs in threads. It
knows nothing of forums."""

import http.client
import json
import re
import time
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit

ANSWER_SECONDS = 15
MOST_REDIRECTS = 5
MAKING_SECONDS = 120
AWAY = (OSError, http.client.HTTPException, TimeoutError)
"""The exceptions that mean that no server answered."""

_REFRESH = re.compile(r'http-equiv="refresh" content="(?P<seconds>\d+)(; url=(?P<url>[^"]*))?"')


class Unexpected(Exception):
    """The server sent a page that a person could not use."""


@dataclass(frozen=True)
class FetchedPage:
    """A page, its address after redirects, and its status."""

    url: str
    status: int
    body: bytes

    @property
    def text(self) -> str:
        """The body, decoded."""
        return self.body.decode("utf-8", "replace")

    @property
    def boot(self) -> dict[str, object] | None:
        """The JSON block that the page's script starts from, or None."""
        found = re.search(r'<script type="application/json" id="boot">(.*?)</script>', self.text, re.S)
        return None if found is None else dict(json.loads(found[1]))


@dataclass
class Browser:
    """Keeps cookies for one host, follows redirects on it, and sends its language. Raises one of AWAY when no server
    answers."""

    language: str = "fi"
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, url: str) -> FetchedPage:
        """Fetch a page."""
        return self._go("GET", url, None, {})

    def download(self, url: str) -> FetchedPage:
        """Fetch a file, which may take a while to be made: the page that says so refreshes itself until it leads to
        it."""
        page, until = self.get(url), time.monotonic() + MAKING_SECONDS
        while time.monotonic() < until and page.body[:15] == b"<!doctype html>":
            if not (found := _REFRESH.search(page.text)):
                break
            time.sleep(int(found["seconds"]))
            page = self.get(urljoin(page.url, unescape(found["url"] or page.url)))
        return page

    def post(self, url: str, fields: dict[str, str]) -> FetchedPage:
        """Send a form."""
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": origin_of(url)}
        return self._go("POST", url, urlencode(fields).encode(), headers)

    @property
    def cookie_header(self) -> str:
        """The value of the Cookie header; the page's socket sends it too."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def _go(self, method: str, url: str, body: bytes | None, headers: dict[str, str]) -> FetchedPage:
        for _ in range(MOST_REDIRECTS):
            answer, onward = self._once(method, url, body, headers)
            if not onward:
                return answer
            method, url, body, headers = "GET", urljoin(url, onward), None, {}
        raise Unexpected(f"{url} leads round in circles")

    def _once(self, method: str, url: str, body: bytes | None, headers: dict[str, str]) -> tuple[FetchedPage, str]:
        parts = urlsplit(url)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        line = kind(parts.hostname or "", parts.port, timeout=ANSWER_SECONDS)
        sent = {"Accept-Language": self.language.partition("-")[0], "Connection": "close", **headers}
        if self.cookies:
            sent["Cookie"] = self.cookie_header
        try:
            line.request(method, parts.path + (f"?{parts.query}" if parts.query else ""), body, sent)
            response = line.getresponse()
            for cookie in response.headers.get_all("Set-Cookie") or ():
                name, _, value = cookie.partition(";")[0].partition("=")
                self.cookies[name.strip()] = value.strip()
            answer = FetchedPage(url, response.status, response.read())
            return answer, response.headers.get("Location", "") if 300 <= response.status < 400 else ""
        finally:
            line.close()


@dataclass
class Form:
    """A form of a page: its address, and the values of its hidden fields."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    offered: dict[str, list[str]] = field(default_factory=dict)
    """the values of its radio buttons"""


def find_form(page: FetchedPage, name: str) -> Form:
    """The form with this id. Raises Unexpected when the page has none."""
    reader = _Forms(name)
    reader.feed(page.text)
    if reader.found is None:
        raise Unexpected(f"{urlsplit(page.url).path[:3]}… answered {page.status} without the form '{name}'")
    return reader.found


class _Forms(HTMLParser):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.found: Form | None = None
        self._name, self._inside = name, False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("id") == self._name:
            self.found, self._inside = Form(given.get("action", "")), True
        elif tag == "input" and self._inside and self.found is not None:
            if given.get("type") == "radio":
                self.found.offered.setdefault(given.get("name", ""), []).append(given.get("value", ""))
            else:
                self.found.fields[given.get("name", "")] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False


def origin_of(url: str) -> str:
    """Scheme and host of an address, in lower case as browsers send them."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()
