"""What the sentences of all reports begin from: texts in the reader's language, questions, headings, dates, the
licence.

`page_one_wording`, `vote_wording`, `idea_wording`, `open_call_programme_wording` and `participation_wording` have the
sentences on these things. All are equal in every format.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Protocol, TypeVar

from workshop.contract.shared_types import Texts
from workshop.i18n import catalogues
from workshop.reports.licence import LICENCES
from workshop.reports.summary_parts import StepSummary
from workshop.runtime.whole_numbers import is_digits

T = TypeVar("T")


class Licensed(Protocol):
    """The summary of a forum or of a series."""

    @property
    def licence(self) -> str:
        """The licence of its data, by its name in `licence.LICENCES`."""


class AskedStep(Protocol):
    """An activity, as summaries (`StepSummary`) and phones (`ActivityShape`) have it."""

    @property
    def kind(self) -> str:
        """The name of its kind."""

    @property
    def name(self) -> Texts:
        """What it is called; empty: by its kind."""

    @property
    def prompt(self) -> Texts:
        """The question; empty where it has none."""


def pick(texts: Texts, lang: str) -> str:
    """A text written in several languages: in the reader's, else Finnish, else any."""
    return texts.get(catalogues.picked(texts, lang), "")


def question(step: AskedStep, lang: str) -> str:
    """An activity's question, or its name when it has none."""
    return pick(step.prompt, lang) or catalogues.step_name(lang, step.name, step.kind, {})[0]


def asked(step: AskedStep, lang: str) -> str:
    """An activity's question, with its language where that is another than the reader's, on a line of its own."""
    return f"{question(step, lang)} {catalogues.in_other_language(step.prompt, lang)}".rstrip()


def idea_number(label: str, lang: str) -> str:
    """The number of an idea where it stands in a line with its words and could be taken for votes: "nro 31"; "" for the
    letter of a theme."""
    return catalogues.say(lang, "report.idea_number", number=label) if is_digits(label) else ""


def label_head(of: str, lang: str) -> str:
    """The heading of a column with the numbers of ideas, or the letters of themes, as a vote is `of`."""
    return head("label.clusters" if of == "clusters" else "label", lang)


def head(name: str, lang: str) -> str:
    """The heading of a column that is the same in every report."""
    return catalogues.say(lang, f"report.column.{name}")


def moment(at: dt.datetime | None, lang: str) -> str:
    """Date and time as in a sentence, or a dash for None."""
    if at is None:
        return "–"
    return catalogues.say(
        lang, "report.when.from", None, date=catalogues.date(lang, at), start=catalogues.time(lang, at)
    )


def open_times(step: StepSummary, lang: str) -> str:
    """When an activity was open, each time with its dates; "" when it never was, or nothing says it."""
    return "; ".join(_open(opened, closed, lang) for opened, closed in step.spans)


def _open(opened: dt.datetime, closed: dt.datetime | None, lang: str) -> str:
    if closed is None:
        return catalogues.say(lang, "report.open.since", moment=moment(opened, lang))
    return span(opened, closed, lang)


def span(begins: dt.datetime, ends: dt.datetime, lang: str) -> str:
    """From when until when; the day once where it is one."""
    if ends.date() != begins.date():
        return catalogues.with_dashes(f"{moment(begins, lang)} – {moment(ends, lang)}")
    return f"{moment(begins, lang)}–{catalogues.time(lang, ends)}"


def licence(summary: Licensed, lang: str) -> str:
    """Under which licence the data may be used, in a line: every file has it, in words or where its format has a place
    for it (`tests/reports/test_licence.py`)."""
    return "".join(licence_parts(summary, lang))


def licence_parts(summary: Licensed, lang: str) -> tuple[str, str, str]:
    """That line where its address is a link: what stands before the address, the address, and what stands after."""
    given = LICENCES[summary.licence]
    return catalogues.say(lang, "report.licence", licence=given.short, url=given.url).partition(given.url)


def with_licence(table: Sequence[Sequence[T]], summary: Licensed, lang: str) -> list[list[T | str]]:
    """A table, headings first, with the licence in a last column: rows that are put together with others keep it."""
    head, brief = catalogues.say(lang, "report.about.licence"), LICENCES[summary.licence].brief
    return [[*row, brief if at else head] for at, row in enumerate(table)]
