"""The chart of a forum as SVG, to share: who met, its themes and the leading rows of the votes of page 1 in one
picture, because a picture leaves the room without the pages around it."""

from workshop.reports import chart_pictures
from workshop.reports.summary import Summary


def write(summary: Summary, lang: str) -> bytes:
    """The whole file in the language `lang`; it loads nothing."""
    return chart_pictures.whole(summary, lang).svg.encode("utf-8", "replace")
