"""The scripts and the style sheets that each page loads: bundles, or the sources that the bundles were made of.

A bundle (`static/bundles/`, written by `workshop.pages.script_bundles`) has a digest of its sources in its first
line. A page loads the bundle while that digest is true. After a change of a source it loads the sources, as it always
does with WORKSHOP_SCRIPTS=modules: what a page runs is never older than what the files say.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from workshop.pages import files_by_kind, script_message_keys
from workshop.reports.style_sheets import DESK, SUMMARY

SCRIPTS = {
    "phone": "js/phone.js",
    "phone_second": "js/phone_second.js",
    "join": "js/phone/join.js",
    "proposals": "js/phone/proposals.js",
    "background": "js/phone/background.js",
    "screen": "js/screen.js",
    "console": "js/console.js",
    "office": "js/office.js",
    "print": "js/office/print.js",
    "making": "js/office/making.js",
}
"""By page: its script. Paths here and below are under `static`."""
SECOND = {"phone": "phone_second"}
"""Of a page with two scripts: the second. It imports the first, and what both use is in the first, so that a page loads
one file before it works."""


def _sheets(page: str, parts: str) -> tuple[str, ...]:
    """The style sheet of a page, and those of its parts in the folder of its name."""
    return (f"css/{page}.css", *(f"css/{page}/{part}.css" for part in parts.split()))


PHONE = _sheets("phone", "page fields ideas vote charts join results windows")
SCREEN = ("css/screen/frame.css", *_sheets("screen", "words lobby covers wall board counts results theme_sums end"))
CONSOLE = _sheets(
    "console",
    "bar agenda work ideas board board_folded board_cards board_likely board_menus votes needs big_screen panels"
    " last_change widths tablet small_windows touch",
)
OFFICE = _sheets("office", "signing_in forums forms printables answering forum widths")
STYLES = {
    "phone": PHONE,
    "receipt": ("css/receipt.css",),
    "programme": ("css/programme.css",),
    "screen": (*DESK, *SCREEN),
    "console": (*DESK, *CONSOLE),
    "office": (*DESK, "css/series.css", *OFFICE),
    "report": SUMMARY,
    "results": (*SUMMARY, "css/series.css", "css/results.css"),
}
"""By page: its style sheets, in their order; those of the kinds of activities follow."""
FOLDER = "bundles"
"""The folder of the bundles."""
DIGEST = re.compile(rb"script_bundles\.py ([0-9a-f]{12})")
"""In the first line of a bundle: the beginning of a SHA-256, long enough to tell texts of ours apart."""
SOURCES = ("js", "css")
"""The folders of the sources."""


@dataclass(frozen=True)
class Bundle:
    """One file made of several: its path, the sources that a page without bundles names, and all its sources."""

    path: str
    named: tuple[str, ...]
    sources: tuple[str, ...]


def bundles(static: Path) -> list[Bundle]:
    """Every bundle."""
    return [script(static, page) for page in SCRIPTS] + [style(static, page) for page in STYLES]


def script(static: Path, page: str) -> Bundle:
    """The bundle of a page's script and all that it imports. Two scripts of one page are made together, of the sources
    of both: neither is newer than the other."""
    entry = SCRIPTS[SECOND.get(page, page)]
    reached = script_message_keys.reached(static.parent, [f"static/{entry}"], vendored=True)
    here = static.resolve()
    sources = sorted(path.relative_to(here).as_posix() for path in reached)
    return Bundle(f"{FOLDER}/{page}.js", (SCRIPTS[page],), tuple(sources))


def style(static: Path, page: str) -> Bundle:
    """The bundle of a page's style sheets."""
    sheets = (*STYLES[page], *files_by_kind.style_sheets(static, page))
    return Bundle(f"{FOLDER}/{page}.css", sheets, sheets)


def digest(static: Path, bundle: Bundle) -> str:
    """A hash of the names and texts of a bundle's sources, however a checkout ended their lines."""
    found = hashlib.sha256()
    for source in bundle.sources:
        text = (static / source).read_bytes().replace(b"\r\n", b"\n")
        found.update(f"{source}\n{len(text)}\n".encode() + text)
    return found.hexdigest()[:12]


def is_fresh(static: Path, bundle: Bundle) -> bool:
    """Whether the bundle was made of the sources as they are now."""
    try:
        with (static / bundle.path).open("rb") as file:
            found = DIGEST.search(file.readline())
    except FileNotFoundError:
        return False
    return found is not None and found[1].decode() == digest(static, bundle)


@lru_cache
def loaded_script(static: Path, page: str, bundled: bool) -> str:
    """The script that a page names: the bundle if it is wanted and fresh, else the source."""
    return _loaded(static, script(static, page), bundled)[0]


@lru_cache
def loaded_styles(static: Path, page: str, bundled: bool) -> tuple[str, ...]:
    """The style sheets that a page names."""
    return _loaded(static, style(static, page), bundled)


def _loaded(static: Path, bundle: Bundle, bundled: bool) -> tuple[str, ...]:
    return (bundle.path,) if bundled and is_fresh(static, bundle) else bundle.named


@lru_cache
def stale(static: Path) -> tuple[str, ...]:
    """The bundles that pages do not load, because their sources have changed."""
    return tuple(bundle.path for bundle in bundles(static) if not is_fresh(static, bundle))


def served(static: Path, bundled: bool) -> list[str]:
    """Every file that pages load: without the sources where all bundles stand for them."""
    paths = sorted(path.relative_to(static) for path in static.rglob("*") if path.is_file())
    unused = SOURCES if bundled and not stale(static) else ()
    return [path.as_posix() for path in paths if path.parts[0] not in unused]
