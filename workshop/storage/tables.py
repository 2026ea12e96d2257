"""The database schema: every table, declared once. Things that people edit have ORM classes; the log, ballots, marks
and keys are plain tables.

Times are epoch milliseconds in UTC. Texts in several languages are JSON objects {"fi": …, "sv": …, "en": …,
"fi-simple": …}.
"""

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from workshop.contract.shared_types import (
    ActivitySettings,
    ActivityState,
    AnswerStatus,
    Colour,
    ForumState,
    Moderation,
    Texts,
)
from workshop.storage.column_types import Spans, StoredReason
from workshop.storage.new_receipt import new_receipt

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(DeclarativeBase):
    """Base of the ORM classes."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {
        Texts: JSON,
        ActivitySettings: JSON,
        dict[str, StoredReason]: JSON,
        dict[str, object]: JSON,
        list[str]: JSON,
        list[int]: JSON,
        Spans: JSON,
        int: BigInteger().with_variant(Integer, "sqlite"),
    }
    __table_args__: Any = {"sqlite_autoincrement": True}


def _forum(index: bool = True) -> Mapped[int]:
    return mapped_column(ForeignKey("forum.id", ondelete="CASCADE"), index=index)


class OnResultsPage:
    """The columns of what can have a public results page. `slug`: its address, `/results/<slug>`, if one was chosen;
    unique among forums and series together. `published_at`: since when it is published, else NULL. `indexed`: search
    engines may list it. `next_steps`: what happens next, in the organiser's words."""

    slug: Mapped[str | None] = mapped_column(String(60), unique=True, index=True)
    published_at: Mapped[int | None]
    indexed: Mapped[bool] = mapped_column(default=False)
    next_steps: Mapped[Texts] = mapped_column(default=dict)


