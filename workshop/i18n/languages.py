"""The languages of the program, in one place: everything else that lists languages takes them from here."""

from typing import Literal, get_args

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
MOST_TOGETHER = 2
"""Languages beside each other on the screen, or on one printed page: with more, none can be read from a distance."""
_KNOWN: dict[str, Language] = {name: name for name in get_args(Language)}


def known(chosen: str) -> Language:
    """The language with this name; Finnish for any other."""
    return _KNOWN.get(chosen, "fi")
