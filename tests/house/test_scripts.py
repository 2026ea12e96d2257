"""The layers of the pages' scripts: which folder may import which, without circles. What two folders share is in a file
of a lower one."""

import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tests.house.source import ROOT, none

SCRIPTS = ROOT / "static/js"
WIDTH = 120
IMPORTED = re.compile(r"""(?:^|\n)(?:import|export)\b[^;"']*["'](\.[^"']+)["']""")


FLOORS = [
    {"wire", "dom", "text", "charts"},
    {"vote"},
    {"phone", "screen", "console/parts", "office"},
    {"console/agenda", "console/bar", "console/board", "console/needs"},
    {"console/work"},
    {"console/panels"},
    {"activities"},
    {""},
]
"""Folders of static/js from the bottom up; "" are the pages' entry files and their tables of kinds. A script may import
its own folder and any lower one; each kind has a folder of its own in activities, and none imports another's."""


def imports_of(path: Path) -> set[str]:
    return {str((path.parent / name).resolve().relative_to(ROOT)) for name in IMPORTED.findall(path.read_text())}


def test_scripts_import_each_other_without_circles() -> None:
    graph = {str(path.relative_to(ROOT)): imports_of(path) for path in SCRIPTS.rglob("*.js")}
    assert len(graph) > 50 and any(graph.values()), "nothing was read"
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        raise AssertionError("These scripts import each other in a circle: " + " → ".join(circle.args[1])) from None


def floor_of(name: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if room_of(Path(name).relative_to("static/js")) in rooms)


def room_of(script: Path) -> str:
    folder = script.parent.as_posix()
    return "activities" if script.parts[0] == "activities" else "" if folder == "." else folder


def test_every_script_is_in_a_room() -> None:
    known = set().union(*FLOORS)
    folders = {room_of(path.relative_to(SCRIPTS)) for path in SCRIPTS.rglob("*.js")}
    assert folders <= known, "Put it into a room, or add a room to FLOORS here and to the map in workshop/README.md"


def test_scripts_import_only_downward() -> None:
    wrong = []
    for path in sorted(SCRIPTS.rglob("*.js")):
        name = str(path.relative_to(ROOT))
        for target in sorted(imports_of(path)):
            if "vendor" in target or Path(target).parent == Path(name).parent:
                continue
            if floor_of(target) >= floor_of(name):
                wrong.append(f"{name} imports {target}")
    none(wrong, "Imports go only downward, and never to another room on the same floor:")


EXPORTED = re.compile(r"\bexport (?:async )?(?:function\*?|const|let|class) (\w+)")
TEXT_OR_COMMENT = re.compile(r"""/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.S)


def never_declared(script: str, names: set[str]) -> set[str]:
    """Those of `names` that a script calls but neither imports nor declares: each of its uses is a call."""
    code = TEXT_OR_COMMENT.sub('""', script)
    called = set(re.findall(r"(?<![.\w$])(\w+)\(", code)) & names
    named = set(re.findall(r"(?:\bfunction\*? |(?<![.\w$]))(\w+)\b(?!\s*[:(])", code))
    declared = set(re.findall(r"\bfunction\*? (\w+)\(", code))
    return called - named - declared


def test_scripts_import_what_they_call() -> None:
    texts = {str(path.relative_to(ROOT)): path.read_text() for path in SCRIPTS.rglob("*.js")}
    exported = {name for text in texts.values() for name in EXPORTED.findall(text)}
    assert len(exported) > 200, "nothing was read"
    wrong = [f"{path} calls {name}()" for path, text in texts.items() for name in never_declared(text, exported)]
    none(sorted(wrong), "A call of a name that was not imported fails only when somebody presses that button:")


def test_a_call_without_an_import_is_found() -> None:
    assert never_declared('press(() => (one ? flip(two) : "show()")); // hide()', {"flip", "show", "hide"}) == {"flip"}
    assert not never_declared('import { flip } from "./a.js";\nflip();', {"flip"})
    assert not never_declared("function flip() {}\nflip();", {"flip"})


def test_lines_of_scripts_and_style_sheets_fit_a_window() -> None:
    """Comments too, which no formatter wraps. A line that is one long text may be longer."""
    sources = [*SCRIPTS.rglob("*.js"), *(ROOT / "static/css").rglob("*.css")]
    long = (
        f"{path.relative_to(ROOT)}:{number} has {len(line)} characters"
        for path in sorted(sources)
        if "vendor" not in path.parts
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > WIDTH and not line.lstrip().startswith(('"', '+ "'))
    )
    none(long, f"Lines have at most {WIDTH} characters:")


TIMER = re.compile(r"\bset(?:Timeout|Interval)\(")
CONSTANT = re.compile(r"(?<![.\w$])[A-Z][A-Z_]{2,}\b")


def delay(call: str) -> str:
    """The second argument of a call; `call` begins behind its opening bracket."""
    depth, parts = 0, [""]
    for sign in call:
        depth += (sign in "([{") - (sign in ")]}")
        if depth < 0:
            break
        if sign == "," and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return parts[1] if len(parts) > 1 else ""


def without_unit(script: str) -> list[str]:
    """The constants by which a script waits, and whose names do not say that they are milliseconds."""
    delays = (delay(script[found.end() :]) for found in TIMER.finditer(script))
    return [name for one in delays for name in CONSTANT.findall(one) if not name.endswith("_MS")]


def test_what_a_script_waits_for_is_named_with_its_unit() -> None:
    paths = [path for path in SCRIPTS.rglob("*.js") if "vendor" not in path.parts]
    wrong = [f"{path.relative_to(ROOT)}: {name}" for path in paths for name in without_unit(path.read_text())]
    none(sorted(wrong), "Say that it is milliseconds: NAME_MS")


def test_a_wait_without_its_unit_is_found() -> None:
    assert without_unit("setTimeout(() => go(ONE, TWO), Math.max(0, LATE - now()));") == ["LATE"]
    assert without_unit("setInterval(look, TICK_MS); setTimeout(go, LATE_MS, PAGE);") == []
