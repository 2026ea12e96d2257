"""The steps of a forum's agenda: added, edited, scheduled, moved, removed."""

import msgspec

from workshop.contract.base import PREPARE, Command, Count, Id, Moment, SentTexts, Text, command
from workshop.contract.shared_types import ActivitySettings


class ActivityDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Not a command itself: one step of a new forum's agenda."""

    kind: Text
    minutes: Count
    prompt: SentTexts
    instruction: SentTexts = {}
    settings: ActivitySettings = {}
    name: SentTexts = {}


@command("activity.add", PREPARE)
class ActivityAdd(Command, frozen=True, kw_only=True):
    """Add a step at this place of the agenda, counted from 1, or at its end."""

    kind: Text
    minutes: Count
    prompt: SentTexts
    instruction: SentTexts = {}
    settings: ActivitySettings = {}
    name: SentTexts = {}
    position: Id | None = None


@command("activity.edit", PREPARE)
class ActivityEdit(Command, frozen=True, kw_only=True):
    """Edit texts, minutes and settings of one step. `version` is the one that the editor saw (compare-and-set)."""

    activity: Id
    minutes: Count
    prompt: SentTexts
    instruction: SentTexts
    settings: ActivitySettings
    version: Count
    name: SentTexts = {}


@command("activity.schedule", PREPARE)
class ActivitySchedule(Command, frozen=True, kw_only=True):
    """Set when a step of a self-paced forum opens and ends by itself, null: by hand. What comes in the `late_minutes`
    after its end is taken and marked as late. `version` is the one that the editor saw (compare-and-set)."""

    activity: Id
    opens_at: Moment | None
    due_at: Moment | None
    late_minutes: Count
    version: Count


@command("activity.move", PREPARE)
class ActivityMove(Command, frozen=True, kw_only=True):
    """Put a step at this place of the agenda, counted from 1."""

    activity: Id
    position: Id


@command("activity.remove", PREPARE)
class ActivityRemove(Command, frozen=True, kw_only=True):
    """Remove a step from the agenda. One that holds ideas or votes stays."""

    activity: Id
