"""The registry of all actions, and the type of their results (`Done`)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions.changed import Changed
from workshop.actions.writer_cache import ForumHead
from workshop.contract.base import Command, body
from workshop.domain import activity_states
from workshop.domain.errors import Refusal
from workshop.storage.tables import Forum


class Done(Changed):
    """The result of a command or of a part of one: what it changed, what was made, and the inverse commands for
    undo."""

    made: dict[str, object] = {}
    inverse: list[Command] | None = None
    """the commands that take it back, in the order in which undo runs them; None where nothing can be undone"""
    name: str | None = None
    """the name to write in the log instead of the actor's (a ballot's random id)"""
    body: dict[str, object] | None = None
    """what the log stores instead of the command's own fields (undo: which row was undone; a ballot: the marks that
    count)"""
    left: Mapping[str, object] = {}
    """the rows that it made or changed, as `storage.changed_values` records them"""
    in_house: bool = False
    """write to the house's log, because the forum's own log is deleted"""

    def then(self, part: "Done") -> None:
        """Add what the next part of the same command did: the last thing done is the first to take back."""
        self |= part
        if part.inverse is not None:
            self.inverse = [*part.inverse, *(self.inverse or [])]

    def led_to(self, back: list[Command]) -> None:
        """Add what takes back a consequence of what was done, if that can be undone. It runs last, because the cause
        must be gone before: an idea that left the screen as it was hidden is shown before it is large again."""
        if self.inverse is not None:
            self.inverse = [*self.inverse, *back]


UNDO = "(undo)"
"""The key of a command that undo runs, which some rules let pass. It cannot come in from outside: what the contract
accepts as a `Key` is longer and has no brackets. The log stores no keys."""

Action = Callable[..., Done]
Together = Callable[[Session, Sequence[tuple[Actor, Any]], ForumHead, int], Sequence["Done | Refusal"]]
ACTIONS: dict[str, Action] = {}
TOGETHER: dict[str, Together] = {}
A = TypeVar("A", bound=Action)


def action(kind: type[Command]) -> Callable[[A], A]:
    """Registers `(db, command, actor, forum, now) -> Done` for a command; `forum` is None for commands of the house."""

    def register(function: A) -> A:
        if kind.verb in ACTIONS:
            raise TypeError(f"two actions for {kind.verb}")
        ACTIONS[kind.verb] = function
        return function

    return register


def together(kind: type[Command]) -> Callable[[Together], Together]:
    """Registers `(db, [(actor, command)], forum_head, now) -> [Done or Refusal]` for a command that a whole hall sends
    together, run as one batch. Each actor comes once."""

    def register(function: Together) -> Together:
        if kind.verb in TOGETHER:
            raise TypeError(f"two ways to do {kind.verb} together")
        TOGETHER[kind.verb] = function
        return function

    return register


def perform(db: Session, command: Command, actor: Actor, forum: Forum | None, now: int) -> Done:
    """Run the action of a command that the actor may send. Raises Refusal; the writer commits."""
    if forum is not None:
        activity_states.permit_after_the_end(command.verb, forum.state)
    return ACTIONS[command.verb](db, command, actor, forum, now)


def as_record(command: Command) -> dict[str, object]:
    """A command as the log stores it for undo."""
    return {"verb": command.verb, "body": body(command)}


def forum_changed(forum: Forum, *inverse: Command) -> Done:
    """What a command comes to that changes the forum itself, with the commands that take it back."""
    return Done(touched={("forum", forum.id)}, inverse=list(inverse))


def must_change(command: Command, changes: bool) -> None:
    """Raises Refusal changed for a command that would leave all as it is: what two facilitators press together is done
    once, and takes one step of undo. Undo may come upon what is so already."""
    if not changes and command.key != UNDO:
        raise Refusal("changed")
