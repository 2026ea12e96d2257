"""Pub/sub between processes: Redis carries only "forum F has moved"; each process then reads the changes from the
database.

A lost message (Redis is down, the connection was cut) is made up for by polling within a second, so nothing is sent
twice.
"""

import logging
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from workshop.runtime import logs, loop
from workshop.runtime.jobs import Job
from workshop.runtime.whole_numbers import whole

if TYPE_CHECKING:
    from redis import Redis

CHANNEL = "workshop/moved"
WAIT = 0.5
"""Seconds between two attempts to connect to Redis, and between two looks whether to go on listening."""
ANSWER_SECONDS = 2.0

log = logging.getLogger(__name__)


class RedisNotices:
    """Publishes to the other processes and subscribes to them. `name` identifies this process, whose own messages are
    ignored. Used from the loop."""

    def __init__(self, url: str, name: str, received: Callable[[int], None]) -> None:
        self._url, self._name, self._received = url, name, received
        self._pending: set[int] = set()
        self._publishing = False
        self._client: Redis | None = None
        self.up = self._told = self._ended = False
        self.job = Job(name="pubsub", run=self._listen, every=WAIT, end=self._end)

    def publish(self, forums: Iterable[int]) -> None:
        """Announce that these forums have moved."""
        self._pending |= set(forums)
        if self._pending and self.up and not self._publishing:
            self._publishing = True
            loop.spawn(self._publish)

    def _listen(self) -> None:
        """Subscribe, and receive until an error or the end."""
        from redis import RedisError

        try:
            client: Any = _connect(self._url)  # `pubsub` has no types
            with client.pubsub(ignore_subscribe_messages=True) as subscription:
                subscription.subscribe(CHANNEL)
                self._set_state(True)
                while not self._ended:
                    message = subscription.get_message(timeout=WAIT)
                    if message is not None:
                        self._receive(message["data"])
        except (RedisError, OSError) as error:
            self._set_state(False, error)

    def _end(self) -> None:
        self._ended = True

    def _receive(self, data: bytes) -> None:
        name, _, digits = data.decode("ascii", "replace").partition(" ")
        forum = whole(digits)
        if name != self._name and forum is not None:
            self._received(forum)

    def _publish(self) -> None:
        from redis import RedisError

        try:
            self._client = self._client or _connect(self._url)
            while self._pending:
                self._client.publish(CHANNEL, f"{self._name} {self._pending.pop()}")
        except (RedisError, OSError):
            self._pending.clear()  # the others find out by polling
        finally:
            self._publishing = False

    def _set_state(self, up: bool, error: Exception | None = None) -> None:
        if up and not self.up:
            log.info("Redis is there", extra=logs.event("redis.up"))
        elif not up and (self.up or not self._told):
            log.warning(
                "Redis is away (%s): this process looks once a second",
                type(error).__name__,
                extra=logs.event("redis.down"),
            )
        self.up, self._told = up, True


def _connect(url: str) -> "Redis":
    from redis import Redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    return Redis.from_url(
        url,
        socket_timeout=ANSWER_SECONDS,
        socket_connect_timeout=ANSWER_SECONDS,
        protocol=2,
        retry=Retry(NoBackoff(), 0),
        health_check_interval=10,
    )
