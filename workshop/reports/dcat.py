"""Describes the open data of a forum for catalogues of data such as avoindata.fi: DCAT-AP 3.0.1, written as JSON-LD.

Addresses are relative to where the description is published, and every file stands beside it. What is not known, such
as a contact, is left out.
"""

import hashlib
import json
from collections.abc import Mapping

from workshop.i18n import catalogues, languages
from workshop.reports.licence import LICENCES
from workshop.reports.summary import Summary

NAME = "dcat.jsonld"
_EU = "http://publications.europa.eu/resource/authority"
_LANGUAGES = {"fi": "FIN", "sv": "SWE", "en": "ENG", "fi-simple": "FIN"}
_FORMATS = {"csv": ("CSV", "text/csv"), "json": ("JSON", "application/json"), "md": ("TXT", "text/markdown")}
"""By ending of a file's name: its entry in the EU's table of file types, and its media type."""
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "locn": "http://www.w3.org/ns/locn#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
Node = dict[str, object]


def description(summary: Summary, files: Mapping[str, bytes]) -> bytes:
    """One dataset, with a distribution for each of the files."""
    whole = {"@context": _CONTEXT, "@graph": [_dataset(summary, files)]}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _dataset(summary: Summary, files: Mapping[str, bytes]) -> Node:
    said = {lang: catalogues.say(lang, "data.about") for lang in languages.WHOLE}
    node: Node = {
        "@id": "#dataset",
        "@type": "dcat:Dataset",
        "dct:title": _texts(summary.title) or summary.code,
        "dct:description": _texts(summary.intro) or _texts(said),
        "dct:identifier": summary.ref,
        "dct:issued": _time(summary.made_at.isoformat()),
        "dct:language": _named("language", sorted({_LANGUAGES[one] for one in summary.languages if one in _LANGUAGES})),
        "dct:accessRights": _named("access-right", ["PUBLIC"])[0],
        "dcat:theme": _named("data-theme", ["GOVE", "SOCI"]),
        "dcat:distribution": [_distribution(summary, name, content) for name, content in files.items()],
    }
    return node | _who(summary) | _where(summary) | _when(summary)


def _who(summary: Summary) -> Node:
    publisher = {"@type": "foaf:Agent", "foaf:name": summary.organiser}
    return {"dct:publisher": publisher} if summary.organiser else {}


def _where(summary: Summary) -> Node:
    place = {"@type": "dct:Location", "locn:geographicName": summary.place}
    return {"dct:spatial": place} if summary.place else {}


def _when(summary: Summary) -> Node:
    began, ended = summary.started_at or summary.starts_at, summary.ended_at
    if began is None:
        return {}
    period: Node = {"@type": "dct:PeriodOfTime", "dcat:startDate": _time(began.isoformat())}
    return {"dct:temporal": period | ({"dcat:endDate": _time(ended.isoformat())} if ended else {})}


def _distribution(summary: Summary, name: str, content: bytes) -> Node:
    entry, media = _FORMATS[name.rpartition(".")[2]]
    digest = {
        "@type": "spdx:Checksum",
        "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
        "spdx:checksumValue": {"@value": hashlib.sha256(content).hexdigest(), "@type": "xsd:hexBinary"},
    }
    return {
        "@id": f"#{name}",
        "@type": "dcat:Distribution",
        "dct:title": name,
        "dcat:accessURL": {"@id": name},
        "dcat:downloadURL": {"@id": name},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media}"},
        "dct:format": _named("file-type", [entry])[0],
        "dct:license": {"@id": LICENCES[summary.licence].authority},
        "dcat:byteSize": {"@value": str(len(content)), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": digest,
    }


def _texts(texts: Mapping[str, str]) -> list[Node]:
    return [{"@value": text, "@language": catalogues.html_lang(lang)} for lang, text in texts.items() if text]


def _named(table: str, entries: list[str]) -> list[Node]:
    return [{"@id": f"{_EU}/{table}/{entry}"} for entry in entries]


def _time(at: str) -> Node:
    return {"@value": at, "@type": "xsd:dateTime"}
