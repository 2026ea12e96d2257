"""What the big screen shows beside the agenda."""

from workshop.contract.base import LEAD, Count, Id, LeadingCommand, command


@command("screen.spotlight", LEAD)
class ScreenSpotlight(LeadingCommand, frozen=True, kw_only=True):
    """Show one idea large, or all again."""

    idea: Id | None


@command("screen.cluster", LEAD)
class ScreenCluster(LeadingCommand, frozen=True, kw_only=True):
    """Show one cluster large with all its ideas, or all again. One thing is large at a time: an idea or a cluster."""

    cluster: Id | None


@command("screen.vote", LEAD)
class ScreenVote(LeadingCommand, frozen=True, kw_only=True):
    """In a results step that tells of several votes: show the result of this one, or of the newest again."""

    vote: Id | None


@command("screen.freeze", LEAD)
class ScreenFreeze(LeadingCommand, frozen=True, kw_only=True):
    """Freeze what the screen shows, or let it follow again."""

    on: bool


@command("screen.blank", LEAD)
class ScreenBlank(LeadingCommand, frozen=True, kw_only=True):
    """Make the screen dark, or bring it back. People go on."""

    on: bool


@command("screen.code", LEAD)
class ScreenCode(LeadingCommand, frozen=True, kw_only=True):
    """Show the join code large, over everything else, or take it away."""

    on: bool


@command("screen.uncover", LEAD)
class ScreenUncover(LeadingCommand, frozen=True, kw_only=True):
    """Set how many places of a revealed result are uncovered, counted from the last. Pages open places that share a
    rank together, with the first of them. Once all are uncovered, they are so also when the result is counted again."""

    activity: Id
    uncovered: Count
