"""Which words the scripts of a page name, found in the scripts themselves: so a phone fetches its own words and no
other page's.

A script names a text by its whole key ("idea.send") or by the beginning of one ("kind." + …); both are quoted and hold
a dot. What is found so may be a word too many, never one too few.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

FILES = {
    "phone": (
        "static/js/phone.js",
        "static/js/phone/join.js",
        "templates/phone/join.html",
        "templates/phone/here.html",
    ),
    "screen": ("static/js/screen.js",),
    "console": ("static/js/console.js",),
}
"""Where the reading begins, by page; what these import is read too."""
_IMPORT = re.compile(r'(?:from|import) "(\.[^"]+)"')
KEY = re.compile(r"""["'`]([a-z][a-z0-9_]*\.[a-z0-9_.]*)""")


@lru_cache
def named(top: Path, page: str) -> tuple[str, ...]:
    """The keys and beginnings of keys that the scripts of `page` name. Read once."""
    return tuple(sorted({key for path in loaded(top, page) for key in KEY.findall(path.read_text("utf-8"))}))


def loaded(top: Path, page: str) -> Iterator[Path]:
    """Every file of ours that the page's scripts load."""
    return reached(top, FILES[page])


def reached(top: Path, first: Iterable[str]) -> Iterator[Path]:
    """The files named, and every file of ours that they import."""
    waiting = [(top / name).resolve() for name in first]
    seen = set(waiting)
    while waiting:
        path = waiting.pop()
        yield path
        found = {
            (path.parent / target).resolve()
            for target in _IMPORT.findall(path.read_text("utf-8"))
            if "/vendor/" not in target
        }
        waiting += found - seen
        seen |= found
