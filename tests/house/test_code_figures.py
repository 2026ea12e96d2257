"""What `make figures` counts as test code and as code of the product."""

from pathlib import Path

from tests.tools.figures import lines_of_product, lines_of_tests


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
