"""Tickets: cards with a QR code and a code to type, each of which lets one person in."""

from workshop.i18n import catalogues
from workshop.printables.base import ForumToPrint, Order, Printable, lacks_address, qr, said

GROUP = 3
"""Characters of a code that stand together, so that it can be read aloud."""


def data(source: ForumToPrint, order: Order) -> dict[str, object]:
    """`cards`: the tickets of the order, with the number that stands on them."""
    languages = order.languages
    alt = catalogues.say(languages[0], "print.qr.join", host=source.host)
    return {
        "host": source.host,
        "scan": said("screen.scan", languages),
        "type_at": said("print.type_at", languages),
        "type_code": said("print.type_code", languages),
        "once": said("join.ticket", languages),
        "cards": [
            {
                "number": str(number),
                "code": [code[at : at + GROUP] for at in range(0, len(code), GROUP)],
                "qr": qr(f"{source.url}/J/{code}", alt),
            }
            for number, code in order.tickets
        ],
    }


PRINTABLE = Printable("tickets", data, needs=lacks_address, invites=True)
