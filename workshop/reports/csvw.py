"""Describes the CSV files of the open data for programs: "CSV on the Web" (W3C, Metadata Vocabulary for Tabular
Data)."""

import json

from workshop.i18n import catalogues, languages
from workshop.reports.licence import LICENCES
from workshop.reports.open_tables import TABLES, DataColumn, DataTable, json_ld
from workshop.reports.summary import Summary

NAME = "csv-metadata.json"
"""In the folder of the files it describes: where readers look for it."""


def metadata(summary: Summary) -> bytes:
    """One table group for all files."""
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": json_ld(summary.title) or summary.code,
        "dc:license": {"@id": LICENCES[summary.licence].url},
        "dialect": {"encoding": "utf-8", "delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True},
        "tables": [_table(table) for table in TABLES],
    }
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _table(table: DataTable) -> dict[str, object]:
    keys = [
        {"columnReference": [column], "reference": {"resource": f"{there}.csv", "columnReference": [named]}}
        for column, (there, named) in table.refers.items()
    ]
    schema = {
        "columns": [_column(column) for column in table.columns],
        "primaryKey": list(table.key),
        **({"foreignKeys": keys} if keys else {}),
    }
    return {"url": table.file, "dc:description": _said(f"data.table.{table.name}"), "tableSchema": schema}


def _column(column: DataColumn) -> dict[str, object]:
    return {
        "name": column.name,
        "titles": column.name,
        "datatype": column.datatype,
        "required": column.required,
        "dc:description": _said(column.key),
    }


def _said(key: str) -> list[dict[str, str]]:
    return [{"@value": catalogues.say(lang, key), "@language": lang} for lang in languages.WHOLE]
