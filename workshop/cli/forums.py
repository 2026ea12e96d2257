"""Terminal commands `forum list` and `forum create`."""

import argparse
from collections.abc import Mapping
from typing import TypedDict

import msgspec

from workshop.cli.base import Parts, ask, command, fail, say
from workshop.runtime.settings import Settings


class ListedForum(TypedDict):
    """A forum in the answer to `forum.list`."""

    code: str
    title: str
    state: str
    participants: int
    ideas: int
    rehearsal: bool


def add_commands(parts: Parts) -> None:
    """Add `forum` to the command line's parser."""
    forum = parts.add_parser("forum", help="forums").add_subparsers(required=True, metavar="WHAT")
    command(forum, "list", forum_list, "all forums, newest first")
    create = command(forum, "create", forum_create, "a new forum, with its full addresses")
    create.add_argument("--template", default="forum-1", help="the template to start from (default: forum-1)")
    create.add_argument("--title", default="", help="its name; without one the template's")
    create.add_argument("--self-paced", action="store_true", help="phones choose among the activities that are open")


def forum_list(given: argparse.Namespace, settings: Settings) -> int:
    """List all forums."""
    forums = listed(ask(settings, "forum.list"))
    lines = [_forum_line(one) for one in forums]
    return say(given, {"forums": forums}, *(lines or ["There are no forums yet."]))


def listed(answer: Mapping[str, object]) -> list[ListedForum]:
    """The forums in the answer to `forum.list`."""
    return msgspec.convert(answer["forums"], list[ListedForum])


def _forum_line(one: ListedForum) -> str:
    mark = "  (rehearsal)" if one["rehearsal"] else ""
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
