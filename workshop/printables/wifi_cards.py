"""Cards with the Wi-Fi network of the hall: its QR code, its name and its password."""

from workshop.printables.base import ForumToPrint, Order, Printable, wifi


def data(source: ForumToPrint, order: Order) -> dict[str, object]:
    """The network, which is the same on each card."""
    return {"wifi": wifi(source, order.languages)}


def _needs(source: ForumToPrint) -> str:
    return "" if source.wifi_network else "wifi"


PRINTABLE = Printable("wifi_cards", data, needs=_needs, invites=True)
