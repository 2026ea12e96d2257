"""Themes that participants propose while the hall sorts: one line each, which only facilitators read until one takes
it."""

from typing import Literal

from workshop.contract.base import LEAD, TAKE_PART, Command, Id, Text, command

ProposalState = Literal["open", "taken", "dismissed"]


@command("proposal.add", TAKE_PART)
class ProposalAdd(Command, frozen=True, kw_only=True):
    """Propose a theme that is missing. Only facilitators read it until one of them takes it."""

    activity: Id
    title: Text


@command("proposal.take", LEAD)
class ProposalTake(Command, frozen=True, kw_only=True):
    """Make a theme of what was proposed. All who proposed the same words have proposed it."""

    proposal: Id


@command("proposal.dismiss", LEAD)
class ProposalDismiss(Command, frozen=True, kw_only=True):
    """Dismiss what was proposed, by all who proposed the same words. `all`: everything that waits from the person who
    made this one."""

    proposal: Id
    all: bool = False


@command("proposal.decided", LEAD, wired=False)
class ProposalDecided(Command, frozen=True, kw_only=True):
    """Set a proposal back to what was decided on it before: undo of taking and dismissing. `cluster`: the theme that
    was made of it."""

    proposal: Id
    state: ProposalState
    cluster: Id | None
