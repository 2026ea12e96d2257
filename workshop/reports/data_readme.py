"""The README of the open data in one language: what it is, who may use it how, its files, and every column in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic

from workshop.i18n import catalogues
from workshop.reports import page_one_wording, series_open_tables, series_wording, vote_wording, wording
from workshop.reports.cell_escaping import plain
from workshop.reports.data_table import DataTable, S
from workshop.reports.licence import LICENCES
from workshop.reports.open_tables import TABLES
from workshop.reports.series_summary import SeriesSummary
from workshop.reports.summary import Summary
from workshop.reports.wording import Licensed


@dataclass(frozen=True)
class _Contents(Generic[S]):
    """What differs between a forum's README and that of a series."""

    title: str
    when_and_where: Sequence[str]
    notices: Sequence[str]
    about: str
    """the key of the sentence on what the data are"""
    names: Sequence[str]
    """lines that name the state of the data"""
    json: tuple[str, str]
    """the name of the file for programs, and the key of what it holds"""
    tables: Sequence[DataTable[S]]
    counted: Sequence[str]
    """lines on how it was counted"""


def of_forum(summary: Summary, lang: str) -> bytes:
    """That of a forum, in Markdown."""
    contents = _Contents(
        title=wording.pick(summary.title, lang) or summary.code,
        when_and_where=page_one_wording.when_and_where(summary, lang),
        notices=page_one_wording.notices(summary, lang),
        about="data.about",
        names=[f"{catalogues.say(lang, 'report.about.head')}: `{summary.log_head}`", ""],
        json=("forum.json", "data.json"),
        tables=TABLES,
        counted=_counted(summary, lang),
    )
    return _written(contents, summary, lang)


def of_series(summary: SeriesSummary, lang: str) -> bytes:
    """That of a series."""
    told = ("counted", *(("method",) if summary.lines else ()))
    contents = _Contents(
        title=summary.title,
        when_and_where=series_wording.when_and_where(summary, lang),
        notices=series_wording.notices(summary, lang),
        about="data.series_about",
        names=(),
        json=("series.json", "data.series_json"),
        tables=series_open_tables.TABLES,
        counted=_section(lang, "series.about", [catalogues.say(lang, f"series.{name}") for name in told]),
    )
    return _written(contents, summary, lang)


def _written(contents: _Contents[S], summary: Licensed, lang: str) -> bytes:
    lines = [f"# {_line(contents.title)}", "", *(f"- {_line(said)}" for said in contents.when_and_where)]
    lines += [said for notice in contents.notices for said in ("", notice)]
    lines += ["", catalogues.say(lang, contents.about), "", *_rules(summary, lang), *contents.names]
    lines += _files(*contents.json, lang)
    for table in contents.tables:
        lines += _table(table, lang)
    return ("\n".join([*lines, *contents.counted]) + "\n").encode("utf-8", "replace")


def _rules(summary: Licensed, lang: str) -> list[str]:
    """That people are anonymous, and under which licence the data may be used."""
    licence = wording.licence(summary, lang)
    if LICENCES[summary.licence].names_source:
        licence += f". {catalogues.say(lang, 'data.name_organiser')}"
    return [catalogues.say(lang, "data.people"), "", licence, ""]


def _files(name: str, key: str, lang: str) -> list[str]:
    return [f"## {catalogues.say(lang, 'data.files')}", "", f"- `{name}`: {catalogues.say(lang, key)}"]


def _table(table: DataTable[S], lang: str) -> list[str]:
    say = catalogues.say
    heads = " | ".join(say(lang, f"data.dictionary.{name}") for name in ("column", "holds", "meaning"))
    rows = [
        f"| `{one.name}` | {say(lang, f'data.holds.{one.datatype}')} | {say(lang, one.key)} |" for one in table.columns
    ]
    head = ["", f"### {table.file}", "", say(lang, f"data.table.{table.name}"), ""]
    return [*head, f"| {heads} |", "| --- | --- | --- |", *rows]


def _counted(summary: Summary, lang: str) -> list[str]:
    said = [
        f"{_line(wording.question(vote.step, lang))}: {_line(vote_wording.method_in_full(vote, lang))}"
        for vote in summary.votes
    ]
    return _section(lang, "data.counted", said) if said else []


def _section(lang: str, heading: str, said: Sequence[str]) -> list[str]:
    return ["", f"## {catalogues.say(lang, heading)}", "", *(f"- {one}" for one in said)]


def _line(text: str) -> str:
    """Words of people in one line, in which nothing is markup."""
    return " ".join("".join(f"\\{one}" if one in "\\`*_{}[]<>#|" else one for one in plain(text)).split())
