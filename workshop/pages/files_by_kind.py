"""The files of each kind of activity that pages load: its style sheets, and the tables through which the scripts of a
page find its modules.

    python -m workshop.pages.files_by_kind            writes the tables
    python -m workshop.pages.files_by_kind --check    reports whether they are stale

A kind that is in `NAMES` is in every table; nothing else names it.
"""

import sys
from functools import lru_cache
from pathlib import Path

from workshop.domain.activities import KINDS, NAMES

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("phone", "screen", "console")
"""The pages that draw activities."""
TABLES = {
    "phone": "on the phone at once. Phone-safe.",
    "phone_second": "on phones later on. Phone-safe.",
    "screen": "on the big screen.",
    "console": "on the console.",
}
"""Their scripts, with the end of the first line of each one's table."""


def is_drawn_at_once(mode: str) -> bool:
    """Whether a phone's first script draws a view, "before", "choose", "ended" or the name of a kind: of kinds those
    with words or a field to write in, because forums begin so. The second script, which a phone loads a moment later
    (static/js/phone/second_script.js), draws all others, also what an earlier forum came to."""
    kind = KINDS.get(mode)
    if kind is None:
        return mode in ("before", "choose")
    return kind.collects == "ideas" or (kind.shows == "words" and not kind.recalls)


def table(script: str) -> str:
    """static/js/kinds.<script>.js: the module of each kind, by the kind's name; on phones its view, which is all that a
    page takes of it there: bundles hold no names of the rest."""
    made = "Made by `workshop.pages.files_by_kind`; do not edit."
    where, _, mark = TABLES[script].partition(".")
    page = script.partition("_")[0]
    phone = page == "phone"
    names = [name for name in NAMES if not phone or is_drawn_at_once(name) == (script == "phone")]
    imported = "{{ view as {} }}" if phone else "* as {}"
    return "\n".join(
        [
            f"// The kinds of activities {where}. {made}{mark}",
            "",
            *(f'import {imported.format(name)} from "./activities/{name}/{page}.js";' for name in names),
            "",
            f"export const {'VIEWS' if phone else 'KINDS'} = {{ {', '.join(names)} }};",
            "",
        ]
    )


def tables() -> dict[Path, str]:
    """The text of each table, by its path."""
    return {ROOT / f"static/js/kinds.{script}.js": table(script) for script in TABLES}


def stale() -> list[str]:
    """The tables that differ from what `NAMES` says."""
    return [
        str(path.relative_to(ROOT))
        for path, text in tables().items()
        if not path.exists() or path.read_text("utf-8") != text
    ]


@lru_cache
def style_sheets(static: Path, page: str) -> tuple[str, ...]:
    """The style sheets that kinds have for a page, as paths under `static`. Few have any: most of what a kind shows is
    drawn by parts that all kinds share."""
    paths = (f"css/activities/{name}/{page}.css" for name in NAMES)
    return tuple(path for path in paths if (static / path).is_file())


def main(arguments: list[str]) -> int:
    """Write the tables, or with --check only compare. 1 when one is stale."""
    if "--check" in arguments:
        for path in stale():
            print(f"{path} is stale: run python -m workshop.pages.files_by_kind")
        return 1 if stale() else 0
    for target, text in tables().items():
        target.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
