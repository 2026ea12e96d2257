"""The view model of the phone page's first paint, made of the shapes that its script gets later. Twin of
`static/js/phone/view.js`.

Pure: shapes in, plain values for the template out. Contains no rules: what may be done is decided by the actions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from math import ceil
from typing import Any

from workshop.contract.shapes import (
    ActivityShape,
    ClusterShape,
    ForumShape,
    IdeaShape,
    OwnIdea,
    OwnSelf,
    OwnSupport,
    SortingShape,
)
from workshop.domain.agenda import CLOSED, CLOSING, OPEN, WAITING
from workshop.domain.clusters import in_order
from workshop.domain.ideas import READABLE
from workshop.i18n.catalogues import own_name
from workshop.pages.phone.themes import Group, by_theme
from workshop.pages.phone.votes import (
    Back,
    Moved,
    ShownResult,
    Target,
    back,
    ballot,
    moved,
    paper,
    result,
    shuffled,
    undealt,
    words_of,
)
from workshop.projections.put_and_drop import Put, things

SHOWN_AT_ONCE = 20
"""Ideas of others on a page before "show more"."""
PLACES = 10
"""Places of a result before "show all"."""


@dataclass(frozen=True)
class OwnCard:
    """An own idea. `asked` is the question that it answers, where that is not the one on the page."""

    id: int
    number: int
    text: str
    lang: str
    state: str
    reason: str | None
    why: dict[str, str]
    """the words of a reason that the forum or the house wrote; else empty"""
    masked: bool
    theme: ClusterShape | None
    change: bool
    """whether it may be changed and taken back"""
    asked: dict[str, str] | None
    merged_into: int | None
    """the number of the idea that it is merged into"""
    original: str | None = None
    """what the author wrote, when a facilitator wrote it in other words"""
    supported: bool = False
    """it is another person's, whom this one supports"""
    reworded: bool = False
    """of such a one: its words were changed since"""


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
    collects: str = ""
    """what people give in it: ideas, votes or nothing"""
    choices: list[Choice] = field(default_factory=list)
    """of a self-paced forum: the activities that are open, in the order of the agenda"""
    place: int = 0
    total: int = 0
    seconds: float | None = None
    """left on the clock, or of the time to finish"""
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
    """the result that the view shows"""
    uncovering: bool = False
    """of a result: the hall has seen some of its places, and not all"""
    naming: bool = False
    """of a grouping step: it names the themes of an earlier one"""
    themes: Sequence[ClusterShape] = ()
    """those that may be suggested for an idea in a grouping step, or that a mark may name, in their order"""
    suggested: Sequence[tuple[IdeaShape, ClusterShape]] = ()
    """of a grouping step: what this person suggests"""

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
        """Whether somebody may be typing: a new idea, in the editor of an own one, or the number of an idea."""
        return self.writes or self.suggests or any(card.change for card in self.mine)

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
        return "suggest" if self.suggests else "typed" if self.has_field else ""

    @property
    def has_drawer(self) -> bool:
        """Whether something on the page opens and shuts, beside what an open vote has: themes, the end of a result."""
        return bool(self.groups and not self.collects) or (self.tally is not None and self.tally.has_more(PLACES))

    @property
    def break_ends(self) -> int | None:
        """When the break that is on ends, in epoch ms; None without a time. The twin of `breakEnds` in
        static/js/vote/agenda.js."""
        return self.activity.ends_at if self.activity and self.activity.settings.get("break") else None

    @property
    def waiting(self) -> str:
        """The key of what a phone says until the hall has seen every place of a result."""
        return "results.now" if self.uncovering else "results.wait"

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


