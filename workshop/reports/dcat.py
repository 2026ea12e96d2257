"""Describes the open data of a forum or a series for catalogues of data such as avoindata.fi: DCAT-AP 3.0.1, written as
JSON-LD.

Addresses are relative to where the description is published, and every file stands beside it. What is not known, such
as a contact, is left out. Entries of other tables are said with their class, so that the file alone passes the shapes
of DCAT-AP, without the tables at hand.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workshop.i18n import catalogues, languages
from workshop.i18n.languages import CONVENTIONS, conventions
from workshop.reports.data_table import json_ld
from workshop.reports.licence import LICENCES
from workshop.reports.summary import Summary

NAME = "dcat.jsonld"
_EU = "http://publications.europa.eu/resource/authority"
_CLASSES = {
    "access-right": "dct:RightsStatement",
    "data-theme": "skos:Concept",
    "file-type": "dct:MediaTypeOrExtent",
    "language": "dct:LinguisticSystem",
    "planned-availability": "skos:Concept",
}
"""The tables of the EU from which entries are named, and the class of these."""
_CONCEPTS = {"GOVE": "Government and public sector", "SOCI": "Population and society", "STABLE": "stable"}
"""The EU's own names of the concepts that are named, in English."""
_FORMATS = {"csv": ("CSV", "text/csv"), "json": ("JSON", "application/json"), "md": ("TXT", "text/markdown")}
"""By ending of a file's name: its entry in the EU's table of file types, and its media type."""
_ABOUT = {"forum.json": "data.json", "series.json": "data.series_json"}
"""The key of what a file is, where it is no table."""
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "locn": "http://www.w3.org/ns/locn#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
Node = dict[str, object]


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """What is said of the data. `title`: a text, or one in several languages (`data_table.json_ld`), as `about`. What
    is empty is not known. Times are local."""

    title: object
    about: object
    made_at: dt.datetime
    licence: str
    """its name in `LICENCES`"""
    languages: Sequence[str] = ()
    identifier: str = ""
    publisher: str = ""
    place: str = ""
    began: dt.datetime | None = None
    ended: dt.datetime | None = None


def of_forum(summary: Summary) -> Dataset:
    """What is said of a forum."""
    return Dataset(
        title=json_ld(summary.title) or summary.code,
        about=json_ld(summary.intro) or said("data.about"),
        made_at=summary.made_at,
        licence=summary.licence,
        languages=summary.languages,
        identifier=summary.ref,
        publisher=summary.organiser,
        place=summary.place,
        began=summary.started_at or summary.starts_at,
        ended=summary.ended_at,
    )


def description(its: Dataset, files: Mapping[str, bytes]) -> bytes:
    """One dataset, with a distribution for each of the files."""
    whole = {"@context": _CONTEXT, "@graph": [_dataset(its, files)]}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def said(key: str) -> list[Node]:
    """A text of the catalogues in every language."""
    return json_ld({lang: catalogues.say(lang, key) for lang in languages.WHOLE})


def _dataset(its: Dataset, files: Mapping[str, bytes]) -> Node:
    spoken = sorted({conventions(one).eu for one in its.languages if one in CONVENTIONS})
    node: Node = {
        "@id": "#dataset",
        "@type": "dcat:Dataset",
        "dct:title": its.title,
        "dct:description": its.about,
        "dcat:keyword": [word for text in said("data.keywords") for word in _words(text)],
        "dct:issued": _time(its.made_at.isoformat()),
        "dct:accessRights": _named("access-right", "PUBLIC")[0],
        "dcat:theme": _named("data-theme", "GOVE", "SOCI"),
        "dcat:distribution": [_distribution(its, name, content) for name, content in files.items()],
    }
    named: Node = {"dct:identifier": its.identifier} if its.identifier else {}
    named |= {"dct:language": _named("language", *spoken)} if spoken else {}
    return node | named | _who(its) | _where(its) | _when(its)


def _who(its: Dataset) -> Node:
    publisher = {"@type": "foaf:Agent", "foaf:name": its.publisher}
    return {"dct:publisher": publisher} if its.publisher else {}


def _where(its: Dataset) -> Node:
    place = {"@type": "dct:Location", "locn:geographicName": its.place}
    return {"dct:spatial": place} if its.place else {}


def _when(its: Dataset) -> Node:
    if its.began is None:
        return {}
    period: Node = {"@type": "dct:PeriodOfTime", "dcat:startDate": _time(its.began.isoformat())}
    return {"dct:temporal": period | ({"dcat:endDate": _time(its.ended.isoformat())} if its.ended else {})}


def _distribution(its: Dataset, name: str, content: bytes) -> Node:
    entry, media = _FORMATS[name.rpartition(".")[2]]
    digest = {
        "@type": "spdx:Checksum",
        "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256", "@type": "spdx:ChecksumAlgorithm"},
        "spdx:checksumValue": {"@value": hashlib.sha256(content).hexdigest(), "@type": "xsd:hexBinary"},
    }
    return {
        "@id": f"#{name}",
        "@type": "dcat:Distribution",
        "dct:title": name,
        "dct:description": said(_ABOUT.get(name, f"data.table.{name.removesuffix('.csv')}")),
        "dcatap:availability": _named("planned-availability", "STABLE")[0],
        "dcat:accessURL": {"@id": name, "@type": "rdfs:Resource"},
        "dcat:downloadURL": {"@id": name, "@type": "rdfs:Resource"},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media}", "@type": "dct:MediaType"},
        "dct:format": _named("file-type", entry)[0],
        "dct:license": {"@id": LICENCES[its.licence].authority, "@type": "dct:LicenseDocument"},
        "dcat:byteSize": {"@value": str(len(content)), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": digest,
    }


def _words(text: Node) -> list[Node]:
    """Each of the words in a list, which commas part, in its language."""
    return [{**text, "@value": word.strip()} for word in str(text["@value"]).split(",")]


def _named(table: str, *entries: str) -> list[Node]:
    return [{"@id": f"{_EU}/{table}/{entry}", "@type": _CLASSES[table], **_labelled(entry)} for entry in entries]


def _labelled(entry: str) -> Node:
    named = _CONCEPTS.get(entry)
    return {"skos:prefLabel": {"@value": named, "@language": "en"}} if named else {}


def _time(at: str) -> Node:
    return {"@value": at, "@type": "xsd:dateTime"}
