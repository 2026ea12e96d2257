"""Describes the CSV files of the open data for programs: "CSV on the Web" (W3C, Metadata Vocabulary for Tabular
Data).

A foreign key must name a row in every row of its table (`foreignKeys` of the Recommendation), so only a column that is
never empty is one. One that may be empty says to which file it leads (`dc:relation`).
"""

import json
from collections.abc import Iterable, Mapping

from workshop.i18n import catalogues, languages
from workshop.reports.data_table import DataColumn, DataTable, S
from workshop.reports.licence import LICENCES

NAME = "csv-metadata.json"
"""In the folder of the files it describes: where readers look for it."""


def metadata(title: object, licence: str, tables: Iterable[DataTable[S]]) -> bytes:
    """One table group for all files. `title`: a text, or one in several languages (`data_table.json_ld`); `licence`:
    its name in `LICENCES`."""
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": title,
        "dc:license": {"@id": LICENCES[licence].url},
        "dialect": {"encoding": "utf-8", "delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True},
        "tables": [_table(table) for table in tables],
    }
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _table(table: DataTable[S]) -> dict[str, object]:
    required = {column.name for column in table.columns if column.required}
    keys = [
        {"columnReference": [column], "reference": {"resource": f"{there}.csv", "columnReference": [named]}}
        for column, (there, named) in table.refers.items()
        if column in required
    ]
    schema = {
        "columns": [_column(column, table.refers) for column in table.columns],
        "primaryKey": list(table.key),
        **({"foreignKeys": keys} if keys else {}),
    }
    return {"url": table.file, "dc:description": _said(f"data.table.{table.name}"), "tableSchema": schema}


def _column(column: DataColumn, refers: Mapping[str, tuple[str, str]]) -> dict[str, object]:
    there = refers.get(column.name) if not column.required else None
    return {
        "name": column.name,
        "titles": column.name,
        "datatype": column.datatype,
        "required": column.required,
        "dc:description": _said(column.key),
        **({"dc:relation": {"@id": f"{there[0]}.csv"}} if there else {}),
    }


def _said(key: str) -> list[dict[str, str]]:
    return [{"@value": catalogues.say(lang, key), "@language": lang} for lang in languages.WHOLE]
