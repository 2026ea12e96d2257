"""Organisers, participants, and what admits somebody: links, tickets and cookies."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workshop.storage.tables.base import Row, big, of_forum, owned_by


class Account(Row):
    """An organiser. Only organisers have accounts."""

    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(200), unique=True)
    called: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[int]


class Participant(Row):
    """One person in one forum, identified by the hash of a random device token; `pid` is the random name that the log
    uses."""

    __tablename__ = "participant"
    __table_args__ = (UniqueConstraint("forum", "token_hash"), {"sqlite_autoincrement": True})
    id: Mapped[int] = mapped_column(primary_key=True)
    forum: Mapped[int] = of_forum(index=False)
    token_hash: Mapped[str] = mapped_column(String(64))
    pid: Mapped[str] = mapped_column(String(24), unique=True)
    seed: Mapped[int]
    language: Mapped[str] = mapped_column(String(12))
    joined_at: Mapped[int]


class Link(Row):
    """A link that admits a co-facilitator to one forum's console."""

    __tablename__ = "link"
    id: Mapped[int] = mapped_column(primary_key=True)
    forum: Mapped[int] = of_forum()
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
    forum: Mapped[int] = of_forum(index=False)
    batch: Mapped[str] = mapped_column(String(16))
    number: Mapped[int]
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    used: Mapped[bool] = mapped_column(default=False)
    revoked: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[int]


background_answer = Table(
    "background_answer",
    Row.metadata,
    Column("id", String(24), primary_key=True),
    owned_by("forum", "forum"),
    owned_by("participant", "participant"),
    Column("question", big, nullable=False),
    Column("choice", big, nullable=False),
    Column("salt", String(32), nullable=False, server_default=""),
    UniqueConstraint("participant", "question"),
    Index(None, "forum"),
)
"""Which choice of a background question a participant gave, both counted from 1. The log has the random id, another one
for each answer, and a digest of the answer with its `salt`: whose it is, and once the row is gone what it was, stands
nowhere. The salt is empty in rows of older releases, which logged the answer itself."""


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
