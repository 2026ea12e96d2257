"""Ballots with their marks, what phones were dealt, and who is ready; plain tables without classes."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, String, Table, Text, UniqueConstraint

from workshop.storage.tables.base import Row, big, owned_by

ballot = Table(
    "ballot",
    Row.metadata,
    Column("id", String(24), primary_key=True),
    owned_by("activity", "activity"),
    Column("source", String(12), nullable=False),
    Column("n", big, nullable=False),
    Column("weight", big, nullable=False),
    Column("cast", big, nullable=False, default=0),
    Index(None, "activity"),
)
"""One person's whole ballot, or a count of raised hands (source `hand`, weight = hands). `n`: of a phone's ballot its
edition, of one on paper (source `paper`) its number in this vote. `cast`: 1 when it holds any mark."""


ballot_owner = Table(
    "ballot_owner",
    Row.metadata,
    owned_by("activity", "activity"),
    owned_by("participant", "participant"),
    Column("ballot", ForeignKey("ballot.id", ondelete="CASCADE"), nullable=False),
    UniqueConstraint("activity", "participant"),
    Index(None, "participant"),
    Index(None, "ballot"),
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
    owned_by("activity", "activity"),
    owned_by("participant", "participant"),
    Column("target", big, nullable=False),
    Column("at", big, nullable=False),
    UniqueConstraint("activity", "participant", "target"),
    Index(None, "participant"),
)
"""Which targets a participant was dealt, and when. Not in the log, where it would say whose ballot is whose."""


done = Table(
    "done",
    Row.metadata,
    owned_by("activity", "activity"),
    owned_by("participant", "participant"),
    UniqueConstraint("activity", "participant"),
    Column("gone", big, nullable=False, server_default="0"),
    Index(None, "participant"),
)
"""Who has said that they are ready. `gone`: how many marks of their ballot did not count by then, or −1
(`projections/no_longer_ready.py` has the three cases)."""


confirmation = Table(
    "confirmation",
    Row.metadata,
    Column("id", String(24), primary_key=True),
    owned_by("forum", "forum"),
    Column("participant", ForeignKey("participant.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("complete", Boolean, nullable=False),
    Column("missing", Text, nullable=False),
    Column("at", big, nullable=False),
    Index(None, "forum"),
)
"""What a participant says of the results after the end: that they are what people said (`complete`), or that something
is missing, and what, if they wrote it. The log names only the random id: who said it stands nowhere else than here."""
