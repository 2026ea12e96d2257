"""The command line's entry point: parses the command, runs the function that implements it, prints expected errors as a
sentence. Contains no rules."""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Mapping
from functools import partial

from workshop import __version__
from workshop.bench.options import add_options as add_bench_options
from workshop.cli import accounts, backups, exports, forums, metrics, verify
from workshop.cli.broken_pipe import run_until_unread
from workshop.rehearsal.options import add_options, people, unfit
from workshop.runtime import logs
from workshop.runtime.settings import Settings, SettingsError


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit code, 0 only when it succeeded."""
    given = _parser().parse_args(arguments)
    try:
        settings = Settings.from_env()
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    logs.begin(settings.log_level, settings.log_format)
    try:
        run: Callable[[argparse.Namespace, Settings], int] = given.run
        return run(given, settings)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if not _expected(error):
            raise
        print(_in_words(error), file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="workshop", description="A room full of citizens thinking together.")
    parser.add_argument("--version", action="version", version=__version__)
    parts = parser.add_subparsers(required=True, metavar="COMMAND")
    server = parts.add_parser("serve", help="start the server")
    server.add_argument("--unproven", action="store_true", help="start even if a log was altered or damaged")
    server.set_defaults(run=_serve)
    demo = parts.add_parser("demo", help="a ready forum with simulated participants, to look at")
    demo.add_argument("--participants", type=people, default=30, metavar="N", help="how many people come (30)")
    demo.add_argument("--series", action="store_true", help="also six forums that were held, with published results")
    demo.set_defaults(run=_demo)
    rehearse = parts.add_parser("rehearse", help="simulated participants against a running server")
    add_options(rehearse)
    rehearse.set_defaults(run=_rehearse)
    bench = parts.add_parser(
        "bench", help="what the server costs and how late it is, against references of the same round"
    )
    add_bench_options(bench)
    bench.set_defaults(run=_bench)
    accounts.add_commands(parts)
    forums.add_commands(parts)
    verify.add_command(parts, _prove)
    exports.add_command(parts)
    backups.add_commands(parts)
    metrics.add_command(parts)
    database = parts.add_parser("db", help="the database").add_subparsers(required=True, metavar="WHAT")
    database.add_parser("upgrade", help="bring the tables to this release").set_defaults(run=_upgrade)
    return parser


def _serve(given: argparse.Namespace, settings: Settings) -> int:
    gc.disable()  # while all is loaded there is nothing to collect; looking for it takes a sixth of the start
    from workshop.runtime import loop

    # Patch before anything that opens sockets or databases is imported.
    loop.patch(settings.async_mode)
    from workshop.serving import serve

    gc.enable()
    return serve(settings, unproven=given.unproven)


def _demo(given: argparse.Namespace, settings: Settings) -> int:
    from workshop.demo.start import demo

    return demo(given.participants, _demo_series if given.series else None)


def _demo_series(environ: Mapping[str, str]) -> str:
    from workshop.cli import demo_past_forums

    return demo_past_forums.fill(Settings.from_env(environ))


def _rehearse(given: argparse.Namespace, settings: Settings) -> int:
    from workshop.rehearsal.command import run

    if why := unfit(given):
        print(why, file=sys.stderr)
        return 2
    return run(given, partial(_forum_to_rehearse, settings, given.yes_real))


def _bench(given: argparse.Namespace, settings: Settings) -> int:
    from workshop.bench.command import run

    return run(given)


def _prove(where: str, code: str | None, noted: list[str]) -> dict[str, object]:
    from workshop.verifier import check

    return check.verify(where, code, noted)


def _forum_to_rehearse(settings: Settings, real: bool, code: str | None) -> dict[str, str]:
    """The addresses of a new rehearsal forum, or of the forum with this code.

    Raises DataDirError when no server runs, Unexpected when the forum is no rehearsal and `real` is False: before
    anything is written to it, even a link to its console.
    """
    from workshop.cli.requests_to_server import through
    from workshop.domain.join_codes import tidy
    from workshop.rehearsal.participants import must_be_rehearsal
    from workshop.storage.data_dir import DataDirError, awaited

    if awaited(settings.data) is None:
        raise DataDirError(f"No server is running on the data folder {settings.data}. Start one first: make run")
    with through(settings) as owner:
        if not code:
            return _texts(owner.run("forum.create", {"rehearsal": True}))
        for forum in forums.listed(owner.run("forum.list", {})):
            if forum["code"] == tidy(code) and not real:
                must_be_rehearsal(forum)
        return _texts(owner.run("forum.links", {"code": code}))


def _texts(answer: dict[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in answer.items()}


def _upgrade(given: argparse.Namespace, settings: Settings) -> int:
    from workshop.cli.requests_to_server import through
    from workshop.storage.data_dir import awaited

    if awaited(settings.data):
        print("A server is running on this data, so its tables are already those of its release.")
        return 0
    with through(settings):
        print("The tables are those of this release.")
    return 0


def _in_words(error: Exception) -> str:
    """The message for an expected error: what happened and what to do."""
    from workshop.domain.errors import Refusal
    from workshop.i18n import catalogues
    from workshop.runtime.listening import PortTaken

    if isinstance(error, Refusal):
        return catalogues.refusal("en", error.code, error.facts)
    if isinstance(error, PortTaken):
        holder = error.holder or "another program"
        return f"Port {error.port} is taken by {holder}. Choose another with PORT=…, or leave PORT out."
    return str(error)


def _expected(error: Exception) -> bool:
    """Whether an error is reported as a sentence, without a traceback."""
    from workshop.domain.errors import Refusal
    from workshop.runtime.listening import PortTaken
    from workshop.storage.backup import BackupError
    from workshop.storage.data_dir import DataDirError
    from workshop.storage.schema_upgrade import SchemaError

    return isinstance(error, DataDirError | SchemaError | BackupError | PortTaken | Refusal)


if __name__ == "__main__":
    code = run_until_unread(main)
    # Native threads that wait for ever must not keep a stopped server alive.
    os._exit(code)
