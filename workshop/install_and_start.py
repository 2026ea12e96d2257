"""Prepares the private Python environment in `.venv` from the lock file, and starts the program in it.

`make` runs this file by its path before anything is installed. So it uses only the standard library, imports nothing of
the package, and keeps to the syntax of Python 3.7, so that an old Python says what is missing instead of failing with a
syntax error. When everything is in place it must do nothing: every start of the program passes through here.

    python3 -I workshop/install_and_start.py run  COMMAND…   what the program needs, then `python -m workshop COMMAND…`
    python3 -I workshop/install_and_start.py test ARGUMENT…  what tests need too, then `python -m tests.run ARGUMENT…`
    python3 -I workshop/install_and_start.py tool MODULE…    what tests need too, then `python -m MODULE…`
    python3 -I workshop/install_and_start.py suggest         only the extra that compares ideas by their meaning
    python3 -I workshop/install_and_start.py lock            the tool that renews the lock files
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

OLDEST = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")
THIS = sys.version_info[:2]
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
WITH_TESTS = ["requirements.lock", "requirements-dev.lock"]
LOCKS = {
    "run": ["requirements.lock"],
    "test": WITH_TESTS,
    "tool": WITH_TESTS,
    "suggest": ["requirements.lock", "requirements-suggest.lock"],
}
STAMPS = {"run": "run", "test": "test", "tool": "test", "suggest": "suggest"}

COMMAND = """#!/bin/sh
# Starts the program; its environment is the folder that holds this file.
root=$(cd "$(dirname "$(readlink -f "$0")")/../.." && pwd)
PYTHONPATH="$root${PYTHONPATH:+:$PYTHONPATH}" exec "$root/.venv/bin/python" -m workshop "$@"
"""


def main(arguments: list[str]) -> NoReturn:
    """Installs what is missing and replaces itself with the requested program; never returns."""
    what, rest = arguments[0], arguments[1:]
    find_newer_python(arguments)
    os.chdir(ROOT)
    if what == "lock":
        become(base_python(), "tests/tools/lock.py", *rest)
    if not is_ready(what):
        with contextlib.redirect_stdout(sys.stderr if what == "tool" else sys.stdout):  # a tool's output may be read on
            set_up(what)
    if what == "suggest":
        say("Ideas are compared by their meaning from the next start of the program on.")
        sys.exit()
    if what == "test":
        become(PYTHON, "-m", "tests.run", *rest)
    if what == "tool":
        become(PYTHON, "-m", *rest)
    become(PYTHON, "-m", "workshop", *rest)


def become(program: str | Path, *arguments: str) -> NoReturn:
    """Replaces this process, so that signals and the exit code are the program's."""
    sys.stdout.flush()
    os.execv(str(program), [str(program), *arguments])


# What is already installed
# ------------------------------------------------------------------------------------------------------


def find_newer_python(arguments: list[str]) -> None:
    """Restarts under a newer Python if this one is too old and the machine has another; otherwise prints the command to
    install one."""
    if THIS >= OLDEST:
        return
    for name in NEWER:
        found = shutil.which(name)
        if found and answers([found, "-I", "-c", "print(1)"]):
            become(found, "-I", str(Path(__file__).resolve()), *arguments)
    problem = f"This needs Python {dotted(OLDEST)} or newer; the python3 of this machine is {dotted(THIS)}."
    stop(problem, install_line(f"python{dotted(OLDEST)} python{dotted(OLDEST)}-venv"))


def is_ready(what: str) -> bool:
    """True when the environment was installed from exactly these lock files for exactly this Python."""
    return PYTHON.exists() and read(stamp(what)) == wanted(what)


def wanted(what: str) -> str:
    """The contents of the lock files and the Python's version: comparing them is cheaper than hashing."""
    return dotted(THIS) + "\n" + "".join(read(ROOT / name) for name in LOCKS[what])


def stamp(what: str) -> Path:
    return VENV / f"installed-for-{STAMPS[what]}.txt"


def read(path: Path) -> str:
    """The file's text, or "" when there is no file."""
    return path.read_text("utf-8") if path.exists() else ""


def dotted(version: tuple[int, ...]) -> str:
    return ".".join(str(part) for part in version)


