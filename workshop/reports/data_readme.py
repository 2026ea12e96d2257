"""The README of the open data in one language: what it is, who may use it how, its files, and every column in words."""

from workshop.i18n import catalogues
from workshop.reports import page_one_wording, vote_wording, wording
from workshop.reports.cell_escaping import plain
from workshop.reports.licence import LICENCES
from workshop.reports.open_tables import TABLES, DataTable
from workshop.reports.summary import Summary


def readme(summary: Summary, lang: str) -> bytes:
    """Markdown."""
    say, source = catalogues.say, LICENCES[summary.licence].names_source
    lines = [f"# {_line(wording.pick(summary.title, lang)) or summary.code}", ""]
    lines += [f"- {_line(said)}" for said in page_one_wording.when_and_where(summary, lang)]
    lines += [said for notice in page_one_wording.notices(summary, lang) for said in ("", notice)]
    lines += ["", say(lang, "data.about"), "", say(lang, "data.people"), ""]
    licence = wording.licence(summary, lang)
    lines += [f"{licence}. {say(lang, 'data.name_organiser')}" if source else licence, ""]
    lines += [f"{say(lang, 'report.about.head')}: `{summary.log_head}`", "", f"## {say(lang, 'data.files')}", ""]
    lines += [f"- `forum.json`: {say(lang, 'data.json')}"]
    for table in TABLES:
        lines += _table(table, lang)
    lines += _counted(summary, lang)
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _table(table: DataTable, lang: str) -> list[str]:
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
