"""Early entry: before a led forum begins, people who have its invitation may write in one of its steps, in a window of
time. The step itself stays as it is: when the forum goes to it, it opens as ever, with what was written beforehand."""

from dataclasses import dataclass

from workshop.contract.forum_states import PLANNED
from workshop.domain import planned_times
from workshop.domain.errors import Refusal


@dataclass(frozen=True)
class EarlyEntry:
    """The step (its id; None: there is no early entry), and the window, epoch milliseconds; it ends with the beginning
    of the forum at the latest."""

    step: int | None = None
    opens_at: int | None = None
    due_at: int | None = None

    def is_open(self, forum_state: str, step: int, now: int) -> bool:
        """Whether people may write in this step now, although it waits."""
        begun = self.opens_at is not None and self.opens_at <= now
        over = self.due_at is not None and now >= self.due_at
        return forum_state == PLANNED and self.step == step and begun and not over

    def check(self) -> None:
        """Raises Refusal date_bad as `planned_times.check`, early_start_missing for a window without a beginning, and
        early_times for one that ends before it begins."""
        planned_times.check(self.opens_at, self.due_at)
        if self.opens_at is None:
            raise Refusal("early_start_missing")
        if self.due_at is not None and self.due_at <= self.opens_at:
            raise Refusal("early_times")
