"""Reads the files of a report back with libraries that had no part in writing them: what each says, as numbers.

Every format of `workshop.reports.FORMATS` has a reader here. Files are in Finnish.
"""

import csv
import datetime as dt
import html
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import docx
import openpyxl
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph
from PIL import Image

from tests.tools.tagged_pdf import TaggedPdf
from workshop.reports.summary import Summary

LABELS = ("osallistuja", "äänesti ainakin kerran", "idea")
"""Of the three figures of page 1, as patterns: who joined, who voted, ideas."""


@dataclass
class Told:
    """What a file says; None where its format has no place for it. `themes`: letter → shown ideas, votes. `votes`:
    for each vote in order, the label of each row that was given any → its main number. `programme`: the number of each
    event's proposal → when it begins and ends in Finnish time ("2027-06-11 18:30", "" where that is open), and where
    it is."""

    joined: int | None = None
    voted: int | None = None
    ideas: int | None = None
    themes: dict[str, tuple[int, int | None]] = field(default_factory=dict)
    votes: list[dict[str, float]] = field(default_factory=list)
    programme: dict[str, tuple[str, str, str]] = field(default_factory=dict)


@dataclass
class Grid:
    """A table of a document: its caption and its rows as words, the first of them its headings."""

    caption: str
    rows: list[list[str]]


def expected(summary: Summary) -> Told:
    """What every file has to say."""
    return Told(
        joined=summary.joined,
        voted=summary.voted,
        ideas=len(summary.ideas),
        themes={one.letter: (len(one.ideas), None if one.votes is None else int(one.votes)) for one in summary.themes},
        votes=[{row.label: row.value for row in vote.given} for vote in summary.votes],
        programme={
            str(one.number): (_minute(one.starts_at), _minute(one.ends_at), one.place) for one in summary.programme
        },
    )


def _minute(at: dt.datetime | str | None) -> str:
    """A moment of a file for programs or of a spreadsheet, to the minute."""
    at = dt.datetime.fromisoformat(at) if isinstance(at, str) and at else at
    return f"{at:%Y-%m-%d %H:%M}" if isinstance(at, dt.datetime) else ""


def _said(when: str) -> tuple[str, str]:
    """When something begins and ends, as people read it: "11.6.2027 klo 18.30–20.00", in a table "11.6.2027 18.30"."""
    day, begins, *ends = re.split(r"[ –]+", when.replace("klo ", "").strip())
    date = dt.datetime.strptime(day, "%d.%m.%Y")

    def at(hour: str) -> str:
        return _minute(date.replace(hour=int(hour.split(".")[0]), minute=int(hour.split(".")[1])))

    return at(begins), at(ends[0]) if ends else ""


def words_in(made: bytes) -> str:
    """Every word of a file: of an Office file those of all its parts."""
    if made.startswith(b"%PDF"):
        return words_in_pdf(made)
    if made.startswith(b"\x89PNG"):
        return ""
    if not made.startswith(b"PK"):
        return html.unescape(made.decode("utf-8-sig"))
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        return "\n".join(words_in(parts.read(name)) for name in parts.namelist())


def words_in_pdf(made: bytes) -> str:
    """The words of its pages and of what is attached."""
    file = TaggedPdf(made)
    attached = [words_in(one.get_file().read_bytes()) for one in file.file.attachments.values()]
    return "\n".join([*file.pages, file.root.words, *attached])


# -- spreadsheets and data


