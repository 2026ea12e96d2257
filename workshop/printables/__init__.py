"""Things to print for a forum: the poster, cards for tables, cards with ideas, paper ballots. One module for each, and
the registry.

A printable turns what is known of a forum (`ForumToPrint`) and what was chosen (`Order`) into the data of its template
in `typesetting/`, which has its name. It leaves out what `everyone` does not see. Must not: read the database; name an
activity kind; compile a template.
"""

from importlib import import_module

from workshop.printables.base import ForumToPrint, HowMany, Order, Printable

NAMES = ("poster", "table_cards", "wifi_cards", "blank_cards", "idea_cards", "paper_ballots")
"""Everything that can be printed, in the order in which the office offers it."""
PRINTABLES: dict[str, Printable] = {name: import_module(f"{__name__}.{name}").PRINTABLE for name in NAMES}

__all__ = ["NAMES", "PRINTABLES", "HowMany", "Order", "Printable", "ForumToPrint"]
