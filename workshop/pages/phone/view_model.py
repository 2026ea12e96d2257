"""What a phone's page shows at one moment: the values that its templates read."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from workshop.contract.forum_states import PLANNED
from workshop.contract.shapes import ActivityShape, ClusterShape, ForumShape, IdeaShape, OwnSelf, SortingShape
from workshop.domain.activity_states import CLOSING, OPEN
from workshop.domain.timetable import Timetable
from workshop.i18n.catalogues import own_name
from workshop.pages.phone.own_cards import OwnCard
from workshop.pages.phone.rows_by_theme import Group
from workshop.pages.phone.votes_and_results_view import Back, Moved, ShownResult, Target, ToldVote, words_of
from workshop.runtime.epoch_ms import HOUR

HALL_OPENS = HOUR
"""Milliseconds before a led forum begins at which people may be in its hall, where a screen tells the rest."""


@dataclass(frozen=True)
class Choice:
    """An open activity in the list of a self-paced forum. `given`: the person's own ideas in it, or the targets that
    they have marked."""

    activity: ActivityShape
    given: int

    @property
    def name(self) -> dict[str, str]:
        """Its own name by language; empty when only its kind names it."""
        return _name(self.activity)

    @property
    def words(self) -> str:
        """The ending of the keys of its sentences, if it is a vote."""
        return words_of(self.activity)

    @property
    def label(self) -> str:
        """The key of its kind's name."""
        return _label(self.activity)


