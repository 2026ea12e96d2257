"""The first sheet of the spreadsheet: page 1 of the summary as tables, beside each a chart of the spreadsheet's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from workshop.i18n import catalogues
from workshop.reports import page_one, page_one_departures, page_one_wording, vote_wording, wording
from workshop.reports.cell_escaping import plain
from workshop.reports.idea_columns import Value
from workshop.reports.spreadsheet_rows import FORMS, number_of, shown
from workshop.reports.summary import Summary
from workshop.reports.theme_names import with_theme_names
from workshop.reports.vote_summary import RowSummary, VoteSummary
from workshop.reports.xlsx_cells import Styles, set_height, write_cell

WIDTHS = (11, 44, 10, 10, 30)
HEADS = {2: "head_number", 3: "head_number", 4: "note_head"}
"""The style of the headings above numbers and above a note; the others stand at the left."""
BESIDE = len(WIDTHS) + 1
"""The column in which charts begin, after one that stays empty."""
BAR, AROUND, ACROSS = 24, 90, 620
"""Pixels: the height of a bar with its gap, of what is around the bars, and the width of a chart."""
ROW = 20
"""Pixels of a row of one line."""
COLOUR = "#1F5F4F"
LONG_TITLE, LONG_LABEL = 70, 30


@dataclass(frozen=True)
class Part:
    """A table with its chart: the chart's labels are in the column `label`. `unit`: of the numbers that it draws."""

    title: str
    heads: list[str]
    rows: list[list[Value]]
    chart_title: str
    label: int
    unit: str = "votes"

    @property
    def counted(self) -> int:
        """The column that the chart draws: the fourth, or the last where there are fewer."""
        return min(3, len(self.heads) - 1)


