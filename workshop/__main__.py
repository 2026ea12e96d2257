"""The switchboard: reads the command, starts what it names, says plainly why something cannot be done. Holds no rules."""

import argparse
import logging
import os
import sys
from collections.abc import Callable

from workshop import __version__
from workshop.settings import Settings, SettingsError


def main(arguments: list[str] | None = None) -> int:
    """Run one command. 0 only when it succeeded."""
    given = _parser().parse_args(arguments)
    try:
        settings = Settings.from_env()
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    logging.basicConfig(level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        run: Callable[[argparse.Namespace, Settings], int] = given.run
        return run(given, settings)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if not _expected(error):
            raise
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="workshop", description="A room full of citizens thinking together.")
    parser.add_argument("--version", action="version", version=__version__)
    parts = parser.add_subparsers(required=True, metavar="COMMAND")
    parts.add_parser("serve", help="open the doors").set_defaults(run=_serve)
    database = parts.add_parser("db", help="the database").add_subparsers(required=True, metavar="WHAT")
    database.add_parser("upgrade", help="bring the tables to this release").set_defaults(run=_upgrade)
    return parser


def _serve(given: argparse.Namespace, settings: Settings) -> int:
    from workshop import loop

    # Before anything that opens sockets or databases is imported.
    loop.patch(settings.async_mode)
    from workshop.serving import serve

    return serve(settings)


def _upgrade(given: argparse.Namespace, settings: Settings) -> int:
    from workshop.owner import through
    from workshop.storage.folder import running

    if running(settings.data):
        print("A server is running on this data, so its tables are already those of its release.")
        return 0
    with through(settings):
        print("The tables are those of this release.")
    return 0


def _expected(error: Exception) -> bool:
    """Errors that are told in words, without a traceback."""
    from workshop.domain.errors import Refusal
    from workshop.loop import PortTaken
    from workshop.storage.folder import FolderError
    from workshop.storage.schema import SchemaError

    return isinstance(error, FolderError | SchemaError | PortTaken | Refusal)


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    # Native threads that wait for ever must not keep a stopped server alive.
    os._exit(code)
