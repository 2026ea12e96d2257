"""The chart of a forum (`svg`) as PNG, for slides and messages, with the house's font."""

from workshop import typesetting
from workshop.reports import figures
from workshop.reports.summary import Summary


def write(summary: Summary, lang: str) -> bytes:
    """The whole file in the language `lang`: 1600 pixels wide."""
    return picture(figures.whole(summary, lang))


def picture(figure: figures.Figure) -> bytes:
    """One chart as PNG."""
    return typesetting.png("picture", {"svg": figure.svg})[0]
