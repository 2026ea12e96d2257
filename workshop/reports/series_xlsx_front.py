"""The first sheet of the spreadsheet of a series: page 1 of its summary (`series_page_one`)."""

from workshop.i18n import catalogues
from workshop.reports import series_page_one, series_wording, wording
from workshop.reports.idea_columns import Value
from workshop.reports.series_page_one import ForumRow, Outcome
from workshop.reports.series_summary import SeriesSummary
from workshop.reports.xlsx_first_sheet import FirstSheet, Part


class SeriesFront(FirstSheet):
    """Writes the sheet from top to bottom."""

    def write(self, summary: SeriesSummary) -> None:
        """The whole sheet."""
        self.begin()
        self._head(summary)
        if came_to := series_page_one.outcome(summary, self._lang):
            self._outcome(came_to)
        if summary.by_size:
            self._themes(summary)
        for one in series_page_one.forums(summary, self._lang):
            self._forum(one)
        self.below()
        if summary.next_steps:
            self.row([self.say("report.next")], "line")
            note = catalogues.in_other_language(summary.next_steps, self._lang)
            said = series_wording.next_from(summary, self._lang), wording.pick(summary.next_steps, self._lang), note
            self.note(" ".join(filter(None, said)))

    def _head(self, summary: SeriesSummary) -> None:
        self.row([summary.title], "title")
        self.row([" · ".join(series_wording.when_and_where(summary, self._lang))], "plain")
        for notice in series_wording.notices(summary, self._lang):
            self.row([notice], "line")
        self.skip()
        for n, words in series_wording.figures(summary, self._lang):
            self.row([n, words])
        self.note(series_wording.counted(summary, self._lang))

    def _outcome(self, one: Outcome) -> None:
        named = f"{self.say('series.outcome')}: {one.number} {wording.pick(one.forum.title, self._lang)}"
        self.vote(one.vote, " · ".join([named, *one.told]))

    def _themes(self, summary: SeriesSummary) -> None:
        """The chart draws their ideas, by which they are ordered."""
        rows = series_page_one.themes(summary, self._lang)
        voted = any(one.line.votes is not None for one in rows)
        heads = ("letter", "theme", "ideas", *(("count",) if voted else ()))
        cells: list[list[Value]] = [
            [one.line.letters, one.title, one.line.ideas, *([one.line.votes] if voted else [])] for one in rows
        ]
        title = self.say("series.came_to")
        self.part(Part(title, [wording.head(name, self._lang) for name in heads], cells, title, 1, 2))
        for said in series_wording.rests(summary, self._lang):
            self.note(said)

    def _forum(self, one: ForumRow) -> None:
        named = " · ".join([f"{one.number} {wording.pick(one.forum.title, self._lang)}", *one.told])
        if one.vote:
            self.vote(one.vote, named)
            return
        self.below()
        self.line(named)
        self.note(one.none)
