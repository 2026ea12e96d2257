"""Terminal commands `forum list`, `forum create` and `forum import`."""

import argparse
import base64
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TypedDict

import msgspec

from workshop.cli.base import Parts, ask, command, fail, owner, say
from workshop.runtime.settings import Settings

FORMATS = ("csv", "polis", "pb", "decidim")


class RefusedRow(TypedDict):
    """A row that can't be brought in, in the answer to `forum.import`."""

    row: int
    why: str


class ListedForum(TypedDict):
    """A forum in the answer to `forum.list`."""

    code: str
    title: str
    state: str
    participants: int
    ideas: int
    rehearsal: bool
    importing: bool


def add_commands(parts: Parts) -> None:
    """Add `forum` to the command line's parser."""
    forum = parts.add_parser("forum", help="forums").add_subparsers(required=True, metavar="WHAT")
    command(forum, "list", forum_list, "all forums, newest first")
    create = command(forum, "create", forum_create, "a new forum, with its full addresses")
    create.add_argument("--template", default="forum-1", help="the template to start from (default: forum-1)")
    create.add_argument("--title", default="", help="its name; without one the template's")
    create.add_argument("--self-paced", action="store_true", help="phones choose among the activities that are open")
    bring = command(forum, "import", forum_import, "a new forum with ideas, and votes on them, from other programs")
    bring.add_argument("path", type=Path, help="the file; a table or Polis also in a zip file, Polis also as a folder")
    bring.add_argument("--format", required=True, choices=FORMATS, help="csv also reads TSV, XLSX and Decidim's files")
    bring.add_argument("--title", default="", help="the forum's name; without one that in the file, or the template's")
    bring.add_argument("--template", default="", help="the template for ideas without votes (default: forum-1)")
    bring.add_argument("--into", default="", metavar="CODE", help="bring the ideas into this forum, not a new one")
    bring.add_argument("--skip-rows", action="store_true", help="leave out rows that can't be brought in")


def forum_list(given: argparse.Namespace, settings: Settings) -> int:
    """List all forums."""
    forums = listed(ask(settings, "forum.list"))
    lines = [_forum_line(one) for one in forums]
    return say(given, {"forums": forums}, *(lines or ["There are no forums yet."]))


def listed(answer: Mapping[str, object]) -> list[ListedForum]:
    """The forums in the answer to `forum.list`."""
    return msgspec.convert(answer["forums"], list[ListedForum])


def _forum_line(one: ListedForum) -> str:
    mark = "  (rehearsal)" if one["rehearsal"] else "  (import not finished)" if one["importing"] else ""
    return f"{one['code']}  {one['state']:8}{one['participants']:5} people {one['ideas']:5} ideas  {one['title']}{mark}"


def forum_create(given: argparse.Namespace, settings: Settings) -> int:
    """Create a forum from a template; print its code and full addresses."""
    from workshop import forum_templates

    if given.template not in forum_templates.names():
        return fail(
            given,
            f"No template is called {given.template}. There are: {', '.join(forum_templates.names())}",
            "template",
        )
    made = ask(settings, "forum.create", template=given.template, title=given.title, self_paced=given.self_paced)
    names = ("code", "join", "screen", "console")
    return say(given, made, *(f"{name:8}{made[name]}" for name in names))


def forum_import(given: argparse.Namespace, settings: Settings) -> int:
    """Bring in ideas, and votes where the files have them; print the forum's code and how many."""
    try:
        files = _files(given.path)
    except OSError as error:
        return fail(given, f"{given.path} can't be read: {error.strerror}.", "path")
    sent = {name: base64.b64encode(data).decode() for name, data in files.items()}
    from workshop.access import random_codes_and_keys
    from workshop.cli.progress import shown
    from workshop.imports.brought_in_from_terminal import LEFT_OUT

    asked = {"title": given.title, "template": given.template, "code": given.into, "skip": given.skip_rows}
    name = random_codes_and_keys.key()
    wanted = {"format": given.format, "files": sent, "asked": name, **asked}
    with owner(settings, "forum.import") as data:
        look = partial(data.run, "import.progress", {"asked": name})
        made = shown(partial(data.run, "forum.import", wanted), look, "Bringing in ideas and votes")
    refused = msgspec.convert(made.get("refused", []), list[RefusedRow])
    if refused:
        rows = "\n".join(f"row {one['row']}: {one['why']}" for one in refused)
        return fail(given, f"Nothing was brought in, because of {len(refused)} rows:\n{rows}", "import_refused")
    lines = [f"{name:14} {value}" for name, value in made.items()]
    if made.get(LEFT_OUT):
        lines.append("No votes were brought in: only approvals and up to 20 points a person fit into a dot vote.")
    return say(given, made, *lines)


def _files(path: Path) -> dict[str, bytes]:
    """The files to bring in, by name. Raises OSError."""
    if path.is_dir():
        return {one.name: one.read_bytes() for one in sorted(path.glob("*.csv"))}
    return {path.name: path.read_bytes()}
