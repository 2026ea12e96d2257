"""Starts servers by a fork of a process that has loaded the program already. Loading takes a second and a half of a
core, and a run of the tests starts a hundred servers.

Tests call `forked`; `main` is that process. A forked server begins where `python -m workshop serve` begins, with the
environment and the output that it would have. Elsewhere than on Linux, and with variables that the program may read
while it is loaded, tests start the program itself (`can_fork`); how it starts is tested by tests/rules/test_start.py
and tests/rules/test_cli.py, which always do.
"""

import atexit
import ctypes
import gc
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
READ_LATER = ("WORKSHOP_", "PORT", "DATABASE_URL", "REDIS_URL", "COMPILED_TEMPLATES", "PYTEST_")
"""Prefixes of the variables that the program reads only when it is started, or never."""
ADOPT_ORPHANS = 36
"""PR_SET_CHILD_SUBREAPER (prctl(2)): a process below this one that loses its parent becomes a child of this one, which
can then wait for it."""
SHORTLY = 0.002
"""Seconds between two looks at whether a process has ended."""


class Forked:
    """A server process: what tests use of subprocess.Popen."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code once it has ended; minus the signal that ended it."""
        if self.returncode is None:
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end. Raises subprocess.TimeoutExpired."""
        end = time.monotonic() + (timeout or float("inf"))
        while (code := self.poll()) is None:
            if time.monotonic() > end:
                raise subprocess.TimeoutExpired("serve", timeout or 0)
            time.sleep(SHORTLY)
        return code

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it immediately."""
        self.send_signal(signal.SIGKILL)


def can_fork(environ: Mapping[str, str]) -> bool:
    """Whether a server with this environment is the same forked as started anew."""
    other = {name for name in environ.keys() | os.environ.keys() if environ.get(name) != os.environ.get(name)}
    return sys.platform == "linux" and all(name.startswith(READ_LATER) for name in other)


def forked(environ: Mapping[str, str], says: Path, errors: Path) -> Forked:
    """A server with this environment, whose output is added to these files."""
    loaded = _loaded(environ["WORKSHOP_ASYNC"])
    assert loaded.stdin and loaded.stdout
    adopt = ctypes.CDLL(None).prctl
    adopt(ADOPT_ORPHANS, 1, 0, 0, 0)
    try:
        loaded.stdin.write(json.dumps([dict(environ), str(says), str(errors)]) + "\n")
        loaded.stdin.flush()
        return Forked(int(loaded.stdout.readline()))
    finally:
        adopt(ADOPT_ORPHANS, 0, 0, 0, 0)


@cache
def _loaded(mode: str) -> "subprocess.Popen[str]":
    """The process that has loaded the program, one for each mode; it ends with this one."""
    command = [sys.executable, "-m", "tests.live.loaded_program", mode]
    made = subprocess.Popen(command, cwd=TOP, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    atexit.register(made.communicate)
    return made


# The process
# ------------------------------------------------------------------------------------------------------------------


def main(mode: str) -> None:
    """Loads the program, then forks for each request, a line of standard input, and answers with the process's id."""
    wait, read = os.waitpid, os.read  # before eventlet replaces them
    gc.disable()
    _load(mode)
    gc.collect()
    gc.freeze()
    gc.enable()
    told, tells = os.pipe()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            if server := os.fork():  # whose parent ends now, so that the test's process adopts it
                os.write(tells, str(server).encode())
                os._exit(0)
            _become(*json.loads(line))
        wait(child, 0)
        print(read(told, 20).decode(), flush=True)


def _load(mode: str) -> None:
    """All that a server has loaded when it is ready: made once here, on an empty database, and thrown away."""
    from workshop.runtime import loop

    loop.patch(mode)
    from workshop import __main__, serving  # noqa: F401
    from workshop.runtime.settings import Settings

    serving.load_words()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_env({"WORKSHOP_DATA": folder, "WORKSHOP_ASYNC": mode})
        engine = serving.database.connect(settings.database_url)
        serving.schema_upgrade.upgrade(engine)
        app = serving.create_app(settings, engine)
        serving.AssetCache(app, app.extensions["services"])
        engine.dispose()
    assert threading.active_count() == 1, "a thread would be missing in each fork"


def _become(environ: dict[str, str], says: str, errors: str) -> None:
    """Serves; never returns."""
    os.environ.clear()
    os.environ.update(environ)
    for descriptor, path, how in ((0, os.devnull, os.O_RDONLY), (1, says, os.O_APPEND), (2, errors, os.O_APPEND)):
        opened = os.open(path, how | (os.O_WRONLY if descriptor else 0))
        os.dup2(opened, descriptor)
        os.close(opened)
    _with_its_own_loop()
    sys.argv = ["workshop", "serve"]
    from workshop.__main__ import main as serve
    from workshop.cli.broken_pipe import run_until_unread

    os._exit(run_until_unread(serve))


def _with_its_own_loop() -> None:
    """Eventlet's poll is not shared with the process that was forked."""
    from workshop.runtime import loop

    if loop.mode() == "eventlet":
        import eventlet.hubs

        eventlet.hubs.use_hub()
        loop._running = loop.NativeThreads()


if __name__ == "__main__":
    main(sys.argv[1])
