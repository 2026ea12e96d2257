"""The demonstration's series: six forums that were held, sent through the writer as their people would have sent them,
with a clock that is set to the evenings when they did.

Who likes what is drawn with a fixed seed, so the results are the same in every demonstration.
"""

import csv
import datetime as dt
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NotRequired, TypedDict, cast

import msgspec
from sqlalchemy import Engine, Row, select

from workshop import demo, forum_templates
from workshop.access import random_codes_and_keys
from workshop.access.authentication import Credentials
from workshop.actions import build_forum_add
from workshop.actions.parse import checked
from workshop.actions.writer import Writer
from workshop.administrator_requests.base import ADMINISTRATOR
from workshop.contract import commands
from workshop.contract.base import Command, Mark, SentTexts
from workshop.contract.shared_types import AnswerStatus, Earlier
from workshop.domain.activities import KINDS
from workshop.domain.errors import Refusal
from workshop.i18n.languages import Language
from workshop.projections import report_data
from workshop.reports.build_summary import build
from workshop.reports.for_the_next_forum import what_it_came_to
from workshop.runtime import epoch_ms
from workshop.runtime.epoch_ms import DAY, MINUTE, SECOND, clock
from workshop.runtime.settings import Settings
from workshop.storage import database, schema_upgrade
from workshop.storage.data_dir import DataDir
from workshop.storage.database import reading
from workshop.storage.tables import Activity, Forum, Idea, Series

DATA = Path(demo.__file__).parent
"""Milliseconds."""
BEGINS = dt.time(17, 30)
WEDNESDAY = 2
SPOKEN: dict[Language, int] = {"fi": 17, "sv": 2, "en": 1}
"""How many of twenty people read which language."""
ON_PAPER = 2
"""The last ideas of each evening come from people without a phone."""
VOTING, CONFIRMING, CONTENT = 0.9, 0.6, 0.93
"""Shares: of people who vote, of people who say something of the results, and of these who miss nothing."""
PROMISED = 20 * DAY
"""The answers of the last forum are promised for so long after now."""


class PastForum(TypedDict):
    """One evening. `vote`: the kind of the step on which people vote; `themes`: keys of themes, whose ideas are shared
    out between all forums that name them."""

    title: SentTexts
    slug: str
    template: str
    vote: str
    weeks_ago: int
    people: int
    place: str
    themes: list[str]


class ThemeAnswer(TypedDict):
    """What the organisers answered, wherever this theme came up."""

    theme: str
    status: AnswerStatus
    words: SentTexts
    departure: NotRequired[bool]


class DemoSeries(TypedDict):
    """`series.json`. `images`: the titles of the themes that `images.tsv` names; `missing`: what people missed."""

    title: str
    slug: str
    organiser: str
    next_steps: SentTexts
    missing: str
    forums: list[PastForum]
    images: dict[str, str]
    answers: list[ThemeAnswer]


def fill(settings: Settings) -> str:
    """Fill a new data folder with the series. The path of its public results page."""
    folder = DataDir(settings.data, shared=settings.shared)
    folder.prepare()
    folder.claim()
    try:
        engine = database.connect(settings.database_url)
        schema_upgrade.upgrade(engine)
        slug = replay(engine, settings, clock())
        engine.dispose()
    finally:
        folder.release()
    return f"/results/{slug}"


def replay(engine: Engine, settings: Settings, now: int) -> str:
    """Send everything that happened in the half year before `now` (epoch milliseconds). The address of the series'
    results page. Raises Refusal."""
    told = cast(DemoSeries, json.loads((DATA / "series.json").read_text("utf-8")))
    past = Past(engine, settings)
    past.at = past.evening(now, told["forums"][0]["weeks_ago"]) - 30 * DAY
    series = past.do(commands.SeriesAdd(key=random_codes_and_keys.key(), title=told["title"]))["series"]
    shares, held, earlier = shared_out(told), list[Evening](), 0
    for number, one in enumerate(told["forums"]):
        evening = Evening(past, one, number)
        evening.prepare(told, series, past.evening(now, one["weeks_ago"]), earlier)
        evening.hold(shares[number])
        evening.hear(told["missing"])
        evening.publish(told["next_steps"])
        held.append(evening)
        earlier = evening.forum
    past.at += 7 * DAY
    for evening in held:
        evening.answer(told["answers"])
    promised = (now + PROMISED) // MINUTE * MINUTE
    past.do(commands.ForumAnswerBy(key=random_codes_and_keys.key(), at=promised), earlier)
    past.do(
        commands.SeriesResults(
            key=random_codes_and_keys.key(),
            series=series,
            slug=told["slug"],
            next_steps=told["next_steps"],
            published=True,
            indexed=False,
            version=past.version(Series, series),
        )
    )
    return told["slug"]


