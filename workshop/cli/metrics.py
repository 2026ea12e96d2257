"""Terminal command `metrics`: prints the running server's metrics."""

import argparse
import sys

from workshop.cli.base import Parts, command, say
from workshop.runtime.settings import Settings


def add_command(parts: Parts) -> None:
    """Add `metrics` to the command line's parser."""
    command(parts, "metrics", metrics, "print the running server's metrics in the format of Prometheus")


def metrics(given: argparse.Namespace, settings: Settings) -> int:
    """Print the running server's metrics."""
    from workshop.cli.requests_to_server import asked
    from workshop.storage.data_dir import DataDirError, awaited

    server = awaited(settings.data)
    if server is None:
        raise DataDirError(f"No server is running on the data folder {settings.data}.")
    numbers = asked(server, "GET", "/metrics").decode()
    if given.json:
        return say(given, {"metrics": numbers})
    sys.stdout.write(numbers)
    return 0
