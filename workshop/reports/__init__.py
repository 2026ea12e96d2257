"""What a forum came to, written down: one summary model, one file a format, and the list that names them.

A format is `write(summary, lang) -> bytes` in a module of its own, loaded when it is used, for spreadsheets and
templates take a while to load. Must not: read the database; whoever asks brings the summary.
"""

from dataclasses import dataclass
from importlib import import_module

from workshop.reports.summary import Summary


@dataclass(frozen=True)
class Format:
    """A format: its name in addresses, the key of its label, what browsers call it, and how its files end."""

    name: str
    label: str
    mimetype: str
    extension: str

    def write(self, summary: Summary, lang: str) -> bytes:
        """The whole file in the words of `lang`. Takes a moment: call it in a thread."""
        made: bytes = import_module(f"workshop.reports.{self.name}").write(summary, lang)
        return made

    def file_name(self, summary: Summary) -> str:
        """A plain name for the file: letters, digits and a dash only."""
        return f"forum-{summary.code}.{self.extension}"


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("xlsx", "download.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
        Format("csv", "download.csv", "text/csv; charset=utf-8", "csv"),
        Format("json", "download.json", "application/json", "json"),
        Format("html", "download.html", "text/html; charset=utf-8", "html"),
    )
}

__all__ = ["FORMATS", "Format", "Summary"]
