"""Finds the idea whose number was typed on the phone page."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.contract.idea_states import MERGED
from workshop.domain.errors import Refusal
from workshop.domain.ideas import SEEN_BY_EVERYONE
from workshop.runtime.whole_numbers import is_digits
from workshop.storage.tables import Cluster, Idea

MOST_DIGITS = 9
"""Digits of a number; longer ones no idea has."""
SAID = 24
"""Digits of a number that a refusal repeats."""


def idea_of(db: Session, forum: int, typed: str, theme: int | None) -> int:
    """The id of the idea with the number that was typed, also of one that is merged, to suggest a theme for. Raises
    Refusal number_missing for what is no number, number_unknown alike for one that no idea has and for that of an idea
    out of sight, and suggest_there for an idea that is in this theme already."""
    digits = typed.strip()
    if not is_digits(digits):
        raise Refusal("number_missing")
    number = int(digits[-MOST_DIGITS:]) if len(digits.lstrip("0")) <= MOST_DIGITS else 0
    seen = Idea.state.in_([*SEEN_BY_EVERYONE, MERGED])
    found = db.scalar(select(Idea).where(Idea.forum == forum, Idea.number == number, seen))
    if found is None:
        raise Refusal("number_unknown", number=digits if len(digits) <= SAID else digits[:SAID] + "…")
    if theme is not None and found.cluster == theme and found.state != MERGED:
        raise Refusal("suggest_there", number=number, letter=db.get_one(Cluster, theme).letter)
    return found.id
