"""Who gets in: links for co-facilitators, the secrets of the QR code and of the screen, the address in the QR code."""

from workshop.contract.base import LEAD, Command, Id, Text, command


@command("link.add", LEAD, wired=False)
class LinkAdd(Command, frozen=True, kw_only=True):
    """Add a link that admits a co-facilitator. The server makes the secret and sends only its hash."""

    secret_hash: Text
    label: Text = ""


@command("link.revoke", LEAD)
class LinkRevoke(Command, frozen=True, kw_only=True):
    """Revoke a co-facilitator's link and end the sign-in sessions that began with it."""

    link: Id


@command("join.renew", LEAD, wired=False)
class JoinRenew(Command, frozen=True, kw_only=True):
    """Replace the QR's secret; people already in stay."""

    secret: Text


@command("screen.renew", LEAD, wired=False)
class ScreenRenew(Command, frozen=True, kw_only=True):
    """Replace the link of the screen; a screen that was opened by the old one goes dark."""

    secret: Text


@command("join.address", LEAD, wired=False)
class JoinAddress(Command, frozen=True, kw_only=True):
    """Set which of this machine's addresses the QR carries; empty means the best one."""

    url: Text
