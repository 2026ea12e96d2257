"""Two facilitators decide on the same ideas, several at a time, and take that back in every order: what is true of an
idea is what the newest deed that stands says of it, and once nothing stands all is as it was before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from workshop.domain.undo import Deeds, LogRow, Record

ADA, BEN = "ada", "ben"
State = Mapping[int, Any]
"""What is true of each idea: how it was decided on, or the theme that it is in."""
FIRST: State = {1: "shown", 2: "shown", 3: "shown"}
LOOSE: State = {1: None, 2: None, 3: None}


def put_back(ideas: State) -> list[Record]:
    """The records that decide on ideas, or place them, as it is given."""
    return [
        {"verb": "idea.place", "body": {"ideas": [idea], "cluster": value}}
        if value is None or isinstance(value, int)
        else {"verb": "idea.decided", "body": {"idea": idea, "state": value}}
        for idea, value in ideas.items()
    ]


def said_by(record: Record) -> State:
    body = record["body"]
    if record["verb"] == "idea.place":
        return dict.fromkeys(body["ideas"], body["cluster"])
    return {body["idea"]: body["state"]}


@dataclass(frozen=True)
class Hall:
    """The ideas after what was done so far, with the log of it. `said`: what each deed says of which ideas, by the row
    of its command. `standing`: the deeds that were not taken back."""

    state: State
    rows: tuple[LogRow, ...] = ()
    said: Mapping[int, State] = field(default_factory=dict)
    standing: frozenset[int] = frozenset()

    def does(self, actor: str, verb: str, wanted: State) -> "Hall":
        """One command on several ideas."""
        done = self._with_row(actor, verb, wanted)
        n = len(done.rows)
        return replace(done, said={**self.said, n: wanted}, standing=self.standing | {n})

    def presses(self, actor: str, verb: str) -> "Hall | None":
        """Undo or redo; None where it is refused."""
        deeds = Deeds(self.rows, {})
        found = next(deeds.undoable(actor) if verb == "undo" else deeds.redoable(actor), None)
        if found is None or (verb == "undo" and found.row.n != deeds.asked(actor, None).n):
            return None
        done = self._with_row(actor, verb, {idea: to for one in found.records for idea, to in said_by(one).items()})
        taken, by = found.row.n, len(done.rows)
        rows = tuple(replace(row, undone_by=by) if row.n == taken else row for row in done.rows)
        return replace(done, rows=rows, standing=self.standing ^ {found.first.n})

    def _with_row(self, actor: str, verb: str, wanted: State) -> "Hall":
        n = len(self.rows) + 1
        row = LogRow(n, n * 1000, actor, verb, {}, put_back({idea: self.state[idea] for idea in wanted}), None)
        return replace(self, state={**self.state, **wanted}, rows=(*self.rows, row))

    def as_the_newest_says(self, before: State) -> State:
        """What should be true of each idea."""
        said = dict(before)
        for n in sorted(self.standing):
            said |= self.said[n]
        return said

    def told(self) -> str:
        """What was done, to read in the message of a failure."""
        return ", ".join(f"{row.actor} {row.verb}" for row in self.rows)


def evenings(hall: Hall, deeds: Mapping[str, list[tuple[str, State]]], presses: int) -> Iterator[Hall]:
    """Every evening in which each does these deeds in their order, with up to so many presses of undo and redo."""
    yield hall
    for actor, (deed, *later) in ((who, its) for who, its in deeds.items() if its):
        yield from evenings(hall.does(actor, *deed), {**deeds, actor: later}, presses)
    for actor in (ADA, BEN) if presses else ():
        for verb in ("undo", "redo"):
            pressed = hall.presses(actor, verb)
            if pressed is not None:
                yield from evenings(pressed, deeds, presses - 1)


def hides(*ideas: int) -> tuple[str, State]:
    return "ideas.hide", dict.fromkeys(ideas, "hidden")


def shows(*ideas: int) -> tuple[str, State]:
    return "ideas.show", dict.fromkeys(ideas, "shown")


def places(cluster: int | None, *ideas: int) -> tuple[str, State]:
    return "idea.place", dict.fromkeys(ideas, cluster)


@pytest.mark.parametrize(
    ("before", "deeds"),
    [
        (FIRST, {ADA: [hides(1, 2)], BEN: [hides(2, 3)]}),
        (FIRST, {ADA: [hides(1, 2, 3)], BEN: [hides(2)]}),
        (FIRST, {ADA: [hides(1, 2)], BEN: [hides(2, 3), hides(1)]}),
        ({**FIRST, 2: "hidden"}, {ADA: [hides(1, 2)], BEN: [hides(2, 3)]}),
        (FIRST, {ADA: [hides(1, 2)], BEN: [shows(2, 3)]}),
        ({**FIRST, 2: "waiting"}, {ADA: [shows(1, 2), hides(2)], BEN: [hides(2, 3)]}),
        (LOOSE, {ADA: [places(5, 1, 2)], BEN: [places(6, 2, 3)]}),
        ({**LOOSE, 2: 7}, {ADA: [places(5, 1, 2), places(None, 2)], BEN: [places(6, 2, 3)]}),
    ],
    ids=[
        "two lists",
        "one of a list",
        "three lists",
        "one was hidden before",
        "one shows what the other hid",
        "shown, hidden by both",
        "two themes",
        "two themes and out of one",
    ],
)
def test_each_idea_is_as_the_newest_deed_that_stands_says(
    before: State, deeds: Mapping[str, list[tuple[str, State]]]
) -> None:
    for hall in evenings(Hall(before), deeds, presses=6):
        assert hall.state == hall.as_the_newest_says(before), hall.told()
