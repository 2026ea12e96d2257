"""A whole rehearsal: everybody comes in, the agenda is gone through once, and what people were told is counted against
the download."""

import asyncio
import time
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

from workshop.rehearsal.browser import Unexpected
from workshop.rehearsal.count import recount
from workshop.rehearsal.participant import Habits
from workshop.rehearsal.plan import Thought, Turn, share_out, themes
from workshop.rehearsal.report import Report, report_of
from workshop.rehearsal.room import Doors, Room

GIVE_UP_SECONDS = 120
"""So long without any answer, and nobody waits any more."""
IDEAS_SHARE, VOTES_SHARE = 0.7, 0.2
"""Of the duration; the rest is for coming in and for grouping."""


class GaveUp(Exception):
    """Nobody answered for too long."""


@dataclass(frozen=True)
class Wishes:
    """How large and how long. `thoughts` are all posted, once each."""

    participants: int
    thoughts: Sequence[Thought]
    duration: float
    seed: int
    habits: Habits = Habits()
    real: bool = False
    """whether a forum may be one that is not marked as a rehearsal"""


async def rehearse(doors: Doors, wishes: Wishes) -> tuple[Report, str]:
    """The report, and the forum's code. Raises Unexpected when the forum cannot be rehearsed at all."""
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
    """Do it for as long as somebody answers now and then. Raises GaveUp, or Unexpected when a page was put out."""
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
    """Do it for as long as nobody else leads. Raises GaveUp at the first move of somebody else."""
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
    writing = [step["id"] for step in steps if step["kind"] == "ideas"]
    voting = [step["id"] for step in steps if step["kind"] == "dots"]
    for step in steps:
        activity = int(step["id"])
        await room.facilitator.go(activity)
        if step["kind"] == "ideas":
            await _write(room, turns, activity, wishes.duration * IDEAS_SHARE / len(writing))
        elif step["kind"] == "clusters":
            await room.facilitator.group(wishes.thoughts, titles(wishes.thoughts) | themes(), 0.0)
        elif step["kind"] == "dots":
            await vote(room, activity, wishes.duration * VOTES_SHARE / len(voting))
            await room.facilitator.close(activity)


async def _write(room: Room, turns: list[list[Turn]], step: int, seconds: float) -> None:
    async def one(place: int) -> None:
        person, mine = room.people[place], [turn for turn in turns[place] if turn.step == step]
        if mine:
            await person.see(lambda: person.step(step).get("state") in ("open", "closing"))
            await person.write(mine, seconds)

    await asyncio.gather(*(one(place) for place in range(len(room.people))))


async def vote(room: Room, step: int, seconds: float) -> None:
    """Everybody votes; done when everybody is."""

    async def one(place: int) -> None:
        person = room.people[place]
        await person.see(lambda: person.step(step).get("state") == "open")
        await person.vote(step, seconds)

    await asyncio.gather(*(one(place) for place in range(len(room.people))))


def titles(thoughts: Sequence[Thought]) -> dict[str, str]:
    """Names for themes that nobody has titled: the word in the file, made readable."""
    return {
        one.theme: one.theme.replace("_", " ").capitalize() for one in thoughts if one.theme and one.theme != "other"
    }
