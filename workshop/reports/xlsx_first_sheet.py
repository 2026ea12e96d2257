"""The parts of a first sheet of a spreadsheet, of a forum or of a series: tables, beside each a chart of the
spreadsheet's own, and sentences below."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import xlsxwriter
from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from workshop.i18n import catalogues
from workshop.reports import vote_wording, wording
from workshop.reports.cell_escaping import plain
from workshop.reports.idea_columns import Value
from workshop.reports.page_one import LeadingVote
from workshop.reports.spreadsheet_rows import number_of, shown, style_of
from workshop.reports.vote_summary import RowSummary
from workshop.reports.xlsx_cells import Styles, set_height, write_cell

WIDTHS = (11, 44, 10, 10, 30)
HEADS = {2: "head_number", 3: "head_number", 4: "note_head"}
"""The style of the headings above numbers and above a note; the others stand at the left."""
CELLS = {0: "first", 2: "right", len(WIDTHS) - 1: "note"}
"""The style of the cells of a table: its first column begins at the left edge, an idea's number or a theme's letter
stands below its heading, and the last column is a note."""
BESIDE = len(WIDTHS) + 1
"""The column in which charts begin, after one that stays empty."""
BAR, AROUND, ACROSS = 24, 90, 620
"""Pixels: the height of a bar with its gap, of what is around the bars, and the width of a chart."""
ROW, TALL = 20, 60
"""Pixels of a row of one line, and how many such rows are as tall on an upright page as wide on one on its side."""
PAGE = 900
"""Pixels that are below each other on an A4 page on its side that is as wide as the sheet."""
COLOUR = "#1F5F4F"
LONG_TITLE, LONG_LABEL = 70, 30


@dataclass(frozen=True)
class Part:
    """A table with its chart, which draws the column `counted`; its labels are in the column `label`. `unit`: of the
    numbers that it draws. `shared`: the places, in its first column, that several rows of the result have."""

    title: str
    heads: list[str]
    rows: list[list[Value]]
    chart_title: str
    label: int
    counted: int
    unit: str = "votes"
    shared: Collection[int] = ()


class FirstSheet:
    """Writes the sheet from top to bottom; `_y` is the next free row."""

    def __init__(self, book: xlsxwriter.Workbook, sheet: Worksheet, styles: Styles, lang: str) -> None:
        self._book, self._sheet, self._styles, self._lang = book, sheet, styles, lang
        self._y = self._free = 0
        self._tall = dict[int, int]()
        self._begins = list[int]()

    def begin(self) -> None:
        """The widths of the columns, and no lines between cells."""
        for column, width in enumerate(WIDTHS):
            self._sheet.set_column(column, column, width)
        self._sheet.hide_gridlines(2)

    @property
    def is_tall(self) -> bool:
        """Whether its letters are larger on an upright page, if it is printed on one."""
        return self._y > TALL

    @property
    def page_ends(self) -> list[int]:
        """The rows before which a printed page ends, so that no table and no chart is cut."""
        ends, top = list[int](), 0
        for begins, after in pairwise([*self._begins, max(self._y, self._free)]):
            if begins > top and self._pixels(top, after) > PAGE:
                ends.append(begins)
                top = begins
        return ends

    def _pixels(self, first: int, after: int) -> int:
        return sum(self._tall.get(y, ROW) for y in range(first, after))

    def _set_height(self, cells: Sequence[Value], widths: Sequence[int]) -> None:
        self._tall[self._y] = set_height(self._sheet, self._y, cells, widths) * 4 // 3

    def skip(self) -> None:
        """An empty row."""
        self._y += 1

    def vote(self, one: LeadingVote, which: str = "") -> None:
        """A vote with its leading rows, and what is said of it. `which`: what stands before its question."""
        vote = one.vote
        heads = [wording.head(name, self._lang) for name in ("rank", "text")]
        heads += [wording.label_head(vote.of, self._lang), one.measure, wording.head("in_chart", self._lang)]
        rows = [leading.row for leading in one.rows]
        cells: list[list[Value]] = [
            [row.rank, row.text, number_of(row.label), shown(row.value, vote.unit), self._named(row)] for row in rows
        ]
        title = _short(vote_wording.column(vote, self._lang), LONG_TITLE)
        asked = wording.asked(vote.step, self._lang)
        named = f"{which}. {asked}" if which else asked
        self.part(Part(named, heads, cells, title, 4, 3, vote.unit, one.shared_places))
        self.note(one.told)
        self.note(f"{self.say('report.counted_so')}: {one.how}")

    def _named(self, row: RowSummary) -> str:
        """A row in its chart, by a number that nobody takes for votes: "17" beside "4 Sauna" was read as 174."""
        return _short(f"{wording.idea_number(row.label, self._lang) or row.label}: {row.text}", LONG_LABEL)

    def part(self, part: Part) -> None:
        """A table under its title, with its chart beside it."""
        self.below()
        top = self._y
        self.line(part.title)
        self.row(part.heads, "head")
        style = self._style(part)
        forms = {part.counted: style} if style else {}
        for row in part.rows:
            self.row(row, forms={**forms, 0: "shared_place"} if row[0] in part.shared else forms)
        height = AROUND + BAR * len(part.rows)
        chart = self._chart(part, top + 2, height)
        self._sheet.insert_chart(top, BESIDE, chart, {"description": self._in_words(part)})
        self._free = top + height // ROW + 2

    def _chart(self, part: Part, first: int, height: int) -> Chart:
        name, last = self._sheet.get_name(), first + len(part.rows) - 1
        chart = self._book.add_chart({"type": "bar"})
        chart.add_series(
            {
                "name": [name, first - 1, part.counted],
                "categories": [name, first, part.label, last, part.label],
                "values": [name, first, part.counted, last, part.counted],
                "fill": {"color": COLOUR},
                "gap": 50,
                "data_labels": {"value": True, "position": "outside_end", **self._format(part)},
            }
        )
        chart.set_title({"name": part.chart_title, "name_font": {"size": 12}})
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True, "major_tick_mark": "none"})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
        chart.set_size({"width": ACROSS, "height": height})
        return chart

    def _style(self, part: Part) -> str:
        """The style of the numbers that it draws; "" for none."""
        numbers = [row[part.counted] for row in part.rows]
        return style_of(part.unit, [one for one in numbers if isinstance(one, int | float)])

    def _format(self, part: Part) -> dict[str, str]:
        """How the chart writes its numbers, where they have a style."""
        style = self._style(part)
        return {"num_format": self._styles[style].num_format} if style else {}

    def _in_words(self, part: Part) -> str:
        """What the chart shows, for who cannot see it."""
        said = (f"{row[part.label]}: {_number(row[part.counted], part.unit, self._lang)}" for row in part.rows)
        return plain(f"{part.chart_title}. {'; '.join(said)}")

    def row(self, cells: Sequence[Value], style: str = "cell", forms: Mapping[int, str] | None = None) -> None:
        """Cells in a row; those of a table wrap, its first column begins at the left edge, its last is a note. `forms`:
        the style of the numbers in some columns."""
        if style in ("cell", "head"):
            self._set_height(cells, WIDTHS)
        own = {"cell": {**CELLS, **(forms or {})}, "head": HEADS}.get(style, {})
        for x, cell in enumerate(cells):
            write_cell(self._sheet, (self._y, x), cell, self._styles, own.get(x, style))
        self._y += 1

    def note(self, text: str) -> None:
        """Sentences across all columns but the first: in one of them they would be as tall as a table."""
        self._set_height([None, text], (WIDTHS[0], sum(WIDTHS[1:])))
        self._sheet.merge_range(self._y, 1, self._y, len(WIDTHS) - 1, "", self._styles["cell"])
        write_cell(self._sheet, (self._y, 1), text, self._styles, "cell")
        self._y += 1

    def line(self, text: str) -> None:
        """A title across all columns, in as many lines as it takes: a chart may stand beside it."""
        self._set_height([text], (sum(WIDTHS),))
        self._sheet.merge_range(self._y, 0, self._y, len(WIDTHS) - 1, "", self._styles["heading"])
        write_cell(self._sheet, (self._y, 0), text, self._styles, "heading")
        self._y += 1

    def below(self) -> None:
        """What follows stands below the last chart."""
        self._y = max(self._y + 1, self._free)
        self._begins.append(self._y)

    def say(self, key: str, n: int | None = None) -> str:
        return catalogues.say(self._lang, key, n)


def _number(value: Value, unit: str, lang: str) -> str:
    if not isinstance(value, int | float):
        return "–"
    return catalogues.valued(lang, 100 * value if unit.startswith("share") else value, unit)


def _short(text: str, most: int) -> str:
    """The beginning of a text in one line. It never begins like a formula, which a title of a chart could be."""
    return catalogues.first_words(plain(text).lstrip("="), most)
