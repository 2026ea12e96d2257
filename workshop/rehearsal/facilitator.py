"""The simulated facilitator: opens the console's link, takes the forum through its agenda, groups ideas, reveals, downloads.

Leads only for as long as nobody else does: when the forum goes to a step that it did not choose, a person has taken over.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin

from workshop.rehearsal.browser import Unexpected
from workshop.rehearsal.page import Hall, Page
from workshop.rehearsal.plan import Thought

DOWNLOAD = "/office/forum/{ref}/download/json"
MOST_THEMES = 6


class Facilitator(Page):
    """One console."""

    kind = "console"

    def __init__(self, hall: Hall, link: str) -> None:
        super().__init__(hall, "console")
        self._link = link
        self._chosen: set[int | None] = set()
        self._led_to = 0

    async def open(self) -> "asyncio.Task[None]":
        """Follow the link; the task keeps the line until it is cancelled."""
        page = await self.hall.browse(self.browser.get, self._link)
        if page.status == 403:
            raise Unexpected("The console's link does not admit: it was revoked, or it is another forum's.")
        self.starts_from(page)
        staying = asyncio.create_task(self.stay())
        await self.see(lambda: self.forum)
        self._chosen.add(self.forum["now"])
        return staying

    @property
    def screen_link(self) -> str:
        """The address of this forum's screen."""
        return urljoin(self.base, str(self.boot["screen"]))

    @property
    def leads(self) -> bool:
        """Whether nobody else has gone to another step."""
        return self.forum["now"] in self._chosen

    # -- the agenda ----------------------------------------------------------------------------------------------------

    async def go(self, step: int) -> None:
        """On to a step, unless it is there already."""
        if self.forum["now"] == step:
            return
        self._chosen.add(step)
        await self.must("agenda.go", activity=step)
        await self.see(lambda: self.forum["now"] == step or not self.leads)

    async def close(self, step: int) -> None:
        """Close a vote at once and show what it came to."""
        if self.step(step)["state"] != "closed":
            await self.must("activity.close", activity=step)
        await self.must("activity.reveal", activity=step)

    async def group(self, thoughts: Iterable[Thought], titles: dict[str, str], pause: float) -> None:
        """Make a few themes of the ideas that are shown, one card after another."""
        theme_of = {thought.text.strip(): thought.theme for thought in thoughts if thought.theme in titles}
        found: dict[str, list[int]] = defaultdict(list)
        for idea in self.store.get("idea", {}).values():
            theme = theme_of.get(idea["text"])
            if theme and idea["cluster"] is None and idea["votable"]:
                found[theme].append(idea["id"])
        largest = sorted(found, key=lambda theme: -len(found[theme]))
        for theme in largest[: max(0, MOST_THEMES - len(self.store.get("cluster", {})))]:
            first, *rest = found[theme]
            made = (await self.must("cluster.add", title=titles[theme], ideas=[first])).get("made", {})
            for idea in rest if made else ():
                await asyncio.sleep(pause)
                await self.must("idea.place", ideas=[idea], cluster=made["cluster"])
            await asyncio.sleep(pause)

    async def must(self, verb: str, **body: Any) -> dict[str, Any]:
        """One command that should be taken; a refusal is told."""
        answer = await self.tell(verb, **body)
        if not answer["ok"] and self.leads:
            self.hall.journal.problem(f"{verb} was refused: {answer.get('code')}")
        return answer

    # -- afterwards ----------------------------------------------------------------------------------------------------

    async def download(self) -> dict[str, Any]:
        """The forum's JSON, as a facilitator downloads it."""
        address = urljoin(self.base, DOWNLOAD.format(ref=self.boot["ref"]))
        answer = await self.hall.browse(self.browser.get, address)
        if answer.status != 200:
            raise Unexpected(f"the download answered {answer.status}")
        return dict(json.loads(answer.body))
