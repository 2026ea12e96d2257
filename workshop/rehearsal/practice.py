"""Practice: simulated people who act at a human pace and follow the facilitator, and a forum that goes on slowly until
a person leads.

It counts nothing. It runs until it is stopped or the forum has ended, and leaves the forum as it is then.
"""

import asyncio
import os
import time
from collections.abc import Callable, Iterator
from itertools import accumulate, groupby
from typing import Any

from workshop.client.browser import Unexpected
from workshop.contract.forum_states import ENDED
from workshop.rehearsal.idea_texts_for_participants import MEMORIES, Thought, read_ideas, themes
from workshop.rehearsal.participant import Habits, SimulatedParticipant
from workshop.rehearsal.participants import Doors, Room, must_be_rehearsal
from workshop.rehearsal.run import Wishes, titles, while_answered

HURRY = float(os.environ.get("PRACTICE_HURRY") or 1)
"""How many times faster than real people the called-in participants join and write. For tests; not a setting."""
ARRIVING_SECONDS = 20.0 / HURRY
IDEA_EVERY = 1.8 / HURRY
"""Seconds between two ideas of all people together."""
SECONDS = {"ideas": 45.0, "private": 25.0, "votes": 45.0, "words": 8.0, "themes": 10.0, "result": 25.0}
"""How long an activity lasts until a person leads, in seconds, by what people give in it or what it shows."""
CARD_PAUSE = 1.2
UNCOVER_PAUSE = 4.0
USUAL_PLACES, MOST_PLACES = 6, 8
"""Places of a result that the screen shows. A tie is shown whole or not at all."""
CALM = Habits(edits=0.1, changes_mind=0.4, loses_line=0.02)
SAID = {
    "ideas": "ideas are written",
    "private": "ideas are written in private",
    "votes": "people vote",
    "words": "words for everyone are shown",
    "themes": "ideas are grouped into themes",
    "result": "the result is shown",
}
Say = Callable[[str], None]


async def practise(doors: Doors, wishes: Wishes, say: Say) -> None:
    """Run until cancelled, or until the forum has ended. `say` is called with a sentence for each thing that happens.

    Leads if it has a console of a rehearsal that has not begun. Raises Unexpected or GaveUp when it cannot go on.
    """
    room = Room(doors, wishes.seed)
    try:
        if doors.console:
            await while_answered(room, room.open(wishes.real, screen=False))
            say(f"  {wishes.participants} people are coming in to forum {room.code}.")
        await while_answered(room, _together(room, wishes, say))
    finally:
        await room.close()


async def _together(room: Room, wishes: Wishes, say: Say) -> None:
    leading = [_lead(room, wishes, say)] if room.nobody_leads else []
    await asyncio.gather(_come_and_stay(room, wishes), *leading)


# -- the people --------------------------------------------------------------------------------------------------------


async def _come_and_stay(room: Room, wishes: Wishes) -> None:
    thoughts, memories = iter(wishes.thoughts), iter(read_ideas(MEMORIES))
    await room.let_in(1, wishes.thoughts, CALM)  # the watcher: it sees what goes on before the others join
    if not room.people:
        raise Unexpected("Nobody could come in.")
    if not wishes.real:
        must_be_rehearsal(room.people[0].forum)
    await room.let_in(wishes.participants - 1, wishes.thoughts, CALM, ARRIVING_SECONDS)
    doing: dict[int, asyncio.Task[None]] = {}
    try:
        while not _ended(room):
            here = _open_steps(room)
            for gone in doing.keys() - here.keys():
                await _stop(doing.pop(gone))
            for new in here.keys() - doing.keys():
                # An activity whose ideas are not voted on is a warm-up question: people write memories.
                about = thoughts if here[new]["settings"].get("votable", True) else memories
                doing[new] = asyncio.create_task(_take_part(room, here[new], about))
            await room.watcher.see(lambda: _ended(room) or _open_steps(room).keys() != doing.keys())
    finally:
        for task in doing.values():
            await _stop(task)


