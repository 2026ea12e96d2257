"""Actions on the reasons for hiding an idea, of the forum and of the house."""

from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions.registry import Done, action
from workshop.contract import commands
from workshop.contract.base import REASON_MAX, SentTexts
from workshop.contract.shared_types import HOUSE_REASON, OWN_REASON, REASONS
from workshop.domain import text
from workshop.domain.errors import Refusal
from workshop.projections import hiding_reasons
from workshop.storage.tables import Forum, HouseReason

MOST_REASONS = 10
"""The most own reasons that a forum, and that the house, offers at a time: more is a form, not a choice."""


@action(commands.ReasonAdd)
def add_reason(db: Session, command: commands.ReasonAdd, actor: Actor, forum: Forum, now: int) -> Done:
    """Add an own reason; its name is never used again. Raises Refusal too_many_reasons and reason_missing."""
    words = _one_more(sum(one["offered"] for one in forum.reasons.values()), command.words)
    name = f"{OWN_REASON}{len(forum.reasons) + 1}"
    forum.reasons = {**forum.reasons, name: {"words": words, "offered": True}}
    return Done(touched={("forum", forum.id)}, made={"reason": name})


@action(commands.ReasonRemove)
def remove_reason(db: Session, command: commands.ReasonRemove, actor: Actor, forum: Forum, now: int) -> Done:
    """Offer an own reason no longer. Raises Refusal reason_gone."""
    if command.reason not in forum.reasons:
        raise Refusal("reason_gone")
    forum.reasons = {**forum.reasons, command.reason: {**forum.reasons[command.reason], "offered": False}}
    return Done(touched={("forum", forum.id)})


@action(commands.HouseReasonAdd)
def add_house_reason(db: Session, command: commands.HouseReasonAdd, actor: Actor, forum: None, now: int) -> Done:
    """Add a reason that all forums offer. Raises Refusal too_many_reasons and reason_missing."""
    words = _one_more(sum(one.offered for one in hiding_reasons.of_house(db)), command.words)
    row = HouseReason(words=words, offered=True, created_at=now)
    db.add(row)
    db.flush()
    return Done(made={"reason": f"{HOUSE_REASON}{row.id}"})


@action(commands.HouseReasonRemove)
def remove_house_reason(db: Session, command: commands.HouseReasonRemove, actor: Actor, forum: None, now: int) -> Done:
    """Offer a reason of the house no longer. Raises Refusal reason_gone."""
    of, _, number = command.reason.partition("-")
    row = db.get(HouseReason, int(number)) if f"{of}-" == HOUSE_REASON else None
    if row is None:
        raise Refusal("reason_gone")
    row.offered = False
    return Done()


def check_reason(db: Session, forum: Forum, reason: str) -> None:
    """Raises Refusal reason_gone for one that neither every forum, nor this one, nor the house offers."""
    written = hiding_reasons.all_of(db, forum.reasons) if reason not in REASONS else []
    if reason not in REASONS and not any(one.name == reason and one.offered for one in written):
        raise Refusal("reason_gone")


def _one_more(offered: int, words: SentTexts) -> SentTexts:
    """The words of one more reason beside so many. Raises Refusal too_many_reasons and reason_missing."""
    if offered >= MOST_REASONS:
        raise Refusal("too_many_reasons", n=MOST_REASONS)
    cleaned = text.by_language(words, REASON_MAX)
    if not cleaned:
        raise Refusal("reason_missing")
    return cleaned
