"""The server's log: one line per event, as words for a terminal or as JSON for machines. Holds no personal data.
Imports nothing of ours.

An exception is logged by its type and its places in the code, not by its message, because messages quote what people
sent. Only level debug, which is for developers, logs the message.
"""

import json
import logging
import sqlite3
import sys
import time
import traceback
from types import TracebackType
from typing import TextIO

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
AUTO, JSON, TEXT = "auto", "json", "text"
NOISY = ("alembic", "engineio", "socketio", "werkzeug")


def begin(level: str, form: str = AUTO, to: TextIO | None = None) -> None:
    """Log to standard error (or `to`) from now on. `form`: json, text, or auto, which is text for a terminal and json
    otherwise.

    `level`: a level's name, or auto, which is warning for a terminal (so that the addresses printed at the start stay
    in sight), else info.
    """
    stream = to or sys.stderr
    if level == AUTO:
        level = "warning" if stream.isatty() else "info"
    as_json = form == JSON or (form == AUTO and not stream.isatty())
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_Json(level == "debug") if as_json else _Text(level == "debug"))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    logging.captureWarnings(True)
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)


def event(name: str, **facts: object) -> dict[str, object]:
    """For `log.info("…", extra=event("backup", bytes=…))`: an event's name and facts that machines can read, beside the
    words."""
    return {"facts": {"event": name, **facts}}


def told(error: BaseException) -> str:
    """What may be logged of an exception: its type, and the database's or operating system's own message, never a
    person's text."""
    cause = getattr(error, "orig", None) or error
    kind = type(cause).__name__
    if isinstance(cause, sqlite3.Error):
        return f"{kind}: {cause}"  # SQLite names tables and columns, never values
    if isinstance(cause, OSError) and cause.strerror:
        return f"{kind}: {cause.strerror}"
    return kind


class _Text(logging.Formatter):
    """Format for people at a terminal."""

    def __init__(self, whole: bool) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._whole = whole

    def formatException(self, ei: Raised) -> str:
        """The traceback; without its message unless `whole`."""
        if self._whole or ei[1] is None:
            return super().formatException(ei)
        return "\n".join(
            ["Traceback (most recent call last):", *(f"  {place}" for place in _places(ei[1])), told(ei[1])]
        )


class _Json(logging.Formatter):
    """Format for machines: JSON."""

    def __init__(self, whole: bool) -> None:
        super().__init__()
        self._whole = whole

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        at = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{int(record.msecs):03d}Z"
        line: dict[str, object] = {
            "at": at,
            "level": record.levelname.lower(),
            "room": record.name,
            "says": record.getMessage(),
        }
        line.update(getattr(record, "facts", {}))
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = told(record.exc_info[1])
            line["places"] = _places(record.exc_info[1])
            if self._whole:
                line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def _places(error: BaseException) -> list[str]:
    return [
        f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
