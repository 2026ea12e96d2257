"""Finds the message keys that a page's scripts use, by searching the scripts, so that a phone loads its own texts and
no other page's.

A script names a text by its whole key ("idea.send") or by a prefix of one ("kind." + …); both are quoted and contain a
dot. The search may find too many keys, never too few. Of a template, scripts use only what it tells them to write again
in another language (`data-t`).
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from os.path import normpath
from pathlib import Path

from workshop.contract.refusals import REFUSALS, TO_FORMS, TO_LEADERS
from workshop.domain.activities import KINDS

FILES = {
    "phone": (
        "static/js/phone_second.js",
        "static/js/phone/join.js",
        "templates/phone/join.html",
        "templates/phone/here.html",
    ),
    "screen": ("static/js/screen.js",),
    "console": ("static/js/console.js",),
}
"""By page: the files to start from; the modules that they import are searched too."""
_IMPORT = re.compile(r'(?:from|import) "(\.[^"]+)"')
REFUSAL = "refusal."
"""The prefix of the sentences of refusals, of which a phone needs only those that it can be answered."""
MEASURE = "measure."
"""The prefix of the names of measures, of which a phone needs only those that its charts write: on the axes of a
scatter plot, and where people answer in words."""
KEY = re.compile(r"""["'`]([a-z][a-z0-9_]*\.[a-z0-9_.]*)""")
KEY_OF_TEMPLATE = re.compile(r'data-t="([^"]+)"')


@lru_cache
def named(top: Path, page: str) -> tuple[str, ...]:
    """The keys and prefixes of keys in the scripts of `page`. Cached."""
    found = {key for path in loaded(top, page) for key in _source(path)[1]}
    if page == "phone" and REFUSAL in found:
        found = found - {REFUSAL} | {REFUSAL + code for code in REFUSALS.keys() - TO_LEADERS.keys() - TO_FORMS.keys()}
    if page == "phone" and MEASURE in found:
        drawn = {name for kind in KINDS.values() if kind.answers or kind.chart == "scatter" for name in kind.drawn}
        found = found - {MEASURE} | {MEASURE + name for name in drawn}
    return tuple(sorted(found))


def loaded(top: Path, page: str) -> Iterator[Path]:
    """All files of ours that the page's scripts load."""
    return reached(top, FILES[page])


def reached(top: Path, first: Iterable[str], vendored: bool = False) -> Iterator[Path]:
    """The files named, and all files that they import: of ours, or of others too."""
    here = top.resolve()
    waiting = [here / name for name in first]
    seen = set(waiting)
    while waiting:
        path = waiting.pop()
        yield path
        found = {target for target, is_ours in _source(path)[0] if vendored or is_ours}
        waiting += found - seen
        seen |= found


def _source(path: Path) -> tuple[list[tuple[Path, bool]], list[str]]:
    """The files that a file imports, each with whether it is ours; and the keys that the file names."""
    now = path.stat()
    return _read(path, now.st_mtime_ns, now.st_size)


@lru_cache(1024)
def _read(path: Path, changed: int, size: int) -> tuple[list[tuple[Path, bool]], list[str]]:
    """Cached while the file stays as it is: most files belong to several pages, and to a bundle of each."""
    text = path.read_text("utf-8")
    targets = _IMPORT.findall(text)
    keys = (KEY_OF_TEMPLATE if path.suffix == ".html" else KEY).findall(text)
    return [(Path(normpath(path.parent / one)), "/vendor/" not in one) for one in targets], keys
