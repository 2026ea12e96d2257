"""What a facilitator answers to a suggestion. Taking one is another command (`idea.place`, `idea.merge`)."""

from typing import Annotated

import msgspec

from workshop.contract.base import LEAD, Command, Id, command

Others = Annotated[list[Id], msgspec.Meta(max_length=20)]


@command("suggestion.dismiss", LEAD)
class SuggestionDismiss(Command, frozen=True, kw_only=True):
    """Suggest no more that these ideas say the same thing, or that the idea belongs to the cluster."""

    idea: Id
    others: Others = []
    """ideas that it does not say the same as, nor they among themselves"""
    cluster: Id | None = None


@command("suggestion.restore", LEAD, wired=False)
class SuggestionRestore(Command, frozen=True, kw_only=True):
    """Undo of a dismissal: it may be suggested again."""

    idea: Id
    others: Others
    cluster: Id | None
