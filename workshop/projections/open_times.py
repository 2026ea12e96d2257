"""When people can take part in a self-paced forum, from its shapes: for the poster.

The twin of static/js/vote/open_times.js, for the big screen; `tests/data/open_times_cases.json` tests both.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from workshop.contract.forum_states import ENDED
from workshop.contract.shapes import ActivityShape, ForumShape
from workshop.domain.activity_states import CLOSED, OPEN, WAITING


@dataclass(frozen=True)
class OpenTimes:
    """Epoch milliseconds, None where nothing is known or to be told. `opens`: when the first step opens, while people
    can do nothing yet. `until`: when the last one ends. `over`: whether nobody is asked anything any more."""

    opens: int | None = None
    until: int | None = None
    over: bool = False


def open_times(forum: ForumShape, steps: Iterable[ActivityShape], now: int) -> OpenTimes:
    """In a led forum the hall begins and ends: of that only `over` is told. Steps that wait without a time are left
    out; where one that is open has no end, none is told."""
    if forum.state == ENDED:
        return OpenTimes(over=True)
    asked = [step for step in steps if step.collects]
    if not forum.self_paced or not asked:
        return OpenTimes()
    left = [step for step in asked if not _is_over(step, now)]
    is_open = [step for step in left if step.state == OPEN]
    waits = [step for step in left if step.state == WAITING and (step.opens_at or step.due_at)]
    opens = [step.opens_at for step in waits if step.opens_at is not None and not is_open]
    ends = [step.due_at or step.ends_at for step in is_open] + [step.due_at for step in waits]
    known = [end for end in ends if end is not None]
    until = max(known) if known and len(known) == len(ends) else None
    return OpenTimes(min(opens, default=None), until, over=not left)


def _is_over(step: ActivityShape, now: int) -> bool:
    """What still comes in after a deadline is late: nobody is invited to that."""
    return step.state == CLOSED or (step.due_at is not None and step.due_at <= now)
