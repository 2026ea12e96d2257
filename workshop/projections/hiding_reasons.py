"""The reasons for hiding an idea that people wrote: a forum's own, and the house's for all its forums. Only reads."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.contract.shapes import OwnReason
from workshop.contract.shared_types import HOUSE_REASON
from workshop.storage.tables import HouseReason, StoredReason


def all_of(db: Session, own: Mapping[str, StoredReason]) -> list[OwnReason]:
    """The reasons that a forum with these `own` ones (`Forum.reasons`) has, its own first, also those that are no
    longer offered."""
    return [*(OwnReason(name=name, **one) for name, one in own.items()), *of_house(db)]


def of_house(db: Session) -> list[OwnReason]:
    """The house's reasons in the order in which they were added, also those that are no longer offered."""
    rows = db.scalars(select(HouseReason).order_by(HouseReason.id))
    return [OwnReason(name=f"{HOUSE_REASON}{row.id}", words=row.words, offered=row.offered) for row in rows]
