"""What pages ask of the socket's side (`live/`), a room beside theirs which they must not import."""

from collections.abc import Sequence
from typing import Protocol

from workshop.runtime.jobs import Job


class Admission(Protocol):
    """Admits connections."""

    def look_again(self) -> None:
        """Disconnect consoles that are no longer admitted."""


class HouseBroadcast(Protocol):
    """Sends frames."""

    def house_changed(self) -> None:
        """Broadcast what the house gives to all its forums."""


class DiskState(Protocol):
    """Knows whether the disk takes what people send, and whether its free space runs low."""

    saving: bool
    low: bool


class ConnectionCount(Protocol):
    """Knows who is connected."""

    def count(self) -> int:
        """The number of connections."""


class LiveSide(Protocol):
    """The parts of the socket's side."""

    @property
    def gateway(self) -> Admission:
        """Admits connections."""

    @property
    def broadcaster(self) -> HouseBroadcast:
        """Sends frames."""

    @property
    def disk_health(self) -> DiskState:
        """Watches the disk."""

    @property
    def presence(self) -> ConnectionCount:
        """Knows who is connected."""

    @property
    def jobs(self) -> Sequence[Job]:
        """What runs beside requests."""
