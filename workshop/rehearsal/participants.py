"""The participants of one rehearsal: connects the facilitator, the screen and the phones, and closes them when it is
over.

If a person leads there are only phones; then the first phone is the watcher, whose page shows the state of the forum.
"""

import asyncio
import hashlib
import hmac
import random
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urljoin

from workshop.client.browser import Unexpected
from workshop.contract.forum_states import PLANNED
from workshop.rehearsal.connected_page import Page, RehearsalHall
from workshop.rehearsal.facilitator import Facilitator
from workshop.rehearsal.idea_texts_for_participants import Thought
from workshop.rehearsal.participant import Habits, SimulatedParticipant
from workshop.rehearsal.screen import Screen

TOKEN = 32
"""Hexadecimal digits of a phone's token: 128 bits."""


@dataclass(frozen=True)
class KnownPhones:
    """Phones that a forum knows again: each person's device token follows from `secret` and their name, so that a phone
    that was sent away comes back as the same participant. `cookie` is the name of the server's cookie for it."""

    cookie: str
    secret: str

    def cookies(self, name: str) -> dict[str, str]:
        """The cookies of the phone of the person with this name."""
        token = hmac.new(self.secret.encode(), name.encode(), hashlib.sha256).hexdigest()
        return {self.cookie: token[:TOKEN]}


@dataclass(frozen=True)
class Doors:
    """The full addresses of one forum: the console's, or `join`. Without `join` the participants type the code, which
    is on the screen."""

    console: str = ""
    join: str = ""
    screen: str = ""
    phones: KnownPhones | None = None
    """without them every person comes with a new phone"""


class Room:
    """Opens the console and optionally a screen, lets people join, and closes all connections at the end."""

    def __init__(self, doors: Doors, seed: int) -> None:
        self.hall = RehearsalHall(random.Random(seed))
        self.facilitator = Facilitator(self.hall, doors.console)
        self.people: list[SimulatedParticipant] = []
        self._doors = doors
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self, real: bool = True, screen: bool = True) -> None:
        """Open the console, and a screen that records when each idea appears.

        Raises Unexpected when a link is not valid, or when the forum is not a rehearsal and `real` is False.
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
        """The page that shows the state of the forum: the facilitator's, or the first phone's when a person leads."""
        return self.facilitator if self._doors.console or not self.people else self.people[0]

    @property
    def nobody_leads(self) -> bool:
        """Whether there is a console here, of a rehearsal that has not begun: a real forum is led by people only."""
        forum = self.facilitator.forum if self._doors.console else {}
        return bool(forum) and forum["state"] == PLANNED and bool(forum["rehearsal"])

    @property
    def code(self) -> str:
        """The forum's code."""
        return str(self.watcher.forum["code"])

    @property
    def heard_at(self) -> float:
        """When the server last sent anything, on time.monotonic's clock."""
        return max(self.hall.journal.heard_at, self.watcher.heard_at)

    async def let_in(self, number: int, thoughts: Sequence[Thought], habits: Habits, seconds: float = 0.0) -> None:
        """Let so many people join, spread over some seconds. Each has the language of the ideas that it will write."""
        join = self._doors.join or urljoin(self.facilitator.base, f"/j/{self.code}")
        begin = len(self.people)
        arriving = []
        for place in range(begin, begin + number):
            one = SimulatedParticipant(
                self.hall, f"person-{place + 1}", join, thoughts[place % len(thoughts)].lang, habits
            )
            if self._doors.phones is not None:
                one.browser.cookies.update(self._doors.phones.cookies(one.name))
            self.people.append(one)
            arriving.append(self._arrive(one, self.hall.chance.random() * seconds))
        await asyncio.gather(*arriving)

    async def _arrive(self, one: SimulatedParticipant, wait: float) -> None:
        await asyncio.sleep(wait)
        try:
            await one.come_in()
        except Unexpected as stuck:
            self.people.remove(one)
            self.hall.journal.problem(f"somebody could not come in: {stuck}")

    def check(self) -> None:
        """Raises Unexpected when the server turned a page away for good."""
        for person in self.people:
            if person.lost is not None:
                raise Unexpected(str(person.lost))
        for task in self._tasks:
            if task.done() and not task.cancelled() and task.exception() is not None:
                raise Unexpected(str(task.exception()))

    async def close(self) -> None:
        """Close all pages."""
        for person in self.people:
            person.leave()
        for task in self._tasks:
            task.cancel()
            with suppress(asyncio.CancelledError, Unexpected):
                await task
        self.hall.threads.shutdown(wait=False, cancel_futures=True)


def must_be_rehearsal(forum: Mapping[str, object]) -> None:
    """Raises Unexpected for a forum that is not marked as a rehearsal: invented people must not get among real
    results."""
    if not forum["rehearsal"]:
        raise Unexpected(no_rehearsal(str(forum["code"])))


def no_rehearsal(code: str) -> str:
    """The message about a real forum."""
    return (
        f"Forum {code} is not marked as a rehearsal: invented people, ideas and votes would stand "
        "among its real ones.\n"
        "Make a rehearsal of it in the office (Rehearse), or leave the forum out: a new one is made. "
        "If you do mean it: --yes-real."
    )
