"""The view models of the office's pages about one forum, read from the tables as plain data: the forum with its agenda,
and the series that it may be in.

Reads only. Participants' texts never come here, only counts; the results have their own model in `reports`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from workshop.actions.activity_lookups import early_entry_of
from workshop.domain import activity_states
from workshop.domain.activities import KINDS, collecting
from workshop.domain.activities.base import Settings, Value
from workshop.domain.background_questions import StoredQuestion
from workshop.domain.early_entry import EarlyEntry
from workshop.domain.errors import Refusal
from workshop.domain.ideas import SEEN_BY_EVERYONE
from workshop.domain.methods.base import HAND
from workshop.i18n.languages import WHOLE, WRITTEN
from workshop.pages.office.forum_counts import ForumCounts
from workshop.reports import FORMATS, Format
from workshop.storage import unfinished_import_notes
from workshop.storage.tables import Activity, Cluster, Forum, Idea, Series, ballot


@dataclass(frozen=True)
class EditedStep:
    """One activity as the office edits it. `starts`: minutes from the beginning. `missing`: languages in which one of
    its texts is not written though it is in another; not Easy Finnish, whose readers get the Finnish. `lacks_themes`:
    people choose among themes in it, and nothing before it makes any. `form`: people fill in a proposal form in it."""

    id: int
    position: int
    kind: str
    name: dict[str, str]
    prompt: dict[str, str]
    instruction: dict[str, str]
    minutes: int
    settings: dict[str, Value]
    state: str
    version: int
    starts: int
    written: list[str]
    missing: list[str]
    lacks_themes: bool = False
    form: bool = False
    opens_at: int | None = None
    due_at: int | None = None
    """when a step of a self-paced forum opens and is due, epoch milliseconds; None for by hand"""
    earlier: dict[str, object] = field(default_factory=dict)
    """what it shows of an earlier forum (`contract.shared_types.Earlier`), or nothing"""


@dataclass(frozen=True)
class EditedForum:
    """One forum as the office edits it."""

    id: int
    ref: str
    code: str
    screen: str
    title: dict[str, str]
    intro: dict[str, str]
    languages: list[str]
    screen_languages: list[str]
    wifi_network: str
    wifi_password: str
    series: int | None
    series_title: str
    starts_at: int | None
    place: str
    organiser: str
    early: EarlyEntry
    review: str
    """how ideas are reviewed: off, after or before; empty until it has been chosen"""
    state: str
    self_paced: bool
    """phones choose among the open activities"""
    by_ticket: bool
    """people come in with a ticket only"""
    background: list[StoredQuestion]
    reasons: dict[str, dict[str, str]]
    """its own reasons for hiding an idea that are offered: name → words by language"""
    rehearsal: bool
    version: int
    now: int | None
    created_at: int
    started_at: int | None
    ended_at: int | None
    importing: bool = False
    """not everything of an import is in it"""
    half_brought: bool = False
    """not all ideas of a file have come, or not all of an import that was undone are gone"""
    people: int = 0
    ideas: int = 0
    voters: int = 0
    states: dict[str, int] = field(default_factory=dict)
    """state → number of ideas that ended in it"""
    has_result: bool = False
    """somebody gave something in a vote whose result is shown"""
    goes_on: bool = False
    """some of its themes go on from those of an earlier forum"""
    steps: list[EditedStep] = field(default_factory=list)

    @property
    def missing(self) -> list[str]:
        """Languages of the forum in which its name or introduction is not written."""
        return _missing([one for one in WHOLE if one in self.languages], self.title, self.intro)

    @property
    def given(self) -> bool:
        """Whether people have joined or given anything: before that there is nothing to download."""
        return bool(self.people or self.ideas or self.voters or self.states)

    @property
    def formats(self) -> list[str]:
        """The formats that people read."""
        return [one.name for one in self._offered() if not one.for_programs]

    @property
    def more_formats(self) -> list[str]:
        """Those for programs, archives and other services."""
        return [one.name for one in self._offered() if one.for_programs]

    @property
    def leaves_out(self) -> bool:
        """Whether there are formats that are not offered because nothing would be in them."""
        return len(self._offered()) < len(FORMATS)

    def _offered(self) -> list[Format]:
        has = {"": True, "ideas": bool(self.states), "votes": self.has_result}
        return [one for one in FORMATS.values() if has[one.needs]]

    @property
    def some_unseen(self) -> bool:
        """Whether some ideas with a number are not shown: then the page explains their states."""
        return bool(self.states.keys() - SEEN_BY_EVERYONE)

    @property
    def timed(self) -> list[tuple[EditedStep, int, int]]:
        """The steps that open and end by themselves, each with both times in epoch milliseconds."""
        both = ((one, one.opens_at, one.due_at) for one in self.steps)
        return [(one, opens, due) for one, opens, due in both if opens is not None and due is not None]

    @property
    def minutes(self) -> int:
        """The whole agenda's length."""
        return sum(step.minutes for step in self.steps)


def forum(db: Session, ref: str) -> EditedForum:
    """One forum by its ref. Raises Refusal gone."""
    row = db.scalar(select(Forum).where(Forum.ref == ref))
    if row is None:
        raise Refusal("gone")
    counts = ForumCounts(db, row.id)
    written = [language for language in WRITTEN if language in row.languages]
    activities = db.scalars(select(Activity).where(Activity.forum == row.id).order_by(Activity.position))
    return replace(
        _as_stored(row, db.get_one(Series, row.series).title if row.series is not None else ""),
        importing=row.ref in counts.being_filled,
        half_brought=any(note.is_unfinished for note in unfinished_import_notes.of(db, ref) if note.task != "fill"),
        people=counts.people.get(row.id, 0),
        ideas=counts.ideas.get(row.id, 0),
        voters=counts.voters.get(row.id, 0),
        states=_states(db, row.id),
        has_result=_has_result(db, row.id),
        goes_on=bool(db.scalar(select(exists().where(Cluster.forum == row.id, Cluster.came_from.is_not(None))))),
        steps=list(_steps(activities, written, _has_themes(db, row.id))),
    )


