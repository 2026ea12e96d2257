"""Ideas with their clusters, what participants suggest and support, and what organisers answer."""

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workshop.contract.commands import ProposalState
from workshop.contract.idea_states import IdeaStateName
from workshop.contract.shared_types import AnswerStatus, Colour, Texts
from workshop.storage.new_idea_receipt import new_receipt
from workshop.storage.tables.base import Row, Spans, big, of_forum, owned_by


class Cluster(Row):
    """A cluster. Rows with `removed` are kept so that undo brings back the same letter; it is empty while the making is
    taken back and nothing points to the cluster. `merged_into`: the cluster that its ideas went into, when it was
    removed by merging it. `came_from`: the cluster of an earlier forum that it goes on from; that forum may be
    deleted."""

    __tablename__ = "cluster"
    id: Mapped[int] = mapped_column(primary_key=True)
    forum: Mapped[int] = of_forum()
    letter: Mapped[str] = mapped_column(String(4))
    title: Mapped[str] = mapped_column(String(200))
    position: Mapped[int] = mapped_column(default=0)
    colour: Mapped[Colour] = mapped_column(String(12), default="")
    removed: Mapped[bool] = mapped_column(default=False)
    merged_into: Mapped[int | None]
    came_from: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)


_IS_MERGED = text("merged_into IS NOT NULL")


class Idea(Row):
    """An idea. `state`: private, waiting, shown, hidden, merged (`merged_into` another) or withdrawn, then with the
    state it was `withdrawn_from`. `original`: its author's words, when `text` is a facilitator's, and `original_held`:
    others never read those. `left_out`: shown, but not voted on. `dismissed`: clusters that a facilitator does not want
    suggested for it. `masked`: the parts that others do not see. `author_held`: its author's later ideas wait for
    review. `lang`: fi, sv, en or empty; a guess, until a facilitator has said it (`lang_set`). `participant` is NULL
    for helper and paper, and after erasure. `receipt`: the code by which its author finds it again; only the author's
    own phone is given it. `details`: the public fields of a proposal beside its title, by name; else empty.
    `beforehand`: written on a phone before the forum began. `came_from`: the idea of an earlier forum that it goes on
    from, and `came_from_number` the number that it has there; that forum may be deleted."""

    __tablename__ = "idea"
    __table_args__ = (
        UniqueConstraint("forum", "number"),
        Index(
            "ix_idea_merged_into",
            "merged_into",
            sqlite_where=_IS_MERGED,
            postgresql_where=_IS_MERGED,
        ),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    forum: Mapped[int] = of_forum(index=False)
    activity: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    lang: Mapped[str] = mapped_column(String(2), default="", server_default="")
    lang_set: Mapped[bool] = mapped_column(default=False)
    participant: Mapped[int | None] = mapped_column(ForeignKey("participant.id", ondelete="SET NULL"), index=True)
    key: Mapped[str] = mapped_column(String(40))
    source: Mapped[str] = mapped_column(String(12), default="phone")
    table: Mapped[int | None]
    state: Mapped[IdeaStateName] = mapped_column(String(12))
    withdrawn_from: Mapped[IdeaStateName | None] = mapped_column(String(12))
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
    beforehand: Mapped[bool] = mapped_column(default=False)
    details: Mapped[Texts] = mapped_column(default=dict, server_default="{}")
    came_from: Mapped[int | None] = mapped_column(index=True)
    came_from_number: Mapped[int | None]


class Contact(Row):
    """How to reach the authors of a proposal (`idea`): sealed with a key that is not in the database
    (`access/sealed_contacts.py`)."""

    __tablename__ = "contact"
    id: Mapped[int] = mapped_column(primary_key=True)
    forum: Mapped[int] = of_forum()
    idea: Mapped[int] = mapped_column(ForeignKey("idea.id", ondelete="CASCADE"), unique=True)
    sealed: Mapped[str] = mapped_column(Text)


class ProgrammeEntry(Row):
    """A proposal (`idea`) that is shortlisted, with its time and place in the programme: NULL and empty where that is
    not decided. Times: epoch milliseconds."""

    __tablename__ = "programme_entry"
    id: Mapped[int] = mapped_column(primary_key=True)
    forum: Mapped[int] = of_forum()
    idea: Mapped[int] = mapped_column(ForeignKey("idea.id", ondelete="CASCADE"), unique=True)
    starts_at: Mapped[int | None]
    ends_at: Mapped[int | None]
    place: Mapped[str] = mapped_column(String(200))


class ThemeProposal(Row):
    """A theme that a participant proposed. `state`: open, taken (`cluster` was made of it) or dismissed.
    `participant` is NULL after erasure."""

    __tablename__ = "theme_proposal"
    id: Mapped[int] = mapped_column(primary_key=True)
    forum: Mapped[int] = of_forum()
    activity: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    participant: Mapped[int | None] = mapped_column(ForeignKey("participant.id", ondelete="SET NULL"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    flags: Mapped[list[str]]
    state: Mapped[ProposalState] = mapped_column(String(12))
    cluster: Mapped[int | None] = mapped_column(ForeignKey("cluster.id", ondelete="SET NULL"))
    created_at: Mapped[int]


class OrganiserAnswer(Row):
    """What the organisers said became of one `idea`, or of all ideas in one theme (`cluster`). Rows are never changed:
    a later one replaces what an earlier one said. `departure`: it is otherwise than the vote would have it."""

    __tablename__ = "organiser_answer"
    id: Mapped[int] = mapped_column(primary_key=True)
    forum: Mapped[int] = of_forum()
    idea: Mapped[int | None] = mapped_column(ForeignKey("idea.id", ondelete="CASCADE"), index=True)
    cluster: Mapped[int | None] = mapped_column(ForeignKey("cluster.id", ondelete="CASCADE"), index=True)
    status: Mapped[AnswerStatus] = mapped_column(String(12))
    words: Mapped[Texts]
    departure: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[int]


placement = Table(
    "placement",
    Row.metadata,
    owned_by("idea", "idea"),
    owned_by("participant", "participant"),
    owned_by("cluster", "cluster"),
    Column("away_from", big),
    UniqueConstraint("participant", "idea"),
    Index(None, "idea"),
)
"""Which cluster a participant suggests for an idea, and the cluster (or none) that the idea was in then: the suggestion
holds while it is there (`projections/participants_placement_suggestions.py`)."""


support = Table(
    "support",
    Row.metadata,
    owned_by("idea", "idea"),
    owned_by("participant", "participant"),
    Column("seen", String(64)),
    UniqueConstraint("participant", "idea"),
    Index(None, "idea"),
)
"""Who supports another person's idea instead of posting the same. `seen`: the SHA-256 of the words as they were then;
NULL where an older release did not note it."""
