"""The log of all commands and the answers that repeated ones get; plain tables without classes."""

from sqlalchemy import JSON, Column, Index, String, Table, Text, text

from workshop.storage.tables.base import Row, big

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
