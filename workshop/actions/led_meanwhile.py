"""The rule for commands that lead the hall and arrive late: one that was sent before somebody else led the hall on does
not undo that.

A console that loses its connection may have sent a command that arrives when it is back. What it names as `seen` says
what its sender knew then.
"""

from msgspec import UNSET
from sqlalchemy.orm import Session

from workshop.access.authentication import PROGRAM_NAME, Actor
from workshop.contract import commands
from workshop.contract.base import Command, LeadingCommand
from workshop.domain.errors import Refusal
from workshop.projections import undoable_deeds


def permit(db: Session, command: Command, actor: Actor, forum: int) -> None:
    """Raises Refusal changed_meanwhile for a command that leads the hall when another person has led it after what its
    sender saw, or when that is newer than all there is (of another forum, or of one that a backup has replaced). The
    sender's own commands do not count: two presses in a row may name the same. Nor do steps that the program closes on
    time. An emergency stop is never refused.

    Two windows of one person are one sender: the log names people, so no process could tell after a restart, or of a
    command that another process took, which window it came from; and who leads in two windows sees both."""
    if not isinstance(command, LeadingCommand) or command.seen is UNSET:
        return
    if isinstance(command, commands.ForumEmergency) and command.on:
        return
    deeds = undoable_deeds.of(db, forum)
    if not deeds.newest_leading_row(but=(actor.name, PROGRAM_NAME)) <= command.seen <= deeds.newest_leading_row():
        raise Refusal("changed_meanwhile")