def picture(put: Put, own: Put, now: int, most: int | None = SHOWN_AT_ONCE, chosen: int = 0) -> Picture:
    """The page at `now` (epoch ms) from everyone's shapes and the participant's own, with at most `most` ideas of
    others. `chosen`: the activity that this person is in, where phones choose."""
    forum, activity = _forum(put), _current(put, chosen)
    if forum.state == "ended":
        return Picture("ended", forum, me(own), mine=_mine(put, own, None), tally=result(put, own, None))
    choices = _choices(put, own)
    if activity is None:
        mode = "choose" if forum.self_paced and forum.state == "live" else "before"
        return Picture(mode, forum, me(own), choices=choices)
    others = _others(put, own, activity)
    shows_own = activity.collects == "ideas" or activity.shows == "themes"
    shows_result = activity.collects == "votes" or activity.shows == "result"
    seen = Picture(
        activity.kind,
        forum,
        me(own),
        activity=activity,
        collects=activity.collects,
        choices=choices,
        place=activity.position,
        total=len(things(put, ActivityShape)),
        seconds=_seconds(activity, now),
        mine=_mine(put, own, activity if activity.collects else None) if shows_own else [],
        others=others[:most],
        more=len(others[most:]) if most is not None else 0,
        tally=result(put, own, activity) if shows_result else None,
    )
    if activity.collects == "votes":
        return _vote(seen, put, own, activity)
    if activity.collects:
        return seen
    if activity.shows == "themes":
        return replace(seen, groups=_wall(put), naming=is_naming(put, activity), **_suggesting(put, own))
    return replace(seen, uncovering=_is_uncovering(put, activity))


def _suggesting(put: Put, own: Put) -> dict[str, Any]:
    """The fields of a picture about suggestions of a theme for an idea."""
    ideas, themes = things(put, IdeaShape), things(put, ClusterShape)
    said = [(ideas.get(int(idea)), themes.get(theme)) for idea, theme in me(own).suggested.items()]
    known = [(idea, theme) for idea, theme in said if idea is not None and theme is not None]
    return {
        "themes": sorted(themes.values(), key=in_order),
        "suggested": sorted(known, key=lambda one: one[0].number),
    }


def is_naming(put: Put, activity: ActivityShape) -> bool:
    """Whether a grouping step names the themes of an earlier one: no ideas are written between the two. The twin of
    `isNaming` in static/js/vote/agenda.js."""
    before = [one for one in _before(put, activity) if one.collects == "ideas" or one.shows == "themes"]
    return bool(before) and before[-1].shows == "themes"


def _is_uncovering(put: Put, activity: ActivityShape) -> bool:
    votes = [one for one in _before(put, activity) if one.collects == "votes"]
    return bool(votes) and votes[-1].revealed and votes[-1].uncovered > 0


def _before(put: Put, activity: ActivityShape) -> list[ActivityShape]:
    earlier = [one for one in things(put, ActivityShape).values() if one.position < activity.position]
    return sorted(earlier, key=lambda one: one.position)


def _vote(seen: Picture, put: Put, own: Put, activity: ActivityShape) -> Picture:
    """The picture with the facts of a vote."""
    seed = me(own).seed
    rows = paper(put, own, activity, seed)
    ideas = things(put, IdeaShape).values() if activity.of == "ideas" else ()
    return replace(
        seen,
        n=ballot(own, activity).n,
        rows=rows,
        groups=by_theme({} if activity.into else things(put, ClusterShape), rows, partial(shuffled, seed)),
        themes=sorted(things(put, ClusterShape).values(), key=in_order) if activity.into else [],
        sorting=things(put, SortingShape).get(activity.id),
        back=back(put, own, activity),
        moved=moved(put, own, activity),
        lost=sorted((one.label for one in rows if one.lost), key=lambda label: (len(str(label)), str(label))),
        undealt=undealt(put, own, activity, rows),
        left_out=sum(one.left_out for one in ideas),
    )


def _choices(put: Put, own: Put) -> list[Choice]:
    """The open activities of a self-paced forum; none of a led one."""
    if not _forum(put).self_paced:
        return []
    is_open = [one for one in things(put, ActivityShape).values() if one.state in (OPEN, CLOSING)]
    written = [one.activity for one in things(own, OwnIdea).values() if one.state in READABLE]
    return [
        Choice(one, written.count(one.id) if one.collects == "ideas" else len(ballot(own, one).marks))
        for one in sorted(is_open, key=lambda one: one.position)
    ]


