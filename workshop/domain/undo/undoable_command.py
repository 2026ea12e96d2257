"""A deed, which is a command in the log that can be undone or redone, and what is left of it after the authors of its
ideas changed them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from workshop.contract.forum_states import ENDED
from workshop.contract.idea_states import IDEA_STATES
from workshop.domain.undo.command_groups import (
    BRINGING,
    DECISIONS,
    EACH,
    LANGUAGE,
    MERGE,
    UNMERGE,
    WORDS,
    Record,
    dispensable,
    goes_back,
    ideas_of,
    takes_away,
)
from workshop.domain.undo.log_row import LogRow


class Touched(NamedTuple):
    """An idea as it is now, after what people did to it: its state, when its words were last changed by the author
    (epoch ms, 0 for never), whether it is merged into another, and whether anybody has voted on it or supports it."""

    state: str
    edited_at: int
    merged: bool
    chosen: bool = False

    @property
    def withdrawn(self) -> bool:
        """Whether the author took it back."""
        return not IDEA_STATES[self.state].words

    def waits(self, since: int) -> bool:
        """Whether its author changed it after `since` so that it has to be read again."""
        return IDEA_STATES[self.state].held and self.edited_at > since


@dataclass(frozen=True)
class Deed:
    """A deed that can be undone (or redone). `row` is the log row that would be marked, `first` the row of the original
    command. `times`: the ideas whose records another row stored, with its time (epoch ms)."""

    row: LogRow
    first: LogRow
    records: tuple[Record, ...]
    times: Mapping[int, int] = field(default_factory=dict)

    @property
    def ideas(self) -> set[int]:
        """The ids of the ideas that its records change."""
        return {idea for record in self.records for idea in ideas_of(record)}

    @property
    def named(self) -> set[int]:
        """The ids of the ideas that its records name."""
        return self.ideas | {record["body"]["into"] for record in self.records if record["verb"] == MERGE}

    def idea(self) -> int | None:
        """The id of the one idea that it was about; None for several and for none."""
        if self.first.verb == MERGE:
            return int(self.first.body["into"])
        named = ideas_of({"verb": self.first.verb, "body": self.first.body})
        if self.first.verb == "idea.enter":
            named = [idea for record in self.first.inverse for idea in ideas_of(record)][:1]
        return named[0] if len(named) == 1 else None

    def activity(self) -> int | None:
        """The id of the activity that its command named."""
        named = self.first.body.get("activity")
        return named if isinstance(named, int) else None

    def off(self) -> bool:
        """Whether it went the way back: hid, turned off, took away or covered what its command else shows or turns
        on."""
        verb, body = self.first.verb, self.first.body
        if verb == "activity.time":
            return bool(body.get("seconds", 0) < 0)
        if verb == "screen.uncover":
            return any(body.get("uncovered", 0) < record["body"]["uncovered"] for record in self.first.inverse)
        return goes_back(verb, body)

    def ends(self) -> bool:
        """Whether taking it back (or doing it again) ends the forum."""
        restored = (record["body"] for record in self.records if record["verb"] == "agenda.restore")
        return any(body.get("whole", True) and body["state"] == ENDED for body in restored)

    def needs(self, record: Record) -> bool:
        """Whether it cannot be undone without this record."""
        return not dispensable(record, self.first.verb)

    @property
    def brings(self) -> bool:
        """Whether ideas came among the others by its command."""
        return self.first.verb in BRINGING

    def left(self) -> int:
        """How many of the ideas that it changed stay as they are, because others changed them since."""
        changed = {idea for record in self.row.inverse if self.needs(record) for idea in ideas_of(record)}
        return len(changed - self.ideas)

    def among(self, touched: Mapping[int, Touched]) -> "Deed | None":
        """The deed without the ideas that authors have withdrawn or taken out of a merge since, without its decisions
        on words that they changed since, and where it brought ideas, without taking away what people chose; None when
        nothing is left. `touched`: every idea that is `named`."""
        records = [
            _without(record, self._since(record), touched)
            for record in self.records
            if not (_is_of_words(record) and _changed_since(record, self._since(record), touched))
            and not (self.brings and takes_away(record) and touched[record["body"]["idea"]].chosen)
        ]
        kept = tuple(record for record in records if record is not None)
        return replace(self, records=kept) if any(self.needs(record) for record in kept) else None

    def _since(self, record: Record) -> int:
        """When the way back was stored that this record is."""
        return min((self.times.get(idea, self.row.at) for idea in ideas_of(record)), default=self.row.at)


def _is_of_words(record: Record) -> bool:
    """Whether it makes no sense any more once the author has changed the words."""
    return record["verb"] in (*DECISIONS, WORDS, LANGUAGE)


def _changed_since(record: Record, at: int, touched: Mapping[int, Touched]) -> bool:
    return any(touched[idea].edited_at > at for idea in ideas_of(record))


def _without(record: Record, since: int, touched: Mapping[int, Touched]) -> Record | None:
    verb, body = record["verb"], record["body"]
    if verb not in EACH:
        return None if any(touched[idea].withdrawn for idea in ideas_of(record)) else record
    if verb == MERGE and not _can_be_merged(touched[body["into"]], since):
        return None
    if verb == UNMERGE:
        ideas = [idea for idea in body["ideas"] if touched[idea].merged]
    elif verb == MERGE:
        ideas = [idea for idea in body["ideas"] if _can_be_merged(touched[idea], since)]
    else:
        ideas = [idea for idea in body["ideas"] if not touched[idea].withdrawn]
    return {"verb": verb, "body": {**body, "ideas": ideas}} if ideas else None


def _can_be_merged(idea: Touched, since: int) -> bool:
    return not idea.withdrawn and not idea.waits(since)
