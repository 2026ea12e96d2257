"""Prepares the naive reference so that its work equals the server's: the same texts, and the sources of the files that
our pages ask for."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from workshop.bench.running_hall import TEXT, BenchHall, BenchServer
from workshop.bench.simulated_newcomers import Needs, needs_of
from workshop.client.browser import Browser

INTRO = (
    "Tässä foorumissa saa unelmoida vapaasti: mitä museossa näkee, kuulee, tekee ja tuntee? Lopuksi äänestämme. " * 4
)
ICONS = "<svg hidden>" + '<symbol id="i-check"><path d="M6 3.5h12V21l-3-2l-3 2l-3-2l-3 2z"/></symbol>' * 60 + "</svg>"
"""As long as the icons in each of our pages."""


def about(hall: BenchHall, needs: Needs | None = None) -> dict[str, Any]:
    """The forum, in the shape that the naive templates need."""
    put = hall.console.picture["put"]
    forum = next(iter(put["forum"].values()))
    steps = sorted(put["activity"].values(), key=lambda step: int(step["position"]))
    told = ("id", "position", "kind", "prompt", "instruction", "minutes", "settings", "state")
    return {
        "title": forum["title"]["fi"],
        "intro": INTRO,
        "code": forum["code"],
        "languages": forum["languages"],
        "icons": ICONS,
        "steps": [step["prompt"]["fi"] for step in steps],
        "activity": {str(step["id"]): {name: step[name] for name in told} for step in steps},
        "ideas": [TEXT.format(number) for number in range(len(hall.ideas))],
        "outside": needs.outside if needs else [],
        "inside": needs.inside if needs else [],
    }


def plain_files(folder: Path) -> Needs:
    """Save the files that pages ask for where nothing is bundled, uncompressed, under their paths.

    A reference must not become cheaper by what our pages save, so it serves one file for each source. The release
    with its bundles is what our server is measured with.
    """
    server = BenchServer(folder / "plain", 10, WORKSHOP_SCRIPTS="modules")
    try:
        needs, _ = needs_of(server.base, urlsplit(server.forum()["join"]).path)
        browser = Browser("fi")
        for path in [*needs.outside, *needs.inside]:
            where = folder / "files" / path.lstrip("/")
            where.parent.mkdir(parents=True, exist_ok=True)
            where.write_bytes(browser.get(server.base + path).body)
    finally:
        server.stop()
    return needs
