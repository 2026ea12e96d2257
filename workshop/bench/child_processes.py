"""Child processes that the benchmark starts: their processor time is read from the kernel's clocks, and they are ended
by their ids."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

PATIENCE = 30
TOP = Path(__file__).resolve().parents[2]
REFERENCES = Path(__file__).parent / "references"


OWN = ("WORKSHOP_", "PORT", "DATABASE_URL", "REDIS_URL")
"""Prefixes of environment variables that must not pass from the shell to the processes that are measured."""


class Failed(Exception):
    """A process did not do what it was started for."""


class BenchProcess:
    """One process. A reference prints `PORT n` when it is ready and then reads its orders from standard input, one JSON
    object a line."""

    def __init__(self, command: list[str], folder: Path, **environ: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self._says, self._errors = folder, folder / "says.txt", folder / "errors.txt"
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OWN)}
        with self._says.open("wb") as says, self._errors.open("wb") as errors:
            self.process = subprocess.Popen(
                command,
                cwd=TOP,
                env=kept | environ,
                stdin=subprocess.PIPE,
                stdout=says,
                stderr=errors,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """The process id."""
        return self.process.pid

    @property
    def said(self) -> str:
        """What it has printed so far."""
        return self._says.read_text("utf-8", "replace")

    def port(self) -> int:
        """The port that it announces; waits for it."""
        self.until(lambda: "PORT " in self.said and "\n" in self.said.partition("PORT ")[2])
        return int(self.said.partition("PORT ")[2].split()[0])

    def until(self, so: Any, seconds: float = PATIENCE) -> None:
        """Wait until `so()` is true. Raises Failed, with the end of its standard error, when the process ends or the
        time runs out."""
        end = time.monotonic() + seconds
        while not so():
            if self.process.poll() is not None or time.monotonic() > end:
                raise Failed(
                    f"{self.process.args!r} did not come up: {self._errors.read_text('utf-8', 'replace')[-800:]}"
                )
            time.sleep(0.05)

    def order(self, what: dict[str, Any]) -> None:
        """Send an order: one line of JSON."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(what).encode() + b"\n")
        self.process.stdin.flush()

    def stop(self) -> None:
        """End the process, and wait until it is gone."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if self.process.stdin is not None:
            self.process.stdin.close()

    # -- cost ----------------------------------------------------------------------------------------------------------

    def cpu(self) -> float:
        """Seconds of processor time since its start, user and system, all threads, from the kernel's clock
        (nanoseconds)."""
        return time.clock_gettime(((~self.pid) << 3) | 2)

    def memory(self) -> int:
        """Resident memory in bytes."""
        return int(Path(f"/proc/{self.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def reference(name: str, folder: Path, *given: str, **environ: str) -> BenchProcess:
    """Start one of the Python references."""
    return BenchProcess([sys.executable, "-m", f"workshop.bench.references.{name}", *given], folder, **environ)


def quiet(seconds: float) -> float:
    """The share of the machine that other processes use right now, 0…1, measured while this process sleeps."""
    first = _ticks()
    select.select([], [], [], seconds)
    second = _ticks()
    whole = sum(second) - sum(first)
    return 1 - (second[3] + second[4] - first[3] - first[4]) / whole if whole else 0.0


def _ticks() -> list[int]:
    return [int(one) for one in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
