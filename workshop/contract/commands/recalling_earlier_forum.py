"""What an earlier forum came to, at the beginning of the next one."""

from workshop.contract.base import PREPARE, Command, Id, command
from workshop.contract.shared_types import Earlier


@command("activity.recall", PREPARE)
class ActivityRecall(Command, frozen=True, kw_only=True):
    """Let a step show what an earlier forum came to, or with null nothing. `themes`: this forum goes on from the
    earlier one's themes, under their letters where these are free; those it has already stay as they are."""

    activity: Id
    earlier: Earlier | None
    themes: bool = False
