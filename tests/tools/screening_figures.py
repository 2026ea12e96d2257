"""How often the content filter is right, as one JSON object: `python -m tests.tools.screening_figures FILE`.

FILE is a table separated by tabs with the columns `flag` and `text`; without FILE it is the set that was written before
its author had read the rules (`tests/data/screening_fresh.tsv`). `flag` is what must be found (`words`: an oath or an
insult, whichever), `none` where nothing may be, and `either` where no rule can know: those count for nothing.

`cases`, `recall`, `missed`      texts that must wait, the share that does, and the others
`decent`, `false`, `held`        texts that must pass, how many do not, and which
"""

import argparse
import csv
import json
from collections.abc import Iterable
from pathlib import Path

from workshop.domain import screening

FRESH = Path(__file__).parent.parent / "data" / "screening_fresh.tsv"
NONE, EITHER, WORDS = "none", "either", "words"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", default=FRESH)
    file = parser.parse_args().file
    try:
        found = figures(cases(file))
    except (OSError, ValueError) as problem:
        parser.error(str(problem))
    print(json.dumps(found, ensure_ascii=False, indent=1))


def cases(file: Path) -> list[tuple[str, str]]:
    """The texts of a file, each with what must be found in it: [(flag, text)]. Raises ValueError for a table with other
    columns."""
    with file.open(encoding="utf-8", newline="") as table:
        rows = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
        missing = {"flag", "text"} - set(rows.fieldnames or ())
        if missing:
            raise ValueError(
                f"{file}: no column {', '.join(sorted(missing))}; it has {', '.join(rows.fieldnames or ())}"
            )
        return [(row["flag"], row["text"]) for row in rows]


def figures(cases: Iterable[tuple[str, str]]) -> dict[str, object]:
    """What the filter makes of them, by the names above."""
    every = list(cases)
    must = [(flag, text) for flag, text in every if flag not in (NONE, EITHER)]
    missed = [[flag, text] for flag, text in must if not _is_found(flag, text)]
    decent = [text for flag, text in every if flag == NONE]
    held = {text: flags for text in decent if screening.doubtful(flags := screening.flags(text))}
    recall = round(1 - len(missed) / len(must), 3) if must else None
    return {
        "cases": len(must),
        "recall": recall,
        "missed": missed,
        "decent": len(decent),
        "false": len(held),
        "held": held,
    }


def _is_found(flag: str, text: str) -> bool:
    wanted = {screening.LANGUAGE, screening.INSULT} if flag == WORDS else {flag}
    return not wanted.isdisjoint(screening.flags(text))


if __name__ == "__main__":
    main()