class Account(Row):
    """An organiser. Only organisers have accounts."""

    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(200), unique=True)
    called: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[int]


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
    large on the big screen, one at most. `slow`: seconds between two ideas of one phone; `emergency`: a dark screen,
    and new ideas wait; `reasons`: its own reasons for hiding an idea, name → {"words", "offered"}. `log_n` and
    `log_head` are the end of its log; `next_number` is the next idea's number. `answer_by`: until when the organisers
    promised to answer every idea."""

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
    state: Mapped[ForumState] = mapped_column(String(12), default="planned")
    rehearsal: Mapped[bool] = mapped_column(default=False)
    moderation: Mapped[Moderation] = mapped_column(String(12), default="off")
    moderation_chosen: Mapped[bool] = mapped_column(default=False)
    now: Mapped[int | None]
    self_paced: Mapped[bool] = mapped_column(default=False)
    by_ticket: Mapped[bool] = mapped_column(default=False)
    spotlight: Mapped[int | None]
    cluster: Mapped[int | None]
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
    log_n: Mapped[int] = mapped_column(default=0)
    log_head: Mapped[str] = mapped_column(String(64), default="")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[int]
    started_at: Mapped[int | None]
    ended_at: Mapped[int | None]
    answer_by: Mapped[int | None]


class Activity(Row):
    """One step of the agenda. `name` is what it is called when it has another name than its kind: a break, a speech,
    the second round. `earlier`: what an earlier forum came to (`contract.shared_types.Earlier`), or empty."""

    __tablename__ = "activity"
    id: Mapped[int] = mapped_column(primary_key=True)
    forum: Mapped[int] = _forum()
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
    earlier: Mapped[dict[str, object]] = mapped_column(default=dict, server_default="{}")
    version: Mapped[int] = mapped_column(default=1)


class Participant(Row):
    """One person in one forum, identified by the hash of a random device token; `pid` is the random name that the log
    uses."""

    __tablename__ = "participant"
    __table_args__ = (UniqueConstraint("forum", "token_hash"), {"sqlite_autoincrement": True})
    id: Mapped[int] = mapped_column(primary_key=True)
    forum: Mapped[int] = _forum(index=False)
    token_hash: Mapped[str] = mapped_column(String(64))
    pid: Mapped[str] = mapped_column(String(24), unique=True)
    seed: Mapped[int]
    language: Mapped[str] = mapped_column(String(12))
    joined_at: Mapped[int]


class Cluster(Row):
    """A cluster. Rows with `removed` are kept so that undo brings back the same letter. `merged_into`: the cluster that
    its ideas went into, when it was removed by merging it. `came_from`: the cluster of an earlier forum that it goes on
    from; that forum may be deleted."""

    __tablename__ = "cluster"
    id: Mapped[int] = mapped_column(primary_key=True)
    forum: Mapped[int] = _forum()
    letter: Mapped[str] = mapped_column(String(4))
    title: Mapped[str] = mapped_column(String(200))
    position: Mapped[int] = mapped_column(default=0)
    colour: Mapped[Colour] = mapped_column(String(12), default="")
    removed: Mapped[bool] = mapped_column(default=False)
    merged_into: Mapped[int | None]
    came_from: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)


class Idea(Row):
    """An idea. `state`: private, waiting, shown, hidden, merged (`merged_into` another) or withdrawn, then with the
    state it was `withdrawn_from`. `original`: its author's words, when `text` is a facilitator's, and `original_held`:
    others never read those. `left_out`: shown, but not voted on. `dismissed`: clusters that a facilitator does not want
    suggested for it. `masked`: the parts that others do not see. `author_held`: its author's later ideas wait for
    review. `lang`: fi, sv, en or empty; a guess, until a facilitator has said it (`lang_set`). `participant` is NULL
    for helper and paper, and after erasure. `receipt`: the code by which its author finds it again; only the author's
    own phone is given it."""

    __tablename__ = "idea"
    __table_args__ = (UniqueConstraint("forum", "number"), {"sqlite_autoincrement": True})
    id: Mapped[int] = mapped_column(primary_key=True)
    forum: Mapped[int] = _forum(index=False)
    activity: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    lang: Mapped[str] = mapped_column(String(2), default="", server_default="")
    lang_set: Mapped[bool] = mapped_column(default=False)
    participant: Mapped[int | None] = mapped_column(ForeignKey("participant.id", ondelete="SET NULL"), index=True)
    key: Mapped[str] = mapped_column(String(40))
    source: Mapped[str] = mapped_column(String(12), default="phone")
    table: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(12))
    withdrawn_from: Mapped[str | None] = mapped_column(String(12))
    merged_into: Mapped[int | None]
    original: Mapped[str | None] = mapped_column(Text)
    original_held: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str | None] = mapped_column(String(20))
    flags: Mapped[list[str]]
    masked: Mapped[Spans] = mapped_column(default=list)
    author_held: Mapped[bool] = mapped_column(default=False)
    left_out: Mapped[bool] = mapped_column(default=False)
    cluster: Mapped[int | None] = mapped_column(ForeignKey("cluster.id", ondelete="SET NULL"), index=True)
    dismissed: Mapped[list[int]] = mapped_column(default=list, server_default="[]")
    created_at: Mapped[int]
    edited_at: Mapped[int | None]
    receipt: Mapped[str | None] = mapped_column(String(16), unique=True, index=True, default=new_receipt)


class ThemeProposal(Row):
    """A theme that a participant proposed. `state`: open, taken (`cluster` was made of it) or dismissed.
    `participant` is NULL after erasure."""

    __tablename__ = "theme_proposal"
    id: Mapped[int] = mapped_column(primary_key=True)
    forum: Mapped[int] = _forum()
    activity: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    participant: Mapped[int | None] = mapped_column(ForeignKey("participant.id", ondelete="SET NULL"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    flags: Mapped[list[str]]
    state: Mapped[str] = mapped_column(String(12))
    cluster: Mapped[int | None] = mapped_column(ForeignKey("cluster.id", ondelete="SET NULL"))
    created_at: Mapped[int]


class OrganiserAnswer(Row):
    """What the organisers said became of one `idea`, or of all ideas in one theme (`cluster`). Rows are never changed:
    a later one replaces what an earlier one said. `departure`: it is otherwise than the vote would have it."""

    __tablename__ = "organiser_answer"
    id: Mapped[int] = mapped_column(primary_key=True)
    forum: Mapped[int] = _forum()
    idea: Mapped[int | None] = mapped_column(ForeignKey("idea.id", ondelete="CASCADE"), index=True)
    cluster: Mapped[int | None] = mapped_column(ForeignKey("cluster.id", ondelete="CASCADE"), index=True)
    status: Mapped[AnswerStatus] = mapped_column(String(12))
    words: Mapped[Texts]
    departure: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[int]


class Link(Row):
    """A link that admits a co-facilitator to one forum's console."""

    __tablename__ = "link"
    id: Mapped[int] = mapped_column(primary_key=True)
    forum: Mapped[int] = _forum()
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    label: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[int]
    revoked_at: Mapped[int | None]


class Ticket(Row):
    """A printed card that lets one person in, once. `batch`: those that were printed together; `number` stands on the
    card. Who used it is not stored."""

    __tablename__ = "ticket"
    __table_args__ = (UniqueConstraint("forum", "number"), {"sqlite_autoincrement": True})
    id: Mapped[int] = mapped_column(primary_key=True)
    forum: Mapped[int] = _forum(index=False)
    batch: Mapped[str] = mapped_column(String(16))
    number: Mapped[int]
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    used: Mapped[bool] = mapped_column(default=False)
    revoked: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[int]


def _id(name: str, target: str) -> Column[int]:
    return Column(name, ForeignKey(f"{target}.id", ondelete="CASCADE"), nullable=False)


big = BigInteger().with_variant(Integer, "sqlite")

ballot = Table(
    "ballot",
    Row.metadata,
    Column("id", String(24), primary_key=True),
    _id("activity", "activity"),
    Column("source", String(12), nullable=False),
    Column("n", big, nullable=False),
    Column("weight", big, nullable=False),
    Column("cast", big, nullable=False, default=0),
    Index(None, "activity"),
)
"""One person's whole ballot, or a count of raised hands (source `hand`, weight = hands). `cast`: 1 when it holds any
mark."""