def sheets(made: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each sheet of a spreadsheet."""
    book = openpyxl.load_workbook(io.BytesIO(made))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def from_xlsx(made: bytes) -> Told:
    book = sheets(made)
    counts = dict(book["Osallistuminen"][1:])
    told = Told(counts["Osallistujia puhelimella"], counts["Äänesti ainakin kerran"], counts["Ideoita"])
    told.themes = {str(row[0]): (row[2], row[3]) for row in book["Teemat"][1:] if row[0]}
    heads, *rows = book["Tulokset"]
    by_question: dict[str, dict[str, float]] = {}
    for row in rows:
        numbers = dict(zip(heads[6:], row[6:], strict=True))
        main = numbers["Mediaani"] if numbers.get("Mediaani") is not None else numbers["Ääniä"]
        if main:
            by_question.setdefault(row[0], {})[str(row[2])] = main
    told.votes = list(by_question.values())
    for starts, ends, place, number, *_ in book.get("Tapahtumat", [])[1:]:
        told.programme[str(number)] = (_minute(starts), _minute(ends), place or "")
    return told


def rows_of_csv(made: bytes, delimiter: str = ";") -> list[list[str]]:
    """The cells of a CSV file with a byte order mark."""
    assert made.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def from_csv(made: bytes) -> Told:
    heads, *rows = rows_of_csv(made)
    shown = [dict(zip(heads, row, strict=True)) for row in rows if row[heads.index("Tilanne")].startswith("Näkyy")]
    counted = [head for head in heads if head.startswith("Ääniä: ")]
    told = Told(ideas=len(shown))
    for idea in shown:
        if letter := idea["Teeman kirjain"]:
            ideas, votes = told.themes.get(letter, (0, 0))
            told.themes[letter] = (ideas + 1, (votes or 0) + int(idea[counted[-1]] or 0) if counted else None)
    told.votes = [
        {idea["Numero"]: int(idea[head]) for idea in shown if idea[head] not in ("", "0")} for head in counted
    ]
    for idea in shown:
        if starts := idea.get("Tapahtuma alkaa"):
            begins, ends = (_said(at)[0] if at else "" for at in (starts, idea["Tapahtuma päättyy"]))
            told.programme[idea["Numero"]] = (begins, ends, idea["Tapahtuman paikka"])
    return told


def from_json(made: bytes) -> Told:
    model = json.loads(made)
    people = model["participation"]
    told = Told(people["joined"], people["voted"], people["numbers"]["shown"])
    told.themes = {theme["letter"]: (len(theme["ideas"]), theme["votes"]) for theme in model["themes"]}
    for vote in model["votes"]:
        rows = {row["label"]: row.get("votes", row.get("median")) for row in vote["rows"]}
        told.votes.append({label: number for label, number in rows.items() if number})
    for event in model["programme"]:
        at = _minute(event["starts_at"]), _minute(event["ends_at"])
        told.programme[str(event["idea"])] = (*at, event["place"] or "")
    return told


# -- documents


def from_docx(made: bytes) -> Told:
    return _from_grids(list(grids_of_docx(made)))


def grids_of_docx(made: bytes) -> Iterator[Grid]:
    """The tables of a Word document with their captions."""
    document = docx.Document(io.BytesIO(made))
    caption = ""
    for part in document.element.body.iterchildren():
        if part.tag == qn("w:p"):
            paragraph = Paragraph(part, document)
            caption = paragraph.text if paragraph.style and paragraph.style.name == "Caption" else ""
        elif part.tag == qn("w:tbl"):
            rows = WordTable(part, document).rows
            yield Grid(caption, [[cell.text for cell in row.cells] for row in rows])


def from_md(made: bytes) -> Told:
    return _from_grids(grids_of_md(made.decode()))


def grids_of_md(text: str) -> list[Grid]:
    """The tables of a Markdown file, as GitHub reads them."""
    found: list[Grid] = []
    before = ""
    for block in text.split("\n\n"):
        lines = block.splitlines()
        if len(lines) > 1 and re.fullmatch(r"\|( -+:? \|)+", lines[1]):
            rows = [[_unescaped(cell.strip()) for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
            found.append(Grid(before.strip("*"), [rows[0], *rows[2:]]))
        before = block
    return found


def _unescaped(text: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", re.sub(r"(?<!\\)\*\*|(?<!\\) ?<br>", "", text))


def _from_grids(grids: list[Grid]) -> Told:
    told = Told()
    for grid in grids:
        heads, *rows = grid.rows
        if heads == ["Mitä laskettiin", "Määrä"]:
            counts = dict(rows)
            told.joined = int(_number(counts["Osallistujia puhelimella"]))
            told.voted, told.ideas = (int(_number(counts[label])) for label in ("Äänesti ainakin kerran", "Ideoita"))
        elif heads[:2] == ["Teema", "Ideoita"]:
            for row in rows:
                letter, votes = re.match(r"(\w+): ", row[0]), int(_number(row[2])) if heads[2:3] == ["Ääniä"] else None
                told.themes |= {letter[1]: (int(row[1]), votes)} if letter else {}
        elif heads[:2] in (["Sija", "Numero"], ["Sija", "Kirjain"]) and "Tulos " in grid.caption:
            main = heads.index("Mediaani") if "Mediaani" in heads else heads.index("Ääniä")
            told.votes.append({row[1]: _number(row[main]) for row in rows})
        elif heads[:2] == ["Milloin", "Missä"]:
            told.programme = {row[2]: (*_said(row[0]), row[1]) for row in rows}
    return told


def from_pdf(made: bytes) -> Told:
    """Its tables, and the sizes of themes under their headings."""
    file = TaggedPdf(made)
    told = _from_grids([Grid(caption, rows) for caption, rows in file.grids()])
    assert _figures(file) == (told.joined, told.voted or None, told.ideas), (
        "page 1 and the table of participation differ"
    )
    parts = list(file.root.all("H2", "P"))
    for head, size in pairwise(parts):
        if head.role == "H2" and (letter := re.match(r"(\w+): ", head.words)):
            ideas, *votes = map(int, re.findall(r"(\d+) (?:idea|ään)", size.words))
            told.themes[letter[1]] = (ideas, votes[0] if votes else None)
    return told


def from_handout(made: bytes) -> Told:
    """Its three figures; of the rest it holds only the first."""
    return Told(*_figures(TaggedPdf(made)))


def _figures(file: TaggedPdf) -> tuple[int | None, ...]:
    said = [one.words for one in file.root.all("Span", "P")]
    found = ((re.match(rf"(\d+) {label}\w*(?: \([^)]*\d+ paperilla\))?$", words) for words in said) for label in LABELS)
    return tuple(next((int(one[1]) for one in these if one), None) for these in found)


def from_svg(made: bytes) -> Told:
    """The rows of its votes, which begin with the latest; each is a place, a label with words, and a number. Titles are
    told by the size of their letters; that of the themes is no vote."""
    told, label = Told(), ""
    for one in ElementTree.fromstring(made).iter("{http://www.w3.org/2000/svg}text"):
        size, said = float(one.get("font-size", 0)), one.text or ""
        if size == 25:
            told.votes.append({})
            label = ""
            is_of_themes = said.startswith("Teemat ja niiden")
        elif size == 22 and not is_of_themes:
            told.votes[-1][label] = _number(said)
            label = ""
        elif size == 19 and one.get("font-weight") is None:
            label = label or re.sub(r"^nro\s(\d+):", r"\1", said).split(" ")[0]
    told.votes = [vote for vote in told.votes if vote][::-1]
    return told


def from_png(made: bytes) -> Told:
    """A picture is no text; that it is one at all."""
    with Image.open(io.BytesIO(made)) as picture:
        picture.verify()
    return Told()


class Page(HTMLParser):
    """Reads a page: its words, which elements it has, its addresses and its tables."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words, self.tags, self.addresses, self._silent = "", list[str](), list[str](), False
        self.grids: list[Grid] = []
        self._in = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._silent = tag == "style"
        self.addresses += [str(value) for name, value in attrs if name in ("src", "href")]
        if tag == "table":
            self.grids.append(Grid("", []))
        elif tag == "tr":
            self.grids[-1].rows.append([])
        elif tag in ("td", "th"):
            self.grids[-1].rows[-1].append("")
        self._in = tag if tag in ("td", "th", "caption") else self._in

    def handle_endtag(self, tag: str) -> None:
        self._in = "" if tag == self._in else self._in

    def handle_data(self, data: str) -> None:
        said = "" if self._silent else data.replace("\u00ad", "")
        self.words += said
        if self._in == "caption":
            self.grids[-1].caption += said
        elif self._in:
            self.grids[-1].rows[-1][-1] += said


def from_html(made: bytes) -> Told:
    page = Page(made.decode())
    page_one = made.decode()
    figures = (re.search(rf"<dt>{label}[^<]*</dt><dd>(\d+)</dd>", page_one) for label in LABELS)
    told = Told(*(int(one[1]) if one else None for one in figures))
    drawn = r'<b class="letter">(\w+)</b><div>.*?<span class="size">(.*?)</span>'
    for letter, size in re.findall(drawn, made.decode(), re.DOTALL):
        ideas, *votes = map(int, re.findall(r"(\d+) (?:idea|ään)", size))
        told.themes[letter] = (ideas, votes[0] if votes else None)
    for grid in page.grids:
        heads, *rows = grid.rows
        if grid.caption == "Samat luvut taulukkona":
            main = heads.index("Mediaani") if "Mediaani" in heads else heads.index("Ääniä")
            told.votes.append({row[1]: _number(row[main]) for row in rows})
        elif heads[:2] == ["Milloin", "Missä"]:
            told.programme = {row[2]: (*_said(row[0]), row[1].strip()) for row in rows}
    return told


def _number(said: str) -> float:
    """The first number of a cell: "4 (2–5)" is 4."""
    return float(re.sub(r"[\s\u00a0]", "", said.split("(")[0]).replace(",", "."))


# -- packages, and files for other services


def parts_of(made: bytes) -> dict[str, bytes]:
    """The files in a zip file."""
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def _rows(made: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made.decode("utf-8"), newline=""), delimiter=delimiter))


