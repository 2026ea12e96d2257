"""What pages ask of the socket's side (`live/`), a room beside theirs which they must not import."""

from collections.abc import Sequence
from typing import Protocol

from workshop.runtime.jobs import Job


class Gateway(Protocol):
    """Admits connections."""

    def look_again(self) -> None:
        """Disconnect consoles that are no longer admitted."""


class Broadcaster(Protocol):
    """Sends frames."""

    def house_changed(self) -> None:
        """Broadcast what the house gives to all its forums."""


class DiskHealth(Protocol):
    """Knows whether the disk takes what people send, and whether its free space runs low."""

    saving: bool
    low: bool


class Presence(Protocol):
    """Knows who is connected."""

    def count(self) -> int:
        """The number of connections."""


class Live(Protocol):
    """The parts of the socket's side."""

    @property
    def gateway(self) -> Gateway:
        """Admits connections."""

    @property
    def broadcaster(self) -> Broadcaster:
        """Sends frames."""

    @property
    def disk_health(self) -> DiskHealth:
        """Watches the disk."""

    @property
    def presence(self) -> Presence:
        """Knows who is connected."""

    @property
    def jobs(self) -> Sequence[Job]:
        """What runs beside requests."""
