"""Cards with the Wi-Fi network of the hall: its QR code, its name and its password."""

from workshop.printables.base import ForumToPrint, HowMany, Order, Printable, wifi


def data(source: ForumToPrint, order: Order) -> dict[str, object]:
    """The network once, and how many cards."""
    return {"count": len(order.shown(range(order.count), 8)), "wifi": wifi(source, order.languages)}


def _lacks(source: ForumToPrint) -> str:
    return "" if source.wifi_network else "wifi"


PRINTABLE = Printable("wifi_cards", data, lacks=_lacks, count=HowMany(usual=8, most=60))
