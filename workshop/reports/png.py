"""The chart of a forum (`svg`) as PNG, for slides and messages, with the house's font."""

from workshop import typesetting
from workshop.reports import chart_pictures
from workshop.reports.summary import Summary
from workshop.typesetting.svg_texts_set_over_picture import apart


def write(summary: Summary, lang: str) -> bytes:
    """The whole file in the language `lang`: 1600 pixels wide."""
    return drawn(chart_pictures.whole(summary, lang).svg)


def drawn(svg: str) -> bytes:
    """One chart as PNG."""
    drawing, wide, labels = apart(svg)
    return typesetting.png("picture", {"svg": drawing, "wide": wide, "labels": labels})[0]
