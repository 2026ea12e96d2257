"""Everybody in one room: the facilitator, the screen and the phones, brought in and kept together until the rehearsal
is over.

Where a person leads there are only phones: then the first of them is who sees what goes on.
"""

import asyncio
import random
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from workshop.rehearsal.browser import Unexpected
from workshop.rehearsal.facilitator import Facilitator
from workshop.rehearsal.page import Hall, Page
from workshop.rehearsal.participant import Habits, Participant
from workshop.rehearsal.plan import Thought
from workshop.rehearsal.screen import Screen


@dataclass(frozen=True)
class Doors:
    """The full addresses of one forum: the console's, or `join` alone. Without `join` people type the code, which
    stands on the screen."""

    console: str = ""
    join: str = ""
    screen: str = ""


class Room:
    """Opens the console and perhaps a screen, lets people in, and closes everything behind itself."""

    def __init__(self, doors: Doors, seed: int) -> None:
        self.hall = Hall(random.Random(seed))
        self.facilitator = Facilitator(self.hall, doors.console)
        self.people: list[Participant] = []
        self._doors = doors
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self, real: bool = True, screen: bool = True) -> None:
        """The console is on, and a screen that notes when each idea appears.

        Raises Unexpected when a link does not admit, or when the forum is no rehearsal and `real` ones are not meant.
        """
        self._tasks.append(await self.facilitator.open())
        if not real:
            must_be_rehearsal(self.facilitator.forum)
        if screen:
            await self._open_screen()

    async def _open_screen(self) -> None:
        screen = Screen(self.hall, self._doors.screen or self.facilitator.screen_link)
        self._tasks.append(await screen.open())

    @property
    def watcher(self) -> Page:
        """Who sees what goes on: the facilitator, or where a person leads the first phone."""
        return self.facilitator if self._doors.console or not self.people else self.people[0]

    @property
    def nobody_leads(self) -> bool:
        """Whether there is a console here and nobody has begun."""
        return bool(self._doors.console) and self.facilitator.forum["state"] == "planned"

    @property
    def code(self) -> str:
        """The forum's code."""
        return str(self.watcher.forum["code"])

    @property
    def heard_at(self) -> float:
        """When the server last said anything, on time.monotonic's clock."""
        return max(self.hall.journal.heard_at, self.watcher.heard_at)

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


def must_be_rehearsal(forum: dict[str, Any]) -> None:
    """Raises Unexpected for a forum that is not marked as a rehearsal: invented people have no place among real
    results."""
    if not forum["rehearsal"]:
        raise Unexpected(no_rehearsal(forum["code"]))


def no_rehearsal(code: str) -> str:
    """What is said of a real forum."""
    return (
        f"Forum {code} is not marked as a rehearsal: invented people, ideas and votes would stand among its real ones.\n"
        "Make a rehearsal of it in the office (Rehearse), or leave the forum out: a new one is made. If you do mean it: --yes-real."
    )