def _wall(put: Put) -> list[Group[IdeaShape]]:
    """Every idea by number, by theme."""
    ideas = sorted(things(put, IdeaShape).values(), key=lambda one: one.number)
    return by_theme(things(put, ClusterShape), ideas)


def me(own: Put) -> OwnSelf:
    """The participant's own facts."""
    return next(iter(things(own, OwnSelf).values()))


def is_new(own: Put) -> bool:
    """Whether a participant has joined and done nothing yet: such people see the same page, by language."""
    mine = me(own)
    return own.keys() == {OwnSelf.thing} and not (mine.done or mine.suggested or mine.proposed)


def newcomer(language: str) -> Put:
    """The own shapes of a participant who has none."""
    return {OwnSelf.thing: {0: OwnSelf(id=0, language=language, seed=0, done=[], suggested={}, proposed=[])}}


def is_alike(put: Put) -> bool:
    """Whether all newcomers see the same page. In a vote they do not: its targets are in an order that differs by
    phone. Where phones choose, this is about those who have not chosen yet."""
    activity = _current(put)
    return _forum(put).state == "ended" or activity is None or activity.collects != "votes"


def seconds_left(put: Put, now: int) -> int | None:
    """Whole seconds on the clock that a page shows, rounded up; None without a clock."""
    activity = _current(put)
    left = None if activity is None else _seconds(activity, now)
    return None if left is None else ceil(left)


def _forum(put: Put) -> ForumShape:
    return next(iter(things(put, ForumShape).values()))


def _current(put: Put, chosen: int = 0) -> ActivityShape | None:
    """The activity on the page: the one that the hall looks at; where phones choose, the chosen one once it has
    begun."""
    forum = _forum(put)
    found = things(put, ActivityShape).get((chosen if forum.self_paced else forum.now) or 0)
    return None if found is not None and forum.self_paced and found.state == WAITING else found


def _seconds(activity: ActivityShape, now: int) -> float | None:
    end = activity.closes_at if activity.state == CLOSING else activity.ends_at
    if end is None or activity.state in (WAITING, CLOSED):
        return None
    return max(0.0, (end - now) / 1000)


def _others(put: Put, own: Put, activity: ActivityShape) -> list[IdeaShape]:
    """The ideas of others in this activity, newest first."""
    ours = things(own, OwnIdea)
    others = [one for one in things(put, IdeaShape).values() if one.activity == activity.id and one.id not in ours]
    return sorted(others, key=lambda one: -one.number)


def _mine(put: Put, own: Put, activity: ActivityShape | None) -> list[OwnCard]:
    """Own ideas, newest first, each with its cluster. With an activity: that activity's first, then those of earlier
    ones, which people read to one another."""
    activities, themes = things(put, ActivityShape), things(put, ClusterShape)
    found: list[OwnIdea | OwnSupport] = [one for one in things(own, OwnIdea).values() if one.state in READABLE]
    found += things(own, OwnSupport).values()
    found.sort(key=lambda one: -one.number)
    if activity is not None:
        found = [one for one in found if activities[one.activity].position <= activity.position]
        found.sort(key=lambda one: one.activity != activity.id)
    several = sum(one.collects == "ideas" for one in activities.values()) > 1
    here = None if activity is None else activity.id
    return [
        _supported_card(one, themes)
        if isinstance(one, OwnSupport)
        else OwnCard(
            id=one.id,
            number=one.number,
            text=one.text,
            lang=one.lang,
            state=one.state,
            reason=one.reason,
            why=one.why,
            masked=one.masked,
            theme=themes.get(one.cluster or 0),
            change=activities[one.activity].changeable,
            asked=activities[one.activity].prompt if several and one.activity != here else None,
            merged_into=one.merged_into,
            original=one.original,
        )
        for one in found
    ]


def _supported_card(one: OwnSupport, themes: Mapping[int, ClusterShape]) -> OwnCard:
    return OwnCard(
        id=one.id,
        number=one.number,
        text=one.text,
        lang=one.lang,
        state=one.state,
        reason=None,
        why={},
        masked=False,
        theme=themes.get(one.cluster or 0),
        change=False,
        asked=None,
        merged_into=one.merged_into,
        supported=True,
        reworded=one.reworded,
    )