async def _stop(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.wait([task])


def _open_steps(room: Room) -> dict[int, dict[str, Any]]:
    """The activities in which people are, by id: the current one if it is open, or where phones choose, every open
    one."""
    forum = room.watcher.forum
    if forum["paused"] or _ended(room):
        return {}
    known = room.watcher.store.get("activity", {}).values() if forum["self_paced"] else _current(room)
    return {int(step["id"]): step for step in known if step["state"] == "open"}


def _current(room: Room) -> list[dict[str, Any]]:
    now = room.watcher.forum.get("now")
    step = room.watcher.step(now) if now else {}
    return [step] if step else []


def _ended(room: Room) -> bool:
    return room.watcher.forum.get("state") == ENDED


async def _take_part(room: Room, step: dict[str, Any], thoughts: Iterator[Thought]) -> None:
    if step["form"]:
        return  # forms with contacts are not practised with invented people
    if step["collects"] == "ideas":
        await _write(room, int(step["id"]), thoughts)
    elif step["collects"] == "votes":
        await asyncio.gather(*(_vote(person, int(step["id"])) for person in room.people))


async def _write(room: Room, step: int, thoughts: Iterator[Thought]) -> None:
    """One idea after another, from random people."""
    writing: set[asyncio.Task[Any]] = set()
    for thought in thoughts:
        if _is_written(room, thought):
            continue
        chance = room.hall.chance
        await asyncio.sleep(chance.expovariate(1 / IDEA_EVERY))
        same = [person for person in room.people if person.browser.language == thought.lang] or room.people
        if not same:
            continue
        task = asyncio.create_task(_slowly(chance.choice(same), step, thought.text))
        writing.add(task)
        task.add_done_callback(writing.discard)


def _is_written(room: Room, thought: Thought) -> bool:
    """Whether this idea stands there already: people who were sent away and called again do not repeat themselves."""
    return any(idea["text"] == thought.text for idea in room.watcher.store.get("idea", {}).values())


async def _slowly(person: SimulatedParticipant, step: int, text: str) -> None:
    person.signal(writing=True)
    await asyncio.sleep(min(8.0, len(text) / 12) / HURRY)
    await person.post(step, text)


async def _vote(person: SimulatedParticipant, step: int) -> None:
    await person.see(lambda: person.step(step).get("state") == "open")
    await person.vote(step, SECONDS["votes"] * 0.8)


# -- the facilitator until a person leads ------------------------------------------------------------------------------


async def _lead(room: Room, wishes: Wishes, say: Say) -> None:
    facilitator, began, number = room.facilitator, time.monotonic(), len(room.facilitator.steps)
    names = titles(wishes.thoughts) | themes()
    for step in facilitator.steps:
        if not facilitator.leads:
            break
        activity = int(step["id"])
        await facilitator.begin(activity)
        say(f"  {_clock(began)}  step {step['position']} of {number}: {SAID[_like(step)]}")
        if step["shows"] == "themes":
            await facilitator.group(wishes.thoughts, names, CARD_PAUSE)
        await _while_leading(room, SECONDS[_like(step)])
        if step["collects"] == "votes" and facilitator.leads:
            await facilitator.close(activity)
            await _uncover(room, activity)
    say("  The agenda is at its end." if facilitator.leads else "  You are leading now; people follow you.")


def _like(step: dict[str, Any]) -> str:
    """What an activity is like for people's pace: what they give in it, or what it shows."""
    return "private" if step["keeps_back"] else str(step["collects"] or step["shows"])


async def _while_leading(room: Room, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await room.facilitator.see(lambda: not room.facilitator.leads)
    except TimeoutError:
        pass


async def _uncover(room: Room, vote: int) -> None:
    """Go to the results and show the places one by one, up to the first."""
    facilitator = room.facilitator
    results = next((step for step in facilitator.steps if step["shows"] == "result"), None)
    if results is None:
        return
    await facilitator.begin(int(results["id"]))
    tally: Any = await facilitator.see(lambda: facilitator.store.get("tally", {}).get(str(vote)))
    for places in presses(tally):
        await _while_leading(room, UNCOVER_PAUSE)
        if not facilitator.leads:
            return
        await facilitator.uncover(vote, places)


def presses(tally: dict[str, Any]) -> list[int]:
    """How many places of a result are uncovered after each press, as on the console: those that share a rank are one
    press. A target without the main measure, or with 0, has no place.

    Computed here, as by any client, and not with the server's rules; `tests/data/places_cases.json` tests both.
    """
    ranks = [row["rank"] for row in tally["rows"] if row["measures"].get(tally["main"], 0) > 0]
    shown: list[int] = []
    for tied in (len(list(places)) for _, places in groupby(ranks)):
        if sum(shown) + tied > (MOST_PLACES if sum(shown) < USUAL_PLACES else USUAL_PLACES):
            break
        shown.append(tied)
    if ranks and not shown:  # more share the first place than the screen shows
        shown = [MOST_PLACES]
    return list(accumulate(reversed(shown)))


def _clock(began: float) -> str:
    seconds = int(time.monotonic() - began)
    return f"{seconds // 60}:{seconds % 60:02}"