ballot_owner = Table(
    "ballot_owner",
    Row.metadata,
    _id("activity", "activity"),
    _id("participant", "participant"),
    Column("ballot", ForeignKey("ballot.id", ondelete="CASCADE"), nullable=False),
    UniqueConstraint("activity", "participant"),
)
"""Whose ballot it is. The only place that says so. Each ballot of a phone has a row here: without it, its person could
vote once more."""

mark = Table(
    "mark",
    Row.metadata,
    Column("ballot", ForeignKey("ballot.id", ondelete="CASCADE"), primary_key=True),
    Column("target", big, primary_key=True),
    Column("x", big, nullable=False),
    Column("y", big),
)

dealt = Table(
    "dealt",
    Row.metadata,
    _id("activity", "activity"),
    _id("participant", "participant"),
    Column("target", big, nullable=False),
    Column("at", big, nullable=False),
    UniqueConstraint("activity", "participant", "target"),
)
"""Which targets a participant was dealt, and when. Not in the log, where it would say whose ballot is whose."""

done = Table(
    "done",
    Row.metadata,
    _id("activity", "activity"),
    _id("participant", "participant"),
    UniqueConstraint("activity", "participant"),
    Column("gone", big, nullable=False, server_default="0"),
)
"""Who has said that they are ready. `gone`: how many marks of their ballot did not count by then, or −1
(`projections/no_longer_ready.py` has the three cases)."""

placement = Table(
    "placement",
    Row.metadata,
    _id("idea", "idea"),
    _id("participant", "participant"),
    _id("cluster", "cluster"),
    Column("away_from", big),
    UniqueConstraint("participant", "idea"),
    Index(None, "idea"),
)
"""Which cluster a participant suggests for an idea, and the cluster (or none) that the idea was in then: the suggestion
holds while it is there (`projections/placement_suggestions.py`)."""

support = Table(
    "support",
    Row.metadata,
    _id("idea", "idea"),
    _id("participant", "participant"),
    Column("seen", String(64)),
    UniqueConstraint("participant", "idea"),
    Index(None, "idea"),
)
"""Who supports another person's idea instead of posting the same. `seen`: the SHA-256 of the words as they were then;
NULL where an older release did not note it."""

confirmation = Table(
    "confirmation",
    Row.metadata,
    Column("id", String(24), primary_key=True),
    _id("forum", "forum"),
    Column("participant", ForeignKey("participant.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("complete", Boolean, nullable=False),
    Column("missing", Text, nullable=False),
    Column("at", big, nullable=False),
    Index(None, "forum"),
)
"""What a participant says of the results after the end: that they are what people said (`complete`), or that something
is missing, and what, if they wrote it. The log names only the random id: who said it stands nowhere else than here."""

key = Table(
    "key",
    Row.metadata,
    Column("forum", big, primary_key=True),
    Column("actor", String(40), primary_key=True),
    Column("key", String(40), primary_key=True),
    Column("answer", JSON, nullable=False),
    sqlite_with_rowid=False,
)
"""Idempotency keys of finished commands, with the answer: {"verb", "made"}, mostly with a "digest" of the command's
content (`actions/command_batch.py` says when), or from the first releases only what was made. Forum 0 is the house
itself.

Not stored in the order of insertion: beside the log, row by row, it would reveal whose ballot is whose."""

log = Table(
    "log",
    Row.metadata,
    Column("forum", big, primary_key=True),
    Column("n", big, primary_key=True),
    Column("at", big, nullable=False),
    Column("role", String(20), nullable=False),
    Column("actor", String(40), nullable=False),
    Column("command", String(40), nullable=False),
    Column("body", Text),
    Column("salt", String(32)),
    Column("commitment", String(64), nullable=False),
    Column("prev", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("inverse", Text),
    Column("undone_by", big),
    Index(
        "ix_log_deeds",
        "forum",
        "n",
        sqlite_where=text("inverse IS NOT NULL"),
        postgresql_where=text("inverse IS NOT NULL"),
    ),
)
"""One row for each command and forum. `body`, `salt` and `inverse` of a deleted forum are NULL; its hash chain still
holds. Forum 0 is the house itself."""

admission = Table(
    "admission",
    Row.metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("account", ForeignKey("account.id", ondelete="CASCADE")),
    Column("link", ForeignKey("link.id", ondelete="CASCADE")),
    Column("created_at", big, nullable=False),
    Column("expires_at", big, nullable=False),
    Column("serial", Integer, primary_key=True, default=0),
    Index(None, "account"),
    Index(None, "link"),
)
"""What a desk cookie admits to: an account (serial 0), or the forum of a link (serial = the link)."""

house = Table(
    "house", Row.metadata, Column("name", String(40), primary_key=True), Column("value", Text, nullable=False)
)
"""The house's own values: the end of its log, the secret for forms, the hash of the one-time link."""
