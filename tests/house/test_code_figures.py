"""What `make figures` counts as test code and as code of the product, and the figures that stay as they are: no circle
of imports, and no long function of a script (those of Python are in test_architecture.py)."""

from pathlib import Path

import pytest

from tests.house.source import ROOT
from tests.tools import machine
from tests.tools.figures import (
    circles,
    js_lengths,
    lines_of_product,
    lines_of_tests,
    modules,
    python_graph,
    written_scripts,
)

MAX_FUNCTION = 35


def test_every_script_and_python_file_of_the_tests_counts_wherever_it_stands(tmp_path: Path) -> None:
    for name, text in {
        "tests/js/wall.test.mjs": "// Says nothing.\ntest();\n",
        "tests/activities/dots/dots.test.mjs": "test();\ntest();\n",
        "tests/activities/dots/test_dots.py": '"""A docstring."""\n\nassert True  # one\n',
        "tests/data/toy_kind/static/js/phone.js": "plot();\n",
        "tests/data/ideas.tsv": "no code\n",
        "workshop/app.py": "# a comment\nx = 1\ny = 2\n",
        "workshop/storage/migrations/versions/0001.py": "z = 3\n",
        "static/js/phone.js": "phone();\n",
        "static/js/vendor/library.js": "library();\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert lines_of_tests(tmp_path) == 1 + 2 + 1 + 1
    assert lines_of_product(tmp_path) == 2 + 1


def test_modules_do_not_import_each_other_in_a_circle() -> None:
    """Also inside functions and for types alone: two modules that need each other are one idea, or miss a third."""
    assert circles(python_graph(modules(ROOT, "workshop"))) == 0


def test_a_circle_is_found_however_long_it_is() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": set()}) == 1
    assert circles({"a": {"b"}, "b": {"c"}, "c": set()}) == 0


@pytest.mark.skipif(not machine.node(), reason="node reads the scripts")
def test_functions_of_scripts_are_short() -> None:
    assert max(js_lengths(written_scripts(ROOT))) <= MAX_FUNCTION, "give the steps of the longest one names"
