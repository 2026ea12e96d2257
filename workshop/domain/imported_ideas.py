"""Which ideas came from a file, and which of them are hidden because that was undone: nobody looked at them and hid
them."""

from workshop.contract.idea_states import HIDDEN

SOURCE = "import"
UNDONE = "test"
"""The reason for which undo hides what an import brought."""


def is_undone(state: str, source: str, reason: str | None) -> bool:
    """Whether an idea is hidden because its import was undone."""
    return state == HIDDEN and source == SOURCE and reason == UNDONE
