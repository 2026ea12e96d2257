"""The database schema: every table, declared once, in files by subject. Things that people edit have ORM classes; the
log, ballots, marks and keys are plain tables.
"""

from workshop.storage.tables.base import Row, Spans, StoredReason, table_of
from workshop.storage.tables.forums import Activity, Forum, HouseReason, OnResultsPage, Series, house
from workshop.storage.tables.history import key, log
from workshop.storage.tables.ideas import (
    Cluster,
    Contact,
    Idea,
    OrganiserAnswer,
    ProgrammeEntry,
    ThemeProposal,
    placement,
    support,
)
from workshop.storage.tables.people import Account, Link, Participant, Ticket, admission, background_answer
from workshop.storage.tables.votes import ballot, ballot_owner, confirmation, dealt, done, mark

__all__ = [
    "Account",
    "Activity",
    "Cluster",
    "Contact",
    "Forum",
    "HouseReason",
    "Idea",
    "Link",
    "OnResultsPage",
    "OrganiserAnswer",
    "Participant",
    "ProgrammeEntry",
    "Row",
    "Series",
    "Spans",
    "StoredReason",
    "ThemeProposal",
    "Ticket",
    "admission",
    "background_answer",
    "ballot",
    "ballot_owner",
    "confirmation",
    "dealt",
    "done",
    "house",
    "key",
    "log",
    "mark",
    "placement",
    "support",
    "table_of",
]
