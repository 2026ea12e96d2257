"""The registry of activity kinds: one file for each kind, and the one list that names them."""

from workshop.domain.activities import clusters, dots, ideas, results, welcome
from workshop.domain.activities.base import Kind
from workshop.domain.errors import Refusal

KINDS: dict[str, Kind] = {
    kind.name: kind for kind in (welcome.KIND, ideas.KIND, clusters.KIND, dots.KIND, results.KIND)
}


def kind_called(name: str) -> Kind:
    """A kind by its name; raises Refusal settings_bad when there is none."""
    if name not in KINDS:
        raise Refusal("settings_bad")
    return KINDS[name]


def collecting(what: str) -> list[str]:
    """The names of the kinds in which people give `what`: ideas or votes."""
    return [kind.name for kind in KINDS.values() if kind.collects == what]


__all__ = ["KINDS", "Kind", "collecting", "kind_called"]
