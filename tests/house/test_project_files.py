"""Files beside the code: dependencies and lock files agree, the top level stays small, no file names the machine that
it was made on."""

import re
import sys
import tomllib

import workshop
from tests.house.source import ROOT, files, imports, modules, none
from tests.house.test_names import MAP

TOP = {
    "workshop",
    "static",
    "templates",
    "tests",
    "pyproject.toml",
    "Procfile",
    "README.md",
    "Makefile",
    "requirements.lock",
    "requirements-dev.lock",
    "requirements-suggest.lock",
    "LICENSE",
    "CHANGELOG.md",
    "SECURITY.md",
    "deploy",
    ".ci",
    ".gitignore",
    ".gitattributes",
    ".editorconfig",
    ".prettierrc.json",
    ".prettierignore",
}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
IMPORT_NAMES = {
    "docx": "python-docx",
    "argon2": "argon2-cffi",
    "websocket": "websocket-client",
    "socketio": "python-socketio",
    "engineio": "python-engineio",
    "PIL": "pillow",
    "zxingcpp": "zxing-cpp",
    "yaml": "pyyaml",
    "psycopg2": "psycopg2-binary",
    "fasttext": "fasttext-predict",
}
"""Libraries whose import name differs from their package name."""
FOREIGN_PATH = re.compile(r"\.\./" + r"shared\b|(?:^|[\"'`\s=(])/(?:work|farm|root|home|Users)/", re.M)
LOCK_LINE = re.compile(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!+]+( ; .+)?")


def plain(name: str) -> str:
    """A package's normalised name, without version and extras."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s<>=!~\[;(]", name)[0]).lower()


def lock(name: str) -> list[str]:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def locked(name: str) -> set[str]:
    return {plain(line) for line in lock(name) if "==" in line}


MAP_PATH = re.compile(r"`([\w-]+/[\w/.-]+\.(?:py|js|css|html|typ|md|json))`")


def test_every_path_that_the_map_names_is_there() -> None:
    map_ = "".join((ROOT / "workshop" / name).read_text("utf-8") for name in MAP)
    bases = (ROOT, ROOT / "workshop", ROOT / "static/js", ROOT / "static/js/console", ROOT / "tests")
    named = set(MAP_PATH.findall(map_))
    assert len(named) > 50
    none((one for one in sorted(named) if not any((base / one).is_file() for base in bases)), "Not in the project:")


def test_locks_hold_every_dependency() -> None:
    none(
        {plain(line) for line in PROJECT["dependencies"]} - locked("requirements.lock"),
        "Run `make lock`; requirements.lock lacks:",
    )
    dev = {plain(line) for line in PROJECT["optional-dependencies"]["dev"]}
    none(dev - locked("requirements-dev.lock"), "Run `make lock`; requirements-dev.lock lacks:")
    suggest = {plain(line) for line in PROJECT["optional-dependencies"]["suggest"]}
    none(suggest - locked("requirements-suggest.lock"), "Run `make lock`; requirements-suggest.lock lacks:")


def test_locks_are_names_and_versions_only() -> None:
    lines = lock("requirements.lock") + [
        line for line in lock("requirements-dev.lock") if line != "-r requirements.lock"
    ]
    none((line for line in lines if not LOCK_LINE.fullmatch(line)), "A lock says what, never from where:")


def test_every_imported_library_is_a_declared_dependency() -> None:
    extras = PROJECT["optional-dependencies"]
    declared = {plain(line) for line in PROJECT["dependencies"] + extras["suggest"]}
    dev = {plain(line) for line in extras["dev"]}
    none(undeclared("workshop", declared), "Name it in pyproject.toml and run `make lock`:")
    none(undeclared("tests", declared | dev), "Name it under dev in pyproject.toml and run `make lock`:")


def undeclared(folder: str, declared: set[str]) -> list[str]:
    """Imports of libraries that are neither Python's, nor ours, nor declared."""
    own = set(sys.stdlib_module_names) | {"workshop", "tests", "tools"}
    found = [(one, one.target.split(".")[0]) for module in modules(ROOT / folder) for one in imports(module)]
    return [str(one) for one, top in found if top not in own and plain(IMPORT_NAMES.get(top, top)) not in declared]


def test_the_version_is_one() -> None:
    assert PROJECT["version"] == workshop.__version__


def test_the_top_level_stays_small() -> None:
    strangers = {path.relative_to(ROOT).parts[0] for path in files()} - TOP
    none(sorted(strangers), "The top level holds only what people and tools look for there; find another place for:")


def test_no_file_speaks_of_another_place() -> None:
    wrong = []
    for path in files():
        if path.suffix in {".woff2", ".png", ".ttf", ".db", ".ico"} or "vendor" in path.parts:
            continue
        for match in FOREIGN_PATH.finditer(path.read_text("utf-8", errors="replace")):
            wrong.append(f"{path.relative_to(ROOT)}: {match.group().strip()}")
    none(wrong, "The project speaks of itself alone:")
