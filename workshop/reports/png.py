"""The chart of a forum (`svg`) as PNG, for slides and messages, with the house's font. The licence stands in the
picture and, for programs, in its chunk `Copyright`."""

from workshop import typesetting
from workshop.i18n import catalogues
from workshop.reports import chart_pictures, wording
from workshop.reports.png_text import with_text
from workshop.reports.summary import Summary
from workshop.typesetting.svg_texts_set_over_picture import apart


def write(summary: Summary, lang: str) -> bytes:
    """The whole file in the language `lang`: 1600 pixels wide."""
    made = drawn(chart_pictures.whole(summary, lang).svg)
    told = {"Title": wording.pick(summary.title, lang), "Copyright": wording.licence(summary, lang)}
    return with_text(made, told, catalogues.html_lang(lang))


def drawn(svg: str) -> bytes:
    """One chart as PNG."""
    drawing, wide, labels = apart(svg)
    return typesetting.png("picture", {"svg": drawing, "wide": wide, "labels": labels})[0]
