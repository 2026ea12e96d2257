"""Undo and redo."""

from workshop.contract.base import LEAD, Command, Id, command


@command("undo", LEAD)
class Undo(Command, frozen=True, kw_only=True):
    """Undo one's own newest deed, or exactly the one in log row `n`, also another person's. A deed whose result was
    changed since is not undone; then nothing is, unless an older deed is named."""

    n: Id | None = None


@command("redo", LEAD)
class Redo(Command, frozen=True, kw_only=True):
    """Redo what one undid last, unless one did something new since."""
