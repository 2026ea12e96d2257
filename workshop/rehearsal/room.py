"""Everybody in one room: the facilitator, the screen and the phones, brought in and kept together until the rehearsal is over."""

import asyncio
import random
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urljoin

from workshop.rehearsal.browser import Unexpected
from workshop.rehearsal.facilitator import Facilitator
from workshop.rehearsal.page import Hall
from workshop.rehearsal.participant import Habits, Participant
from workshop.rehearsal.plan import Thought
from workshop.rehearsal.screen import Screen


@dataclass(frozen=True)
class Doors:
    """The full addresses of one forum. Without `join` people type the code, which stands on the screen as well."""

    console: str
    join: str = ""
    screen: str = ""


class Room:
    """Opens console and screen, lets people in, and closes everything behind itself."""

    def __init__(self, doors: Doors, seed: int) -> None:
        self.hall = Hall(random.Random(seed))
        self.facilitator = Facilitator(self.hall, doors.console)
        self.people: list[Participant] = []
        self._doors = doors
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self) -> None:
        """Console and screen are on. Raises Unexpected when a link does not admit."""
        self._tasks.append(await self.facilitator.open())
        screen = Screen(self.hall, self._doors.screen or self.facilitator.screen_link)
        self._tasks.append(await screen.open())

    @property
    def code(self) -> str:
        """The forum's code."""
        return str(self.facilitator.forum["code"])

    @property
    def heard_at(self) -> float:
        """When the server last said anything, on time.monotonic's clock."""
        return max(self.hall.journal.heard_at, self.facilitator.heard_at)

    async def let_in(self, number: int, thoughts: Sequence[Thought], habits: Habits, seconds: float = 0.0) -> None:
        """So many people come in, spread over some seconds; each speaks the language of the thoughts it will have."""
        join = self._doors.join or urljoin(self.facilitator.base, f"/j/{self.code}")
        begin = len(self.people)
        arriving = []
        for place in range(begin, begin + number):
            one = Participant(self.hall, f"person-{place + 1}", join, thoughts[place % len(thoughts)].lang, habits)
            self.people.append(one)
            arriving.append(self._arrive(one, self.hall.chance.random() * seconds))
        await asyncio.gather(*arriving)

    async def _arrive(self, one: Participant, wait: float) -> None:
        await asyncio.sleep(wait)
        try:
            await one.come_in()
        except Unexpected as stuck:
            self.people.remove(one)
            self.hall.journal.problem(f"somebody could not come in: {stuck}")

    def check(self) -> None:
        """Raises Unexpected when a page was put out for good."""
        for person in self.people:
            if person.lost is not None:
                raise Unexpected(str(person.lost))
        for task in self._tasks:
            if task.done() and not task.cancelled() and task.exception() is not None:
                raise Unexpected(str(task.exception()))

    async def close(self) -> None:
        """Everybody leaves."""
        for person in self.people:
            person.leave()
        for task in self._tasks:
            task.cancel()
            with suppress(asyncio.CancelledError, Unexpected):
                await task
        self.hall.threads.shutdown(wait=False, cancel_futures=True)
