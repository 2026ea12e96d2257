"""Makes the next forum of a series: the forum, then what the earlier one came to in its first step that recalls, then
the leading ideas where ideas are written. Every command after the first has a key that is derived from the first's: the
same sent again after a failure finishes what is missing. Whoever calls gives the functions that execute and read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.actions.made import made_number
from workshop.contract.base import Command
from workshop.contract.commands import ActivityRecall, ForumAdd, IdeasImport, ImportedIdea
from workshop.contract.shared_types import Earlier
from workshop.domain.activities import KINDS
from workshop.domain.derived_keys import derived_key
from workshop.storage.tables import Activity

COLLECTING = [name for name, kind in KINDS.items() if kind.collects == "ideas" and not kind.form]
RECALL = next(name for name, kind in KINDS.items() if kind.recalls)
Do = Callable[[Command, int | None], Mapping[str, object]]
"""Executes a command, in a forum or in the house, and returns what it made. Raises Refusal."""


@dataclass(frozen=True)
class Carried:
    """What the new forum takes over: `themes` and leading `ideas` to show, and whether it goes on from the shown
    themes. `nth`: which of the steps where ideas are written, from 0, gets the leading ideas as ideas of the new forum;
    None for none."""

    themes: bool
    ideas: bool
    go_on: bool
    nth: int | None

    def __bool__(self) -> bool:
        return self.themes or self.ideas or self.go_on or self.nth is not None


@dataclass(frozen=True)
class Steps:
    """The ids of steps of a forum: the first that recalls, and those where ideas are written, in the order of the
    agenda."""

    recalls: int
    written_in: list[int]


def make(
    do: Do, command: ForumAdd, carried: Carried, steps: Callable[[int], Steps], came_to: Callable[[], Earlier]
) -> Mapping[str, object]:
    """Make the forum and fill it; returns what `command` made. `steps` gives those of a forum by its id, `came_to` what
    the earlier forum came to. Raises Refusal as they and `do`."""
    made = do(command, None)
    if not carried:
        return made
    forum, earlier = made_number(made, "forum"), came_to()
    there = steps(forum)
    do(_recalled(command.key, there.recalls, earlier, carried), forum)
    if carried.nth is not None and earlier.ideas:
        ideas = _ideas(earlier, carried.go_on)
        step = there.written_in[carried.nth]
        do(IdeasImport(key=_key("ideas", command.key), activity=step, ideas=ideas), forum)
    return made


def steps_of(db: Session, forum: int) -> Steps:
    """The steps of a forum to which something is brought."""
    query = select(Activity.id, Activity.kind).where(Activity.forum == forum).order_by(Activity.position)
    rows = db.execute(query).all()
    return Steps(
        recalls=next((row.id for row in rows if row.kind == RECALL), 0),
        written_in=[row.id for row in rows if row.kind in COLLECTING],
    )


def _recalled(key: str, step: int, earlier: Earlier, carried: Carried) -> ActivityRecall:
    themes, ideas = earlier.themes if carried.themes else [], earlier.ideas if carried.ideas else []
    shown = msgspec.structs.replace(earlier, themes=themes, ideas=ideas)
    return ActivityRecall(
        key=_key("recall", key),
        activity=step,
        earlier=shown if shown.themes or shown.ideas else None,
        themes=carried.go_on,
    )


def _ideas(earlier: Earlier, themes: bool) -> list[ImportedIdea]:
    """The leading ideas, in their themes where the new forum goes on from these."""
    titles = {one.letter: one.title for one in earlier.themes} if themes else {}
    return [
        ImportedIdea(text=one.text, lang=one.lang, theme=titles.get(one.theme, ""), read=True, came_from=one.idea)
        for one in earlier.ideas
    ]


def _key(what: str, key: str) -> str:
    """The idempotency key of a command after the first, whose key is `key`."""
    return derived_key(f"{what} of {key}")
