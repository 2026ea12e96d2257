"""Cards that stand on the tables, folded in the middle: the table's number, and how to join in three steps."""

from workshop.printables.base import ForumToPrint, HowMany, Order, Printable, joining, lacks_address, said, wifi

STEPS = ("scan", "language", "join")
BY_TICKET = ("ticket", *STEPS[1:])
"""The steps to join, by the endings of their texts; where people need a ticket, the first is to scan that."""


def data(source: ForumToPrint, order: Order) -> dict[str, object]:
    """`tables`: the numbers, a card each; `steps`: a text for each step, in each language."""
    languages = order.languages
    return {
        "tables": list(order.shown(range(1, order.count + 1), 1)),
        "table": said("print.table", languages),
        "steps": [said(f"print.step.{name}", languages) for name in (BY_TICKET if source.by_ticket else STEPS)],
        "join": joining(source, languages),
        "wifi": wifi(source, languages),
    }


PRINTABLE = Printable("table_cards", data, needs=lacks_address, count=HowMany(usual=8, most=60), invites=True)
