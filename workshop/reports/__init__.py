"""Reports of a forum and of a series: one summary model of each, one module for each file format, and the registries
of formats.

A format is `write(summary, lang) -> bytes` in its module, imported when it is used, because spreadsheets and templates
take a while to load. So do the models, and terminal commands need no more than the names of formats. Must not: read the
database; the caller brings the summary.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from workshop.reports.series_summary import SeriesSummary
    from workshop.reports.summary import Summary


@dataclass(frozen=True)
class FileFormat:
    """A file format: its name in addresses, the key of its label, its MIME type, and its file extension."""

    name: str
    label: str
    mimetype: str
    extension: str
    for_programs: bool = False
    """Whether programs, archives and other services read it rather than people: the office offers it apart."""
    needs: Literal["", "ideas", "votes"] = ""
    """Without which it would be empty: ideas, or a vote with a result."""


class Format(FileFormat):
    """A file format of a forum; its module is `<name>`."""

    def write(self, summary: "Summary", lang: str) -> bytes:
        """The whole file in the language `lang`. Takes a moment: call it in a thread."""
        made: bytes = import_module(f"workshop.reports.{self.name}").write(summary, lang)
        return made

    def has_content(self, summary: "Summary") -> bool:
        """Whether there would be anything in the file."""
        if self.needs == "votes":
            return any(vote.given for vote in summary.votes)
        return not self.needs or bool(summary.everything)

    def file_name(self, summary: "Summary") -> str:
        """A plain name for the file: letters, digits and dashes only. It says where more may still come, because a
        table of ideas has no other place for that."""
        return f"{summary.stem}{'-in-progress' if summary.in_progress else ''}.{self.extension}"


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("pdf", "download.pdf", "application/pdf", "pdf"),
        Format("handout", "download.handout", "application/pdf", "handout.pdf", needs="ideas"),
        Format("xlsx", "download.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
        Format(
            "docx", "download.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"
        ),
        Format("csv", "download.csv", "text/csv; charset=utf-8", "csv", for_programs=True, needs="ideas"),
        Format("json", "download.json", "application/json", "json", for_programs=True),
        Format("html", "download.html", "text/html; charset=utf-8", "html"),
        Format("svg", "download.svg", "image/svg+xml", "svg", for_programs=True, needs="ideas"),
        Format("png", "download.png", "image/png", "png", for_programs=True, needs="ideas"),
        Format("md", "download.md", "text/markdown; charset=utf-8", "md", for_programs=True),
        Format("zip", "download.zip", "application/zip", "open-data.zip", for_programs=True),
        Format("archive", "download.archive", "application/zip", "archive.zip", for_programs=True),
        Format("pb", "download.pb", "text/plain; charset=utf-8", "pb", for_programs=True, needs="votes"),
        Format("decidim", "download.decidim", "application/zip", "decidim.zip", for_programs=True, needs="ideas"),
        Format("polis", "download.polis", "application/zip", "polis.zip", for_programs=True, needs="ideas"),
    )
}


class SeriesFormat(FileFormat):
    """A file format of a series; its module is `series_<name>`."""

    def write(self, summary: "SeriesSummary", lang: str) -> bytes:
        """The whole file in the language `lang`."""
        made: bytes = import_module(f"workshop.reports.series_{self.name}").write(summary, lang)
        return made

    def file_name(self, series: int) -> str:
        """A plain name for the file."""
        return f"series-{series}.{self.extension}"


SERIES_FORMATS: dict[str, SeriesFormat] = {
    one.name: one
    for one in (
        SeriesFormat("pdf", "series.download.pdf", "application/pdf", "pdf"),
        SeriesFormat(
            "xlsx",
            "series.download.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "xlsx",
        ),
        SeriesFormat("csv", "series.download.csv", "text/csv; charset=utf-8", "csv", for_programs=True),
        SeriesFormat("json", "series.download.json", "application/json", "json", for_programs=True),
        SeriesFormat("zip", "download.zip", "application/zip", "open-data.zip", for_programs=True),
    )
}

__all__ = ["FORMATS", "SERIES_FORMATS", "FileFormat", "Format", "SeriesFormat"]
