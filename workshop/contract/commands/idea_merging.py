"""Near-duplicates become one idea: merged, and taken apart again."""

from workshop.contract.base import LEAD, Command, Id, command


@command("idea.merge", LEAD)
class IdeaMerge(Command, frozen=True, kw_only=True):
    """Merge ideas into another, which keeps its number and its words. Ideas that are merged into them come along. An
    idea that is merged into one of `ideas` may be `into`: then it leads from now on."""

    into: Id
    ideas: list[Id]


@command("idea.unmerge", LEAD)
class IdeaUnmerge(Command, frozen=True, kw_only=True):
    """Set merged ideas on their own again, with their words, theme and votes. Those that are not merged stay as they
    are."""

    ideas: list[Id]
