"""What columns hold that is neither a number nor a text."""

from typing import TypedDict

from workshop.contract.shared_types import Texts

Spans = list[list[int]]
"""Parts of a text: [first, after the last] of each, in code points, in order."""


class StoredReason(TypedDict):
    """A reason for hiding an idea in the column of its forum."""

    words: Texts
    offered: bool
