"""One simulated person with a phone: joins through the QR code, follows the agenda, writes, edits, votes, and now and
then loses the connection."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from workshop.client.browser import FetchedPage, Unexpected, find_form
from workshop.contract.base import TEXT_MAX
from workshop.rehearsal import voter
from workshop.rehearsal.connected_page import Page, RehearsalHall
from workshop.rehearsal.idea_texts_for_participants import Turn

HAND_TRIES = 50
"""Tenths of a second for which a person waits for the ideas that they are dealt."""


@dataclass(frozen=True)
class Habits:
    """How people behave: shares, 0…1, of people or of their turns."""

    edits: float = 0.25
    changes_mind: float = 0.5
    loses_line: float = 0.1
    reopens: float = 0.5
    """the share of those who lost the connection that opens the page again instead of waiting"""


class SimulatedParticipant(Page):
    """`join` is the address in the QR code, or the address with the forum's code."""

    def __init__(self, hall: RehearsalHall, name: str, join: str, language: str, habits: Habits) -> None:
        super().__init__(hall, name, language)
        self._join, self._habits = join, habits
        self._ballots: dict[int, int] = {}
        self._thread: asyncio.Task[None] | None = None

    async def come_in(self) -> None:
        """From the QR code to the first snapshot. Raises Unexpected when a person could not go on."""
        page = await self.hall.browse(self.browser.get, self._join)
        while page.boot is None:
            page = await self._fill_in(page)
        self.starts_from(page)
        self._thread = asyncio.create_task(self.stay())
        await self.see(lambda: self.forum)
        self.hall.journal.came_in += 1

    async def _fill_in(self, page: FetchedPage) -> FetchedPage:
        form = find_form(page, "join")
        if self.browser.language not in form.offered.get("language", []):
            raise Unexpected("the page to come in does not offer the language")
        fields = {**form.fields, "language": self.browser.language}
        answer = await self.hall.browse(self.browser.post, urljoin(page.url, form.action), fields)
        # A server that restarted in between may have new secrets: then the page is opened again.
        return answer if answer.status == 200 else await self.hall.browse(self.browser.get, self._join)

    def leave(self) -> None:
        """Close the page."""
        if self._thread is not None:
            self._thread.cancel()

    @property
    def lost(self) -> BaseException | None:
        """Why this phone's connection is gone for good, or None."""
        done = self._thread is not None and self._thread.done() and not self._thread.cancelled()
        return self._thread.exception() if done and self._thread is not None else None

    # -- writing -------------------------------------------------------------------------------------------------------

    async def write(self, turns: Sequence[Turn], seconds: float) -> None:
        """Write this person's ideas in one open activity, spread over so many seconds."""
        began = asyncio.get_running_loop().time()
        for turn in turns:
            await asyncio.sleep(max(0.0, began + turn.at * seconds - asyncio.get_running_loop().time()))
            await self.post(turn.step, turn.thought.text)
            await self._stumble()

    async def post(self, step: int, text: str) -> int | None:
        """Post one idea, and perhaps edit it a moment later. Its id, or None when it was refused."""
        open_to_all = not self.step(step).get("keeps_back")
        self.signal(writing=True)
        answer = await self.tell("idea.add", timed=open_to_all, activity=step, text=text)
        self.signal(writing=False)
        if not self._fine("idea.add", answer):
            return None
        idea = int(answer["made"]["idea"])
        if self.hall.chance.random() < self._habits.edits:
            await asyncio.sleep(self.hall.chance.uniform(0.2, 1.0))
            self._fine("idea.edit", await self.tell("idea.edit", idea=idea, text=reworded(text)))
        return idea

    # -- voting --------------------------------------------------------------------------------------------------------

    async def vote(self, step: int, seconds: float) -> None:
        """Vote, perhaps vote otherwise, and mark the ballot as done."""
        for _ in range(2 if self.hall.chance.random() < self._habits.changes_mind else 1):
            await asyncio.sleep(self.hall.chance.random() * seconds / 2)
            await self.cast(step)
            await self._stumble()
        self._fine("activity.done", await self.tell("activity.done", activity=step, done=True))

    async def cast(self, step: int) -> None:
        """Send a whole ballot that replaces the last one."""
        here = self.step(step)
        targets = await self._targets(here)
        if not here.get("marks") or not targets:
            return
        named = voter.named_by(here, self.store)
        chance = self.hall.chance
        marks = voter.naming(named, targets, chance) if named else voter.ballot(here["marks"], targets, chance)
        earlier = self.store.get("ballot", {}).get(str(step), {"n": 0})["n"]  # of a visit before this one
        self._ballots[step] = max(self._ballots.get(step, 0), int(earlier)) + 1
        self._fine("ballot.set", await self.tell("ballot.set", activity=step, n=self._ballots[step], marks=marks))

    async def _targets(self, here: dict[str, Any]) -> list[str]:
        """What this person can vote on: in a step that deals, the hand, once it has come."""
        targets = voter.targets_of(here, self.store)
        if not here.get("deals") or targets:
            return targets
        self._fine("ballot.deal", await self.tell("ballot.deal", activity=here["id"]))
        for _ in range(HAND_TRIES):
            if targets := voter.targets_of(here, self.store):
                break
            await asyncio.sleep(0.1)
        return targets

    # -- random behaviour
    # -----------------------------------------------------------------------------------------------------

    async def _stumble(self) -> None:
        """Now and then lose the connection; some people then open the page again."""
        if self.hall.chance.random() >= self._habits.loses_line:
            return
        self.lose_line()
        if self.hall.chance.random() < self._habits.reopens:
            page = await self.hall.browse(self.browser.get, urljoin(self.base, str(self.boot["url"])))
            boot = page.boot
            if boot is None or boot["forum"] != self.boot["forum"]:
                self.hall.journal.problem("a phone that was opened again was not the same person any more")

    def _fine(self, verb: str, answer: dict[str, Any]) -> bool:
        if not answer["ok"]:
            self.hall.journal.problem(f"{verb} was refused: {answer.get('code')}")
        return bool(answer["ok"])


def reworded(text: str) -> str:
    """The idea in slightly stronger words."""
    return text.rstrip(" .!?")[: TEXT_MAX - 1] + "!"
