"""What the server and the child process that makes files say to each other."""

import msgspec

READ, WRITE = "read", "write"


class OfficePage(msgspec.Struct, frozen=True, kw_only=True):
    """What makes the HTML summary a page of the office instead of a file: the markup of its style sheets, and the way
    back."""

    head: str
    back: str


class FileOrder(msgspec.Struct, frozen=True, kw_only=True):
    """Which file is wanted, of a forum or of a series: two orders that are equal get the same file."""

    forum: int = 0
    series: int = 0
    format: str
    lang: str
    page: OfficePage | None = None
    public: bool = False
    """for everybody, not for organisers and facilitators: with what `reports.public_summary` leaves"""


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