def finished(db: Session, ref: str) -> EditedForum:
    """`forum`, where another forum is made like it. Raises Refusal importing while an import fills it: of one that is
    cut off nothing stays, so nothing is to rest on it."""
    found = forum(db, ref)
    if found.importing:
        raise Refusal("importing")
    return found


def _as_stored(row: Forum, series_title: str) -> EditedForum:
    """What the forum's own row says, before anything is counted."""
    return EditedForum(
        id=row.id,
        ref=row.ref,
        code=row.code,
        screen=row.screen_token,
        title=row.title,
        intro=row.intro,
        languages=row.languages,
        screen_languages=row.screen_languages,
        wifi_network=row.wifi_network,
        wifi_password=row.wifi_password,
        series=row.series,
        series_title=series_title,
        starts_at=row.starts_at,
        place=row.place,
        organiser=row.organiser,
        early=early_entry_of(row),
        state=row.state,
        self_paced=row.self_paced,
        by_ticket=row.by_ticket,
        background=row.background,
        reasons={name: one["words"] for name, one in row.reasons.items() if one["offered"]},
        review=row.moderation if row.moderation_chosen else "",
        rehearsal=row.rehearsal,
        version=row.version,
        now=row.now,
        created_at=row.created_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
    )


def _states(db: Session, forum: int) -> dict[str, int]:
    counted = select(Idea.state, func.count()).where(Idea.forum == forum).group_by(Idea.state)
    return {state: int(number) for state, number in db.execute(counted)}


def _has_result(db: Session, forum: int) -> bool:
    """Whether a file of votes would have any: `Format.has_content` of the whole summary."""
    given = exists().where(
        Activity.forum == forum,
        Activity.revealed.is_(True),
        Activity.kind.in_(collecting("votes")),
        ballot.c.activity == Activity.id,
        or_(ballot.c.cast == 1, ballot.c.source == HAND),
    )
    return bool(db.scalar(select(given)))


def _has_themes(db: Session, forum: int) -> bool:
    return bool(db.scalar(select(exists().where(Cluster.forum == forum, Cluster.removed.is_(False)))))


def _steps(rows: Iterable[Activity], written: list[str], themed: bool) -> Iterable[EditedStep]:
    """The activities in their order. `themed`: there are themes already."""
    starts = 0
    for row in rows:
        kind = KINDS[row.kind]
        themed = themed or kind.shows == "themes"
        settings = kind.complete({name: value for name, value in row.settings.items() if name in kind.settings})
        yield EditedStep(
            id=row.id,
            position=row.position,
            kind=row.kind,
            name=row.name,
            prompt=row.prompt,
            instruction=row.instruction,
            minutes=row.minutes,
            settings=settings,
            state=row.state,
            version=row.version,
            starts=starts,
            written=[one for one in written if row.prompt.get(one)],
            missing=_missing([one for one in written if one in WHOLE], row.prompt, row.instruction, row.name),
            lacks_themes=not themed and kind.needs_themes(settings),
            form=kind.form,
            opens_at=row.opens_at,
            due_at=row.due_at,
            earlier=row.earlier,
        )
        starts += row.minutes


def _missing(wanted: list[str], *texts: dict[str, str]) -> list[str]:
    """Languages in which one of the texts is not written though it is in another: their readers get the Finnish."""
    return [language for language in wanted if any(text and not text.get(language) for text in texts)]


def draft(
    kind: str, position: int, name: dict[str, str], instruction: dict[str, str], minutes: int, settings: Settings
) -> EditedStep:
    """An activity that is yet to be created: no question, the other settings as its kind's defaults."""
    return EditedStep(
        id=0,
        position=position,
        kind=kind,
        name=name,
        prompt={},
        instruction=instruction,
        minutes=minutes,
        settings=KINDS[kind].complete(settings),
        state=activity_states.WAITING,
        version=0,
        starts=0,
        written=[],
        missing=[],
    )


def shown_in(db: Session, forum: int) -> list[dict[str, str]]:
    """The names of the forums that show what this one came to or have ideas of it, and keep that when it is
    deleted."""
    recalling = [name for name, kind in KINDS.items() if kind.recalls]
    recalled = db.execute(select(Activity.forum, Activity.earlier).where(Activity.kind.in_(recalling)))
    earlier = aliased(Idea)
    carried = select(Idea.forum).join(earlier, earlier.id == Idea.came_from).where(earlier.forum == forum)
    found = {row.forum for row in recalled if row.earlier.get("forum") == forum} | set(db.scalars(carried))
    return list(db.scalars(select(Forum.title).where(Forum.id.in_(found)).order_by(Forum.id)))


def held_in_series(db: Session, series: int) -> int:
    """The number of the forums in a series, without rehearsals."""
    query = select(func.count()).select_from(Forum).where(Forum.series == series, Forum.rehearsal.is_(False))
    return db.scalar(query) or 0


def series(db: Session) -> list[tuple[int, str]]:
    """All series as (id, title), newest first."""
    return [(row.id, row.title) for row in db.scalars(select(Series).order_by(Series.id.desc()))]