class Front:
    """Writes the sheet from top to bottom; `_y` is the next free row."""

    def __init__(self, book: xlsxwriter.Workbook, sheet: Worksheet, styles: Styles, lang: str) -> None:
        self._book, self._sheet, self._styles, self._lang = book, sheet, styles, lang
        self._y = self._free = 0

    def write(self, summary: Summary) -> None:
        """The whole sheet."""
        summary = with_theme_names(summary, self._lang)
        for column, width in enumerate(WIDTHS):
            self._sheet.set_column(column, column, width)
        self._sheet.hide_gridlines(2)
        self._head(summary)
        if themes := page_one.themes(summary, self._lang, None):
            self._themes(themes)
        several = summary.leading
        for at, (vote, rows) in enumerate(several, 1):
            self._vote(vote, rows, page_one.which_result(vote, at, len(several), self._lang))
        self._y = max(self._y + 1, self._free)
        if departed := page_one_departures.part(summary, self._lang):
            self._departures(departed)
        if summary.next_steps:
            self._row([self._say("report.next")], "line")
            note = catalogues.in_other_language(summary.next_steps, self._lang)
            self._note(f"{wording.pick(summary.next_steps, self._lang)} {note}".rstrip())
        for said in page_one.also(summary, self._lang):
            self._row([said], "plain")

    def _head(self, summary: Summary) -> None:
        self._row([wording.pick(summary.title, self._lang)], "title")
        if where := page_one_wording.where_and_code(summary, self._lang):
            self._row([" · ".join(where)], "plain")
        for name, at in page_one_wording.begin_and_end(summary):
            self._row([self._say(f"report.about.{name}"), at])
        for notice in page_one_wording.notices(summary, self._lang):
            self._row([notice], "line")
        self._y += 1
        for name, n in page_one_wording.figures(summary):
            self._row([n, page_one_wording.figure(summary, name, n, self._lang)])

    def _themes(self, part: page_one.ThemesPart) -> None:
        heads = ("letter", "theme", "ideas", *(("count",) if part.voted else ()))
        rows: list[list[Value]] = [
            [one.letter, one.title, one.ideas, *([one.votes] if part.voted else [])] for one in part.rows
        ]
        title = self._say("report.themes")
        self._part(Part(title, [wording.head(name, self._lang) for name in heads], rows, part.head, label=1))
        for said in part.more:
            self._note(said)

    def _vote(self, vote: VoteSummary, rows: list[RowSummary], which: str) -> None:
        heads = [wording.head(name, self._lang) for name in ("rank", "text", "label")]
        main = vote.measures[0]
        heads += [catalogues.measure(self._lang, main.name), wording.head("in_chart", self._lang)]
        cells: list[list[Value]] = [
            [row.rank, row.text, number_of(row.label), shown(row.value, vote.unit), self._named(row)] for row in rows
        ]
        title = _short(vote_wording.column(vote, self._lang), LONG_TITLE)
        asked = wording.asked(vote.step, self._lang)
        self._part(Part(f"{which}. {asked}" if which else asked, heads, cells, title, label=4, unit=vote.unit))
        sentences = [vote_wording.method(vote, self._lang), vote_wording.firmness(vote, self._lang)]
        self._note(" ".join(filter(None, [*sentences, *vote_wording.notes(vote, self._lang)])))

    def _departures(self, part: page_one_departures.DeparturesPart) -> None:
        self._row([part.head], "line")
        for one in part.rows:
            name = " ".join(filter(None, [one.letter, one.text, one.number]))
            self._note(" ".join(filter(None, [f"{name} ({one.decided}).", one.reason, one.note])))
        if part.more:
            self._note(part.more)

    def _named(self, row: RowSummary) -> str:
        """A row in its chart, by a number that nobody takes for votes: "17" beside "4 Sauna" was read as 174."""
        return _short(f"{wording.idea_number(row.label, self._lang) or row.label}: {row.text}", LONG_LABEL)

    def _part(self, part: Part) -> None:
        """A table under its title, with its chart beside it."""
        self._y = max(self._y + 1, self._free)
        top = self._y
        self._row([part.title], "line")
        self._row(part.heads, "head")
        for row in part.rows:
            self._row(row, forms={part.counted: FORMS[part.unit]} if part.unit in FORMS else {})
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
                "data_labels": {"value": True, **self._format(part.unit)},
            }
        )
        chart.set_title({"name": part.chart_title, "name_font": {"size": 12}})
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True, "major_tick_mark": "none"})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
        chart.set_size({"width": ACROSS, "height": height})
        return chart

    def _format(self, unit: str) -> dict[str, str]:
        """How the chart writes its numbers, where they have a style."""
        return {"num_format": self._styles[FORMS[unit]].num_format} if unit in FORMS else {}

    def _in_words(self, part: Part) -> str:
        """What the chart shows, for who cannot see it."""
        said = (f"{row[part.label]}: {_number(row[part.counted], part.unit, self._lang)}" for row in part.rows)
        return plain(f"{part.chart_title}. {'; '.join(said)}")

    def _row(self, cells: Sequence[Value], style: str = "cell", forms: Mapping[int, str] | None = None) -> None:
        """Cells in a row; those of a table wrap, its first column begins at the left edge, its last is a note. `forms`:
        the style of the numbers in some columns."""
        if style in ("cell", "head"):
            set_height(self._sheet, self._y, cells, WIDTHS)
        own = {"cell": {0: "first", len(WIDTHS) - 1: "note", **(forms or {})}, "head": HEADS}.get(style, {})
        for x, cell in enumerate(cells):
            write_cell(self._sheet, (self._y, x), cell, self._styles, own.get(x, style))
        self._y += 1

    def _note(self, text: str) -> None:
        """Sentences across all columns but the first: in one of them they would be as tall as a table."""
        set_height(self._sheet, self._y, [None, text], (WIDTHS[0], sum(WIDTHS[1:])))
        self._sheet.merge_range(self._y, 1, self._y, len(WIDTHS) - 1, "", self._styles["cell"])
        write_cell(self._sheet, (self._y, 1), text, self._styles, "cell")
        self._y += 1

    def _say(self, key: str, n: int | None = None) -> str:
        return catalogues.say(self._lang, key, n)


def _number(value: Value, unit: str, lang: str) -> str:
    if not isinstance(value, int | float):
        return "–"
    return catalogues.valued(lang, 100 * value if unit.startswith("share") else value, unit)


def _short(text: str, most: int) -> str:
    """The beginning of a text in one line. It never begins like a formula, which a title of a chart could be."""
    return catalogues.first_words(plain(text).lstrip("="), most)
