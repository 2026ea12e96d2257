"""What every request of the administrator works with, and what it takes and returns."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Engine

from workshop.access.authentication import Credentials
from workshop.access.base_url_and_allowed_hosts import base_url
from workshop.actions.answers_to_retries import made_of
from workshop.actions.writer import Writer
from workshop.contract.base import Command
from workshop.downloads.queue import Downloads
from workshop.runtime.settings import Settings

Given = Mapping[str, object]
"""What a request was given; read with care, for it comes from another process."""
Made = dict[str, object]
"""What it answers: JSON values."""
ADMINISTRATOR = Credentials(administrator=True)


@dataclass(frozen=True)
class Admin:
    """What a request works with. `port` is where the server listens, or would."""

    settings: Settings
    engine: Engine
    writer: Writer
    port: int
    downloads: Downloads

    def address(self, override: str = "") -> str:
        """The address people use; this machine's loopback address when there is no network."""
        return base_url(self.settings, self.port, override)

    def do(self, command: Command, forum: int | None = None) -> Made:
        """Execute one command as administrator; returns what it made. Raises Refusal."""
        return made_of(self.writer.execute(command, ADMINISTRATOR, forum))
