"""What belongs to nothing: rows whose owner is not there (no forum shows them, so no forum's check would), and what
acts by itself."""

from collections.abc import Iterator

from workshop.verifier.source import Source

OWNERS = (
    ("mark", "ballot", "ballot"),
    ("ballot", "activity", "activity"),
    ("ballot_owner", "ballot", "ballot"),
    ("ballot_owner", "participant", "participant"),
    ("done", "activity", "activity"),
    ("done", "participant", "participant"),
    ("activity", "forum", "forum"),
    ("cluster", "forum", "forum"),
    ("idea", "forum", "forum"),
    ("idea", "activity", "activity"),
    ("link", "forum", "forum"),
    ("participant", "forum", "forum"),
)
"""(table, column, the table whose `id` it names)."""


def astray(source: Source) -> Iterator[str]:
    """In plain words; nothing when all is in its place."""
    for table, column, owner in OWNERS:
        orphans = f"SELECT count(*) AS n FROM {table} WHERE NOT EXISTS (SELECT 1 FROM {owner} WHERE {owner}.id = {table}.{column})"
        for row in source.rows(orphans):
            if row["n"]:
                yield f"{row['n']} rows of {table} belong to no {owner} that is there"
    yield from (
        f"there is a {row['kind']} ({row['name']!r}), which this program never makes"
        for row in source.rows(source.acting)
    )