# Installation
# ----------------------------------------------------------------------------------------------------------------


def set_up(what: str) -> None:
    """Makes the environment if this Python has none, and installs the lock file into it."""
    say("Setting up. This happens once and takes a minute or two.")
    check_venv(may_install=what in ("test", "tool"))
    if not is_our_python():
        say("  making a private Python environment in .venv")
        run([base_python(), "-m", "venv", "--clear", str(VENV)], "The environment in .venv could not be made.")
    install(LOCKS[what])
    (VENV / "bin" / "workshop").write_text(COMMAND, "utf-8")
    (VENV / "bin" / "workshop").chmod(0o755)
    for installed in {what, "run"}:  # what the program itself needs is a part of everything
        stamp(installed).write_text(wanted(installed), "utf-8")
    say("  ready")


def check_venv(may_install: bool) -> None:
    """Debian has `venv` in a separate package. The tests install it if they can; a person is shown the command."""
    if answers([base_python(), "-I", "-c", "import ensurepip, venv; print(1)"]):
        return
    package = f"python{dotted(THIS)}-venv"
    if not (may_install and shutil.which("apt-get") and os.geteuid() == 0):
        stop("Python's own module for private environments is missing here.", install_line(package))
    say(f"  installing {package}")
    run(["apt-get", "update", "-qq"], "Debian's package list could not be read.")
    run(["apt-get", "install", "-y", "-qq", package], f"{package} could not be installed.")


def base_python() -> str:
    """The Python outside any environment: the one in .venv would report itself, and it is deleted when .venv is made
    again."""
    return getattr(sys, "_base_executable", "") or sys.executable


def is_our_python() -> bool:
    """True when .venv has a working pip for exactly this version; a half-made or outdated one is made again."""
    return PYTHON.exists() and answers(
        [str(PYTHON), "-I", "-c", "import sys, pip; print(*sys.version_info[:2], sep='.')"]
    ) == dotted(THIS)


def answers(question: list[str]) -> str:
    """What a short command prints, or "" if it fails."""
    done = subprocess.run(question, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def install(locks: list[str]) -> None:
    """Installs the last lock file (which includes the one before it) with pip, and counts the packages; pip's output
    goes to a log."""
    total = sum("==" in line for name in locks for line in read(ROOT / name).splitlines())
    say(f"  installing {total} packages")
    command = [str(PYTHON), "-m", "pip", "install", "--no-input", "--disable-pip-version-check", "-r", locks[-1]]
    log: list[str] = []
    seen = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
        for line in pip.stdout or ():
            log.append(line)
            seen += line.startswith("Collecting ")
            show_progress(min(seen, total), total)
    (VENV / "install.log").write_text("".join(log), "utf-8")
    if pip.returncode:
        show_tail(log)
        stop(
            "The packages could not be installed.", "Is this machine on the internet? Then give the same command again."
        )


def show_progress(seen: int, total: int) -> None:
    """One line that counts up, printed only on a terminal."""
    if sys.stdout.isatty():
        print(f"\r  {seen} of {total} ", end="\n" if seen == total else "", flush=True)


def run(command: list[str], complaint: str) -> None:
    """Runs quietly. Only if the command fails, prints the end of its output and exits."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        show_tail(done.stdout.splitlines(keepends=True))
        stop(complaint, "The lines above say why.")


def show_tail(lines: list[str]) -> None:
    sys.stderr.write("".join("    " + line for line in lines[-12:]))


def install_line(packages: str) -> str:
    """The install command for this kind of machine, in one line."""
    sudo = "" if os.geteuid() == 0 else "sudo "
    for manager, line in {
        "apt-get": f"{sudo}apt install {packages}",
        "dnf": f"{sudo}dnf install python3",
        "brew": "brew install python",
    }.items():
        if shutil.which(manager):
            return f"Type this, then try again:\n\n    {line}\n"
    return f"Install a complete Python {dotted(OLDEST)} or newer, then try again."


def say(text: str) -> None:
    print(text, flush=True)


def stop(problem: str, remedy: str) -> NoReturn:
    sys.stdout.flush()
    sys.stderr.write(f"\n{problem}\n{remedy}\n")
    sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1:] or ["run", "serve"])
