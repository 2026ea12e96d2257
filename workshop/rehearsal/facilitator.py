"""The simulated facilitator: opens the console's link, leads the forum through its agenda, groups ideas, reveals
results and downloads the report.

It leads only until a person does: after the first change that it did not make, it never leads again.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any
from urllib.parse import urljoin

from workshop.client.browser import Unexpected
from workshop.rehearsal.connected_page import Page, RehearsalHall
from workshop.rehearsal.idea_texts_for_participants import Thought

DOWNLOAD = "/office/forum/{ref}/download/json"
MOST_THEMES = 6
SEEN_SECONDS = 30.0
"""The time to wait for the effect of its own command, in seconds."""
SWITCHES = ("state", "now", "blank", "frozen", "spotlight", "vote", "moderation", "moderation_chosen")


class Facilitator(Page):
    """One console."""

    kind = "console"

    def __init__(self, hall: RehearsalHall, link: str) -> None:
        super().__init__(hall, "console")
        self._link = link
        self.leads = True
        """Whether no person has led yet."""
        self._conduct: Any = None
        """the state that only facilitators change, as last received"""
        self._acting = 0
        """own commands whose effect has not arrived yet"""
        self._going: int | None = None
        """the activity that an own command goes to"""

    async def open(self) -> "asyncio.Task[None]":
        """Open the link; the task keeps the connection until it is cancelled."""
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
        """Notice that a person leads: what only facilitators change has changed, and no command from here did it."""
        if not self.forum:
            return
        before, self._conduct = self._conduct, self._conduct_now()
        if before is None or before == self._conduct:
            return
        went = before["now"] != self._conduct["now"]
        if (went and self._conduct["now"] != self._going) or not self._acting:
            self.leads = False

    def _conduct_now(self) -> dict[str, Any]:
        """What only facilitators change. The end of the time to finish comes from the clock, so it is left out."""
        steps = {step["id"]: _conduct_of(step) for step in self.steps}
        themes = {theme: one["title"] for theme, one in self.store.get("cluster", {}).items()}
        return {**{name: self.forum[name] for name in SWITCHES}, "steps": steps, "themes": themes}

    # -- the agenda ----------------------------------------------------------------------------------------------------

    async def go(self, step: int) -> None:
        """Go to an activity, unless it is the current one."""
        if self.forum["now"] == step:
            return
        self._going = step
        await self.must("agenda.go", lambda _: self.forum["now"] == step, activity=step)

    async def begin(self, step: int) -> None:
        """Go to an activity, and open it where going there does not: in a self-paced forum."""
        await self.go(step)
        if self.leads and self.forum["self_paced"] and self.step(step)["state"] != "open":
            await self.must("activity.open", lambda _: self.step(step)["state"] == "open", activity=step)

    async def close(self, step: int) -> None:
        """Close a vote immediately and show its result."""
        if self.step(step)["state"] != "closed":
            await self.must("activity.close", lambda _: self.step(step)["state"] == "closed", activity=step)
        await self.must("activity.reveal", lambda _: self.step(step)["revealed"], activity=step)

    async def uncover(self, step: int, places: int) -> None:
        """Show this many places of a result on the screen, counted from the last."""
        await self.must(
            "screen.uncover", lambda _: self.step(step)["uncovered"] >= places, activity=step, uncovered=places
        )

    async def group(self, thoughts: Iterable[Thought], titles: dict[str, str], pause: float) -> None:
        """Group the shown ideas into a few clusters, one card after another."""
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
        """Send a command that should be accepted, and wait until `seen(made)` is true: its effect has arrived. A
        refusal becomes a problem."""
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
        answer = await self.hall.browse(self.browser.download, address)
        if answer.status != 200 or not answer.body.startswith(b"{"):
            raise Unexpected(f"the download answered {answer.status} without the results")
        return dict(json.loads(answer.body))


def _conduct_of(step: dict[str, Any]) -> tuple[Any, ...]:
    open_until = step["ends_at"] if step["state"] == "open" else None
    return step["state"].replace("closing", "closed"), step["revealed"], step["uncovered"], open_until
