"""The first sheet of the spreadsheet of a forum: page 1 of the summary."""

from workshop.i18n import catalogues
from workshop.reports import page_one, page_one_departures, page_one_wording, wording
from workshop.reports.idea_columns import Value
from workshop.reports.summary import Summary
from workshop.reports.theme_names import with_theme_names
from workshop.reports.xlsx_first_sheet import FirstSheet, Part


class Front(FirstSheet):
    """Writes the sheet from top to bottom."""

    def write(self, summary: Summary) -> None:
        """The whole sheet."""
        summary = with_theme_names(summary, self._lang)
        self.begin()
        self._head(summary)
        if themes := page_one.themes(summary, self._lang, None):
            self._themes(themes)
        for one in page_one.leading(summary, self._lang, drawn=0):
            self.vote(one, one.which)
        self.below()
        if departed := page_one_departures.part(summary, self._lang):
            self._departures(departed)
        if summary.next_steps:
            self.row([self.say("report.next")], "line")
            note = catalogues.in_other_language(summary.next_steps, self._lang)
            self.note(f"{wording.pick(summary.next_steps, self._lang)} {note}".rstrip())
        for said in page_one.also(summary, self._lang):
            self.row([said], "plain")

    def _head(self, summary: Summary) -> None:
        self.row([wording.pick(summary.title, self._lang)], "title")
        if where := page_one_wording.where_and_code(summary, self._lang):
            self.row([" · ".join(where)], "plain")
        for name, at in page_one_wording.begin_and_end(summary):
            self.row([self.say(f"report.about.{name}"), at])
        for notice in page_one_wording.notices(summary, self._lang):
            self.row([notice], "line")
        self.skip()
        for name, n in page_one_wording.figures(summary):
            self.row([n, page_one_wording.figure(summary, name, n, self._lang)])

    def _themes(self, part: page_one.ThemesPart) -> None:
        heads = ("letter", "theme", "ideas", *(("count",) if part.voted else ()))
        rows: list[list[Value]] = [
            [one.letter, one.title, one.ideas, *([one.votes] if part.voted else [])] for one in part.rows
        ]
        title = self.say("report.themes")
        self.part(Part(title, [wording.head(name, self._lang) for name in heads], rows, part.head, 1, len(heads) - 1))
        for said in part.more:
            self.note(said)

    def _departures(self, part: page_one_departures.DeparturesPart) -> None:
        self.row([part.head], "line")
        for one in part.rows:
            name = " ".join(filter(None, [one.letter, one.text, one.number]))
            self.note(" ".join(filter(None, [f"{name} ({one.decided}).", one.reason, one.note])))
        if part.more:
            self.note(part.more)
