"""Tickets: printed cards, each of which lets one person into a forum, once."""

from typing import Annotated

import msgspec

from workshop.contract.base import LEAD, Command, Text, command

MOST_TICKETS = 200
"""Tickets of one batch."""


@command("tickets.add", LEAD, wired=False)
class TicketsAdd(Command, frozen=True, kw_only=True):
    """Add a batch of tickets. The server makes its name and their codes, and sends only the codes' hashes."""

    batch: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{16}\Z")]
    secret_hashes: Annotated[list[Text], msgspec.Meta(min_length=1, max_length=MOST_TICKETS)]


@command("tickets.revoke", LEAD, wired=False)
class TicketsRevoke(Command, frozen=True, kw_only=True):
    """Revoke those tickets of a batch that nobody has used: they no longer admit. People who are in stay."""

    batch: Text


@command("tickets.require", LEAD, wired=False)
class TicketsRequire(Command, frozen=True, kw_only=True):
    """Let people in only with a ticket, or by the code and its QR too. People who are in stay."""

    required: bool
