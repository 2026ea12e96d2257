"""Groups rows by theme, as the phone shows a vote and a wall of ideas. Pure functions; twin of
`static/js/phone/rows_by_theme.js`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from workshop.contract.shapes import ClusterShape
from workshop.domain.cluster_letters import in_order


class Groupable(Protocol):
    """What can be grouped: something that is in a cluster or in none."""

    @property
    def cluster(self) -> int | None:
        """The cluster's id."""


R = TypeVar("R", bound=Groupable)


@dataclass(frozen=True)
class Group(Generic[R]):
    """The rows of one theme; `theme` is None for rows without one, which are `apart` where nobody groups them."""

    theme: ClusterShape | None
    rows: Sequence[R]
    apart: bool = False


def by_theme(
    clusters: Mapping[int, ClusterShape], rows: Sequence[R], order: Callable[[list[int]], list[int]] | None = None
) -> list[Group[R]]:
    """The themes that contain some of `rows`, sorted by `order` (as facilitators put them without one); rows without a
    theme come last."""
    found: dict[int, list[R]] = {}
    for row in rows:
        held = row.cluster if row.cluster in clusters else None
        found.setdefault(held or 0, []).append(row)
    loose = found.pop(0, [])
    ids = order(list(found)) if order else sorted(found, key=lambda one: in_order(clusters[one]))
    groups = [Group[R](clusters[one], found[one]) for one in ids]
    return [*groups, Group(None, loose)] if loose else groups
