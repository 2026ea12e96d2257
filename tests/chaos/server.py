"""The server under test: runs `workshop serve` as a child process, kills, stops and restarts it, and measures how long
that took."""

import asyncio
import http.client
import re
import resource
import signal
import time
import urllib.request
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.live.people import Server
from tests.tools.pace import limit, scaled

METRICS = "key-of-the-chaos-monitor"
HELD_BYTES = 65_536
"""The size beyond which no file may grow while the disk is 'full'."""
FAKETIME = (
    "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
    "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1",
)


@dataclass
class Start:
    """How long no client was served, in seconds: by the clock, and without the time that the new process waited for a
    free core."""

    seconds: float
    own_seconds: float


class Victim(Server):
    """The server; it listens on its own port, and clients use the proxy's address."""

    def __init__(self, folder: Path, mode: str, proxy_port: int) -> None:
        super().__init__(
            folder,
            mode,
            WORKSHOP_URL=f"http://127.0.0.1:{proxy_port}",
            WORKSHOP_LOG="warning",
            WORKSHOP_METRICS=METRICS,
        )
        self.starts: list[Start] = []
        self.served = 0
        """the process that served last"""

    @property
    def pid(self) -> int:
        """The id of the process that serves now."""
        assert self.process is not None
        return self.process.pid

    async def again(self, how: int = signal.SIGKILL, **environ: str) -> Start:
        """End it, unless it is already dead, and start it; returns when it answers."""
        began = time.monotonic()
        await asyncio.to_thread(self.stop, how)
        return await self.begin(began, **environ)

    async def begin(self, since: float, **environ: str) -> Start:
        """Start it once with these additional environment variables."""
        usual = self.environ
        self.environ = {**usual, **environ}
        try:
            await asyncio.to_thread(self.start)
        finally:
            self.environ = usual
        took, self.served = time.monotonic() - since, self.pid
        self.starts.append(Start(took, took - waited_for_a_core(self.pid)))
        return self.starts[-1]

    async def died(self, patience: float) -> int | None:
        """Its exit code, once it has ended without being killed."""
        end = time.monotonic() + limit(patience)
        while time.monotonic() < end:
            assert self.process is not None
            if self.process.poll() is not None:
                return self.process.returncode
            await asyncio.sleep(0.01)
        return None

    def fill_disk(self, full: bool) -> None:
        """From now on no file may grow, or all may again."""
        soft = HELD_BYTES if full else resource.RLIM_INFINITY
        resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (soft, resource.RLIM_INFINITY))

    def size(self) -> dict[str, int]:
        """Resident kilobytes and open files."""
        with suppress(OSError, StopIteration):  # it has just been killed
            status = Path(f"/proc/{self.pid}/status").read_text()
            rss = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
            return {"rss": rss, "files": len(list(Path(f"/proc/{self.pid}/fd").iterdir())), "pid": self.pid}
        return {}

    def queue(self) -> int:
        """Commands that wait for the writer; -1 while no server answers."""
        asked = urllib.request.Request(f"{self.base}/metrics", headers={"Authorization": f"Bearer {METRICS}"})
        with suppress(OSError, http.client.HTTPException), urllib.request.urlopen(asked, timeout=scaled(2)) as answer:
            found = re.search(r"^workshop_writer_queue (\S+)$", answer.read().decode(), re.M)
            assert found, "the server counts its queue under another name"
            return int(float(found[1]))
        return -1


def waited_for_a_core(pid: int) -> float:
    """Seconds in which a process's first thread was ready to run but had to wait for a core."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0


def clock_shifter() -> str:
    """The library that gives a process another clock, if this machine has it."""
    return next((path for path in FAKETIME if Path(path).exists()), "")
