"""The reasons for hiding an idea that a forum, or the house for all its forums, adds to those that every forum has."""

from workshop.contract.base import PREPARE, Command, SentTexts, command
from workshop.contract.shared_types import Reason


@command("reason.add", PREPARE)
class ReasonAdd(Command, frozen=True, kw_only=True):
    """Add an own reason for hiding an idea, in the forum's languages: what its author reads."""

    words: SentTexts


@command("reason.remove", PREPARE)
class ReasonRemove(Command, frozen=True, kw_only=True):
    """Offer an own reason no longer. Authors whose ideas were hidden for it still read it."""

    reason: Reason


@command("house_reason.add", PREPARE, of_house=True)
class HouseReasonAdd(Command, frozen=True, kw_only=True):
    """Add a reason for hiding an idea that all forums offer, those that are running too."""

    words: SentTexts


@command("house_reason.remove", PREPARE, of_house=True)
class HouseReasonRemove(Command, frozen=True, kw_only=True):
    """Offer a reason of the house no longer, in any forum. Authors whose ideas were hidden for it still read it."""

    reason: Reason
