"""Reads and drops the rest of a large body that a page refused without reading it, before the connection is closed
("lingering close").

A connection that is closed with bytes unread is reset, and a browser that is still sending shows an error of its own in
place of the page that says what was refused. Bounded in bytes here, and in time by the connection's deadline
(`http_limits`): who sends too slowly is cut off, and who takes the place of others is displaced.
"""

import io
from contextlib import suppress

from workshop.runtime import loop

MOST_BYTES = 32_000_000
"""Bytes: of a body with more left nothing is read. As many as the largest request that any page takes."""
SECONDS = 30.0
"""As long as a large body that is read may take."""
PIECE = 64_000


def drop_rest(file: io.BufferedReader, rest: int) -> None:
    """Read `rest` bytes of a connection and forget them; less where the sender stops or the connection breaks."""
    if rest > MOST_BYTES:
        return
    with suppress(OSError, ValueError):
        while rest > 0 and (piece := file.read1(min(rest, PIECE))):
            rest -= len(piece)
            loop.sleep(0)  # a fast sender always has more, and others would wait
