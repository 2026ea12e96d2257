"""How large a file that is brought in may be, and the refusals of files that are larger or cannot be read."""

MOST_BYTES = 4_000_000
MOST_ROWS = 5_000
"""As many ideas as a forum can have."""
MOST_COLUMNS = 60
MOST_CELL = 20_000
"""Characters of one cell; an idea may have far fewer, so that its row can be refused by name."""
