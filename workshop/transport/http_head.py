"""The head of an HTTP request: whether it ended as it must, and says clearly where its request ends."""

import re
from email import errors
from email.message import Message
from typing import BinaryIO

COOKIE_BYTES, HEAD_BYTES = 8192, 16_384
"""Our cookies have some hundred bytes; a browser adds those of other programs on the same host. A whole head is kept in
memory as long as its websocket."""
LENGTH = re.compile(r"[0-9]{1,15}")
BROKEN = (
    errors.MissingHeaderBodySeparatorDefect,
    errors.FirstHeaderLineIsContinuationDefect,
    errors.InvalidHeaderDefect,
)
"""What the parser finds in a head that two parsers may read in two ways (request smuggling)."""


class HeadReader:
    """A file while a request head is read from it. `whole` is False when the head did not end with an empty line (cut
    off)."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.whole = file, False

    def readline(self, size: int = -1) -> bytes:
        line: bytes = self._file.readline(size)
        self.whole = line in (b"\r\n", b"\n")
        return line


def is_sound(headers: Message, version: str) -> bool:
    """Whether a head of this HTTP version defines the end and the host of its request unambiguously (no request
    smuggling; RFC 9112, sections 3.2 and 5.2) and carries no more cookies than a browser would.

    No browser and no proxy in front sends a chunked body, so chunked bodies are refused.
    """
    hosts = len(headers.get_all("host", []))
    if hosts > 1 or (not hosts and version >= "HTTP/1.1"):
        return False
    if any("\n" in value or "\r" in value for value in headers.values()):  # goes on in the next line
        return False
    lengths = headers.get_all("content-length", [])
    if (
        len(lengths) > 1
        or "transfer-encoding" in headers
        or any(isinstance(defect, BROKEN) for defect in headers.defects)
    ):
        return False
    if any(not LENGTH.fullmatch(length.strip(" \t")) for length in lengths):
        return False
    cookies, whole = (
        sum(map(len, headers.get_all("cookie", []))),
        sum(len(name) + len(value) for name, value in headers.items()),
    )
    return cookies <= COOKIE_BYTES and whole <= HEAD_BYTES
