"""`workshop rehearse`: runs a rehearsal or a practice from the command line's options, prints the report and returns
the exit code."""

import argparse
import asyncio
import json
import secrets
import socket
import sys
from collections.abc import Callable
from urllib.parse import urlsplit, urlunsplit

from workshop.client.browser import Unexpected
from workshop.rehearsal.idea_texts_for_participants import IDEAS, PlanError, read_ideas
from workshop.rehearsal.participants import Doors
from workshop.rehearsal.practice import practise
from workshop.rehearsal.practice_child import called_in
from workshop.rehearsal.report import in_words
from workshop.rehearsal.run import GaveUp, Wishes, rehearse


def run(given: argparse.Namespace, find_forum: Callable[[str | None], dict[str, str]]) -> int:
    """Rehearse as the options say. The exit code; 0 when nothing was lost.

    `find_forum` returns the addresses (join, screen, console) of the forum with a code, or of a new forum. It is called
    unless the options give a console's link.
    """
    seed = given.seed if given.seed is not None else secrets.randbelow(1_000_000)
    try:
        wishes = Wishes(given.participants, read_ideas(given.ideas or IDEAS), given.duration, seed, real=given.yes_real)
        if given.join:
            return called_in(wishes)
        doors = Doors(moved(given.console, given.url)) if given.console else doors_of(find_forum(given.forum))
        must_be_known(doors)
        if given.practise:
            asyncio.run(practise(doors, wishes, print))
            return 0
        return _report(given, doors, wishes)
    except (Unexpected, GaveUp, PlanError) as error:
        print(error, file=sys.stderr)
        return 1


def _report(given: argparse.Namespace, doors: Doors, wishes: Wishes) -> int:
    print(f"Rehearsing with {wishes.participants} people; seed {wishes.seed}.", file=sys.stderr, flush=True)
    report, code = asyncio.run(rehearse(doors, wishes))
    print(in_words(report, code), file=sys.stderr if given.json else sys.stdout)
    if given.json:
        print(json.dumps(report.as_json()))
    return 0 if report.ok else 1


def must_be_known(doors: Doors) -> None:
    """Raises GaveUp when this machine cannot resolve the host name in the forum's address; retrying would take two
    minutes."""
    name = urlsplit(doors.console).hostname or ""
    try:
        socket.getaddrinfo(name, None)
    except OSError:
        raise GaveUp(
            f"This machine does not know the name {name}. It is in the forum's links because it is in your own address "
            "(WORKSHOP_URL). Give --url, the address at which this machine reaches the server, and --console."
        ) from None


def doors_of(links: dict[str, str]) -> Doors:
    """The three addresses, without the other facts of the forum."""
    return Doors(console=links["console"], join=links["join"], screen=links["screen"])


def moved(link: str, url: str) -> str:
    """The link at `url`, where this machine reaches the server."""
    there, here = urlsplit(link), urlsplit(url if "//" in url else f"http://{url}")
    return urlunsplit((here.scheme, here.netloc, there.path, there.query, ""))
