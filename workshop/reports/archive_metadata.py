"""The metadata of an archive package, in XML with the Finnish names that archives know.

The elements follow the metadata model SÄHKE2 1.3 as the National Archives of Finland recommend it (KA/12266/
07.01.01.00/2022) and the basic metadata of material to be archived (2024). It is no certified transfer file: the
organisation's own system adds what only its information management plan says, such as the task and the reason for the
retention period.
"""

import hashlib
from collections.abc import Mapping
from xml.etree import ElementTree

from workshop import __version__
from workshop.reports import wording
from workshop.reports.cell_escaping import plain
from workshop.reports.licence import LICENCES
from workshop.reports.summary import Summary

NAME = "metadata.xml"
_FORMATS = {"pdf": ("PDF/A-3a", "application/pdf"), "csv": ("CSV", "text/csv"), "json": ("JSON", "application/json")}


def metadata(summary: Summary, files: Mapping[str, bytes], lang: str) -> bytes:
    """The record and each of its files with its checksum."""
    root = ElementTree.Element("Asiakirja")
    for name, said in _record(summary, lang):
        ElementTree.SubElement(root, name).text = plain(said)
    for name, content in files.items():
        _file(ElementTree.SubElement(root, "Tiedosto"), name, content)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _record(summary: Summary, lang: str) -> list[tuple[str, str]]:
    began, ended = summary.started_at or summary.starts_at, summary.ended_at
    found = [
        ("Tunniste", summary.ref),
        ("Nimeke", wording.pick(summary.title, lang) or summary.code),
        ("Tyyppi", "Osallisuusfoorumin tulokset"),
        ("Kuvaus", wording.pick(summary.intro, lang)),
        ("Toimija", summary.organiser),
        ("Sarja", summary.series),
        ("Paikka", summary.place),
        ("AjallinenKattavuusAlkaa", began.isoformat() if began else ""),
        ("AjallinenKattavuusPaattyy", ended.isoformat() if ended else ""),
        ("Laadittu", summary.made_at.isoformat()),
        ("Jarjestelma", f"workshop {__version__}"),
        ("Julkisuusluokka", "Julkinen"),
        ("Henkilotietoluonne", "Ei sisällä osallistujien tunnistetietoja"),
        ("SailytysajanPituus", summary.retention or "Määräytyy organisaation tiedonohjaussuunnitelman mukaan"),
        ("Kayttoehdot", LICENCES[summary.licence].brief),
        ("LokinViimeinenRivi", str(summary.log_n)),
        ("LokinTiiviste", summary.log_head),
    ]
    return [(name, said) for name, said in found if said] + [("Kieli", one) for one in summary.languages]


def _file(node: ElementTree.Element, name: str, content: bytes) -> None:
    form, media = _FORMATS[name.rpartition(".")[2]]
    said = {
        "Nimi": name,
        "Formaatti": form,
        "MIME": media,
        "Koko": str(len(content)),
        "TiivisteAlgoritmi": "SHA-256",
        "TiivisteArvo": hashlib.sha256(content).hexdigest(),
    }
    for key, value in said.items():
        ElementTree.SubElement(node, key).text = value