class Past:
    """The writer, at a time that is set: `at`, in epoch milliseconds."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self.engine, self.tz, self.at = engine, settings.tz, 0
        self._writer = Writer(engine, now=lambda: self.at)

    def do(self, command: Command, forum: int | None = None, who: Credentials = ADMINISTRATOR) -> dict[str, int]:
        """Send one command, two seconds after the one before. What it made. Raises Refusal."""
        self.at += 2 * SECOND
        answer = self._writer.execute(checked(command), who, forum)
        if not answer.ok:
            raise Refusal(answer.code, **answer.facts)
        return cast(dict[str, int], answer.made)

    def evening(self, now: int, weeks_ago: int) -> int:
        """When a forum of that week began."""
        day = epoch_ms.local(now, self.tz).date() - dt.timedelta(weeks=weeks_ago)
        day -= dt.timedelta(days=(day.weekday() - WEDNESDAY) % 7)
        return epoch_ms.of(dt.datetime.combine(day, BEGINS, self.tz))

    def version(self, table: type[Forum] | type[Series], number: int) -> int:
        """The version that an organiser's form would send."""
        with reading(self.engine) as db:
            return db.scalar(select(table.version).where(table.id == number)) or 0

    def steps(self, forum: int) -> Sequence[Row[int, str]]:
        """(id, kind) of each step, in the order of the agenda."""
        query = select(Activity.id, Activity.kind).where(Activity.forum == forum).order_by(Activity.position)
        with reading(self.engine) as db:
            return db.execute(query).all()


