"""The cards of a participant's own ideas, and of those that they support, on the phone page's first paint."""

from collections.abc import Mapping
from dataclasses import dataclass

from workshop.contract.shapes import ActivityShape, ClusterShape, OwnIdea, OwnSupport
from workshop.domain.ideas import READABLE
from workshop.domain.timetable import Timetable
from workshop.projections.shape_changes import Put, things


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
    late: bool = False
    """it came after the deadline of its step"""
    receipt: str = ""
    """by which its author finds out later what became of it; of an own idea only"""
    supported: bool = False
    """it is another person's, whom this one supports"""
    reworded: bool = False
    """of such a one: its words were changed since"""
    on_a_page: bool = False
    """it may be changed on a page of its own, because this page goes on by itself"""


def own_cards(put: Put, own: Put, activity: ActivityShape | None) -> list[OwnCard]:
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
        else _card(one, activities[one.activity], themes, asked=several and one.activity != here)
        for one in found
    ]


def _card(one: OwnIdea, activity: ActivityShape, themes: Mapping[int, ClusterShape], asked: bool) -> OwnCard:
    """The card of an own idea of this activity; `asked`: with its question."""
    return OwnCard(
        id=one.id,
        number=one.number,
        text=one.text,
        lang=one.lang,
        state=one.state,
        reason=one.reason,
        why=one.why,
        masked=one.masked,
        theme=themes.get(one.cluster or 0),
        change=activity.changeable,
        asked=activity.prompt if asked else None,
        merged_into=one.merged_into,
        original=one.original,
        late=Timetable(due_at=activity.due_at).is_late(one.at),
        receipt=one.receipt,
    )


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
