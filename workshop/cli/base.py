"""What every terminal command has in common: its entry in the parser, its request to the data's owner (the running
server, or this process when there is none), and how it prints.

A command prints plain lines, or one JSON object with --json, and returns 0 only when it succeeded. English, for
administrators. Must not: contain rules; import anything heavy before a command is known to be used.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from workshop.runtime.settings import Settings

if TYPE_CHECKING:
    from workshop.cli.requests_to_server import Client

Run = Callable[[argparse.Namespace, Settings], int]


class Parts(Protocol):
    """What `argparse` calls the action of sub-parsers: the commands of a parser."""

    def add_parser(self, name: str, *, help: str, description: str = ...) -> argparse.ArgumentParser:
        """Add one command."""


def command(parts: Parts, name: str, run: Run, help: str) -> argparse.ArgumentParser:
    """Add one command with its help and --json; a refusal of its `run` is printed as a sentence."""
    made = parts.add_parser(name, help=help, description=help)
    made.add_argument("--json", action="store_true", help="print one JSON object")
    made.set_defaults(run=lambda given, settings: _reported(run, given, settings))
    return made


def _reported(run: Run, given: argparse.Namespace, settings: Settings) -> int:
    """Run a command; print a refusal as a sentence, and also a question for a password that is not answered."""
    from workshop.domain.errors import Refusal

    try:
        return run(given, settings)
    except Refusal as refusal:
        if refusal.code == "code_unknown":
            return fail(given, f"No forum has the code {refusal.facts['code']}. See: workshop forum list", refusal.code)
        return fail(given, _sentence(refusal.code, refusal.facts), refusal.code)
    except EOFError:
        return fail(given, "Nobody is there to type a password. Send it in with --password-stdin.", "password")


IN_A_TERMINAL = {
    "changed": "Somebody else changed this just now, so nothing was saved. Look at it, then run the command again.",
    "disk_full": "The disk is full, so nothing was saved. Free some space on it, then run the command again.",
    "malformed": "The server did not understand this. Are this program and the server of the same release?",
    "page": "There is no such format or template. See the help of the command: --help.",
    "slow_down": "The server has a great deal to do. Wait a moment, then run the command again.",
    "text_unreadable": "The text has a character that cannot be read. Remove it, then run the command again.",
    "title_missing": "The name is missing. Give one with --title.",
    "too_large": "This is larger than the server takes, so nothing was saved.",
}
"""Sentences of refusals whose own ones are for people with a phone in their hands."""


def _sentence(code: str, facts: Mapping[str, object]) -> str:
    """A refusal for who runs the installation: in the words of this terminal, else in those for organisers."""
    from workshop.i18n import catalogues

    return IN_A_TERMINAL.get(code) or catalogues.refusal("en", code, facts, "office.refusal.")


def ask(settings: Settings, name: str, **given: object) -> dict[str, object]:
    """The answer to one administrator's request, from the data's owner. Raises Refusal, DataDirError."""
    with owner(settings, name) as data:
        return data.run(name, given)


@contextmanager
def owner(settings: Settings, name: str) -> Iterator["Client"]:
    """The data's owner, for several requests called `name`. Raises DataDirError."""
    from workshop.cli.requests_to_server import READS, through

    with through(settings, makes=name not in READS) as data:
        yield data


def say(given: argparse.Namespace, model: Mapping[str, object], *lines: str) -> int:
    """Print the lines, or the model as JSON. Returns 0."""
    print(json.dumps(model, ensure_ascii=False) if given.json else "\n".join(lines))
    return 0


def fail(given: argparse.Namespace, why: str, code: str) -> int:
    """Print the reason on standard error and, with --json, its code too. Returns 1."""
    if given.json:
        print(json.dumps({"error": code, "message": why}, ensure_ascii=False))
    print(why, file=sys.stderr)
    return 1