@dataclass(frozen=True)
class Picture:
    """A forum at one moment as one participant sees it. `mode` is before, choose, ended or the kind of the activity on
    the page."""

    mode: str
    forum: ForumShape
    me: OwnSelf
    activity: ActivityShape | None = None
    forms: bool = False
    """without an activity on the page: whether one of the forum asks for names in a form"""
    collects: str = ""
    """what people give in it: ideas, votes or nothing"""
    choices: list[Choice] = field(default_factory=list)
    """of a self-paced forum: the activities that are open, in the order of the agenda"""
    coming: Sequence[ActivityShape] = ()
    """of a self-paced forum: those that open by themselves later, the next one first"""
    now: int = 0
    """the time of this picture, where it says what is late, or when the forum begins (epoch ms)"""
    place: int = 0
    total: int = 0
    ends: int | None = None
    """when the clock, or the time to finish, is over (epoch ms)"""
    mine: list[OwnCard] = field(default_factory=list)
    """own ideas, where the view shows them"""
    others: list[IdeaShape] = field(default_factory=list)
    more: int = 0
    """number of ideas of others that are not in `others`"""
    n: int = 0
    """of the own ballot: how often it was changed"""
    rows: list[Target] = field(default_factory=list)
    """targets of a vote, each with the person's own mark"""
    groups: Sequence[Group[Target] | Group[IdeaShape]] = ()
    """by theme: the targets of a vote, in this phone's own order; where nothing is collected, every idea by number"""
    sorting: SortingShape | None = None
    """of such a vote: how far the hall is"""
    back: list[Back] = field(default_factory=list)
    moved: Sequence[Moved] = ()
    """ideas with an own mark that are merged now"""
    lost: Sequence[int | str] = ()
    """the numbers of the targets whose own mark names what was removed"""
    undealt: int = 0
    """of a vote that deals its targets: how many are left for this phone"""
    left_out: int = 0
    """ideas that are shown but not voted on"""
    tally: ShownResult | None = None
    """the result that the view of a vote shows"""
    told: Sequence[ToldVote] = ()
    """of a results step: the votes of which it tells, the newest first"""
    results: Sequence[ShownResult] = ()
    """after the end: every vote that was revealed, the main one first"""
    naming: bool = False
    """of a grouping step: it names the themes of an earlier one"""
    themes: Sequence[ClusterShape] = ()
    """those that may be suggested for an idea in a grouping step, or that a mark may name, in their order"""
    suggested: Sequence[tuple[IdeaShape, ClusterShape]] = ()
    """of a grouping step: what this person suggests"""

    def is_late(self, step: ActivityShape) -> bool:
        """Whether what is given in an activity now is late."""
        return Timetable(due_at=step.due_at).is_late(self.now)

    @property
    def begins_later(self) -> bool:
        """Whether a led forum begins so late that who has come in is not in the hall yet."""
        starts = self.forum.starts_at or 0
        return self.forum.state == PLANNED and not self.forum.self_paced and starts - self.now > HALL_OPENS

    @property
    def template(self) -> str:
        """The template of the view: the kind's own while an activity is on."""
        return f"activities/{self.mode}/phone.html" if self.activity else f"phone/{self.mode}.html"

    @property
    def open(self) -> bool:
        """Whether people may write or vote."""
        return self.activity is not None and self.activity.state in (OPEN, CLOSING)

    @property
    def writes(self) -> bool:
        """Whether the field for a new idea is on the page."""
        return self.open and self.collects == "ideas"

    @property
    def words(self) -> str:
        """The ending of the keys of sentences about a vote, as ".rating"; "" where people vote in it."""
        return words_of(self.activity) if self.activity else ""

    @property
    def voted(self) -> bool:
        """Whether the own ballot of an open vote holds a mark."""
        return self.open and any(row.mark is not None or row.lost for row in self.rows)

    @property
    def has_field(self) -> bool:
        """Whether somebody may be typing: a new idea, in the editor of an own one, the number of an idea, or after the
        end what is missing in the results."""
        return self.writes or self.suggests or self.asks or any(card.change for card in self.mine)

    @property
    def asks(self) -> bool:
        """Whether the page asks if the results are what people said: after the end, of results that its reader sees
        there or can read elsewhere. The twin of `asks` in static/js/phone/confirm.js."""
        seen = any(one.given for one in self.results)
        return self.mode == "ended" and (seen or self.forum.published or self.me.complete is not None)

    @property
    def suggests(self) -> bool:
        """Whether the form for suggesting a theme is on the page."""
        return self.open and self.activity is not None and self.activity.shows == "themes" and bool(self.themes)

    @property
    def sheet(self) -> str:
        """The id of the form that all fields of the page belong to, so that every button sends all of them; "" where
        there is none to fill in."""
        if self.writes:
            return "write"
        if self.open and self.collects == "votes" and self.tally is None:
            return "ballot"
        if self.asks:
            return "confirm"
        return "suggest" if self.suggests else "typed" if self.has_field else ""

    @property
    def has_drawer(self) -> bool:
        """Whether something on the page opens and shuts, beside what an open vote has: themes, the end of a result."""
        shown = [*self.results, *(one.result for one in self.told if one.result), *([self.tally] if self.tally else [])]
        return bool(self.groups and not self.collects) or any(one.has_more for one in shown)

    @property
    def break_ends(self) -> int | None:
        """When the break that is on ends, in epoch ms; None without a time. The twin of `breakEnds` in
        static/js/vote/agenda.js."""
        return self.activity.ends_at if self.activity and self.activity.settings.get("break") else None

    @property
    def waiting(self) -> str:
        """Of a results step that can tell no result yet: the key of what the phone says instead. The twin of
        `waitingWords` in static/js/phone/told_votes.js."""
        said = [one.waits for one in self.told]
        idle = "results.wait.self" if self.forum.self_paced else "results.wait"
        return "results.now" if "results.now" in said else idle

    def idle(self, led: str) -> str:
        """The key of what somebody does who has nothing to do in an activity: in a led forum `led`, in a self-paced one
        they look at the list."""
        return "phone.self.next" if self.forum.self_paced else led

    @property
    def label(self) -> str:
        """The key of the name of the activity's kind: the name of an activity without one."""
        return _label(self.activity) if self.activity else f"kind.{self.mode}"

    @property
    def name(self) -> dict[str, str]:
        """The activity's own name by language; empty when only its kind names it."""
        return _name(self.activity) if self.activity else {}

    def offers(self, activity: object) -> bool:
        """Whether the page is the list of open activities, and this one is among them."""
        return self.activity is None and any(one.activity.id == activity for one in self.choices)


def _name(activity: ActivityShape) -> dict[str, str]:
    return own_name(activity.name, activity.prompt if activity.shows == "words" else {})


def _label(activity: ActivityShape) -> str:
    return "phone.kind.private" if activity.keeps_back else f"kind.{activity.kind}"
