"""Names: one class a name, one noun a file in every room, and a map that names what there is."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pytest

from tests.house.source import PACKAGE, ROOT, Module, files, imports, modules, none
from tests.house.test_architecture import FLOORS
from tests.tools import module_list
from workshop.actions.registry import ACTIONS, TOGETHER
from workshop.contract import COMMANDS
from workshop.i18n import catalogues

MAP = ("README.md", "docs/forum.md", "docs/data.md", "docs/pages-and-wire.md")
"""The map of the code, and the documents with its chapters."""
WIDTH = 120
SHARED: dict[str, str] = {}
"""Names that several classes may have → why."""
IN_CODE = (".py", ".js", ".html", ".css", ".mjs", ".toml", ".json")


def test_no_two_classes_share_a_name() -> None:
    """Who reads or searches a name finds one thing."""
    found = defaultdict(list)
    for module in modules():
        for node in module.tree.body:
            if isinstance(node, ast.ClassDef):
                found[node.name].append(f"{module.where}:{node.lineno}")
    wrong = (f"{name}: {', '.join(where)}" for name, where in found.items() if len(where) > 1 and name not in SHARED)
    none(wrong, "Name each class for what only it is:")


def test_a_command_is_in_the_file_of_the_same_name_in_both_rooms() -> None:
    wrong = []
    for verb, kind in COMMANDS.items():
        does = ACTIONS.get(verb) or TOGETHER[verb]
        said, done = (one.__module__.rpartition(".")[2] for one in (kind, does))
        if said != done:
            wrong.append(f"{verb} is in contract/commands/{said}.py and actions/{done}.py")
    none(wrong, "The same noun is the same file:")


def test_every_command_is_one_of_the_package() -> None:
    """`contract/commands/__init__.py` names the struct of each."""
    from workshop.contract import commands

    none((verb for verb, kind in COMMANDS.items() if kind.__name__ not in commands.__all__), "Add to __all__:")


@pytest.mark.parametrize("name", MAP)
def test_the_map_names_what_there_is(name: str) -> None:
    """Paths, modules, functions and words in `code` letters, without placeholders (<kind>) and commands to type."""
    named = sorted(set(re.findall(r"`([^`]+)`", (PACKAGE / name).read_text("utf-8"))))
    none((one for one in named if not _is_there(one)), f"workshop/{name} names what is not there:")


@pytest.mark.parametrize("name", MAP)
def test_the_map_fits_a_window(name: str) -> None:
    lines = (PACKAGE / name).read_text("utf-8").splitlines()
    long = (f"line {number} has {len(line)} characters" for number, line in enumerate(lines, 1) if len(line) > WIDTH)
    none(long, f"Lines of workshop/{name} have at most {WIDTH} characters; what needs more is no cell of a table:")


def test_every_room_is_in_the_map() -> None:
    text = (PACKAGE / "README.md").read_text("utf-8")
    rooms = {module.room for module in modules()} - {""}
    none((room for room in sorted(rooms) if f"`{room}" not in text), "Say in workshop/README.md what these are for:")


def test_the_list_of_modules_says_what_each_is_for() -> None:
    """`make modules`: the map names the modules to begin with, the list has them all."""
    listed = list(module_list.lines(modules()))
    assert len([line for line in listed if re.match(r"  \w+\.py: ", line)]) == len(modules())
    short = (module.where for module in modules() if len(module_list.purpose(module).split()) < 3)
    none(short, "The first sentence of a module says what it is for:")


def test_the_maps_rooms_stand_in_the_order_of_the_layers() -> None:
    rows = re.findall(r"^\| `(\w+)[/.`]", (PACKAGE / "README.md").read_text("utf-8"), re.MULTILINE)
    height = {room: number for number, names in enumerate(FLOORS) for room in names}
    order = [room for room in rows if room in height]
    assert {"live", "downloads", "charts", "runtime"} <= set(order)
    none(
        (f"{upper} stands above {lower}" for upper, lower in pairwise(order) if height[upper] < height[lower]),
        "The table in workshop/README.md lists the rooms from the top down, as FLOORS has them:",
    )


def test_a_docstring_can_be_read_alone() -> None:
    """Editors show one docstring at a time: none begins by pointing at the one above it."""
    begins = re.compile(r"(?:The same|Like|As above|Likewise|Ditto)\b")
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    python = (
        f"{module.where}: {text.splitlines()[0]}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, documented) and begins.match(text := ast.get_docstring(node) or "")
    )
    scripts = (path for path in files() if path.suffix == ".js" and not {"vendor", "bundles"} & set(path.parts))
    script = (
        f"{path.relative_to(ROOT)}: {text}"
        for path in scripts
        for text in re.findall(r"/\*\*\s*(?:\* )?([^\n]*)", path.read_text("utf-8"))
        if begins.match(text)
    )
    none((*python, *script), "Say what it is, not what another one was:")


def test_docstrings_and_comments_name_what_there_is() -> None:
    """Files, and `module.name`, `Class.name` and `table.column`, are found by those who search for them."""
    none(dead_names(), "Name what there is now:")


def test_what_is_said_to_be_in_a_file_is_defined_there() -> None:
    """Whoever looks a name up in the file that a sentence names must not find that it only imports it."""
    texts = {path: path.read_text("utf-8") for path in files() if path.suffix in (".py", ".js", ".md")}
    texts = {path: text for path, text in texts.items() if not {"vendor", "bundles", "versions"} & set(path.parts)}
    wrong = [
        f"{path.relative_to(ROOT)}: {name} in {where}"
        for path, text in texts.items()
        for name, where in _places_said(text)
        if not _defines(where, name.rpartition(".")[2])
    ]
    none(wrong, "Say where it is defined now:")


def test_a_name_that_a_file_only_imports_is_found() -> None:
    said = "# The twin of `earlyStep` in\n# `static/js/phone/view.js`, and of `wordsOf()` in static/js/vote/agenda.js."
    found = list(_places_said(said))
    assert found == [("earlyStep", "static/js/phone/view.js"), ("wordsOf", "static/js/vote/agenda.js")]
    assert [_defines(where, name) for name, where in found] == [False, True]


def _places_said(text: str) -> Iterator[tuple[str, str]]:
    """Each name in code letters, with the file in which the text says that it is."""
    flat = re.sub(r"\n\s*(?:\*|//|#)?\s*", " ", text)
    for found in re.finditer(r"`([A-Za-z_][\w.]*)(?:\(\))?` in `?([\w./-]+/[\w.-]+\.(?:py|js))\b", flat):
        yield found[1], found[2]


def _defines(where: str, name: str) -> bool:
    """Whether the file whose path ends so defines a thing of this name: a function, class or constant, or a field."""
    defined = rf"\b(?:function\*?|const|let|def|class)\s+{name}\b|^\s*{name}\b[^\n(]*[=:]"
    its = [path for path in _paths() if f"/{path}".endswith("/" + where)]
    return any(re.search(defined, (ROOT / path).read_text("utf-8"), re.M) for path in its)


def dead_names() -> list[str]:
    """What modules name that is nowhere. Migrations tell of tables as they were."""
    return [
        f"{module.where}: `{name}`"
        for module in modules()
        if "versions" not in module.path.parts
        for name in re.findall(r"`([\w./]*\w+\.\w+)(?:\(\))?`", module.text)
        if not _is_defined(module, name)
    ]


def _is_defined(module: Module, name: str) -> bool:
    """Whether a thing of this name has such a part: a package or a module or a class its name, what the module itself
    uses an attribute. Names of files, verbs and keys are whole somewhere."""
    if f'"{name}"' in _code() or catalogues.has("fi", name):
        return True
    dotted = name.replace(".", "/")
    if any(f"/{path}".endswith((f"/{name}", f"/{dotted}.py", f"/{dotted}/__init__.py")) for path in _paths()):
        return True
    first, last = re.split(r"[./]", name)[-2:]
    if any(re.search(rf"\b{last}\b", text) for text in _defining().get(first, ())):
        return True
    used = {node.id for node in ast.walk(module.tree) if isinstance(node, ast.Name)}
    used |= {node.arg for node in ast.walk(module.tree) if isinstance(node, ast.arg)}
    used |= {one.target.partition(".")[0] for one in imports(module)}
    return first in used and f".{last}" in _code()


@cache
def _defining() -> dict[str, list[str]]:
    """Name of a module, package or class → the texts that may define its parts."""
    found = defaultdict(list)
    for module in modules():
        found[module.name.rpartition(".")[2]].append(module.text)
        for node in module.tree.body:
            if isinstance(node, ast.ClassDef):
                found[node.name].append(module.text)
    return found


def _is_there(name: str) -> bool:
    if re.search(r"[<{|]|^(npm|npx|make|python|workshop) ", name):
        return True
    path = name.rstrip("/").split(":")[0]
    if re.fullmatch(r"[\w./-]+", path) and any(f"/{one}/".find(f"/{path}/") >= 0 for one in _paths()):
        return True
    where = re.fullmatch(r"([a-z]\w+)\.(\w+)", name)
    if where and name not in _code():
        ours = [module for module in modules() if module.name.endswith("." + where[1])]
        return any(re.search(rf"\b{where[2]}\b", module.text) for module in ours)
    words = re.findall(r"\w{3,}", name)
    return all(word in _code() or catalogues.has("fi", word) for word in words)


@cache
def _paths() -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in files()]


@cache
def _code() -> str:
    ours = (path for path in files() if path.suffix in IN_CODE and "bundles" not in path.parts)
    return "\n".join(path.read_text("utf-8") for path in ours)
