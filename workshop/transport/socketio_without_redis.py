"""Loads python-socketio without Redis' client, which it would load with it for a message queue that we do not use: that
takes a tenth of the program's start. Where Redis is used, `live/redis_notices.py` loads its client."""

import importlib
import sys

UNUSED = ("redis", "valkey")


def load() -> None:
    """Load the library; for it alone these clients count as not installed."""
    absent = [name for name in UNUSED if name not in sys.modules]
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]  # None is how Python notes what is not there
    try:
        importlib.import_module("socketio")
    finally:
        for name in absent:
            del sys.modules[name]
