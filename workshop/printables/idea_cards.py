"""The ideas so far as cards for the wall: number, text, and the letter of the theme."""

from workshop.printables.base import ForumToPrint, Order, Printable


def data(source: ForumToPrint, order: Order) -> dict[str, object]:
    """`cards`: the ideas by number; `letter` is "" for an idea without a theme."""
    themes = source.clusters
    return {
        "cards": [
            {
                "number": idea.number,
                "text": idea.text,
                "lang": idea.lang or order.languages[0],
                "letter": themes[idea.cluster].letter if idea.cluster in themes else "",
            }
            for idea in order.shown(source.ideas, 8)
        ]
    }


def _needs(source: ForumToPrint) -> str:
    return "" if source.ideas else "ideas"


PRINTABLE = Printable("idea_cards", data, needs=_needs)
