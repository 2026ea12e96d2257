"""Places in a queue of connections, which end when the connection is closed. Used by `batched_admission` and
`fair_page_queue`."""

import socket
from collections import deque
from contextlib import suppress
from typing import Protocol

from workshop.runtime import loop


class Gone(Exception):
    """The connection was closed while it waited: by us, to make room, or by its client."""


class WaitingPlace:
    """A connection's place in a queue."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection, self._answer = connection, loop.Future[None]()
        self.cancelled = False

    @property
    def free(self) -> bool:
        """Whether the connection no longer waits: it was admitted or cancelled."""
        return self._answer.done

    def admit(self) -> None:
        """Its turn has come."""
        self._answer.set(None)

    def cancel(self) -> None:
        """The connection is being closed: `wait` raises Gone, unless it was admitted before."""
        if not self._answer.done:
            self.cancelled = True
            self._answer.fail(Gone())

    def wait(self) -> None:
        """Block until it is admitted; raises Gone when the connection was closed meanwhile."""
        self._answer.wait(None)
        if hung_up(self._connection):
            raise Gone


class Waiting(Protocol):
    """A connection's handler that may wait in a queue."""

    connection: socket.socket
    place: WaitingPlace | None


def first_waiting(queue: "deque[WaitingPlace]") -> WaitingPlace | None:
    """Take the first that still waits from a queue; None when there is none."""
    while queue:
        place = queue.popleft()
        if not place.free:
            return place
    return None


def hung_up(connection: socket.socket) -> bool:
    """Whether the client has closed its end. A client that only stopped sending looks the same."""
    plain = getattr(connection, "fd", connection)  # eventlet's green socket keeps the native one there
    with suppress(BlockingIOError):
        try:
            return bool(plain.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b"")
        except (ConnectionError, OSError) as error:
            if isinstance(error, BlockingIOError):
                raise
            return True
    return False
