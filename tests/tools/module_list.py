"""`make modules`: lists the modules of each room with what they are for, which is the first sentence of each.

python -m tests.tools.module_list            all rooms
python -m tests.tools.module_list ROOM …     some of them
"""

import ast
import re
import sys
import textwrap
from collections.abc import Iterable
from pathlib import Path

from tests.house.source import Module, modules

WIDTH = 120
SENTENCE = re.compile(r"\.(?=\s+[A-Z])|\.$")


def main(rooms: list[str]) -> int:
    """Print the list. 1 when there is no such room."""
    found = [module for module in modules() if not rooms or module.room in rooms]
    if not found:
        print(f"No such room: {', '.join(rooms)}", file=sys.stderr)
        return 1
    print("\n".join(lines(found)))
    return 0


def lines(found: list[Module]) -> Iterable[str]:
    """The lines of the list: a heading for each folder, then one paragraph for each of its modules."""
    folder: Path | None = None
    for module in sorted(found, key=lambda module: (module.path.parent, module.path)):
        if module.path.parent != folder:
            folder = module.path.parent
            yield f"\n{module.where.rpartition('/')[0]}/"
        yield textwrap.fill(
            f"{module.path.name}: {purpose(module)}", WIDTH, initial_indent="  ", subsequent_indent="      "
        )


def purpose(module: Module) -> str:
    """The first sentence of the docstring, on one line."""
    text = " ".join((ast.get_docstring(module.tree) or "").split("\n\n")[0].split())
    return SENTENCE.split(text)[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
