"""What the server and the child process that makes files say to each other."""

from collections.abc import Sequence

import msgspec

from workshop.contract.shared_types import Earlier, Texts
from workshop.reports.series_results_page import ComingForum

READ, WRITE = "read", "write"
PAGE, FEED = "page", "feed"
"""The formats of a public results page and its Atom feed."""
FOR_THE_NEXT = "for_the_next"
"""The format of what a forum came to, for the form of the next one: `WhatItCameTo`."""


class OfficePage(msgspec.Struct, frozen=True, kw_only=True):
    """What makes the HTML summary a page of the office instead of a file: the markup of its style sheets, and the way
    back."""

    head: str
    back: str


class PageFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a public results page says of itself (`reports.results_page.Published`)."""

    url: str
    name: str
    at: int
    """epoch milliseconds"""
    indexed: bool
    files: Sequence[str]
    """the names of the formats that it offers"""
    programme: str = ""


class PublicPage(msgspec.Struct, frozen=True, kw_only=True):
    """What a public results page has beside the summary: the markup of its style sheets, and of a series its title,
    what happens next, its published forums (each with its number) and those to come."""

    facts: PageFacts
    head: str = ""
    title: Texts = {}
    next_steps: Texts = {}
    held: Sequence[tuple[int, PageFacts]] = ()
    coming: Sequence[ComingForum] = ()


class WhatItCameTo(msgspec.Struct, frozen=True, kw_only=True):
    """What a forum came to, and the question of the vote in which its ideas led, in the reader's language; empty where
    there was none."""

    earlier: Earlier
    asked: str


class FileOrder(msgspec.Struct, frozen=True, kw_only=True):
    """Which file is wanted, of a forum or of a series: two orders that are equal get the same file."""

    forum: int = 0
    series: int = 0
    format: str
    lang: str
    page: OfficePage | None = None
    public: bool = False
    """for everybody, not for organisers and facilitators: with what `reports.public_summary` leaves"""
    public_page: PublicPage | None = None
    """of the formats PAGE and FEED"""

    @property
    def is_page(self) -> bool:
        """Whether somebody waits for a page rather than for a file: it is made before all files."""
        return self.page is not None or self.public_page is not None or self.format == FOR_THE_NEXT


class FileRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What the child is to do: first read the forum or series from the database, then write the file."""

    step: str
    order: FileOrder
    database_url: str
    tz: str
    """the name of the time zone in which times are shown"""
    licence: str
    """of the data, see `reports.licence`"""
    retention: str
    """how long the house keeps results"""
    now: int
    """epoch milliseconds"""


class FileAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What the child answers: to `read` the edition and number of ideas, to `write` the file; or that it failed."""

    edition: str = ""
    ideas: int = 0
    name: str = ""
    content: bytes = b""
    failed: str = ""
    """the type of the exception and its place in the code, never its message"""
