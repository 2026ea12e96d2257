"""What people with a phone say about themselves: they join, choose a language, are done with an activity."""

from workshop.contract.base import TAKE_PART, Command, Id, Text, command
from workshop.i18n.languages import Language


@command("participant.join", TAKE_PART)
class ParticipantJoin(Command, frozen=True, kw_only=True):
    """Join the forum. The same phone again is the same participant. `ticket`: the code of a printed ticket, where one
    is used; a phone that is in already uses none."""

    language: Language
    ticket: Text = ""


@command("participant.language", TAKE_PART)
class ParticipantLanguage(Command, frozen=True, kw_only=True):
    """Read this forum in another language."""

    language: Language


@command("activity.done", TAKE_PART)
class ActivityDone(Command, frozen=True, kw_only=True):
    """Say that one is ready with this activity, or not after all."""

    activity: Id
    done: bool
