"""Forums: added with their agendas, edited, deleted."""

from workshop.contract.base import PREPARE, Command, Count, Id, Moment, SentTexts, Text, command
from workshop.contract.commands.agenda_steps import ActivityDraft
from workshop.contract.commands.background_questions import BackgroundQuestion
from workshop.contract.shared_types import Moderation
from workshop.i18n.languages import Language, Shown


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
