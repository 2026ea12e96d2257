"""The simulated facilitator: opens the console's link, takes the forum through its agenda, groups ideas, reveals,
downloads.

Leads only for as long as nobody else does: at the first move that was not its own, a person has taken over, for good.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any
from urllib.parse import urljoin

from workshop.rehearsal.browser import Unexpected
from workshop.rehearsal.page import Hall, Page
from workshop.rehearsal.plan import Thought

DOWNLOAD = "/office/forum/{ref}/download/json"
MOST_THEMES = 6
SEEN_SECONDS = 30.0
"""So long it waits to see what it did itself."""
SWITCHES = ("state", "now", "blank", "frozen", "spotlight")


class Facilitator(Page):
    """One console."""

    kind = "console"

    def __init__(self, hall: Hall, link: str) -> None:
        super().__init__(hall, "console")
        self._link = link
        self.leads = True
        """Whether nobody else has made a move."""
        self._conduct: Any = None
        """how the forum was led, as last seen"""
        self._acting = 0
        """own moves whose effect has not been seen yet"""
        self._going: int | None = None
        """the step that an own move goes to"""

    async def open(self) -> "asyncio.Task[None]":
        """Follow the link; the task keeps the line until it is cancelled."""
        page = await self.hall.browse(self.browser.get, self._link)
        if page.status == 403:
            raise Unexpected("The console's link does not admit: it was revoked, or it is another forum's.")
        self.starts_from(page)
        staying = asyncio.create_task(self.stay())
        await self.see(lambda: self.forum)
        return staying

    @property
    def screen_link(self) -> str:
        """The address of this forum's screen."""
        return urljoin(self.base, str(self.boot["screen"]))

    # -- who leads -----------------------------------------------------------------------------------------------------

    def news(self, event: str, data: Any) -> None:
        """Whatever leads a forum and was not done here was done by a person."""
        if not self.forum:
            return
        before, self._conduct = self._conduct, self._conduct_now()
        if before is None or before == self._conduct:
            return
        went = before["now"] != self._conduct["now"]
        if (went and self._conduct["now"] != self._going) or not self._acting:
            self.leads = False

    def _conduct_now(self) -> dict[str, Any]:
        """What only those who lead change. The end of the time to finish comes by itself, so it is no move."""
        steps = {step["id"]: _conduct_of(step) for step in self.steps}
        themes = {theme: one["title"] for theme, one in self.store.get("cluster", {}).items()}
        return {**{name: self.forum[name] for name in SWITCHES}, "steps": steps, "themes": themes}

    # -- the agenda ----------------------------------------------------------------------------------------------------

    async def go(self, step: int) -> None:
        """On to a step, unless it is there already."""
        if self.forum["now"] == step:
            return
        self._going = step
        await self.must("agenda.go", lambda _: self.forum["now"] == step, activity=step)

    async def close(self, step: int) -> None:
        """Close a vote at once and show what it came to."""
        if self.step(step)["state"] != "closed":
            await self.must("activity.close", lambda _: self.step(step)["state"] == "closed", activity=step)
        await self.must("activity.reveal", lambda _: self.step(step)["revealed"], activity=step)

    async def uncover(self, step: int, places: int) -> None:
        """So many places of a result, from the last, are on the screen."""
        await self.must("screen.step", lambda _: self.step(step)["step"] == places, activity=step, step=places)

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
            made = (await self.must("cluster.add", self._has_theme, title=titles[theme], ideas=[first])).get("made", {})
            for idea in rest if made else ():
                await asyncio.sleep(pause)
                await self.must("idea.place", ideas=[idea], cluster=made["cluster"])
            await asyncio.sleep(pause)

    def _has_theme(self, made: dict[str, Any]) -> bool:
        return str(made["cluster"]) in self.store.get("cluster", {})

    async def must(self, verb: str, seen: Callable[[dict[str, Any]], Any] | None = None, **body: Any) -> dict[str, Any]:
        """One command that should be taken, until `seen(made)` says that its effect is here; a refusal is told."""
        self._acting += 1
        try:
            answer = await self.tell(verb, **body)
            if not answer["ok"] and self.leads:
                self.hall.journal.problem(f"{verb} was refused: {answer.get('code')}")
            if answer["ok"] and seen is not None:
                with suppress(TimeoutError):
                    async with asyncio.timeout(SEEN_SECONDS):
                        await self.see(lambda: seen(answer.get("made") or {}) or not self.leads)
            return answer
        finally:
            self._acting -= 1

    # -- afterwards ----------------------------------------------------------------------------------------------------

    async def download(self) -> dict[str, Any]:
        """The forum's JSON, as a facilitator downloads it."""
        address = urljoin(self.base, DOWNLOAD.format(ref=self.boot["ref"]))
        answer = await self.hall.browse(self.browser.get, address)
        if answer.status != 200:
            raise Unexpected(f"the download answered {answer.status}")
        return dict(json.loads(answer.body))


def _conduct_of(step: dict[str, Any]) -> tuple[Any, ...]:
    open_until = step["ends_at"] if step["state"] == "open" else None
    return step["state"].replace("closing", "closed"), step["revealed"], step["step"], open_until
