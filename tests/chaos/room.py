"""The activity of a round: phones write, edit, withdraw and vote concurrently; two consoles lead, moderate and rename
the same theme."""

import asyncio
from random import Random
from typing import Any

from tests.chaos.clients import Console, Hall, Page, Phone

WARM_UP, PRIVATE, WRITING, VOTING = 3, 4, 5, 8
"""Positions in the first template's agenda: open ideas, private ideas, ideas that are voted on, dots."""
SYLLABLES = [consonant + vowel for consonant in "lmrv" for vowel in "aeo"]
"""What new words are made of: nothing that the server keeps for review can be spelled with them, and the replay expects
ideas to be seen at once."""


class Room:
    """All clients of one forum."""

    def __init__(self, hall: Hall, links: dict[str, str], people: int) -> None:
        self.hall, self.chance = hall, hall.chance
        self.lead, self.second = (
            Console(hall, "console-1", links["console"]),
            Console(hall, "console-2", links["console"]),
        )
        self.screen = Page(hall, "screen-1", links["screen"])
        self.phones = [Phone(hall, f"phone-{n}", links["join"]) for n in range(1, people + 1)]
        self.steps: dict[int, int] = {}
        self.cluster = 0
        self._busy: list[asyncio.Task[None]] = []
        self._said = 0

    @property
    def pages(self) -> list[Page]:
        """All pages with a connection."""
        return [self.screen, self.lead, self.second, *self.phones]

    async def open(self) -> None:
        """All clients join; there are ideas to vote on, and ideas and votes are open at the same time."""
        await asyncio.gather(*(page.open() for page in self.pages))
        self.steps = {place: self.lead.step(place)["id"] for place in (WARM_UP, PRIVATE, WRITING, VOTING)}
        for place in (WARM_UP, PRIVATE, WRITING):
            await self._must("activity.open", activity=self.steps[place])
        for phone in self.phones[:12]:
            await phone.do("idea.add", activity=self.steps[WRITING], text=self._words())
        await self._must("activity.close", activity=self.steps[WRITING], grace=20)
        await self._must("agenda.go", activity=self.steps[VOTING])
        await self._must("activity.open", activity=self.steps[VOTING])
        self.cluster = (await self._must("cluster.add", title="Teema", ideas=[]))["made"]["cluster"]

    def begin(self) -> None:
        """All clients begin to act."""
        for phone in self.phones:
            self._busy += [asyncio.create_task(self._write(phone)), asyncio.create_task(self._vote(phone))]
        self._busy += [
            asyncio.create_task(self._count()),
            asyncio.create_task(self._moderate()),
            asyncio.create_task(self._race()),
        ]

    async def end(self) -> None:
        """All clients finish the commands that they began."""
        self.hall.over.set()
        await asyncio.gather(*self._busy)

    async def close(self) -> None:
        """Close all pages. Raises the error of a page that failed."""
        for page in self.pages:
            page.check()
            page.close()
        self.hall.threads.shutdown(wait=False, cancel_futures=True)

    async def finish(self) -> None:
        """Close the vote and reveal it."""
        await self.lead.do("activity.close", activity=self.steps[VOTING], grace=0)
        await self._must("activity.reveal", activity=self.steps[VOTING], shown=True)

    def check(self) -> None:
        """Raises the error of a client that failed."""
        for task in self._busy:
            if task.done():
                task.result()
        for page in self.pages:
            page.check()

    # -- phones ------------------------------------------------------------------------------------------------------

    def _words(self) -> str:
        """An idea with a word that occurs in no other text, so that a search finds a leak."""
        self._said += 1
        return f"Ajatus {new_word(self.chance)} {self._said}"

    async def _write(self, phone: Phone) -> None:
        while not self.hall.over.is_set():
            await self._sleep(1.0, 6.0)
            what = self.chance.random()
            if what < 0.5 or not phone.mine:
                place = WARM_UP if self.chance.random() < 0.7 else PRIVATE
                answer = await phone.do("idea.add", activity=self.steps[place], text=self._words())
                if answer["ok"] and place == WARM_UP:
                    phone.mine.append(answer["made"]["idea"])
            elif what < 0.85:
                await phone.do("idea.edit", idea=self.chance.choice(phone.mine), text=self._words())
            elif what < 0.9:
                await phone.do("idea.withdraw", idea=phone.mine.pop(self.chance.randrange(len(phone.mine))))
            else:
                await phone.do("activity.done", activity=self.steps[VOTING], done=self.chance.random() < 0.7)

    async def _vote(self, phone: Phone) -> None:
        while not self.hall.over.is_set():
            if phone.step(VOTING)["state"] != "open" and self.chance.random() < 0.9:
                await self._sleep(0.05, 0.2)  # now and then a client is late and must be refused
                continue
            what = self.chance.random()
            if what < 0.01:
                await self._ten_times(phone)
            elif what < 0.25:
                await self._shuffled(phone)
            else:
                await phone.settle(self._ballot(phone))
            await self._sleep(0.05, 0.25)

    def _ballot(self, phone: Phone) -> Any:
        marks: dict[str, int] = {}
        left, targets = 3, [thing for thing, idea in phone.store.get("idea", {}).items() if idea["votable"]]
        for target in self.chance.sample(targets, min(3, len(targets))):
            given = min(left, self.chance.randint(0, 2))
            if given:
                marks[target] = given
            left -= given
        phone.ballots += 1
        return phone.plan("ballot.set", activity=self.steps[VOTING], n=phone.ballots, marks=marks)

    async def _ten_times(self, phone: Phone) -> None:
        """Send one command ten times concurrently, as a network may deliver it."""
        op = self._ballot(phone)
        answers = await asyncio.gather(*(phone.send(op) for _ in range(10)))
        if any(answers):
            self.hall.journal.counts["ten times"] += 1

    async def _shuffled(self, phone: Phone) -> None:
        """Send four ballots out of order: the one with the highest number must win."""
        ops = [self._ballot(phone) for _ in range(4)]
        self.chance.shuffle(ops)
        self.hall.journal.counts["shuffled"] += 1
        await asyncio.gather(*(phone.settle(op) for op in ops))

    # -- consoles ----------------------------------------------------------------------------------------------------

    async def _count(self) -> None:
        """Close, reveal, hide and reopen the vote again and again."""
        voting = self.steps[VOTING]
        while not self.hall.over.is_set():
            await self._sleep(4.0, 9.0)
            await self.lead.do("activity.close", activity=voting, grace=self.chance.choice((0, 0, 1)))
            await self._sleep(0.0, 1.2)
            await self.lead.do("activity.reveal", activity=voting, shown=True)
            await self._sleep(0.2, 0.8)
            await self.lead.do("activity.reveal", activity=voting, shown=False)
            await self.lead.do("activity.open", activity=voting)

    async def _moderate(self) -> None:
        """Turn review on and off; show, hide or ignore what waits; hide some of what is shown."""
        while not self.hall.over.is_set():
            await self._sleep(0.3, 1.2)
            ideas = list(self.second.store.get("idea", {}).values())
            waiting = [idea for idea in ideas if idea["state"] == "waiting"]
            shown = [idea for idea in ideas if idea["state"] == "shown"]
            what = self.chance.random()
            if what < 0.25:
                await self.second.do("moderation.set", mode=self.chance.choice(("before", "before", "off")))
            elif waiting and what < 0.6:
                await self.second.do("idea.show", idea=self.chance.choice(waiting)["id"])
            elif waiting and what < 0.7:
                await self.second.do("idea.hide", idea=self.chance.choice(waiting)["id"], reason="off_topic")
            elif len(shown) > 8 and what < 0.85:
                await self.second.do("idea.hide", idea=self.chance.choice(shown)["id"], reason="test")

    async def _race(self) -> None:
        """Both facilitators rename one theme from the same version: one may win, the other must be refused."""
        while not self.hall.over.is_set():
            await self._sleep(0.4, 1.5)
            theme = self.lead.store.get("cluster", {}).get(str(self.cluster))
            if theme is None:
                continue
            bodies = [
                {"cluster": self.cluster, "title": f"Teema {self.chance.randrange(10**6)}", "version": theme["version"]}
                for _ in "ab"
            ]
            await asyncio.gather(
                *(
                    page.do("cluster.rename", **body)
                    for page, body in zip((self.lead, self.second), bodies, strict=False)
                )
            )

    async def _must(self, verb: str, **body: Any) -> dict[str, Any]:
        while True:  # no giving up here: the round needs it
            answer = await self.lead.do(verb, **body)
            if answer["ok"] or answer["code"] == "changed":
                return answer
            assert answer["code"] == "gave up", (verb, answer)

    async def _sleep(self, least: float, most: float) -> None:
        try:
            async with asyncio.timeout(self.chance.uniform(least, most)):
                await self.hall.over.wait()
        except TimeoutError:
            pass


def new_word(chance: Random) -> str:
    """A word of 16 letters that occurs in no other text."""
    return "".join(chance.choices(SYLLABLES, k=8))
