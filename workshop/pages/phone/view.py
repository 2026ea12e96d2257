"""Makes the picture of a phone page's first paint from the shapes that its script gets later. Twin of
`static/js/phone/view.js`.

Pure: shapes in, plain values for the template out. Contains no rules: what may be done is decided by the actions.
"""

from collections.abc import Collection
from dataclasses import replace
from functools import partial

from msgspec import structs

from workshop.contract.forum_states import ENDED, LIVE
from workshop.contract.shapes import (
    ActivityShape,
    ClusterShape,
    IdeaShape,
    OwnIdea,
    OwnSelf,
    SortingShape,
)
from workshop.domain.activities.ideas import grouped
from workshop.domain.activity_states import CLOSED, CLOSING, OPEN, WAITING
from workshop.domain.cluster_letters import in_order
from workshop.domain.early_entry import EarlyEntry
from workshop.domain.ideas import READABLE
from workshop.domain.shuffled_order import shuffled
from workshop.pages.phone.own_cards import OwnCard, own_cards
from workshop.pages.phone.rows_by_theme import Group, by_theme
from workshop.pages.phone.view_model import HALL_OPENS, Choice, Picture
from workshop.pages.phone.votes_and_results_view import (
    back,
    ballot,
    forum_of,
    moved,
    paper,
    result,
    results_at_the_end,
    told_votes,
    undealt,
)
from workshop.projections.shape_changes import Put, things

SHOWN_AT_ONCE = 20
"""Ideas of others on a page before "show more"."""


def picture(
    put: Put,
    own: Put,
    now: int,
    most: int | None = SHOWN_AT_ONCE,
    chosen: int = 0,
    editing: Collection[int] = (),
) -> Picture:
    """The page at `now` (epoch ms) from everyone's shapes and the participant's own, with at most `most` ideas of
    others. `chosen`: the activity that this person is in, where phones choose. `editing`: the own ideas that they are
    changing."""
    forum, activity = forum_of(put), _current(put, now, chosen)
    if forum.state == ENDED:
        ended = Picture("ended", forum, me(own), mine=own_cards(put, own, None), results=results_at_the_end(put, own))
        return replace(ended, forms=_forms(put))
    choices = _choices(put, own)
    if activity is None:
        mode = "choose" if forum.self_paced and forum.state == LIVE else "before"
        seen = Picture(mode, forum, me(own), forms=_forms(put), choices=choices, coming=_coming(put, now), now=now)
        return replace(seen, mine=_written_beforehand(put, own, editing)) if mode == "before" else seen
    seen = replace(_in_activity(put, own, activity, most), choices=choices, now=now)
    if activity.collects == "votes":
        return _vote(seen, put, own, activity)
    if activity.collects:
        return seen
    if activity.shows == "themes":
        themes = sorted(things(put, ClusterShape).values(), key=in_order)
        seen = replace(seen, groups=_wall(put), naming=is_naming(put, activity))
        return replace(seen, themes=themes, suggested=_suggested(put, own))
    return seen


def _in_activity(put: Put, own: Put, activity: ActivityShape, most: int | None) -> Picture:
    """What pages have in common that show an activity, of whatever kind."""
    others = _others(put, own, activity)
    shows_own = activity.collects == "ideas" or activity.shows == "themes"
    return Picture(
        activity.kind,
        forum_of(put),
        me(own),
        activity=activity,
        collects=activity.collects,
        place=activity.position,
        total=len(things(put, ActivityShape)),
        ends=_ends(activity),
        mine=own_cards(put, own, activity if activity.collects else None) if shows_own else [],
        others=others[:most],
        more=len(others[most:]) if most is not None else 0,
        tally=result(put, own, activity) if activity.collects == "votes" else None,
        told=told_votes(put, own, activity) if activity.shows == "result" else (),
    )


def _written_beforehand(put: Put, own: Put, editing: Collection[int]) -> list[OwnCard]:
    """The own ideas, with fields for those that are being changed: a page with fields does not go on by itself."""
    cards = own_cards(put, own, None)
    return [
        replace(card, change=False, on_a_page=True) if card.change and card.id not in editing else card
        for card in cards
    ]


def _forms(put: Put) -> bool:
    return any(one.form for one in things(put, ActivityShape).values())


def _suggested(put: Put, own: Put) -> list[tuple[IdeaShape, ClusterShape]]:
    """The ideas for which this person suggests a theme, by number, each with that theme."""
    ideas, themes = things(put, IdeaShape), things(put, ClusterShape)
    said = [(ideas.get(int(idea)), themes.get(theme)) for idea, theme in me(own).suggested.items()]
    known = [(idea, theme) for idea, theme in said if idea is not None and theme is not None]
    return sorted(known, key=lambda one: one[0].number)


