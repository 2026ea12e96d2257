"""The languages of the program, in one place: everything else that lists languages takes them from here."""

from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

Shown = Literal["fi", "sv", "en"]
"""Languages of the office, the screen and the files: complete catalogues."""
Language = Literal["fi", "sv", "en", "fi-simple"]
"""Languages of the phone, and those in which organisers write; where there is no Selkosuomi, its readers get the
Finnish."""
WHOLE: tuple[str, ...] = get_args(Shown)
LANGUAGES: tuple[str, ...] = get_args(Language)
WRITTEN = LANGUAGES
NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English", "fi-simple": "Selkosuomi"}
FILES = {"fi": "fi.po", "sv": "sv.po", "en": "en.po", "fi-simple": "fi_SIMPLE.po"}
"""The catalogue of each, in `locale/`."""
SIMPLER_OF: dict[str, str] = {"fi-simple": "fi"}
"""A language in easy words → the one that it is to a screen reader, and whose texts stand where it has none. Twin for
the pages: `htmlLang` in static/js/text/languages.js."""
MOST_TOGETHER = 2
"""Languages beside each other on the screen, or on one printed page: with more, none can be read from a distance."""


@dataclass(frozen=True, kw_only=True)
class Conventions:
    """How numbers, times and files are written in a language."""

    office: str
    """its locale in Word files"""
    eu: str
    """its entry in the EU's table of languages"""
    stemmer: str
    """the name of its stemmer in snowballstemmer"""
    decimal: str
    thousands: str
    percent: str
    """what stands after a number that is a share"""
    clock: str
    """the sign between hours and minutes"""
    months_in_words: bool
    """whether dates name the month: only in English, in which `catalogues.MONTHS` are"""
    spreadsheet_time: str
    """the number format of a date with its time"""


_FINNISH: Final = Conventions(
    office="fi-FI",
    eu="FIN",
    stemmer="finnish",
    decimal=",",
    thousands="\u00a0",
    percent="\u00a0%",
    clock=".",
    months_in_words=False,
    spreadsheet_time='d.m.yyyy hh"."mm',
)
CONVENTIONS: dict[Language, Conventions] = {
    "fi": _FINNISH,
    "sv": replace(_FINNISH, office="sv-FI", eu="SWE", stemmer="swedish"),
    "en": Conventions(
        office="en-GB",
        eu="ENG",
        stemmer="english",
        decimal=".",
        thousands=",",
        percent="%",
        clock=":",
        months_in_words=True,
        spreadsheet_time="d mmm yyyy hh:mm",
    ),
    "fi-simple": _FINNISH,
}
"""Of each language. Twin for the pages: static/js/text/format.js."""
_KNOWN: dict[str, Language] = {name: name for name in get_args(Language)}


def known(chosen: str) -> Language:
    """The language with this name; Finnish for any other."""
    return _KNOWN.get(chosen, "fi")


def conventions(lang: str) -> Conventions:
    """How numbers, times and files are written in this language; as in Finnish for any other."""
    return CONVENTIONS[known(lang)]
