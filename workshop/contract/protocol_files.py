"""Generates the protocol page and the browser's constants from the structs; with --check, reports whether they are
stale."""

import inspect
import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TypeGuard, get_args, get_type_hints

import msgspec

from workshop.contract import base, shapes
from workshop.contract.idea_states import IDEA_STATES, IdeaState
from workshop.contract.refusals import REFUSALS
from workshop.contract.shared_types import COLOURS

ROOT = Path(__file__).resolve().parents[2]


def protocol_page() -> str:
    """docs/protocol.md: every command and every shape with its fields."""
    made = "Made by `python -m workshop.contract.protocol_files` from `workshop/contract`; do not edit."
    lines = ["# The protocol", "", f"Number {base.PROTOCOL}. {made}", "", *_about_commands(), *_about_shapes()]
    lines += ["## Parts of commands and shapes", ""]
    for part in _parts([*base.COMMANDS.values(), *shapes.SHAPES]):
        lines += [f"### {part.__name__}", "", _words(part), "", *_fields(part)]
    lines += ["## Refusals", "", "| code | facts |", "| --- | --- |"]
    lines += [f"| `{code}` | {', '.join(facts)} |" for code, facts in REFUSALS.items()]
    return "\n".join(lines) + "\n"


def _about_commands() -> list[str]:
    lines = [
        "## Commands",
        "",
        "Every command also carries `key`, made by the asker; the same key again changes nothing.",
        "",
        f"A connection may send {base.PACKETS_AT_ONCE} packets at once, then {base.PACKETS_PER_SECOND:g} a second "
        "(a packet counts once more for each full 1,000 bytes); past that the connection ends, and the packet that "
        "was one too many is not read, nor is what follows it. Send a command without an answer again "
        "under the same `key`.",
        "",
        "A command that leads the hall may also carry `seen`, the `led` of the forum as its sender saw it. Where "
        "somebody else has led the hall since, it is refused (`changed_meanwhile`) and changes nothing.",
        "",
    ]
    for verb, kind in base.COMMANDS.items():
        leads = " Leads the hall: may carry `seen`." if base.leads(verb) else ""
        lines += [f"### `{verb}`", "", _words(kind), "", f"Needs: `{kind.needs}`.{leads}", "", *_fields(kind)]
    return lines


def _about_shapes() -> list[str]:
    lines = [
        "## Shapes",
        "",
        "What is put on the wire, by kind and audience. What an audience may not see of a thing is a drop.",
        "",
    ]
    for shape in shapes.SHAPES:
        lines += [f"### `{shape.thing}` for {shape.audience}", "", _words(shape), "", *_fields(shape)]
    return lines


def constants() -> str:
    """static/js/wire/contract.js: the numbers that scripts need."""
    limits = {"text": base.TEXT_MAX, "theme": base.THEME_MAX, "message": base.MESSAGE_BYTES}
    limits["grace"] = base.GRACE_SECONDS
    return "\n".join(
        [
            "// The protocol's numbers. Made by `python -m workshop.contract.protocol_files`; do not edit. Phone-safe.",
            "",
            f"export const PROTOCOL = {base.PROTOCOL};",
            f"export const LIMITS = {json.dumps(limits)};",
            "// Of consoles, by themselves: a phone's bundle leaves them out.",
            f"export const MOST_HANDS = {base.MOST_HANDS};",
            f"export const MOST_THEMES_AT_ONCE = {base.MOST_THEMES_AT_ONCE};",
            f"export const COLOURS = {json.dumps(COLOURS)};",
            "",
            "// The states of an idea: does everyone see it, are its words there, does it count, is it held back?",
            "export const IDEA_STATES = {",
            *(f"  {name}: {_said(state)}," for name, state in IDEA_STATES.items()),
            "};",
            "",
        ]
    )


def leading() -> str:
    """static/js/console/parts/leading_verbs.js: the commands that name what their sender saw."""
    return "\n".join(
        [
            "// The commands that lead the hall. Made by `python -m workshop.contract.protocol_files`; do not edit.",
            "",
            "export const LEADING = [",
            *(f'  "{verb}",' for verb in base.COMMANDS if base.leads(verb)),
            "];",
            "",
        ]
    )


PAGES = {
    ROOT / "workshop/docs/protocol.md": protocol_page,
    ROOT / "static/js/wire/contract.js": constants,
    ROOT / "static/js/console/parts/leading_verbs.js": leading,
}


def _said(state: IdeaState) -> str:
    """A state as a script's object; what is not true of it is left out."""
    told = ", ".join(f"{name}: true" for name, on in msgspec.to_builtins(state).items() if on)
    return f"{{ {told} }}" if told else "{}"


def stale() -> list[str]:
    """The generated files that differ from what the structs say."""
    return [
        path.relative_to(ROOT).as_posix()
        for path, make in PAGES.items()
        if not path.exists() or path.read_text("utf-8") != make()
    ]


def _parts(kinds: Iterable[type[msgspec.Struct]]) -> list[type[msgspec.Struct]]:
    """The structs in the fields of others, and in theirs, each once."""
    found: dict[type[msgspec.Struct], None] = {}
    waiting = list(kinds)
    while waiting:
        hints = get_type_hints(waiting.pop(0)).values()
        inside = [part for hint in hints for part in (hint, *get_args(hint)) if _is_struct(part)]
        waiting += [part for part in dict.fromkeys(inside) if part not in found]
        found |= dict.fromkeys(inside)
    return list(found)


def _is_struct(hint: object) -> TypeGuard[type[msgspec.Struct]]:
    return isinstance(hint, type) and issubclass(hint, msgspec.Struct)


def _words(kind: type) -> str:
    return inspect.cleandoc(kind.__doc__ or "")


def _fields(kind: type[msgspec.Struct]) -> list[str]:
    hints = get_type_hints(kind)
    told = [
        field.name
        for field in msgspec.structs.fields(kind)
        if field.name not in base.OF_SENDING or not issubclass(kind, base.Command)
    ]
    rows = [f"| `{name}` | `{_type(hints[name])}` |" for name in told]
    return ["| field | type |", "| --- | --- |", *rows, ""] if rows else []


def _type(hint: object) -> str:
    text = hint.__name__ if isinstance(hint, type) and not hasattr(hint, "__args__") else str(hint)
    return re.sub(r"\btyping\.|\bworkshop\.contract\.(\w+\.)*", "", text).replace("|", "or")


def main(arguments: list[str]) -> int:
    """Write the files, or with --check only compare. 1 when something is stale."""
    if "--check" in arguments:
        for path in stale():
            print(f"{path} is stale: run python -m workshop.contract.protocol_files")
        return 1 if stale() else 0
    for target, make in PAGES.items():
        target.write_text(make(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
