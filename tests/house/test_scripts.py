"""The pages' scripts hang together without circles: what both need stands in a file of its own."""

import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tests.house.source import ROOT

SCRIPTS = ROOT / "static/js"
IMPORTED = re.compile(r"""(?:^|\n)(?:import|export)\b[^;"']*["'](\.[^"']+)["']""")


def imports_of(path: Path) -> set[str]:
    return {str((path.parent / name).resolve().relative_to(ROOT)) for name in IMPORTED.findall(path.read_text())}


def test_scripts_import_each_other_without_circles() -> None:
    graph = {str(path.relative_to(ROOT)): imports_of(path) for path in SCRIPTS.rglob("*.js")}
    assert len(graph) > 50 and any(graph.values()), "nothing was read"
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        raise AssertionError("These scripts import each other in a circle: " + " → ".join(circle.args[1])) from None
