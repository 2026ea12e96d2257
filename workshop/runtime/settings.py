"""Every setting of the server, read once from the environment at the start. Imports nothing of ours.

Each field holds its variable and its help text in its metadata; `document()` makes `docs/settings.md` of them and a
test compares that page. A value that cannot be used stops the start with a `SettingsError` that says what is allowed.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from workshop.runtime.whole_numbers import whole

PAGE = Path(__file__).parents[1] / "docs" / "settings.md"
T = TypeVar("T")


class SettingsError(ValueError):
    """A variable of the environment holds a value that cannot be used. The message is in English, for
    administrators."""

    def __init__(self, name: str, given: str, allowed: str) -> None:
        super().__init__(f"{name}={given!r} cannot be used: {allowed}")
        self.name, self.given, self.allowed = name, given, allowed


class _Unfit(Exception):
    """Raised by the reader of one value; its message says what is allowed."""


def _number(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        number = whole(text, digits=9)
        if number is None or not low <= number <= high:
            raise _Unfit(f"a whole number from {low} to {high}")
        return number

    return read


def _one_of(*allowed: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.lower() not in allowed:
            raise _Unfit(f"one of {', '.join(allowed)}")
        return text.lower()

    return read


def _yes(text: str) -> bool:
    return _one_of("yes", "no")(text) == "yes"


def _zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        raise _Unfit("a time zone such as Europe/Helsinki") from None


def _url(text: str) -> str | None:
    """Scheme, host and port only, because it becomes the origin of every page."""
    if not text:
        return None
    allowed = _Unfit("a full address without a path, such as https://ideat.example.fi or http://192.168.1.20:5000")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise allowed from None
    extra = parts.path.strip("/") or parts.query or parts.fragment or parts.username or parts.password
    if parts.scheme not in ("http", "https") or not parts.hostname or extra or any(letter.isspace() for letter in text):
        raise allowed
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    usual = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{host}" + (f":{port}" if port and port != usual else "")


def _names(text: str) -> tuple[str, ...]:
    names = tuple(name.strip().lower() for name in text.split(",") if name.strip())
    if any(letter.isspace() or letter in "/@?#" for name in names for letter in name):
        raise _Unfit("host names separated by commas, such as ideat.local,forum.test")
    return names


def _secret(text: str) -> str:
    if text and (len(text) < 16 or not text.isascii() or any(letter.isspace() for letter in text)):
        raise _Unfit("a secret of at least 16 letters and digits, without spaces")
    return text


def _database(text: str) -> str:
    scheme, mark, rest = text.partition("://")
    if scheme in ("postgres", "postgresql", "postgresql+psycopg2") and mark and rest:
        return f"postgresql+psycopg2://{rest}"
    if not text or (scheme == "sqlite" and mark and rest):
        return text
    raise _Unfit(
        "postgresql://user:password@host/name, sqlite:////path/to/file, or nothing for a file in the data folder"
    )


def _redis(text: str) -> str:
    scheme, mark, rest = text.partition("://")
    if not text or (scheme in ("redis", "rediss", "unix") and mark and rest):
        return text
    raise _Unfit("redis://host:6379/0, rediss://… for TLS, unix:///path/to/socket, or nothing")


def _setting(env: str, read: Callable[[str], T], default: str, help: str) -> T:
    """One field: its variable, how the variable is read, what an absent variable means (as text), and its help text."""
    described: T = field(metadata={"env": env, "read": read, "default": default, "help": help})
    return described


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the server was started with. Made by `from_env`; tests may also change fields with `dataclasses.replace`."""

    data: Path = _setting("WORKSHOP_DATA", Path, "./data", "The folder that holds everything: database, backups, keys.")
    port: int = _setting(
        "PORT",
        _number(0, 65535),
        "5000",
        "Where to listen. Given and taken: the server stops and says what holds it. "
        "Not given: the next free one. 0: any free one.",
    )
    host: str = _setting(
        "WORKSHOP_HOST", str, "0.0.0.0", "The address to listen at; 127.0.0.1 behind a proxy on this machine."
    )
    url: str | None = _setting(
        "WORKSHOP_URL",
        _url,
        "",
        "The address that people use, if it is not this machine's own in the local network. "
        "https here makes cookies secure.",
    )
    hosts: tuple[str, ...] = _setting(
        "WORKSHOP_HOSTS", _names, "", "More host names that this server may be reached by, with commas."
    )
    async_mode: str = _setting(
        "WORKSHOP_ASYNC",
        _one_of("eventlet", "threading"),
        "eventlet",
        "How many people are served at once: eventlet, or threading as a fallback for fewer phones.",
    )
    tz: ZoneInfo = _setting("WORKSHOP_TZ", _zone, "Europe/Helsinki", "The time zone in which times are shown.")
    licence: str = _setting(
        "WORKSHOP_LICENCE",
        _one_of("cc-by-4.0", "cc-by-sa-4.0", "cc0-1.0"),
        "cc-by-4.0",
        "The licence under which results are given out, named in every file and on the results page.",
    )
    retention: str = _setting(
        "WORKSHOP_RETENTION",
        str,
        "",
        "How long the organisation keeps the results, as its information management plan says, such as 10 vuotta "
        "or pysyvästi. It stands in the metadata of archive packages; nothing is deleted by it.",
    )
    keep_months: int = _setting(
        "WORKSHOP_KEEP_MONTHS",
        _number(1, 600),
        "24",
        "Months after a forum when its personal data (contacts, answers to background questions, which phone is whose) "
        "is deleted, where its organiser has chosen no other day.",
    )
    log_level: str = _setting(
        "WORKSHOP_LOG",
        _one_of("auto", "debug", "info", "warning", "error"),
        "auto",
        "How much the server tells of its work; auto is warning for a terminal, so that the addresses stay in sight, "
        "else info. "
        "Never personal, but for debug: that is for developers, and quotes errors whole.",
    )
    log_format: str = _setting(
        "WORKSHOP_LOG_FORMAT",
        _one_of("auto", "json", "text"),
        "auto",
        "How it is told: json is one object a line, text is for people, "
        "auto is text for a terminal and json for everything else.",
    )
    metrics_key: str = _setting(
        "WORKSHOP_METRICS",
        _secret,
        "",
        "What a monitor must say to read /metrics (Authorization: Bearer …). "
        "Without it only commands on this machine can.",
    )
    tick_ms: int = _setting(
        "WORKSHOP_TICK", _number(20, 1000), "100", "Milliseconds between two frames to the phones, at least."
    )
    max_phones: int = _setting("WORKSHOP_PHONES", _number(10, 20000), "4000", "The most connections at once.")
    direct: bool = _setting(
        "WORKSHOP_DIRECT",
        _yes,
        "yes",
        "Whether frames may be written to phones at once; no: everything takes the library's queue.",
    )
    database_url: str = _setting(
        "DATABASE_URL", _database, "", "PostgreSQL, if not the SQLite file forum.db in the data folder (the default)."
    )
    redis_url: str = _setting(
        "REDIS_URL",
        _redis,
        "",
        "Redis, for several processes on one PostgreSQL: it tells them at once that something changed. "
        "Without it they look once a second.",
    )
    share_port: bool = _setting(
        "WORKSHOP_SHARE_PORT",
        _yes,
        "no",
        "Whether several processes of this machine may listen at one PORT: "
        "with PostgreSQL, start the same command once for each core.",
    )
    scripts: str = _setting(
        "WORKSHOP_SCRIPTS",
        _one_of("bundled", "modules"),
        "bundled",
        "What pages load: bundled is one script and one style sheet for each; "
        "modules are the sources as they are written, for developers.",
    )
    forwarded: bool = _setting(
        "WORKSHOP_FORWARDED",
        _yes,
        "no",
        "Whether a proxy in front writes the visitor's address into X-Forwarded-For (as deploy/nginx.conf does). "
        "Limits on guessing and crowding count by address, each process for itself. "
        "Only yes where nobody gets past the proxy.",
    )
    port_given: bool = False
    """Whether PORT was set; not a variable itself."""

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read all variables; an empty one counts as absent. Raises SettingsError for the first that cannot be used."""
        values = {each.name: _read(environ, each.metadata) for each in fields(cls) if each.metadata}
        values["data"] = values["data"].expanduser().resolve()
        values["database_url"] = values["database_url"] or f"sqlite:///{values['data'] / 'forum.db'}"
        return cls(**values, port_given=bool(environ.get("PORT", "").strip()))

    @property
    def shared(self) -> bool:
        """Whether several processes may serve the same data."""
        return not self.database_url.startswith("sqlite")

    @property
    def bundled(self) -> bool:
        """Whether pages load their bundles."""
        return self.scripts == "bundled"

    @property
    def secure(self) -> bool:
        """Whether people connect by https, which decides about the cookies' names and flags."""
        return bool(self.url and self.url.startswith("https://"))


def document() -> str:
    """The text of docs/settings.md."""
    rows = [
        f"| `{each.metadata['env']}` | {_shown(each.metadata)} | {each.metadata['help']} |"
        for each in fields(Settings)
        if each.metadata
    ]
    return "\n".join(
        [
            "# Settings",
            "",
            "Variables of the environment, read once at the start. Made from `workshop/runtime/settings.py` by",
            "`python -c 'import workshop.runtime.settings as s; s.write_page()'`; "
            "a test fails while this page is stale.",
            "",
            "| variable | default | what it does |",
            "| --- | --- | --- |",
            *rows,
            "",
        ]
    )


def write_page() -> None:
    """Rewrite docs/settings.md."""
    PAGE.write_text(document(), encoding="utf-8")


def _read(environ: Mapping[str, str], about: Mapping[str, Any]) -> Any:
    given = environ.get(about["env"], "").strip()
    try:
        return about["read"](given or about["default"])
    except _Unfit as unfit:
        raise SettingsError(about["env"], given, str(unfit)) from None


def _shown(about: Mapping[str, object]) -> str:
    return f"`{about['default']}`" if about["default"] else "none"
