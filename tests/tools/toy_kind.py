"""Adds the toy kind of `tests/data/toy_kind` to a copy of the program, as a developer adds a real one: its own files,
its words, one line, and the generated tables."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOY = ROOT / "tests/data/toy_kind"
NAME = "plot"
LIST = "workshop/domain/activities/__init__.py"
CATALOGUES = tuple(f"workshop/locale/{language}.po" for language in ("fi", "sv", "en"))
PROGRAM = ("workshop", "static", "templates")
COPIED = shutil.ignore_patterns("__pycache__")


def copy(to: Path) -> Path:
    """The program with the toy kind, in the folder `to`."""
    for folder in PROGRAM:
        shutil.copytree(ROOT / folder, to / folder, ignore=COPIED)
    shutil.copytree(TOY, to, dirs_exist_ok=True, ignore=shutil.ignore_patterns("words.json", "__pycache__"))
    named = (to / LIST).read_text("utf-8")
    (to / LIST).write_text(named.replace('"dots", ', f'"dots", "{NAME}", '), "utf-8")
    words = json.loads((TOY / "words.json").read_text("utf-8"))
    for path in CATALOGUES:
        entries = (f'\nmsgid "{key}"\nmsgstr {json.dumps(text, ensure_ascii=False)}\n' for key, text in words.items())
        with (to / path).open("a", encoding="utf-8") as book:
            book.writelines(entries)
    subprocess.run([sys.executable, "-m", "workshop.pages.files_by_kind"], cwd=to, check=True)
    return to


def differences(program: Path) -> set[str]:
    """The files of the copy that are not as in the original, or not in it."""
    found = (path.relative_to(program) for folder in PROGRAM for path in (program / folder).rglob("*"))
    return {
        path.as_posix()
        for path in found
        if (program / path).is_file()
        and "__pycache__" not in path.parts
        and not ((ROOT / path).is_file() and (ROOT / path).read_bytes() == (program / path).read_bytes())
    }
