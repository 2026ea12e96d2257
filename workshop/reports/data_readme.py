"""The README of the open data in one language: what it is, who may use it how, its files, and every column in words."""

from workshop.i18n import catalogues
from workshop.reports import page_one_wording, series_open_tables, series_wording, vote_wording, wording
from workshop.reports.cell_escaping import plain
from workshop.reports.data_table import DataTable, S
from workshop.reports.licence import LICENCES
from workshop.reports.open_tables import TABLES
from workshop.reports.series_summary import SeriesSummary
from workshop.reports.summary import Summary
from workshop.reports.wording import Licensed


def readme(summary: Summary, lang: str) -> bytes:
    """That of a forum, in Markdown."""
    say = catalogues.say
    lines = [f"# {_line(wording.pick(summary.title, lang)) or summary.code}", ""]
    lines += [f"- {_line(said)}" for said in page_one_wording.when_and_where(summary, lang)]
    lines += [said for notice in page_one_wording.notices(summary, lang) for said in ("", notice)]
    lines += ["", say(lang, "data.about"), "", *_rules(summary, lang)]
    lines += [f"{say(lang, 'report.about.head')}: `{summary.log_head}`", "", *_files("forum.json", "data.json", lang)]
    for table in TABLES:
        lines += _table(table, lang)
    lines += _counted(summary, lang)
    return _written(lines)


def of_series(summary: SeriesSummary, lang: str) -> bytes:
    """That of a series."""
    say = catalogues.say
    lines = [f"# {_line(summary.title)}", ""]
    lines += [f"- {_line(said)}" for said in series_wording.when_and_where(summary, lang)]
    lines += [said for notice in series_wording.notices(summary, lang) for said in ("", notice)]
    lines += ["", say(lang, "data.series_about"), "", *_rules(summary, lang)]
    lines += _files("series.json", "data.series_json", lang)
    for table in series_open_tables.TABLES:
        lines += _table(table, lang)
    told = ("counted", *(("method",) if summary.lines else ()))
    lines += ["", f"## {say(lang, 'series.about')}", "", *(f"- {say(lang, f'series.{name}')}" for name in told)]
    return _written(lines)


def _rules(summary: Licensed, lang: str) -> list[str]:
    """That people are anonymous, and under which licence the data may be used."""
    licence = wording.licence(summary, lang)
    if LICENCES[summary.licence].names_source:
        licence += f". {catalogues.say(lang, 'data.name_organiser')}"
    return [catalogues.say(lang, "data.people"), "", licence, ""]


def _files(name: str, key: str, lang: str) -> list[str]:
    return [f"## {catalogues.say(lang, 'data.files')}", "", f"- `{name}`: {catalogues.say(lang, key)}"]


def _written(lines: list[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


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
        f"- {_line(wording.question(vote.step, lang))}: {_line(vote_wording.method(vote, lang))}"
        for vote in summary.votes
    ]
    return ["", f"## {catalogues.say(lang, 'data.counted')}", "", *said] if said else []


def _line(text: str) -> str:
    """Words of people in one line, in which nothing is markup."""
    return " ".join("".join(f"\\{one}" if one in "\\`*_{}[]<>#|" else one for one in plain(text)).split())
