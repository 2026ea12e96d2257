"""The open data of a forum: CSV files with their CSVW description, the JSON file with its schema, a description for
catalogues of data (DCAT-AP), and a README in each language."""

from workshop import docs
from workshop.i18n import languages
from workshop.reports import csvw, data_readme, dcat, json, open_tables
from workshop.reports.data_table import json_ld
from workshop.reports.reproducible_zip import packed
from workshop.reports.summary import Summary

SCHEMA = f"forum-{json.VERSION}.schema.json"


def write(summary: Summary, lang: str) -> bytes:
    """The zip file, with the activities' questions in `lang`."""
    readmes = {f"README.{one}.md": data_readme.of_forum(summary, one) for one in languages.WHOLE}
    data = open_tables.files(summary, lang) | {"forum.json": json.write(summary, lang, schema=SCHEMA)}
    title = json_ld(summary.title) or summary.code
    described = {csvw.NAME: csvw.metadata(title, summary.licence, open_tables.TABLES)}
    described[dcat.NAME] = dcat.description(dcat.of_forum(summary), data)
    schema = {SCHEMA: docs.schema(f"forum-{json.VERSION}.json")}
    return packed(readmes | data | schema | described, summary.made_at)
