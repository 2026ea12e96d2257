"""Support of other people's ideas."""

from workshop.contract.base import TAKE_PART, Command, Id, command


@command("idea.support", TAKE_PART)
class IdeaSupport(Command, frozen=True, kw_only=True):
    """Support another person's idea while ideas are written, instead of posting the same; false takes that back. The
    supporter sees what becomes of it, as its author does."""

    idea: Id
    supports: bool
