"""Every command, one struct each, in the order of a forum's life. The decorator names the roles that may send it."""

from typing import Literal

import msgspec

from workshop.contract.base import (
    ADMINISTRATOR,
    OFFICE,
    PARTICIPANT,
    ROOM,
    Command,
    Count,
    Id,
    Marks,
    Moment,
    Text,
    Texts,
    command,
)

PHONE = frozenset({PARTICIPANT})
Moderation = Literal["off", "after", "before"]
Settings = dict[str, int | bool | str]
Shown = Literal["fi", "sv", "en"]
"""Languages of the screen."""
Language = Literal["fi", "sv", "en", "fi-simple"]

# -- phone ---------------------------------------------------------------------------------------------------------


@command("participant.join", PHONE)
class ParticipantJoin(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Join the forum. The same phone again is the same participant."""

    language: Language


@command("idea.add", PHONE)
class IdeaAdd(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Post an idea in an open ideas activity."""

    activity: Id
    text: Text


@command("idea.edit", PHONE)
class IdeaEdit(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Change the text of an own idea; a hidden one is sent again for review."""

    idea: Id
    text: Text


@command("idea.withdraw", PHONE)
class IdeaWithdraw(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Take back an own idea. Its number is never used again."""

    idea: Id


@command("idea.restore", PHONE)
class IdeaRestore(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Bring back an own idea that was taken back a moment ago, under its number and as it was."""

    idea: Id


@command("ballot.set", PHONE)
class BallotSet(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One person's whole ballot in one activity; it replaces the last if `n` is higher."""

    activity: Id
    n: Count
    marks: Marks


@command("activity.done", PHONE)
class ActivityDone(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Say that one is ready with this activity, or not after all."""

    activity: Id
    done: bool


@command("participant.language", PHONE)
class ParticipantLanguage(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Read this forum in another language."""

    language: Language


# -- console: the agenda -------------------------------------------------------------------------------------------


@command("agenda.go", ROOM)
class AgendaGo(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Make this activity the current one and open it; the one before closes, ideas with time to finish."""

    activity: Id


@command("activity.open", ROOM)
class ActivityOpen(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Open (again) the current activity."""

    activity: Id


@command("activity.close", ROOM)
class ActivityClose(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Close it after `grace` seconds in which people may finish what they began."""

    activity: Id
    grace: Count = 0


@command("activity.reveal", ROOM)
class ActivityReveal(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Show everyone what was kept back: private ideas, or a vote's tally. `shown` false takes it back."""

    activity: Id
    shown: bool = True


@command("activity.time", ROOM)
class ActivityTime(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Move the end by so many seconds; minus takes time away."""

    activity: Id
    seconds: int


class StepBefore(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Not a command itself: the state of one step as it was."""

    activity: Id
    state: Literal["waiting", "open", "closing", "closed"]
    revealed: bool
    ends_at: int | None
    closes_at: int | None


@command("agenda.restore", ROOM, wired=False)
class AgendaRestore(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Set steps back to an earlier state, and with `whole` also which step is current and the forum's state: undo of
    going on, opening, closing, ending."""

    now: Id | None
    state: Literal["planned", "live", "ended"]
    started_at: int | None
    ended_at: int | None
    steps: list[StepBefore]
    whole: bool = True


@command("activity.clock", ROOM, wired=False)
class ActivityClock(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Set the end of a step back to where it was: undo of moving it."""

    activity: Id
    ends_at: int | None


@command("forum.end", ROOM)
class ForumEnd(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """End the forum, or with `ended` false go on with it."""

    ended: bool = True


# -- console: ideas and clusters -----------------------------------------------------------------------------------


@command("idea.enter", ROOM)
class IdeaEnter(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Post an idea for someone without a phone, marked as such."""

    activity: Id
    text: Text
    source: Literal["helper", "paper"]
    table: Count | None = None


@command("idea.hide", ROOM)
class IdeaHide(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Take an idea out of sight, with a reason that its author sees."""

    idea: Id
    reason: Literal["personal", "insult", "off_topic", "advert", "test"]


@command("idea.show", ROOM)
class IdeaShow(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Let a waiting idea through, or bring a hidden one back."""

    idea: Id


@command("idea.review", ROOM, wired=False)
class IdeaReview(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Undo of a decision: the idea waits for review again."""

    idea: Id


@command("idea.leave_out", ROOM)
class IdeaLeaveOut(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Leave an idea out of votes, or take it back in. Everyone still sees it; marks it already has don't count."""

    idea: Id
    out: bool


@command("idea.place", ROOM)
class IdeaPlace(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Move ideas to a cluster, or out of every cluster."""

    ideas: list[Id]
    cluster: Id | None


@command("cluster.add", ROOM)
class ClusterAdd(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Make a cluster, with these ideas in it if any. Its letter is the next free one."""

    title: Text
    ideas: list[Id] = []


@command("cluster.rename", ROOM)
class ClusterRename(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Rename a cluster. `version` is the one that the sender saw (compare-and-set); 0 (undo) stands for any."""

    cluster: Id
    title: Text
    version: Count


@command("cluster.remove", ROOM)
class ClusterRemove(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Remove a cluster; its ideas are then in no cluster."""

    cluster: Id


@command("cluster.restore", ROOM, wired=False)
class ClusterRestore(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Bring back a removed cluster with these of its ideas."""

    cluster: Id
    ideas: list[Id]


@command("hands.set", ROOM)
class HandsSet(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Set how many hands were raised for this target (absolute: the last count stands)."""

    activity: Id
    target: Id
    count: Count


# -- console: the screen and the rest --------------------------------------------------------------------------------


@command("screen.spotlight", ROOM)
class ScreenSpotlight(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Show one idea large, or all again."""

    idea: Id | None


@command("screen.cluster", ROOM)
class ScreenCluster(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Show one cluster large with all its ideas, or all again. One thing is large at a time: an idea or a cluster."""

    cluster: Id | None


@command("screen.freeze", ROOM)
class ScreenFreeze(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Freeze what the screen shows, or let it follow again."""

    on: bool


@command("screen.blank", ROOM)
class ScreenBlank(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Make the screen dark, or bring it back. People go on."""

    on: bool


@command("screen.code", ROOM)
class ScreenCode(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Show the join code large, over everything else, or take it away."""

    on: bool


@command("screen.step", ROOM)
class ScreenStep(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Set how many places of a revealed result are uncovered, counted from the last."""

    activity: Id
    step: Count


@command("ideas.pause", ROOM)
class IdeasPause(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Stop taking new ideas for a while, or take them again. What people write meanwhile stays in their field."""

    on: bool


@command("moderation.set", ROOM)
class ModerationSet(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Set the review of ideas: none, after showing, or before. `chosen` false is only for undo: no one has chosen
    yet."""

    mode: Moderation
    chosen: bool = True


@command("undo", ROOM)
class Undo(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Undo one's own newest deed, or exactly the one in log row `n`, also another person's. A deed whose result was
    changed since is not undone; then nothing is, unless an older deed is named."""

    n: Id | None = None


@command("redo", ROOM)
class Redo(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Redo what one undid last, unless one did something new since."""


@command("link.add", ROOM, wired=False)
class LinkAdd(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Add a link that admits a co-facilitator. The server makes the secret and sends only its hash."""

    secret_hash: Text
    label: Text = ""


@command("link.revoke", ROOM)
class LinkRevoke(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Revoke a co-facilitator's link and end the sessions that began with it."""

    link: Id


@command("join.renew", ROOM, wired=False)
class JoinRenew(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Replace the QR's secret; people already in stay."""

    secret: Text


@command("screen.renew", ROOM, wired=False)
class ScreenRenew(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Replace the link of the screen; a screen that was opened by the old one goes dark."""

    secret: Text


@command("join.address", ROOM, wired=False)
class JoinAddress(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Set which of this machine's addresses the QR carries; empty means the best one."""

    url: Text


# -- office ----------------------------------------------------------------------------------------------------------


@command("series.add", OFFICE, of_house=True)
class SeriesAdd(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Add a series of forums."""

    title: Text


@command("series.rename", OFFICE, of_house=True)
class SeriesRename(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Rename a series."""

    series: Id
    title: Text


@command("series.remove", OFFICE, of_house=True)
class SeriesRemove(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Remove a series that holds no forum."""

    series: Id


class ActivityDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Not a command itself: one step of a new forum's agenda."""

    kind: Text
    minutes: Count
    prompt: Texts
    instruction: Texts = {}
    settings: Settings = {}
    name: Texts = {}


@command("forum.add", OFFICE, of_house=True)
class ForumAdd(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Add a forum with its whole agenda. The server makes the code and the secrets.

    Empty lists of languages mean those of a new forum. `moderation` is how ideas are reviewed when a person has chosen
    that; null: not chosen yet, and the console asks before the first ideas.
    """

    series: Id | None
    title: Texts
    intro: Texts = {}
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


@command("forum.edit", OFFICE)
class ForumEdit(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Edit title, intro, when, where and by whom, languages, the Wi-Fi card, review. `moderation` null leaves that as
    it is."""

    title: Texts
    intro: Texts
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


@command("forum.remove", OFFICE)
class ForumRemove(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Delete a forum with everything in it. Cannot be undone; the log keeps the hash chain without its contents."""


@command("activity.add", OFFICE)
class ActivityAdd(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Add a step at this place of the agenda, counted from 1, or at its end."""

    kind: Text
    minutes: Count
    prompt: Texts
    instruction: Texts = {}
    settings: Settings = {}
    name: Texts = {}
    position: Id | None = None


@command("activity.edit", OFFICE)
class ActivityEdit(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Edit texts, minutes and settings of one step. `version` is the one that the editor saw (compare-and-set)."""

    activity: Id
    minutes: Count
    prompt: Texts
    instruction: Texts
    settings: Settings
    version: Count
    name: Texts = {}


@command("activity.move", OFFICE)
class ActivityMove(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Put a step at this place of the agenda, counted from 1."""

    activity: Id
    position: Id


@command("activity.remove", OFFICE)
class ActivityRemove(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Remove a step from the agenda. One that holds ideas or votes stays."""

    activity: Id


@command("account.add", OFFICE, of_house=True)
class AccountAdd(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Add an organiser's account. The server hashes the password and sends only the hash."""

    email: Text
    called: Text
    password_hash: Text


@command("account.password", frozenset({ADMINISTRATOR, *OFFICE}), of_house=True)
class AccountPassword(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Set another password; every session that began with the old one ends."""

    account: Id
    password_hash: Text


@command("account.remove", frozenset({ADMINISTRATOR, *OFFICE}), of_house=True)
class AccountRemove(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Remove an organiser's account and its sessions. The last account stays."""

    account: Id
