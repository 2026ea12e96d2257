"""Measures how long an idea that a facilitator hides stays on the screen, while phones write five ideas a second."""

import time
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from workshop.bench import goals
from workshop.bench.child_processes import Failed
from workshop.bench.frame_and_vote_costs import Tell
from workshop.bench.generator_loop import Poll
from workshop.bench.measurement_statistics import ByRound, middle, percentile, void_rounds
from workshop.bench.options import Plan
from workshop.bench.phone_connections import Heard, PhoneConnection, payload_of
from workshop.bench.report import GoalRow, failed, row, troubles
from workshop.bench.rounds import cut_short, forget_round, through
from workshop.bench.running_hall import BenchHall
from workshop.bench.votes import Meter
from workshop.client.browser import Browser
from workshop.client.protocol import new_key
from workshop.contract.base import PROTOCOL

A_SECOND = 5
IDEAS, IDEAS_QUICK = 60, 15
"""Ideas that are written and hidden in one round."""
READING = 0.4
"""Seconds between an idea's coming to the screen and its being hidden."""
WAIT = 20


def hiding(poll: Poll, folder: Path, plan: Plan, tell: Tell) -> list[GoalRow]:
    """The row of this part: a hall of half as many phones as elsewhere."""
    measured = _Hiding(poll, folder, plan, tell)
    try:
        why = through(plan.rounds, measured.round, tell, measured.forget)
    finally:
        measured.close()
    return cut_short([measured.row()], why)


class WatchedScreen:
    """The screen's connection: when each idea came, and when it was gone."""

    def __init__(self, poll: Poll, hall: BenchHall) -> None:
        path = urlsplit(hall.links["screen"]).path
        boot = Browser("fi").get(hall.server.base + path).boot
        if boot is None:
            raise Failed("the screen did not open")
        self.gone: dict[str, float] = {}
        self._then: Any = None
        self.pictured = False
        auth = {"v": PROTOCOL, "page": "screen", "forum": boot["forum"], "token": boot["token"]}
        self.line = PhoneConnection(poll, hall.server.number, 0, Heard(), auth)
        self.line.hear_event = self._hear
        self.line.ready = lambda line: line.emit("sync")
        poll.run(lambda: self.pictured, WAIT)

    def on_idea(self, then: Any) -> None:
        """Call `then(id)` for each idea that comes from now on."""
        self._then = then

    def _hear(self, event: str, data: Any) -> None:
        self.pictured = self.pictured or event == "snapshot"
        if event != "frame":
            return
        now = time.monotonic()
        for name in data["drop"].get("idea", []):
            self.gone.setdefault(str(name), now)
        for name in data["put"].get("idea", {}):
            if self._then is not None:
                self._then(name)


class _Hiding:
    """One hall through all rounds."""

    def __init__(self, poll: Poll, folder: Path, plan: Plan, tell: Tell) -> None:
        self._poll, self._plan, self._tell = poll, plan, tell
        self._phones = max(plan.phones // 2, 20)
        self._ideas = IDEAS_QUICK if plan.quick else IDEAS
        self._figures: dict[str, ByRound] = {"screen": {}, "phones": {}}
        self._busy: ByRound = {}
        self._trouble: dict[int, str] = {}
        tell(f"{self._phones} phones come in …")
        self._hall = BenchHall(poll, folder, self._phones)
        try:
            self._hall.fill()
            self._screen = WatchedScreen(poll, self._hall)
            self._step = self._new_step()
        except BaseException:
            self._hall.close()
            raise

    def round(self, number: int) -> None:
        """Phones write, the facilitator hides each idea a moment after it came."""
        sent: dict[str, float] = {}
        refused, seen = list[str](), set[str]()
        self._hall.heard.forget()
        self._screen.on_idea(lambda name: self._hide_soon(name, seen, sent, refused))
        meter, began = Meter(self._hall.server), time.monotonic() + 0.1
        for place in range(self._ideas):
            self._poll.at(began + place / A_SECOND, partial(self._write, number, place, refused))
        self._poll.run(lambda: len(sent) >= self._ideas and sent.keys() <= self._screen.gone.keys(), WAIT + self._ideas)
        self._poll.rest(0.3)
        self._note(number, sent, refused, meter.stop().busy)

    def _note(self, number: int, sent: dict[str, float], refused: list[str], busy: float) -> None:
        gone, last = self._screen.gone, self._last_phone(set(sent))
        self._figures["screen"][number] = percentile(
            [(gone[one] - at) * 1000 for one, at in sent.items() if one in gone], 0.99
        )
        self._figures["phones"][number] = percentile(
            [(last[one] - at) * 1000 for one, at in sent.items() if one in last], 0.99
        )
        self._busy[number] = busy
        if refused or len(sent) < self._ideas or not sent.keys() <= gone.keys():
            self._trouble[number] = f"{len(sent)} of {self._ideas} hidden, refused: {refused[:3]}"
        self._tell(f"round {number + 1}: gone from the screen after {self._figures['screen'][number]:.0f} ms, p99")

    def forget(self, number: int) -> None:
        """Remove what a failed round has recorded."""
        forget_round(number, [*self._figures.values(), self._busy, self._trouble])

    def row(self) -> GoalRow:
        """The row of this part."""
        also: dict[str, Any] = {
            "phones": self._phones,
            "gone from the last phone, p99 ms": middle(self._figures["phones"]),
        }
        values = failed(self._figures["screen"], self._trouble)
        return row(goals.HIDE, values, void_rounds(self._busy, {}), also | troubles(self._trouble))

    def close(self) -> None:
        """Stop the server and close all connections."""
        self._screen.line.close()
        self._hall.close()

    def _new_step(self) -> int:
        step = int(
            self._hall.console.do("activity.add", kind="ideas", minutes=60, prompt={"fi": "Mitä museoon?"})["activity"]
        )
        self._hall.console.do("agenda.go", activity=step)
        return step

    def _write(self, number: int, place: int, refused: list[str]) -> None:
        line = self._hall.lines[(number * self._ideas + place) % len(self._hall.lines)]
        text = f"Penkkejä rantaan, sanoo kirjoittaja {number}-{place}"
        body = {"key": new_key(), "activity": self._step, "text": text}
        line.ask(lambda answer, _when: _told(answer, refused), "do", "idea.add", body)

    def _hide_soon(self, name: str, seen: set[str], sent: dict[str, float], refused: list[str]) -> None:
        def hide() -> None:
            sent[name] = time.monotonic()
            body = {"key": new_key(), "idea": int(name), "reason": "test"}
            self._hall.console.line.ask(lambda answer, _when: _told(answer, refused), "do", "idea.hide", body)

        if name not in seen:
            seen.add(name)
            self._poll.at(time.monotonic() + READING, hide)

    def _last_phone(self, names: set[str]) -> dict[str, float]:
        """Idea → when the last phone heard that it is gone."""
        found: dict[str, float] = {}
        for raw, frame in self._hall.heard.known.items():
            dropped = {str(name) for name in payload_of(raw)["drop"].get("idea", [])} & names
            found |= {name: max(when for _, when in frame.arrivals) for name in dropped}
        return found


def _told(answer: Any, refused: list[str]) -> None:
    if not answer["ok"]:
        refused.append(str(answer.get("code")))
