"""The parts of a forum's summary that only hold what was read: activities, ideas with their answers, themes,
moderation, background questions. `vote_summary` has the votes, `summary` the whole.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from workshop.contract.shared_types import Texts
from workshop.domain.activities.base import Settings
from workshop.domain.methods.base import Number


@dataclass(frozen=True)
class StepSummary:
    """One activity of the agenda. `name` is what it is called when it has another name than its kind.

    `ideas` counts the shown ones; `opened_at` is None for an activity that was never opened. `spans`: when it was open,
    each from when to when; until None, it still is.
    """

    id: int
    position: int
    kind: str
    name: Texts
    prompt: Texts
    instruction: Texts
    minutes: int
    settings: Settings
    state: str
    revealed: bool
    ideas: int
    opened_at: dt.datetime | None = None
    spans: list[tuple[dt.datetime, dt.datetime | None]] = field(default_factory=list)


@dataclass(frozen=True)
class AnswerSummary:
    """What the organisers answered: its status (`ANSWER_STATUSES`), their words, whether they decided otherwise than
    the vote would have it, and when."""

    status: str
    words: Texts
    departure: bool
    at: dt.datetime


@dataclass(frozen=True)
class IdeaSummary:
    """One idea. `text` is empty unless it is shown, or merged into one that is (in a rehearsal it is there always);
    `theme` is the letter of its cluster, of a merged idea that of the other, or ""."""

    id: int
    number: int
    text: str
    step: int
    theme: str
    source: str
    table: int | None
    state: str
    reason: str | None
    at: dt.datetime | None
    """None where it is not told: in public, of an idea that nobody may read"""
    lang: str = ""
    """fi, sv, en, or empty when not known"""
    key: str = ""
    left_out: bool = False
    """not voted on, by the facilitator's choice"""
    late: bool = False
    """came after the end that had been set for its step"""
    beforehand: bool = False
    """was written before the forum began"""
    came_from: int | None = None
    """the number that it had in the earlier forum from which it was carried on"""
    came_from_forum: Texts = field(default_factory=dict)
    """the title of that forum; empty when it was deleted"""
    masked: bool = False
    """a number or an address in it is covered"""
    original: str = ""
    """what its author wrote, where `text` is a facilitator's; empty also where it should not be shown unread"""
    merged_into: int | None = None
    """the number of the idea that it is merged into"""
    import_undone: bool = False
    """it came from a file, and is hidden because that was undone"""
    supporters: int | None = None
    """people who supported it, or an idea that is merged into it, instead of posting the same; None before the
    results"""
    read: bool = True
    """everyone may read its words: it is shown, or merged into an idea that is"""
    answer: AnswerSummary | None = None
    """the answer that counts for it, also where it was given to its whole theme; None while there is none"""
    details: Mapping[str, str] = field(default_factory=dict)
    """the public fields of a proposal beside its title (`proposal_form.DETAILS`); empty for an idea, and where nobody
    may read it. The contact is in no summary"""


@dataclass(frozen=True)
class Theme:
    """A cluster with its shown ideas in posting order. `votes` are those of the last revealed vote, None before one;
    `quote` is the idea that represents it."""

    id: int
    letter: str
    title: str
    ideas: list[IdeaSummary]
    votes: Number | None = None
    quote: IdeaSummary | None = None
    answer: AnswerSummary | None = None
    """what was answered to all of its ideas together"""
    came_from: int | None = None
    """the id of the theme of an earlier forum that it goes on from"""


@dataclass(frozen=True)
class EventSummary:
    """One event of a published programme: the proposal of which it was made, when (`ends_at` None where that is not
    settled), and where, in the organiser's words or empty. `group`: who holds it, in their own words or empty."""

    number: int
    title: str
    lang: str
    group: str
    starts_at: dt.datetime
    ends_at: dt.datetime | None
    place: str


@dataclass(frozen=True)
class Moderation:
    """What was done against what should not be on a wall. `held`: authors whose later ideas wait; the others count how
    often it was turned on: `slow` one idea at a time, `emergencies` a dark screen with every new idea waiting."""

    masked: int
    held: int
    slow: int
    emergencies: int


@dataclass(frozen=True)
class BackgroundSummary:
    """What people answered to a background question: how many gave each choice, and how many none (`silent`); None for
    a number that is not published."""

    words: Texts
    choices: list[tuple[Texts, int | None]]
    silent: int | None
