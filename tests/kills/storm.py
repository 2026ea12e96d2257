"""Thirty simulated people who write, edit and vote concurrently until they are stopped; then their acknowledged
commands are counted."""

import asyncio
from pathlib import Path
from typing import Any

from workshop.rehearsal.idea_texts_for_participants import read_ideas
from workshop.rehearsal.journal import Journal, JournalEntry
from workshop.rehearsal.participant import Habits, SimulatedParticipant
from workshop.rehearsal.participants import Doors, Room
from workshop.rehearsal.recount import Count, recount

IDEAS = Path(__file__).resolve().parents[1] / "data" / "ideas.tsv"
STEADY = Habits(edits=0.0, changes_mind=0.0, loses_line=0.0)
WARM_UP, WRITING, VOTING = 3, 5, 8
"""Positions in the first template's agenda: ideas that are not voted on, ideas that are, dots."""


class Storm:
    """Ideas and votes are open at the same time, so that every kill hits both kinds of command."""

    def __init__(self, links: dict[str, str], seed: int) -> None:
        self.room = Room(Doors(links["console"], links["join"], links["screen"]), seed)
        self.chance = self.room.hall.chance
        self._steps: dict[int, int] = {}
        self._over = False
        self._pause = 1.0
        self._people: list[asyncio.Task[None]] = []

    @property
    def journal(self) -> Journal:
        """What was sent and answered."""
        return self.room.hall.journal

    async def begin(self, people: int, writers: int | None = None, pause: float = 1.0) -> None:
        """All join and begin; `writers` of them (or all) also write. `pause` multiplies their usual pauses."""
        self._pause = pause
        await self.room.open()
        thoughts = read_ideas(IDEAS)
        await self.room.let_in(people, thoughts, STEADY)
        lead = self.room.facilitator
        self._steps = {step["position"]: step["id"] for step in lead.steps}
        for place in (WARM_UP, WRITING):
            await lead.begin(self._steps[place])
            await self.room.people[0].see(lambda place=place: self._is_open(place))  # type: ignore[misc]
            await self.room.people[0].post(self._steps[place], thoughts[place].text)
        await lead.begin(self._steps[VOTING])
        for number, person in enumerate(self.room.people):
            if writers is None or number < writers:
                self._people.append(asyncio.create_task(self._write(person, number)))
            self._people.append(asyncio.create_task(self._vote(person)))

    async def end(self) -> tuple[Count, dict[str, Any]]:
        """All finish what they began. The count, and the download that it compares with."""
        self._over = True
        await asyncio.gather(*self._people)
        await self.room.facilitator.close(self._steps[VOTING])
        export = await self.room.facilitator.download()
        return recount(export, self.journal), export

    async def all_back(self) -> None:
        """Whether every phone has a connection again."""
        while not all(person.is_up for person in self.room.people):
            self.room.check()
            await asyncio.sleep(0.02)

    async def all_gone(self) -> None:
        """Whether every phone has noticed that the server is gone."""
        while any(person.is_up for person in self.room.people):
            await asyncio.sleep(0.005)

    async def _write(self, person: SimulatedParticipant, number: int) -> None:
        step, n = self._steps[WARM_UP if number % 3 == 0 else WRITING], 0
        while not self._over:
            n += 1
            answer = await person.tell("idea.add", activity=step, text=f"Ajatus {number}/{n}")
            self._taken(answer)
            if number % 3 == 0 and not self._over:  # ideas that are not voted on may still be edited
                self._taken(
                    await person.tell("idea.edit", idea=answer["made"]["idea"], text=f"Ajatus {number}/{n}, tarkemmin")
                )
            await asyncio.sleep(self.chance.uniform(0.1, 1.0) * self._pause)

    async def _vote(self, person: SimulatedParticipant) -> None:
        while not self._over:
            await person.cast(self._steps[VOTING])
            await asyncio.sleep(self.chance.uniform(0.15, 0.5) * self._pause)

    def _is_open(self, place: int) -> bool:
        return bool(self.room.people[0].step(self._steps[place]).get("state") == "open")

    def _taken(self, answer: dict[str, Any]) -> None:
        assert answer["ok"], answer


def on_their_way(journal: Journal) -> list[JournalEntry]:
    """Commands that are sent and not answered."""
    return list(journal.unanswered.values())
