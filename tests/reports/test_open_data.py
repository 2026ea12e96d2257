"""The open data and the archive package, read back by libraries and rules that had no part in writing them."""

import csv
import hashlib
import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from csvw import CSVW
from jsonschema import Draft202012Validator

from tests.conftest import Room
from tests.reports.forums import reported, run
from tests.tools.large_summary import large
from workshop.i18n import languages
from workshop.reports import FORMATS
from workshop.reports.licence import LICENCES
from workshop.reports.open_tables import TABLES
from workshop.reports.summary import Summary
from workshop.runtime.settings import Settings


@pytest.fixture
def summary(room: Room) -> Summary:
    return reported(run(room))


def unpacked(made: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return {one.filename: archive.read(one) for one in archive.infolist()}


def read(made: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made.decode("utf-8"), newline="")))


def written(files: dict[str, bytes], folder: Path) -> Path:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder / "csv-metadata.json"


def by_csvw(files: dict[str, bytes], folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Every table as the library of CSV on the Web reads it, with its types, after it found no fault."""
    found = CSVW(str(written(files, folder)), validate=True, strict=True)
    assert found.is_valid
    return {str(table.url): list(table.iterdicts(strict=True)) for table in found.tablegroup.tables}


def test_the_tables_are_what_their_description_says(summary: Summary, tmp_path: Path) -> None:
    tables = by_csvw(unpacked(FORMATS["zip"].write(summary, "fi")), tmp_path)
    assert set(tables) == {table.file for table in TABLES}
    ideas = {row["number"]: row for row in tables["ideas.csv"]}
    assert [ideas[number]["state"] for number in (1, 3, 4, 5)] == ["shown", "hidden", "merged", "withdrawn"]
    assert ideas[4]["merged_into"] == 1 and ideas[1]["theme"] == "A" and ideas[6]["table"] == 4
    assert ideas[2]["text"] == '\'=1+1; "aina" auki\nja ilmaiseksi', "no spreadsheet takes it for a formula"
    assert ideas[3]["text"] is None and ideas[1]["posted_at"] == summary.ideas[0].at
    votes = {row["target"]: row["value"] for row in tables["results.csv"] if row["measure"] == "votes"}
    assert votes == {row.label: row.value for row in summary.votes[0].rows}
    joined = next(row["count"] for row in tables["participation.csv"] if row["what"] == "joined")
    assert joined == summary.joined == 3
    assert [(row["theme"], row["title"]) for row in tables["themes.csv"]] == [("A", "Vesi; joki"), ("B", "Tyhjä teema")]


def test_what_may_lead_nowhere_leads_nowhere_wrong(summary: Summary) -> None:
    """A column that may be empty is no foreign key to a validator; where it is filled, its row is there."""
    files = unpacked(FORMATS["zip"].write(summary, "fi"))
    leads = [(table, column, there) for table in TABLES for column, there in table.refers.items()]
    assert len(leads) == 9
    for table, column, (other, named) in leads:
        there = {row[named] for row in read(files[f"{other}.csv"])}
        assert {row[column] for row in read(files[table.file])} - {""} <= there, (table.name, column)


def test_a_wrong_number_or_an_activity_that_is_not_there_is_found(summary: Summary, tmp_path: Path) -> None:
    files = unpacked(FORMATS["zip"].write(summary, "fi"))
    lost = files | {"activities.csv": b"".join(files["activities.csv"].splitlines(keepends=True)[:2])}
    with pytest.raises((AssertionError, ValueError, UserWarning)):
        by_csvw(lost, tmp_path)
    broken = files | {"activities.csv": files["activities.csv"].replace(b"\r\n1,", b"\r\nx,", 1)}
    with pytest.raises(UserWarning, match="invalid lexical value"):
        by_csvw(broken, tmp_path)


def test_ballots_have_numbers_that_say_nothing_and_add_up(summary: Summary) -> None:
    vote = summary.votes[0]
    rows = read(unpacked(FORMATS["zip"].write(summary, "fi"))["ballots.csv"])
    assert {row["ballot"] for row in rows} == {str(n) for n in range(1, len(vote.each) + 1)}
    assert not any(one.id in str(rows) for one in vote.each), "their random ids would join this file with others"
    again = replace(vote, each=[replace(one, id=one.id[::-1]) for one in reversed(vote.each)])
    same = read(unpacked(FORMATS["zip"].write(replace(summary, votes=[again]), "fi"))["ballots.csv"])
    assert rows == same, "neither the order in the database nor the ids decide the numbers"
    dots = Counter[str]()
    for row in rows:
        dots[row["idea"]] += int(row["mark"]) * int(row["weight"])
    assert dots == {"1": 3, "2": 4, "6": 2}
    assert [row["source"] for row in rows].count("hand") == 1


def test_nothing_of_a_vote_is_told_before_its_reveal(room: Room) -> None:
    files = unpacked(FORMATS["zip"].write(reported(run(room, reveal=False)), "fi"))
    assert read(files["ballots.csv"]) == read(files["results.csv"]) == []
    assert {row["votes"] for row in read(files["themes.csv"])} == {""}
    for name in ("pb", "polis", "decidim"):
        assert FORMATS[name].write(reported(room), "fi")


def test_the_json_beside_its_schema_fits_it_and_everything_is_there(summary: Summary) -> None:
    files = unpacked(FORMATS["zip"].write(summary, "en"))
    exported = json.loads(files["forum.json"])
    Draft202012Validator(json.loads(files[exported["$schema"]])).validate(exported)
    assert set(files) == {
        *(f"README.{lang}.md" for lang in languages.WHOLE),
        *(table.file for table in TABLES),
        *("forum.json", "forum-1.schema.json", "csv-metadata.json", "dcat.jsonld"),
    }


def test_every_column_is_explained_in_words(summary: Summary) -> None:
    titled = replace(summary, title=dict.fromkeys(languages.WHOLE, "A *b* | <c>"))
    files = unpacked(FORMATS["zip"].write(titled, "fi"))
    for lang in languages.WHOLE:
        said = files[f"README.{lang}.md"].decode()
        assert "A \\*b\\* \\| \\<c\\>" in said and "CC BY 4.0" in said and summary.log_head in said
        for table in TABLES:
            part = said.split(f"### {table.file}")[1].splitlines()
            for column in table.columns:
                meaning = next(line for line in part if f"`{column.name}`" in line).split("|")[3].strip()
                assert meaning.endswith(".") and not meaning.startswith("data.")


def test_the_description_for_catalogues_has_what_dcat_asks_for(summary: Summary) -> None:
    files = unpacked(FORMATS["zip"].write(replace(summary, organiser="Turun museokeskus", place="Turku"), "fi"))
    (node,) = json.loads(files["dcat.jsonld"])["@graph"]
    for mandatory in ("dct:title", "dct:description", "dct:publisher", "dct:spatial", "dct:temporal", "dct:language"):
        assert node[mandatory], mandatory
    spoken = unpacked(FORMATS["zip"].write(replace(summary, languages=["fi-simple", "sv", "fi"]), "fi"))["dcat.jsonld"]
    told = json.loads(spoken)["@graph"][0]["dct:language"]
    assert [one["@id"].rpartition("/")[2] for one in told] == ["FIN", "SWE"], "those of the forum, each once"
    assert {one["dcat:downloadURL"]["@id"] for one in node["dcat:distribution"]} == {
        *(table.file for table in TABLES),
        "forum.json",
    }
    for one in node["dcat:distribution"]:
        content = files[one["dcat:downloadURL"]["@id"]]
        assert one["spdx:checksum"]["spdx:checksumValue"]["@value"] == hashlib.sha256(content).hexdigest()
        assert one["dct:license"]["@id"].endswith("/CC_BY_4_0") and int(one["dcat:byteSize"]["@value"]) == len(content)


SHAPES = {
    "dcat:Dataset": {
        *("dct:title", "dct:description", "dcat:distribution", "dcat:keyword", "dcat:theme", "dct:accessRights"),
        *("dct:language", "dct:issued"),
    },
    "dcat:Distribution": {
        *("dcat:accessURL", "dct:description", "dct:format", "dct:license", "dcatap:availability", "dcat:mediaType"),
        *("spdx:checksum", "dcat:byteSize"),
    },
    "foaf:Agent": {"foaf:name"},
    "spdx:Checksum": {"spdx:algorithm", "spdx:checksumValue"},
    "dct:PeriodOfTime": {"dcat:startDate"},
    "dct:Location": {"locn:geographicName"},
    "skos:Concept": {"skos:prefLabel"},
}
"""Class → what the shapes of DCAT-AP 3.0.1 ask of each, or recommend."""
TYPED = {"dct:format", "dct:license", "dcat:mediaType", "dct:language", "dct:accessRights", "dcat:theme"}
"""Properties whose values the shapes ask to be of a class."""


def nodes(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from nodes(one)


def test_the_description_for_catalogues_passes_the_shapes_without_other_tables(summary: Summary) -> None:
    """By SHACL (pySHACL with the shapes of SEMICeu/DCAT-AP 3.0.1) it does. Here without these, what they ask for."""
    given = replace(summary, organiser="Turun museokeskus", place="Turku", title={"fi": "Ilta", "fi-simple": "Ilta 2"})
    whole = json.loads(unpacked(FORMATS["zip"].write(given, "fi"))["dcat.jsonld"])
    found = Counter(str(one["@type"]) for one in nodes(whole["@graph"]) if "@type" in one)
    assert found.keys() >= SHAPES.keys() and found["dcat:Distribution"] == len(TABLES) + 1
    for node in nodes(whole["@graph"]):
        assert SHAPES.get(str(node.get("@type")), set()) <= node.keys(), node
        for name in TYPED & node.keys():
            values = node[name]
            assert all(one["@type"] for one in (values if isinstance(values, list) else [values])), name
        used = [key for key in node if ":" in key] + [str(node.get("@type", "dct:"))]
        assert {one.partition(":")[0] for one in used} <= whole["@context"].keys()
    titles = [one["@language"] for one in whole["@graph"][0]["dct:title"]]
    assert titles == ["fi"], "one of each language"


def test_every_licence_of_the_settings_is_known(summary: Summary) -> None:
    for name, licence in LICENCES.items():
        assert Settings.from_env({"WORKSHOP_LICENCE": name.upper()}).licence == name
        files = unpacked(FORMATS["zip"].write(replace(summary, licence=name), "fi"))
        assert licence.url.encode() in files["README.sv.md"] and licence.url.encode() in files["forum.json"]


def test_the_archive_package_holds_open_files_their_metadata_and_their_checksums(summary: Summary) -> None:
    made = FORMATS["archive"].write(replace(summary, retention="10 vuotta"), "fi")
    files = unpacked(made)
    sums = dict(reversed(line.split("  ")) for line in files.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    assert files["summary.pdf"].startswith(b"%PDF-") and not any(name.endswith(".zip") for name in files)
    root = ElementTree.fromstring(files["metadata.xml"])
    assert root.findtext("LokinTiiviste") == summary.log_head and root.findtext("SailytysajanPituus") == "10 vuotta"
    told = {one.findtext("Nimi"): one.findtext("TiivisteArvo") for one in root.iter("Tiedosto")}
    assert told == {name: digest for name, digest in sums.items() if name != "metadata.xml"}
    assert b"SHKE2" not in files["metadata.xml"] and "SÄHKE2" not in files["metadata.xml"].decode()


def test_the_same_summary_makes_the_same_bytes_in_one_order_at_one_time(summary: Summary) -> None:
    for name in ("zip", "polis"):
        assert FORMATS[name].write(summary, "fi") == FORMATS[name].write(replace(summary), "fi")
    with zipfile.ZipFile(io.BytesIO(FORMATS["zip"].write(summary, "fi"))) as archive:
        assert len({one.date_time for one in archive.infolist()}) == 1


def test_an_empty_and_a_large_forum_are_whole_too(room: Room, tmp_path: Path) -> None:
    assert by_csvw(unpacked(FORMATS["zip"].write(reported(room), "fi")), tmp_path)["ideas.csv"] == []
    ideas = read(unpacked(FORMATS["zip"].write(large(then="rating"), "fi"))["ideas.csv"])
    assert len(ideas) == 375
