"""Groups rows by theme, as the phone shows a vote and a wall of ideas. Pure functions; twin of
`static/js/phone/themes.js`."""

from collections.abc import Callable
from typing import Any

Row = dict[str, Any]


def by_theme(
    clusters: dict[str, Row], rows: list[Row], order: Callable[[list[int]], list[int]] | None = None
) -> list[dict[str, Any]]:
    """[{theme, rows, given}]: the themes that contain some of `rows` (by their `cluster`), sorted by `order` (by letter
    without one); rows without a theme come last, with `theme` None. `given` is the sum of the person's own dots in the
    theme, where rows have any."""
    found: dict[int, list[Row]] = {}
    for row in rows:
        held = row["cluster"] if str(row["cluster"]) in clusters else 0
        found.setdefault(held or 0, []).append(row)
    loose = found.pop(0, [])
    ids = order(list(found)) if order else sorted(found, key=lambda one: str(clusters[str(one)]["letter"]))
    groups = [(clusters[str(one)], found[one]) for one in ids]
    named: list[tuple[Row | None, list[Row]]] = [*groups, *([(None, loose)] if loose else [])]
    return [{"theme": theme, "rows": held, "given": sum(row.get("given", 0) for row in held)} for theme, held in named]