def from_zip(made: bytes) -> Told:
    parts = parts_of(made)
    counts = {row["what"]: int(row["count"]) for row in _rows(parts["participation.csv"]) if row["group"] == "all"}
    ideas = [row for row in _rows(parts["ideas.csv"]) if row["state"] == "shown"]
    told = Told(counts["joined"], counts["voted"], len(ideas))
    for theme in _rows(parts["themes.csv"]):
        told.themes[theme["theme"]] = (int(theme["ideas"]), int(theme["votes"]) if theme["votes"] else None)
    by_activity: dict[str, dict[str, float]] = {}
    for row in _rows(parts["results.csv"]):
        given = by_activity.setdefault(row["activity"], {})
        if row["measure"] in ("votes", "median") and float(row["value"]):
            given[row["target"]] = float(row["value"])
    told.votes = list(by_activity.values())
    for event in _rows(parts["programme.csv"]):
        at = _minute(event["starts_at"]), _minute(event["ends_at"])
        told.programme[event["idea"]] = (*at, event["place"])
    return told


def from_pb(made: bytes) -> Told:
    """Of the main vote only, without hands."""
    return Told(ideas=len(made.decode().split("PROJECTS\n")[1].split("VOTES\n")[0].splitlines()) - 1)


def from_decidim(made: bytes) -> Told:
    return Told(ideas=len(_rows(parts_of(made)["proposals.csv"], ";")))


def from_polis(made: bytes) -> Told:
    """Of people only how many could have seen the statements: who voted is who gave an opinion."""
    overview = dict(csv.reader(io.StringIO(parts_of(made)["summary.csv"].decode(), newline="")))
    return Told(joined=int(overview["views"]))


READERS: dict[str, Callable[[bytes], Told]] = {
    "xlsx": from_xlsx,
    "docx": from_docx,
    "csv": from_csv,
    "json": from_json,
    "html": from_html,
    "md": from_md,
    "pdf": from_pdf,
    "handout": from_handout,
    "svg": from_svg,
    "png": from_png,
    "zip": from_zip,
    "archive": from_zip,
    "pb": from_pb,
    "decidim": from_decidim,
    "polis": from_polis,
}
