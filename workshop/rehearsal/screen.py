"""The simulated screen: opens the screen's link, receives frames, and records when each idea appears."""

import asyncio
import time
from typing import Any

from workshop.rehearsal.connected_page import Page, RehearsalHall


class Screen(Page):
    """One screen. Its clock is that of this process, which the authors of ideas use too."""

    kind = "screen"

    def __init__(self, hall: RehearsalHall, link: str) -> None:
        super().__init__(hall, "screen")
        self._link = link

    async def open(self) -> "asyncio.Task[None]":
        """Open the link; the task keeps the connection until it is cancelled."""
        self.starts_from(await self.hall.browse(self.browser.get, self._link))
        staying = asyncio.create_task(self.stay())
        await self.see(lambda: self.forum)
        return staying

    def news(self, event: str, data: Any) -> None:
        """Records ideas that were not here before."""
        now = time.monotonic()
        for thing in data.get("put", {}).get("idea", {}) if event in ("frame", "snapshot") else ():
            self.hall.journal.shown.setdefault(int(thing), now)
