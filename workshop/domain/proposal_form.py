"""The proposal form of an open call: which fields it has, how long they may be, and which are needed.

The title is the idea's text; `DETAILS` are its other public fields. The contact is nobody's but the author's and the
organisers': it is sealed before it gets into a command (`access/sealed_contacts.py`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from workshop.domain import email_address, text
from workshop.domain.errors import Refusal

TITLE_LONGEST = 120
DETAILS = {"description": 1_200, "wished": 120, "group": 200}
"""Public fields beside the title, in the order in which they are asked and shown, with their most characters."""
CONTACT = {"name": 120, "email": 200, "phone": 40}
"""Fields that only the author and the organisers see."""
NEEDED = frozenset({"description", "group", "name"})
"""Besides the title, and an email address or a telephone number."""
_PHONE = re.compile(r"\+?\(?[0-9][0-9 ().-]{3,}[0-9]")


@dataclass(frozen=True)
class ContactDetails:
    """How to reach the people behind a proposal."""

    name: str = ""
    email: str = ""
    phone: str = ""


def title(raw: str) -> str:
    """The title as it is stored, in one line. Raises Refusal empty or too_long, with the fact `field`."""
    return _line("text", raw, TITLE_LONGEST, needed=True)


def details(raw: Mapping[str, str]) -> dict[str, str]:
    """The other public fields as they are stored, each with at least "". Raises Refusal empty or too_long, with the
    fact `field`."""
    return {
        field: (_text if field == "description" else _line)(field, raw.get(field, ""), most, field in NEEDED)
        for field, most in DETAILS.items()
    }


def contact(raw: Mapping[str, str]) -> ContactDetails:
    """The contact as it is stored. Raises Refusal empty, too_long, email_bad, phone_wrong or reach_missing, with the
    fact `field`."""
    found = ContactDetails(
        **{field: _line(field, raw.get(field, ""), most, field in NEEDED) for field, most in CONTACT.items()}
    )
    if found.email and not email_address.is_public(found.email):
        raise Refusal("email_bad", field="email")
    if found.phone and not _PHONE.fullmatch(found.phone):
        raise Refusal("phone_wrong", field="phone")
    if not found.email and not found.phone:
        raise Refusal("reach_missing", field="email")
    return found


def _line(field: str, raw: str, most: int, needed: bool) -> str:
    return _text(field, " ".join(raw.split()), most, needed)


def _text(field: str, raw: str, most: int, needed: bool) -> str:
    try:
        return text.clean(raw, most, lines=None) if needed else text.optional(raw, most)
    except Refusal as refusal:
        raise Refusal(refusal.code, **refusal.facts, field=field) from None
