"""Preparing forums, and the steps of their agendas."""

import msgspec

from workshop.contract.base import PREPARE, Command, Count, Id, Moment, SentTexts, Text, command
from workshop.contract.commands.background_questions import BackgroundQuestion
from workshop.contract.shared_types import ActivitySettings, Moderation
from workshop.i18n.languages import Language, Shown


class ActivityDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Not a command itself: one step of a new forum's agenda."""

    kind: Text
    minutes: Count
    prompt: SentTexts
    instruction: SentTexts = {}
    settings: ActivitySettings = {}
    name: SentTexts = {}


@command("forum.add", PREPARE, of_house=True)
class ForumAdd(Command, frozen=True, kw_only=True):
    """Add a forum with its whole agenda. The server makes the code and the secrets.

    Empty lists of languages mean those of a new forum. `moderation` is how ideas are reviewed when a person has chosen
    that; null: not chosen yet, and the console asks before the first ideas. `self_paced`: phones choose among the
    activities that are open, instead of following the hall. `reasons`: own reasons for hiding an idea. `background`:
    its background questions.
    """

    series: Id | None
    title: SentTexts
    intro: SentTexts = {}
    activities: list[ActivityDraft]
    code: Text
    ref: Text
    join_secret: Text
    screen_token: Text
    rehearsal: bool = False
    starts_at: Moment | None = None
    place: Text = ""
    organiser: Text = ""
    languages: list[Language] = []
    screen_languages: list[Shown] = []
    wifi_network: Text = ""
    wifi_password: Text = ""
    moderation: Moderation | None = None
    self_paced: bool = False
    reasons: list[SentTexts] = []
    background: list[BackgroundQuestion] = []


@command("forum.edit", PREPARE)
class ForumEdit(Command, frozen=True, kw_only=True):
    """Edit title, intro, when, where and by whom, languages, the Wi-Fi card, review, and whether it is led or
    self-paced. `moderation` and `self_paced` null leave these as they are."""

    title: SentTexts
    intro: SentTexts
    languages: list[Language]
    screen_languages: list[Shown]
    wifi_network: Text
    wifi_password: Text
    series: Id | None
    version: Count
    starts_at: Moment | None = None
    place: Text = ""
    organiser: Text = ""
    moderation: Moderation | None = None
    self_paced: bool | None = None


@command("forum.remove", PREPARE)
class ForumRemove(Command, frozen=True, kw_only=True):
    """Delete a forum with everything in it. Cannot be undone; the log keeps the hash chain without its contents."""


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
