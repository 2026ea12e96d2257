"""The open data of a series: CSV files with their CSVW description, the JSON file with its schema, a description for
catalogues of data (DCAT-AP), and a README in each language."""

from workshop import docs
from workshop.i18n import languages
from workshop.reports import csvw, data_readme, dcat, series_json, series_open_tables, series_wording
from workshop.reports.data_table import csv_files
from workshop.reports.dcat import Dataset
from workshop.reports.reproducible_zip import packed
from workshop.reports.series_summary import SeriesSummary

SCHEMA = f"series-{series_json.VERSION}.schema.json"


def write(summary: SeriesSummary, lang: str) -> bytes:
    """The zip file, with the titles of forums in `lang`."""
    tables = series_open_tables.TABLES
    readmes = {f"README.{one}.md": data_readme.of_series(summary, one) for one in languages.WHOLE}
    data = csv_files(tables, summary, lang) | {"series.json": series_json.write(summary, lang, schema=SCHEMA)}
    described = {csvw.NAME: csvw.metadata(summary.title, summary.licence, tables)}
    described[dcat.NAME] = dcat.description(_dataset(summary), data)
    schema = {SCHEMA: docs.schema(f"series-{series_json.VERSION}.json")}
    return packed(readmes | data | schema | described, summary.made_at)


def _dataset(summary: SeriesSummary) -> Dataset:
    """What is said of a series: who held it and where only if that is one."""
    organisers = series_wording.organisers_of(summary)
    places = {one.place for one in summary.begun if one.place}
    begun = [one.at for one in summary.begun if one.at]
    return Dataset(
        title=summary.title,
        about=dcat.said("data.series_about"),
        made_at=summary.made_at,
        licence=summary.licence,
        publisher=organisers[0] if len(organisers) == 1 else "",
        place=places.pop() if len(places) == 1 else "",
        began=min(begun, default=None),
    )
