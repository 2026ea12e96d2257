"""The kinds of activity, one file each, and the one list that names them."""

from workshop.domain.activities import clusters, dots, ideas, results, welcome
from workshop.domain.activities.base import Kind

KINDS: dict[str, Kind] = {kind.name: kind for kind in (welcome.KIND, ideas.KIND, clusters.KIND, dots.KIND, results.KIND)}

__all__ = ["KINDS", "Kind"]