def is_naming(put: Put, activity: ActivityShape) -> bool:
    """Whether a grouping step names the themes of an earlier one: no ideas are written between the two. The twin of
    `isNaming` in static/js/vote/agenda.js."""
    before = [one for one in _before(put, activity) if one.collects == "ideas" or one.shows == "themes"]
    return bool(before) and before[-1].shows == "themes"


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
    if not forum_of(put).self_paced:
        return []
    is_open = [one for one in things(put, ActivityShape).values() if one.state in (OPEN, CLOSING)]
    written = [one.activity for one in things(own, OwnIdea).values() if one.state in READABLE]
    return [
        Choice(one, written.count(one.id) if one.collects == "ideas" else len(ballot(own, one).marks))
        for one in sorted(is_open, key=lambda one: one.position)
    ]


def _coming(put: Put, now: int) -> list[ActivityShape]:
    """The activities that open by themselves later, the next one first: of a self-paced forum, or that of early
    entry."""
    early = forum_of(put).early
    if early is not None and now < early.opens_at:
        step = things(put, ActivityShape).get(early.activity)
        return [] if step is None else [structs.replace(step, opens_at=early.opens_at)]
    waits = [one for one in things(put, ActivityShape).values() if one.state == WAITING and one.opens_at is not None]
    return sorted(waits, key=lambda one: (one.opens_at or 0, one.position)) if forum_of(put).self_paced else []


def _wall(put: Put) -> list[Group[IdeaShape]]:
    """Every idea by number, by theme; last those that are not up for grouping, as on the big screen. The twin of
    `ideaGroups` in static/js/activities/clusters/phone.js."""
    ideas = sorted(things(put, IdeaShape).values(), key=lambda one: one.number)
    themes = things(put, ClusterShape)
    up = grouped({one.id: one.settings for one in things(put, ActivityShape).values() if one.collects == "ideas"})
    apart = [one for one in ideas if themes and one.cluster not in themes and one.activity not in up]
    groups = by_theme(themes, [one for one in ideas if one not in apart])
    return [*groups, Group(None, apart, apart=True)] if apart else groups


def me(own: Put) -> OwnSelf:
    """The participant's own facts."""
    return next(iter(things(own, OwnSelf).values()))


def is_new(own: Put) -> bool:
    """Whether a participant has joined and done nothing yet: such people see the same page, by language."""
    mine = me(own)
    return own.keys() == {OwnSelf.thing} and not (
        mine.done or mine.suggested or mine.proposed or mine.complete is not None
    )


def newcomer(language: str) -> Put:
    """The own shapes of a participant who has none."""
    return {
        OwnSelf.thing: {
            0: OwnSelf(id=0, language=language, seed=0, done=[], suggested={}, proposed=[], complete=None, missing="")
        }
    }


def is_alike(put: Put, now: int) -> bool:
    """Whether all newcomers see the same page. In a vote they do not: its targets are in an order that differs by
    phone. Where phones choose, this is about those who have not chosen yet."""
    activity = _current(put, now)
    return forum_of(put).state == ENDED or activity is None or activity.collects != "votes"


def changes_at(put: Put, now: int) -> int | None:
    """The next moment (epoch ms) at which time alone changes what a page of these shapes says: early entry begins or
    ends, the hall opens, or what is given in an activity is late. None for none. A running clock changes nothing: the
    page says until when. The end of the time to finish makes a new snapshot (`projections/snapshot_cache.py`)."""
    early, starts = forum_of(put).early, forum_of(put).starts_at
    moments = [early.opens_at, early.due_at] if early else []
    moments += [starts - HALL_OPENS] if starts else []
    moments += [one.due_at for one in things(put, ActivityShape).values()]
    return min((at for at in moments if at is not None and at > now), default=None)


def _early(put: Put, now: int) -> ActivityShape | None:
    """The activity of early entry while people may write in it, as one that is open. The twin of `earlyStep` in
    static/js/vote/agenda.js."""
    forum = forum_of(put)
    if forum.early is None:
        return None
    early = EarlyEntry(forum.early.activity, forum.early.opens_at, forum.early.due_at)
    step = things(put, ActivityShape).get(forum.early.activity)
    if step is None or step.state != WAITING or not early.is_open(forum.state, step.id, now):
        return None
    return structs.replace(step, state=OPEN)


def _current(put: Put, now: int, chosen: int = 0) -> ActivityShape | None:
    """The activity on the page: the one that the hall looks at, before that the one of early entry; where phones
    choose, the chosen one once it has begun."""
    forum = forum_of(put)
    found = things(put, ActivityShape).get((chosen if forum.self_paced else forum.now) or 0)
    if found is None:
        return _early(put, now)
    return None if forum.self_paced and found.state == WAITING else found


def _ends(activity: ActivityShape) -> int | None:
    """When the clock, or the time to finish, is over (epoch ms); None without one."""
    if activity.state in (WAITING, CLOSED):
        return None
    return activity.closes_at if activity.state == CLOSING else activity.ends_at


def _others(put: Put, own: Put, activity: ActivityShape) -> list[IdeaShape]:
    """The ideas of others in this activity, newest first."""
    ours = things(own, OwnIdea)
    others = [one for one in things(put, IdeaShape).values() if one.activity == activity.id and one.id not in ours]
    return sorted(others, key=lambda one: -one.number)
