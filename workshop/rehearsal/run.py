"""A complete rehearsal: participants join, the facilitator goes through the agenda once, and the download is compared
with the answers."""

import asyncio
import time
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

from workshop.client.browser import Unexpected
from workshop.rehearsal.idea_texts_for_participants import Thought, Turn, share_out, themes
from workshop.rehearsal.participant import Habits
from workshop.rehearsal.participants import Doors, Room
from workshop.rehearsal.recount import recount
from workshop.rehearsal.report import Report, report_of

GIVE_UP_SECONDS = 120
"""Seconds without any answer from the server before the rehearsal gives up."""
IDEAS_SHARE, VOTES_SHARE = 0.7, 0.2
"""Shares of the duration; the rest is for joining and grouping."""


class GaveUp(Exception):
    """The server did not answer for too long."""


@dataclass(frozen=True)
class Wishes:
    """Size and duration. Each of `thoughts` is posted once."""

    participants: int
    thoughts: Sequence[Thought]
    duration: float
    seed: int
    habits: Habits = Habits()
    real: bool = False
    """whether a forum that is not marked as a rehearsal is allowed"""


async def rehearse(doors: Doors, wishes: Wishes) -> tuple[Report, str]:
    """The report, and the forum's code. Raises Unexpected when the forum cannot be rehearsed."""
    began, room = time.monotonic(), Room(doors, wishes.seed)
    try:
        await while_answered(room, room.open(wishes.real))
        code = room.code
        try:
            await while_answered(room, _while_led(room, _go_through(room, wishes)))
        except (GaveUp, Unexpected) as end:
            room.hall.journal.problem(str(end))
        export = await while_answered(room, room.facilitator.download())
        count = recount(export, room.hall.journal)
        return report_of(count, room.hall.journal, time.monotonic() - began), code
    finally:
        await room.close()


async def while_answered(room: Room, doing: Coroutine[Any, Any, Any]) -> Any:
    """Run a coroutine while the server answers now and then. Raises GaveUp, or Unexpected when a page was turned
    away."""
    task, began = asyncio.create_task(doing), time.monotonic()
    while not task.done():
        await asyncio.wait([task], timeout=1)
        try:
            room.check()
            if not task.done() and time.monotonic() - max(began, room.heard_at) > GIVE_UP_SECONDS:
                raise GaveUp(f"Nobody answered for {GIVE_UP_SECONDS} seconds.")
        except BaseException:
            task.cancel()
            raise
    return task.result()


async def _while_led(room: Room, doing: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine until a person leads. Raises GaveUp at a person's first move."""
    task = asyncio.create_task(doing)
    other = asyncio.create_task(room.facilitator.see(lambda: not room.facilitator.leads))
    try:
        await asyncio.wait({task, other}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise GaveUp("Somebody else leads this forum now, so the rehearsal ended here.")
        task.result()
    finally:
        task.cancel()
        other.cancel()


async def _go_through(room: Room, wishes: Wishes) -> None:
    await room.let_in(wishes.participants, wishes.thoughts, wishes.habits)
    steps = room.facilitator.steps
    turns = share_out(wishes.thoughts, max(1, len(room.people)), steps, room.hall.chance)
    writing = [step["id"] for step in steps if step["collects"] == "ideas" and not step["form"]]
    voting = [step["id"] for step in steps if step["collects"] == "votes"]
    if room.facilitator.forum["self_paced"]:
        await _write_in_all(room, turns, writing, wishes.duration * IDEAS_SHARE)
        steps = [step for step in steps if step["id"] not in writing]
    for step in steps:
        activity = int(step["id"])
        await room.facilitator.begin(activity)
        if activity in writing:
            await _write(room, turns, activity, wishes.duration * IDEAS_SHARE / len(writing))
        elif step["shows"] == "themes":
            await room.facilitator.group(wishes.thoughts, titles(wishes.thoughts) | themes(), 0.0)
        elif step["collects"] == "votes":
            await vote(room, activity, wishes.duration * VOTES_SHARE / len(voting))
            await room.facilitator.close(activity)


async def _write_in_all(room: Room, turns: list[list[Turn]], steps: Sequence[int], seconds: float) -> None:
    """Where several activities may be open, people write in all of them at the same time; they stay open."""
    for step in steps:
        await room.facilitator.begin(step)
    await asyncio.gather(*(_write(room, turns, step, seconds) for step in steps))


async def _write(room: Room, turns: list[list[Turn]], step: int, seconds: float) -> None:
    async def one(place: int) -> None:
        person, mine = room.people[place], [turn for turn in turns[place] if turn.step == step]
        if mine:
            await person.see(lambda: person.step(step).get("state") in ("open", "closing"))
            await person.write(mine, seconds)

    await asyncio.gather(*(one(place) for place in range(len(room.people))))


async def vote(room: Room, step: int, seconds: float) -> None:
    """All participants vote; returns when all have."""

    async def one(place: int) -> None:
        person = room.people[place]
        await person.see(lambda: person.step(step).get("state") == "open")
        await person.vote(step, seconds)

    await asyncio.gather(*(one(place) for place in range(len(room.people))))


def titles(thoughts: Sequence[Thought]) -> dict[str, str]:
    """Titles for themes that have none: the word from the file, made readable."""
    return {
        one.theme: one.theme.replace("_", " ").capitalize() for one in thoughts if one.theme and one.theme != "other"
    }
