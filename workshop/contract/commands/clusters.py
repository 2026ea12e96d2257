"""Grouping: clusters are made, named and removed; ideas are moved between them."""

from typing import Annotated

import msgspec

from workshop.contract.base import LEAD, MOST_THEMES_AT_ONCE, Command, Count, Id, Text, command
from workshop.contract.shared_types import Colour


@command("idea.place", LEAD)
class IdeaPlace(Command, frozen=True, kw_only=True):
    """Move ideas to a cluster, or out of every cluster."""

    ideas: list[Id]
    cluster: Id | None


class IdeasInto(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A cluster, with ideas that go there."""

    cluster: Id
    ideas: list[Id]


@command("ideas.place", LEAD)
class IdeasPlace(Command, frozen=True, kw_only=True):
    """Move ideas that are in no cluster to several clusters as one deed. An idea that was placed meanwhile stays where
    it is."""

    places: Annotated[list[IdeasInto], msgspec.Meta(min_length=1, max_length=MOST_THEMES_AT_ONCE)]


@command("cluster.add", LEAD)
class ClusterAdd(Command, frozen=True, kw_only=True):
    """Make a cluster, with these ideas in it if any. Its letter is the next free one."""

    title: Text
    ideas: list[Id] = []


class NewCluster(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A cluster to be made, with these ideas, or without any."""

    title: Text
    ideas: list[Id]


@command("clusters.add", LEAD)
class ClustersAdd(Command, frozen=True, kw_only=True):
    """Make several clusters as one deed. An idea that was placed meanwhile stays where it is; a cluster none of whose
    ideas is left is not made, and neither is one without ideas whose name another has."""

    clusters: Annotated[list[NewCluster], msgspec.Meta(min_length=1, max_length=26)]


@command("cluster.rename", LEAD)
class ClusterRename(Command, frozen=True, kw_only=True):
    """Rename a cluster. `version` is the one that the sender saw (compare-and-set); 0 (undo) stands for any."""

    cluster: Id
    title: Text
    version: Count


class NewName(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A cluster with its new name. `version` is the one that the sender saw (compare-and-set)."""

    cluster: Id
    title: Text
    version: Count


@command("clusters.rename", LEAD)
class ClustersRename(Command, frozen=True, kw_only=True):
    """Name several clusters as one deed. One that was renamed or removed meanwhile, or whose result has been shown,
    stays as it is."""

    names: Annotated[list[NewName], msgspec.Meta(min_length=1, max_length=MOST_THEMES_AT_ONCE)]


@command("cluster.remove", LEAD)
class ClusterRemove(Command, frozen=True, kw_only=True):
    """Remove a cluster; its ideas are then in no cluster. `unmade` (undo): its making is taken back, so where nothing
    points to it the next cluster may have its letter."""

    cluster: Id
    unmade: bool = False


@command("cluster.merge", LEAD)
class ClusterMerge(Command, frozen=True, kw_only=True):
    """Put all ideas of a cluster into another one and remove it. The other keeps its letter and its name."""

    cluster: Id
    into: Id


@command("cluster.order", LEAD)
class ClusterOrder(Command, frozen=True, kw_only=True):
    """Put a cluster behind another one, or before all (null)."""

    cluster: Id
    behind: Id | None


@command("cluster.colour", LEAD)
class ClusterColour(Command, frozen=True, kw_only=True):
    """Mark a cluster with a colour, or with none ("")."""

    cluster: Id
    colour: Colour


@command("cluster.restore", LEAD, wired=False)
class ClusterRestore(Command, frozen=True, kw_only=True):
    """Bring back a removed cluster with these of its ideas. `letter`: the one that it has given up, which it has again
    unless another cluster has it."""

    cluster: Id
    ideas: list[Id]
    letter: Text = ""
