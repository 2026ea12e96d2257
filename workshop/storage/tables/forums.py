"""Series, forums and their agendas, and the house itself."""

from sqlalchemy import Column, ForeignKey, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column

from workshop.contract.forum_states import PLANNED, ForumState
from workshop.contract.shared_types import ActivitySettings, ActivityState, Moderation, Texts
from workshop.domain.background_questions import Counted, StoredQuestion
from workshop.storage.tables.base import Row, StoredReason, of_forum


class OnResultsPage:
    """The columns of what can have a public results page. `slug`: its address, `/results/<slug>`, if one was chosen;
    unique among forums and series together. `published_at`: since when it is published, else NULL. `indexed`: search
    engines may list it. `next_steps`: what happens next, in the organiser's words."""

    slug: Mapped[str | None] = mapped_column(String(60), unique=True, index=True)
    published_at: Mapped[int | None]
    indexed: Mapped[bool] = mapped_column(default=False)
    next_steps: Mapped[Texts] = mapped_column(default=dict)


class Series(OnResultsPage, Row):
    """A series of forums. `version` counts the changes of its results page."""

    __tablename__ = "series"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[int]


class HouseReason(Row):
    """A reason for hiding an idea that all forums offer. Rows that are no longer offered are kept for the authors of
    ideas that were hidden for them."""

    __tablename__ = "house_reason"
    id: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[Texts]
    offered: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[int]


class Forum(OnResultsPage, Row):
    """One live event. `now` is the activity that the hall looks at; `self_paced`: phones choose among those that are
    open. `by_ticket`: new people come in only with a ticket. `spotlight` is the idea or `cluster` the theme that is
    large on the big screen, one at most; `vote` the vote whose result it shows in a results step that tells of
    several, if it was chosen. `slow`: seconds between two ideas of one phone; `emergency`: a dark screen,
    and new ideas wait; `reasons`: its own reasons for hiding an idea, name → {"words", "offered"}. `log_n` and
    `log_head` are the end of its log; `next_number` is the next idea's number, and up to `room_until` there is room for
    ideas without counting them (`actions/idea_numbers.py`). `answer_by`: until when the organisers promised to answer
    every idea. `background`: its background questions, of which `background_version` counts the changes;
    `background_counts`: groups of people when its results were first given out. `programme_public`: everybody may read
    the programme. `personal_until`: when its personal data is deleted, if the organiser chose a day;
    `personal_deleted_at`: when that was last done. `early_step`: the activity in which people may write before the
    forum begins, from `early_opens_at` to `early_due_at`. `remains_of`: the row is no forum, but stands for what is
    still to be deleted of the removed one with this id (`storage/removed_forums.py`)."""

    __tablename__ = "forum"
    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(40), unique=True)
    series: Mapped[int | None] = mapped_column(ForeignKey("series.id"), index=True)
    starts_at: Mapped[int | None]
    place: Mapped[str] = mapped_column(String(200), default="")
    organiser: Mapped[str] = mapped_column(String(200), default="")
    code: Mapped[str] = mapped_column(String(12), unique=True)
    join_secret: Mapped[str] = mapped_column(String(40), unique=True)
    screen_token: Mapped[str] = mapped_column(String(60), unique=True)
    title: Mapped[Texts]
    intro: Mapped[Texts]
    languages: Mapped[list[str]]
    screen_languages: Mapped[list[str]]
    state: Mapped[ForumState] = mapped_column(String(12), default=PLANNED)
    rehearsal: Mapped[bool] = mapped_column(default=False)
    moderation: Mapped[Moderation] = mapped_column(String(12), default="off")
    moderation_chosen: Mapped[bool] = mapped_column(default=False)
    now: Mapped[int | None]
    self_paced: Mapped[bool] = mapped_column(default=False)
    by_ticket: Mapped[bool] = mapped_column(default=False)
    spotlight: Mapped[int | None]
    cluster: Mapped[int | None]
    vote: Mapped[int | None]
    frozen: Mapped[bool] = mapped_column(default=False)
    blank: Mapped[bool] = mapped_column(default=False)
    paused: Mapped[bool] = mapped_column(default=False)
    slow: Mapped[int] = mapped_column(default=0)
    emergency: Mapped[bool] = mapped_column(default=False)
    reasons: Mapped[dict[str, StoredReason]] = mapped_column(default=dict)
    big_code: Mapped[bool] = mapped_column(default=False)
    wifi_network: Mapped[str] = mapped_column(String(80), default="")
    wifi_password: Mapped[str] = mapped_column(String(80), default="")
    address: Mapped[str] = mapped_column(String(200), default="")
    next_number: Mapped[int] = mapped_column(default=1)
    room_until: Mapped[int] = mapped_column(default=0, server_default="0")
    log_n: Mapped[int] = mapped_column(default=0)
    log_head: Mapped[str] = mapped_column(String(64), default="")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[int]
    started_at: Mapped[int | None]
    ended_at: Mapped[int | None]
    answer_by: Mapped[int | None]
    background: Mapped[list[StoredQuestion]] = mapped_column(default=list, server_default="[]")
    background_version: Mapped[int] = mapped_column(default=1, server_default="1")
    background_counts: Mapped[Counted | None]
    early_step: Mapped[int | None]
    early_opens_at: Mapped[int | None]
    early_due_at: Mapped[int | None]
    programme_public: Mapped[bool] = mapped_column(default=False)
    personal_until: Mapped[int | None]
    personal_deleted_at: Mapped[int | None]
    remains_of: Mapped[int | None]


class Activity(Row):
    """One step of the agenda. `name` is what it is called when it has another name than its kind: a break, a speech,
    the second round. `opened_at`: when it was opened; `ends_at`: the end of its clock, which closes nothing;
    `closes_at`: while it is closing, the end of the time to finish. `opens_at` and `due_at`: when it opens and ends by
    itself in a self-paced forum; what comes in the `late_minutes` after that is taken, and marked as late. `earlier`:
    what an earlier forum came to (`contract.shared_types.Earlier`), or empty. `last_paper`: the highest number that a
    ballot on paper was given in it, also when that ballot was taken out."""

    __tablename__ = "activity"
    id: Mapped[int] = mapped_column(primary_key=True)
    forum: Mapped[int] = of_forum()
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[Texts] = mapped_column(default=dict)
    prompt: Mapped[Texts]
    instruction: Mapped[Texts]
    minutes: Mapped[int]
    settings: Mapped[ActivitySettings]
    state: Mapped[ActivityState] = mapped_column(String(12), default="waiting")
    revealed: Mapped[bool] = mapped_column(default=False)
    uncovered: Mapped[int] = mapped_column(default=0)
    ends_at: Mapped[int | None]
    closes_at: Mapped[int | None]
    opened_at: Mapped[int | None]
    opens_at: Mapped[int | None]
    due_at: Mapped[int | None]
    late_minutes: Mapped[int] = mapped_column(default=0, server_default="0")
    earlier: Mapped[dict[str, object]] = mapped_column(default=dict, server_default="{}")
    last_paper: Mapped[int] = mapped_column(default=0, server_default="0")
    version: Mapped[int] = mapped_column(default=1)


house = Table(
    "house", Row.metadata, Column("name", String(40), primary_key=True), Column("value", Text, nullable=False)
)
"""The house's own values: the end of its log, the secret for forms, the hash of the one-time link."""
