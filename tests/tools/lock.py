"""Writes the lock files requirements.lock, requirements-suggest.lock and requirements-dev.lock from pyproject.toml
(`make lock`): the versions that pip selects today, in a clean environment.

A line is `name==version`, with a marker if every package that requires it does so under one. No hashes, no addresses:
the locks say which version, never from where. Run it with the oldest supported Python, then run the tests, then commit
both files.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAD = "# Made by `make lock` from pyproject.toml; do not edit by hand.\n"

LIST_INSTALLED = """
import importlib.metadata as m, json
from pip._vendor.packaging.requirements import Requirement
from pip._vendor.packaging.utils import canonicalize_name as plain
found = {}
for d in m.distributions():
    asks = [Requirement(line) for line in d.requires or ()]
    found[plain(d.name)] = {
        "name": d.name, "version": d.version,
        "asks": [[plain(r.name), str(r.marker or "")] for r in asks if "extra" not in str(r.marker or "")],
    }
print(json.dumps(found))
"""


def main() -> None:
    """Writes the lock files."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    with tempfile.TemporaryDirectory() as folder:
        python = Path(folder) / "bin" / "python"
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        base = installed(python)
        runtime = install(python, project["dependencies"])
        write("requirements.lock", runtime, without=base, wanted=project["dependencies"])
        suggest = project["optional-dependencies"]["suggest"]
        within = ["-c", str(ROOT / "requirements.lock")]
        more = install(python, [*suggest, *within])
        write("requirements-suggest.lock", more, without=runtime, wanted=suggest, first="-r requirements.lock\n")
        dev = project["optional-dependencies"]["dev"]
        everything = install(python, [*dev, *within])
        write("requirements-dev.lock", everything, without=more, wanted=dev, first="-r requirements.lock\n")


def install(python: Path, wanted: list[str]) -> dict[str, dict]:
    subprocess.run([python, "-m", "pip", "install", "--quiet", *wanted], check=True)
    return installed(python)


def installed(python: Path) -> dict[str, dict]:
    """Plain name → {name, version, asks: [[plain name, marker]]} of everything in that environment."""
    return json.loads(subprocess.run([python, "-c", LIST_INSTALLED], check=True, capture_output=True, text=True).stdout)


def write(path: str, packages: dict[str, dict], without: dict[str, dict], wanted: list[str], first: str = "") -> None:
    lines = [line_of(packages, plain, wanted) for plain in sorted(packages) if plain not in without]
    (ROOT / path).write_text(HEAD + first + "".join(lines), "utf-8")
    print(f"{path}: {len(lines)} packages")


def line_of(packages: dict[str, dict], plain: str, wanted: list[str]) -> str:
    """The marker stays only if all packages that require this one do so under the same marker, and we do not require it
    ourselves; one of our own stays."""
    package = packages[plain]
    markers = {marker for other in packages.values() for name, marker in other["asks"] if name == plain}
    ours = next((line for line in wanted if line.lower().replace("_", "-").startswith(plain)), None)
    if ours and ";" in ours:
        return f"{package['name']}=={package['version']} ; {ours.partition(';')[2].strip()}\n"
    marker = f" ; {markers.pop()}" if len(markers) == 1 and "" not in markers and not ours else ""
    return f"{package['name']}=={package['version']}{marker}\n"


if __name__ == "__main__":
    main()
