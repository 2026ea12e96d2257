"""How far a long request is: a line on standard error that counts while somebody watches it at a terminal."""

import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TypeVar

from workshop.domain.errors import Refusal
from workshop.runtime import loop
from workshop.storage.data_dir import DataDirError

T = TypeVar("T")
EVERY = 0.5
"""Seconds between two looks."""


def shown(request: Callable[[], T], look: Callable[[], Mapping[str, object]], says: str) -> T:
    """The answer to a request. Meanwhile `look`, asked every half a second, says how much is `done` of how much in
    `total`; standard error that is no terminal gets nothing. Raises what the request raises."""
    if not sys.stderr.isatty():
        return request()
    over = loop.Future[T]()
    loop.spawn(_do, over, request)
    width = 0
    try:
        while not over.done:
            with suppress(TimeoutError):
                over.wait(EVERY)
            if not over.done:
                width = _print(_line(_found(look), says), width)
        return over.wait(0)
    finally:
        _print("", width)


def _found(look: Callable[[], Mapping[str, object]]) -> Mapping[str, object]:
    """Nothing where the owner of the data does not answer: what matters is what it answers to the request."""
    try:
        return look()
    except (Refusal, DataDirError):
        return {}


def _do(over: loop.Future[T], request: Callable[[], T]) -> None:
    try:
        over.set(request())
    except BaseException as error:
        over.fail(error)


def _line(found: Mapping[str, object], says: str) -> str:
    done, total = found.get("done"), found.get("total")
    return f"{says}: {done:,} of {total:,}" if isinstance(done, int) and isinstance(total, int) else f"{says} …"


def _print(line: str, width: int) -> int:
    """Replace the line, which has so many characters; returns how many it has now."""
    sys.stderr.write("\r" + line.ljust(width) + ("" if line else "\r"))
    sys.stderr.flush()
    return len(line)
