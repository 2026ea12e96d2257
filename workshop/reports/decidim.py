"""The ideas in the columns that Decidim imports proposals from: a title, a body and a category in the language of the
file, separated by semicolons as in Decidim's own files. Decidim reads a body as HTML, and a title and a category as
plain text. The columns have no place for the licence, so the file is in a zip with a README."""

import csv
import html
import io

from workshop.i18n import catalogues
from workshop.reports.cell_escaping import guarded
from workshop.reports.summary import Summary
from workshop.reports.summary_parts import IdeaSummary
from workshop.reports.zip_with_readme import zip_with_readme

PROPOSALS = "proposals.csv"
TITLE = 120
"""Characters of an idea in its proposal's title; Decidim takes 150."""


def write(summary: Summary, lang: str) -> bytes:
    """The zip file: `PROPOSALS`, with a row for each shown idea, and the README."""
    about = catalogues.say(lang, "data.decidim.about", file=PROPOSALS)
    return zip_with_readme(summary, lang, {PROPOSALS: _proposals(summary, lang)}, [about])


def _proposals(summary: Summary, lang: str) -> bytes:
    """UTF-8. Merged ideas stand in the body of the idea that they are merged into."""
    said = catalogues.html_lang(lang)
    file = io.StringIO(newline="")
    rows = csv.writer(file, delimiter=";", lineterminator="\r\n")
    rows.writerow(["id", f"title/{said}", f"body/{said}", f"category/name/{said}"])
    titles = {theme.letter: theme.title for theme in summary.themes}
    for idea in summary.ideas:
        theme = titles.get(idea.theme, "")
        cells = (idea.number, _title(idea), _body(summary, idea), theme)
        rows.writerow([guarded(cell) for cell in cells])
    return file.getvalue().encode("utf-8", "replace")


def _title(idea: IdeaSummary) -> str:
    words = " ".join(idea.text.split())
    short = words if len(words) <= TITLE else f"{words[:TITLE].rpartition(' ')[0] or words[:TITLE]}…"
    return f"{idea.number}. {short}"


def _body(summary: Summary, idea: IdeaSummary) -> str:
    own = idea.details.get("description") or idea.text
    paragraphs = [own, *(one.text for one in summary.merged(idea) if one.text)]
    return html.escape("\n\n".join(paragraphs), quote=False)
