"""Series of forums, which belong to no forum."""

from workshop.contract.base import PREPARE, Command, Id, Text, command


@command("series.add", PREPARE, of_house=True)
class SeriesAdd(Command, frozen=True, kw_only=True):
    """Add a series of forums."""

    title: Text


@command("series.rename", PREPARE, of_house=True)
class SeriesRename(Command, frozen=True, kw_only=True):
    """Rename a series, unless it is no longer called `was` (where that is given)."""

    series: Id
    title: Text
    was: Text | None = None


@command("series.remove", PREPARE, of_house=True)
class SeriesRemove(Command, frozen=True, kw_only=True):
    """Remove a series that holds no forum."""

    series: Id
