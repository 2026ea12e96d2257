"""The command line options of `workshop rehearse`. It must import little: `__main__.py` reads it at every start."""

import argparse
from pathlib import Path

MOST_PEOPLE = 2_000


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rehearse` to the parser."""
    parser.add_argument("--participants", type=people, default=30, metavar="N", help="how many people come (30)")
    parser.add_argument(
        "--ideas", type=Path, metavar="PATH", help="a file of ideas: columns lang, cluster, text with tabs between them"
    )
    parser.add_argument(
        "--duration",
        type=_seconds,
        default=40.0,
        metavar="SECONDS",
        help="how long writing and voting take, about (40)",
    )
    parser.add_argument("--seed", type=int, metavar="N", help="the same chance again")
    parser.add_argument("--json", action="store_true", help="the report as one JSON object")
    parser.add_argument(
        "--practise",
        action="store_true",
        help="people at a human pace until Ctrl-C; a rehearsal goes on by itself until a facilitator leads it",
    )
    where = parser.add_argument_group(
        "where (otherwise: a new forum on the server of this data folder, marked as a rehearsal)"
    )
    where.add_argument("--forum", metavar="CODE", help="a forum of that server")
    where.add_argument("--url", metavar="URL", help="another machine's address, together with --console")
    where.add_argument("--console", metavar="LINK", help="a facilitator's link to the forum there")
    where.add_argument(
        "--yes-real", action="store_true", help="even if that forum is no rehearsal: its results will not be real"
    )
    parser.add_argument(
        "--join", choices=["-"], help=argparse.SUPPRESS
    )  # for the server only: rehearsal/practice_child.py


def unfit(given: argparse.Namespace) -> str:
    """Why these options do not fit together, or ""."""
    if bool(given.url) != bool(given.console):
        return "--url and --console go together: the machine's address and a facilitator's link."
    if given.forum and given.console:
        return "Either --forum, or --url with --console."
    if given.join and not given.practise:
        return "--join goes with --practise."
    return ""


def people(text: str) -> int:
    """The number of people, from the command line."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= MOST_PEOPLE:
        raise argparse.ArgumentTypeError(f"from 1 to {MOST_PEOPLE}")
    return number


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 1 <= seconds <= 86_400:
        raise argparse.ArgumentTypeError("seconds, from 1 to 86400")
    return seconds
