"""A row of the log, as much of it as undo needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from workshop.domain.undo.command_groups import Record
from workshop.domain.undo.state_slots import Slot, written


@dataclass(frozen=True)
class LogRow:
    """The columns of a console's log row that undo needs: its number, time (epoch ms), actor, verb, body, inverse, and
    the row that undid it."""

    n: int
    at: int
    actor: str
    verb: str
    body: Record
    inverse: Sequence[Record]
    undone_by: int | None

    @cached_property
    def written(self) -> set[Slot]:
        """Every slot that the deed changed. Cached, because each new row makes all rows be asked again."""
        return written(self.verb, self.body, self.inverse)