@dataclass
class Evening:
    """One forum, from its preparation to the answers."""

    past: Past
    told: PastForum
    number: int
    forum: int = 0

    def __post_init__(self) -> None:
        self._chance = random.Random(self.number)
        self._people = [Credentials(device=random_codes_and_keys.long_secret()) for _ in range(self.told["people"])]
        self._clusters = dict[str, int]()

    def prepare(self, series: DemoSeries, number: int, begins: int, earlier: int) -> None:
        """Make the forum, two weeks before it begins, and let it open with what the `earlier` one came to."""
        self.past.at = max(self.past.at, begins - 14 * DAY)
        command = build_forum_add.from_template(forum_templates.load(self.told["template"]), number)
        command = msgspec.structs.replace(
            command,
            title=self.told["title"],
            starts_at=begins,
            place=self.told["place"],
            organiser=series["organiser"],
        )
        self.forum = self.past.do(command)["forum"]
        for step, kind in self.past.steps(self.forum):
            if KINDS[kind].recalls and earlier:
                self._do(
                    commands.ActivityRecall(
                        key=random_codes_and_keys.key(), activity=step, earlier=self._came_to(earlier)
                    )
                )
        self.past.at = begins - 10 * MINUTE

    def hold(self, ideas: "dict[str, PastTheme]") -> None:
        """Everybody joins; then each step of the agenda has its time."""
        for person in self._people:
            language = self._chance.choices(list(SPOKEN), list(SPOKEN.values()))[0]
            self._do(commands.ParticipantJoin(key=random_codes_and_keys.key(), language=language), person)
        steps = self.past.steps(self.forum)
        writing = [step for step, kind in steps if KINDS[kind].collects == "ideas"][-1]
        voting = next(step for step, kind in steps if kind == self.told["vote"])
        for step, kind in steps:
            if KINDS[kind].collects and step not in (writing, voting):
                continue
            self._do(commands.AgendaGo(key=random_codes_and_keys.key(), activity=step))
            if step == writing:
                self._write(step, ideas)
            if step == voting:
                self._vote(step)
            self.past.at += 8 * MINUTE
        self._do(commands.ForumEnd(key=random_codes_and_keys.key()))

    def hear(self, missing: str) -> None:
        """People say whether the results are what they said."""
        for person in self._people:
            if self._chance.random() < CONFIRMING:
                content = self._chance.random() < CONTENT
                self._do(
                    commands.ResultsConfirm(
                        key=random_codes_and_keys.key(), complete=content, missing="" if content else missing
                    ),
                    person,
                )

    def publish(self, next_steps: SentTexts) -> None:
        """Publish the results two days later."""
        self.past.at += 2 * DAY
        self._do(
            commands.ResultsEdit(
                key=random_codes_and_keys.key(),
                slug=self.told["slug"],
                next_steps=next_steps,
                published=True,
                indexed=False,
                version=self.past.version(Forum, self.forum),
            )
        )

    def answer(self, answers: list[ThemeAnswer]) -> None:
        """Answer the themes of this forum."""
        for one in answers:
            if one["theme"] in self._clusters:
                self._do(
                    commands.ClusterAnswer(
                        key=random_codes_and_keys.key(),
                        cluster=self._clusters[one["theme"]],
                        status=one["status"],
                        words=one["words"],
                        departure=one.get("departure", False),
                    )
                )

    def _write(self, step: int, themes: "dict[str, PastTheme]") -> None:
        """The ideas come mixed; then they are grouped."""
        placed: dict[str, list[int]] = {key: [] for key in themes}
        texts = [(key, text) for key, theme in themes.items() for text in theme.ideas]
        self._chance.shuffle(texts)
        for place, (key, text) in enumerate(texts):
            if place < len(texts) - ON_PAPER:
                add: Command = commands.IdeaAdd(key=random_codes_and_keys.key(), activity=step, text=text)
                made = self._do(add, self._people[place % len(self._people)])
            else:
                enter = commands.IdeaEnter(
                    key=random_codes_and_keys.key(), activity=step, text=text, source="paper", table=3
                )
                made = self._do(enter)
            placed[key].append(made["idea"])
        for key, theme in themes.items():
            cluster = commands.ClusterAdd(key=random_codes_and_keys.key(), title=theme.title, ideas=placed[key])
            self._clusters[key] = self._do(cluster)["cluster"]

    def _vote(self, step: int) -> None:
        with reading(self.past.engine) as db:
            ideas = list(db.scalars(select(Idea.id).where(Idea.forum == self.forum).order_by(Idea.id)))
        for person in self._people:
            if self._chance.random() < VOTING:
                marks = (
                    self._dots(ideas) if self.told["vote"] == "dots" else self._ratings(list(self._clusters.values()))
                )
                self._do(commands.BallotSet(key=random_codes_and_keys.key(), activity=step, n=1, marks=marks), person)
        self._do(commands.ActivityClose(key=random_codes_and_keys.key(), activity=step))
        self._do(commands.ActivityReveal(key=random_codes_and_keys.key(), activity=step))

    def _dots(self, ideas: list[int]) -> dict[str, Mark]:
        """Three dots, two of them on one idea. A few ideas are liked by many."""
        liked = [1 / (1 + place * 7 % len(ideas)) ** 0.7 for place in range(len(ideas))]
        first, second = self._chance.choices(ideas, liked, k=2)
        return {str(first): 2} if first == second else {str(first): 2, str(second): 1}

    def _ratings(self, themes: list[int]) -> dict[str, Mark]:
        """Every theme from 1 to 5, those made first a little lower."""
        around = (3.4, 3.1, 4.3, 3.7)
        rated = (round(self._chance.gauss(around[place % 4], 0.9)) for place in range(len(themes)))
        return {str(theme): min(5, max(1, mark)) for theme, mark in zip(themes, rated, strict=True)}

    def _came_to(self, earlier: int) -> Earlier:
        with reading(self.past.engine) as db:
            put, about = report_data.everything(db, earlier, self.past.at)
        return what_it_came_to(build(put, about, self.past.at, self.past.tz), earlier)

    def _do(self, command: Command, who: Credentials = ADMINISTRATOR) -> dict[str, int]:
        return self.past.do(command, self.forum, who)


@dataclass
class PastTheme:
    """A theme as a facilitator names it, and the ideas that belong to it."""

    title: str
    ideas: list[str]


def shared_out(told: DemoSeries) -> list[dict[str, PastTheme]]:
    """The themes of each forum, by key. Forums that name the same theme share its ideas out, one by one."""
    titles = dict(row for row in _rows("themes.tsv")) | told["images"]
    texts = {
        key: [row[2] for name in ("ideas.tsv", "images.tsv") for row in _rows(name) if row[1] == key] for key in titles
    }
    naming = {key: [n for n, one in enumerate(told["forums"]) if key in one["themes"]] for key in titles}
    return [
        {
            key: PastTheme(titles[key], texts[key][naming[key].index(number) :: len(naming[key])])
            for key in one["themes"]
        }
        for number, one in enumerate(told["forums"])
    ]


def _rows(name: str) -> list[list[str]]:
    """The rows of one file without its first line, which names the columns."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
