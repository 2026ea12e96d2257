"""The bell between processes: Redis says that a forum has moved, and nothing else. What moved, everybody reads in the
database.

Who misses a ring (Redis is away, the line was cut) finds out within a second by looking, so nothing is ever sent twice
here.
"""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from workshop.runtime import logs, loop

CHANNEL = "workshop/moved"
WAIT = 0.5
"""Seconds before an absent Redis is tried again."""
PATIENCE = 2.0

log = logging.getLogger(__name__)


class PubSub:
    """Rings for the other processes and hears them. `name` is this process's own, whose rings are not heard again. Used
    from the loop."""

    def __init__(self, url: str, name: str, heard: Callable[[int], None]) -> None:
        self._url, self._name, self._heard = url, name, heard
        self._rings: set[int] = set()
        self._ringing = False
        self._line: Any = None
        self.up = self._told = False

    def ring(self, forums: Iterable[int]) -> None:
        """These have moved."""
        self._rings |= set(forums)
        if self._rings and self.up and not self._ringing:
            self._ringing = True
            loop.spawn(self._ring)

    def listen(self) -> None:
        """For as long as the server runs."""
        from redis import RedisError

        while True:
            try:
                with _client(self._url).pubsub(ignore_subscribe_messages=True) as line:
                    line.subscribe(CHANNEL)
                    self._become(True)
                    while True:
                        message = line.get_message(timeout=PATIENCE)
                        if message is not None:
                            self._hear(message["data"])
            except (RedisError, OSError) as error:
                self._become(False, error)
            loop.sleep(WAIT)

    def _hear(self, data: bytes) -> None:
        name, _, forum = data.decode("ascii", "replace").partition(" ")
        if name != self._name and forum.isdigit() and len(forum) < 16:
            self._heard(int(forum))

    def _ring(self) -> None:
        from redis import RedisError

        try:
            self._line = self._line or _client(self._url)
            while self._rings:
                self._line.publish(CHANNEL, f"{self._name} {self._rings.pop()}")
        except (RedisError, OSError):
            self._rings.clear()  # the others look by themselves
        finally:
            self._ringing = False

    def _become(self, up: bool, error: Exception | None = None) -> None:
        if up and not self.up:
            log.info("Redis is there", extra=logs.event("redis.up"))
        elif not up and (self.up or not self._told):
            log.warning(
                "Redis is away (%s): this process looks once a second",
                type(error).__name__,
                extra=logs.event("redis.down"),
            )
        self.up, self._told = up, True


def _client(url: str) -> Any:
    from redis import Redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    options: dict[str, Any] = {"protocol": 2, "retry": Retry(NoBackoff(), 0), "health_check_interval": 10}
    return Redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE, **options)
