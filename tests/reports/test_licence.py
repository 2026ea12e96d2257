"""Every file of a forum and of a series says under which licence its data may be used, in the language asked for; so do
calendars."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from PIL import Image

from tests.tools.large_summary import few, large
from tests.tools.read_back import words_in
from tests.tools.tagged_pdf import TaggedPdf
from workshop.reports import FORMATS, SERIES_FORMATS, chart_pictures, forum_dates_calendar, wording
from workshop.reports.licence import LICENCES
from workshop.reports.series_summary import build, part_of

SUMMARY = replace(few(large(), 3), licence="cc-by-sa-4.0")
"""Not the usual one, which would stand there without being asked for."""
SERIES = build("Sarja", [part_of(SUMMARY)], SUMMARY.made_at, {}, SUMMARY.licence)
URL = LICENCES[SUMMARY.licence].url
BRIEF = {"csv", "json", "archive", "series csv", "series json"}
"""Formats in which a column, a field or metadata hold it, equal in every language."""
FILES: dict[str, Callable[[str], bytes]] = {
    **{name: lambda lang, form=form: form.write(SUMMARY, lang) for name, form in FORMATS.items()},
    **{f"series {name}": lambda lang, form=form: form.write(SERIES, lang) for name, form in SERIES_FORMATS.items()},
}


@pytest.mark.parametrize("name", FILES)
def test_every_file_says_under_which_licence_it_may_be_used(name: str) -> None:
    lang = "sv" if name in BRIEF else "en"
    made = FILES[name](lang)
    assert squeezed(URL if name in BRIEF else wording.licence(SUMMARY, lang)) in squeezed(said_in(made, lang))


def test_a_calendar_says_it_of_the_whole_file() -> None:
    made = forum_dates_calendar.write([], 1_800_000_000_000, ZoneInfo("Europe/Helsinki"), "sv", SUMMARY)
    assert str(Calendar.from_ical(made)["description"]) == wording.licence(SUMMARY, "sv")


def said_in(made: bytes, lang: str) -> str:
    """What a reader of the file finds, without the files that a PDF carries."""
    if made.startswith(b"%PDF"):
        return TaggedPdf(made).root.words
    if made.startswith(b"\x89PNG"):
        with Image.open(io.BytesIO(made)) as picture:
            picture.load()
            assert picture.text["Copyright"].lang == lang
            return str(picture.text["Copyright"])
    return re.sub(r"<w:instrText.*?</w:instrText>", "", words_in(made))  # the address of a link


def squeezed(words: str) -> str:
    """Without spaces and markup; Markdown writes an address in brackets."""
    return re.sub(r"\s|<(?!https?:)[^>]*>|[<>]", "", words)


def test_every_row_of_a_table_that_travels_alone_has_the_licence() -> None:
    for name in ("csv", "series csv"):
        head, *rows = FILES[name]("sv").decode("utf-8-sig").splitlines()
        assert head.endswith(";Licens") and rows
        assert all(row.endswith(f";CC BY-SA 4.0, {URL}") for row in rows)


def test_the_picture_shows_its_licence_to_people_and_to_programs() -> None:
    root = ElementTree.fromstring(FILES["svg"]("sv"))
    sentence, svg = wording.licence(SUMMARY, "sv"), "{http://www.w3.org/2000/svg}"
    assert [one.text for one in root.findall(f"{svg}text")][-1] == sentence, "the last line of the picture"
    assert (root.findtext(f"{svg}desc") or "").endswith(sentence), "for who cannot see it"
    rights = root.find(f"{svg}metadata")
    assert rights is not None
    assert rights.findtext(".//{http://purl.org/dc/elements/1.1/}rights") == sentence
    licence = rights.find(".//{http://creativecommons.org/ns#}license")
    assert licence is not None
    assert licence.attrib == {"{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource": URL}
    inside = chart_pictures.of_vote(SUMMARY.votes[0], "sv").svg
    assert "metadata" not in inside and URL not in inside, "in a document it stands once"


def test_the_readme_asks_to_name_the_organiser_where_the_licence_does() -> None:
    asks = "Name the organiser"
    assert asks in words_in(FILES["zip"]("en"))
    free = replace(SUMMARY, licence="cc0-1.0")
    assert asks not in words_in(FORMATS["zip"].write(free, "en"))
