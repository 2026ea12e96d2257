"""How large what is brought in may be: the one place of these limits, and their check for a table row by row."""

from collections.abc import Sequence

from workshop.contract.base import MOST_IDEAS
from workshop.contract.commands.imported_ideas_and_ballots import MOST_BALLOTS
from workshop.domain.errors import Refusal

MOST_BYTES = 4_000_000
MOST_ROWS = MOST_IDEAS
MOST_VOTERS = MOST_BALLOTS
MOST_VOTES = 1_000_000
"""Answers of all voters, each in a row of its own."""
MOST_COLUMNS = 60
MOST_CELL = 20_000
"""Characters of one cell; an idea may have far fewer, so that its row can be refused by name."""
MOST_UNPACKED = 60_000_000
"""Bytes of all parts of a zip file."""
MOST_PARTS = 400


class RoomForRows:
    """What a table may still hold while its rows come."""

    def __init__(self) -> None:
        self._last = 0
        self._left = MOST_BYTES

    def take(self, number: int, cells: Sequence[str]) -> None:
        """Count one row. Raises Refusal import_rows, import_columns, import_line for a cell that is too long,
        import_large for too many characters in all, import_broken for a row that is not below the one before."""
        if number > MOST_ROWS + 1:  # the first may hold headings
            raise Refusal("import_rows", n=MOST_ROWS)
        if number <= self._last:
            raise Refusal("import_broken")
        if len(cells) > MOST_COLUMNS:
            raise Refusal("import_columns", n=MOST_COLUMNS)
        if any(len(cell) > MOST_CELL for cell in cells):
            raise Refusal("import_line", row=number)
        self._last = number
        self._left -= sum(map(len, cells))
        if self._left < 0:
            raise Refusal("import_large", n=MOST_BYTES // 1_000_000)
