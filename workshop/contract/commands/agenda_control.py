"""Leading the agenda: go on, open, close, show, more time, end."""

import msgspec

from workshop.contract.base import GRACE_SECONDS, LEAD, Command, Count, Id, LeadingCommand, command
from workshop.contract.forum_states import ForumState
from workshop.contract.shared_types import ActivityState


@command("agenda.go", LEAD)
class AgendaGo(LeadingCommand, frozen=True, kw_only=True):
    """Make this activity the one that the hall looks at. In a led forum it opens, and all other open activities close,
    ideas after `grace` seconds in which people may finish; in a self-paced forum nothing opens or closes."""

    activity: Id
    grace: Count = GRACE_SECONDS


@command("activity.open", LEAD)
class ActivityOpen(LeadingCommand, frozen=True, kw_only=True):
    """Open an activity, or open it again. In a self-paced forum several may be open. In a led one only the activity
    that the hall looks at is opened again: `agenda.go` opens another."""

    activity: Id


@command("activity.close", LEAD)
class ActivityClose(LeadingCommand, frozen=True, kw_only=True):
    """Close it after `grace` seconds in which people may finish what they began."""

    activity: Id
    grace: Count = 0


@command("activity.reveal", LEAD)
class ActivityReveal(LeadingCommand, frozen=True, kw_only=True):
    """Show everyone what was kept back: private ideas, or a vote's tally. `shown` false takes it back."""

    activity: Id
    shown: bool = True


@command("activity.time", LEAD)
class ActivityTime(LeadingCommand, frozen=True, kw_only=True):
    """Move the end by so many seconds; minus takes time away."""

    activity: Id
    seconds: int


class StepBefore(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Not a command itself: the state of one step as it was."""

    activity: Id
    state: ActivityState
    revealed: bool
    ends_at: int | None
    closes_at: int | None


@command("agenda.restore", LEAD, wired=False)
class AgendaRestore(Command, frozen=True, kw_only=True):
    """Set steps back to an earlier state, and with `whole` also which step is current and the forum's state: undo of
    going on, opening, closing, ending."""

    now: Id | None
    state: ForumState
    started_at: int | None
    ended_at: int | None
    steps: list[StepBefore]
    whole: bool = True


@command("activity.clock", LEAD, wired=False)
class ActivityClock(Command, frozen=True, kw_only=True):
    """Set the end of a step back to where it was: undo of moving it."""

    activity: Id
    ends_at: int | None


@command("forum.end", LEAD)
class ForumEnd(LeadingCommand, frozen=True, kw_only=True):
    """End the forum, or with `ended` false go on with it."""

    ended: bool = True
