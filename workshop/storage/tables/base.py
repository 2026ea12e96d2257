"""What all tables share: the base of the classes, the types of columns, and columns that several have.

Times are epoch milliseconds in UTC. Texts in several languages are JSON objects {"fi": …, "sv": …, "en": …,
"fi-simple": …}.
"""

from typing import Any, TypedDict, cast

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Integer, MetaData, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from workshop.contract.shared_types import ActivitySettings, Texts
from workshop.domain.background_questions import Counted, StoredQuestion

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


Spans = list[list[int]]
"""Parts of a text: [first, after the last] of each, in code points, in order."""


class StoredReason(TypedDict):
    """A reason for hiding an idea in the column of its forum."""

    words: Texts
    offered: bool


class Row(DeclarativeBase):
    """Base of the ORM classes."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {
        Texts: JSON,
        ActivitySettings: JSON,
        dict[str, StoredReason]: JSON,
        dict[str, object]: JSON,
        list[StoredQuestion]: JSON,
        Counted: JSON(none_as_null=True),
        list[str]: JSON,
        list[int]: JSON,
        Spans: JSON,
        int: BigInteger().with_variant(Integer, "sqlite"),
    }
    __table_args__: Any = {"sqlite_autoincrement": True}


def table_of(row: type[Row]) -> Table:
    """The table of an ORM class, for statements that need no objects."""
    return cast(Table, row.__table__)


def of_forum(index: bool = True) -> Mapped[int]:
    return mapped_column(ForeignKey("forum.id", ondelete="CASCADE"), index=index)


def owned_by(name: str, target: str) -> Column[int]:
    return Column(name, ForeignKey(f"{target}.id", ondelete="CASCADE"), nullable=False)


big = BigInteger().with_variant(Integer, "sqlite")
