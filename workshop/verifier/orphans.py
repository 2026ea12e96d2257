"""Finds orphans: rows whose owner does not exist (no forum shows them, so no forum's check would find them) and rows
whose owners do not belong together; triggers, views and rules; and tables of other programs."""

from collections.abc import Iterator

from workshop.verifier.database_reader import Source

OWNERS = (
    ("mark", "ballot", "ballot"),
    ("ballot", "activity", "activity"),
    ("ballot_owner", "ballot", "ballot"),
    ("ballot_owner", "participant", "participant"),
    ("dealt", "activity", "activity"),
    ("dealt", "participant", "participant"),
    ("done", "activity", "activity"),
    ("done", "participant", "participant"),
    ("placement", "idea", "idea"),
    ("placement", "participant", "participant"),
    ("placement", "cluster", "cluster"),
    ("support", "idea", "idea"),
    ("support", "participant", "participant"),
    ("confirmation", "forum", "forum"),
    ("confirmation", "participant", "participant"),
    ("background_answer", "forum", "forum"),
    ("background_answer", "participant", "participant"),
    ("activity", "forum", "forum"),
    ("cluster", "forum", "forum"),
    ("idea", "forum", "forum"),
    ("idea", "activity", "activity"),
    ("contact", "forum", "forum"),
    ("contact", "idea", "idea"),
    ("programme_entry", "forum", "forum"),
    ("programme_entry", "idea", "idea"),
    ("link", "forum", "forum"),
    ("ticket", "forum", "forum"),
    ("organiser_answer", "forum", "forum"),
    ("theme_proposal", "forum", "forum"),
    ("theme_proposal", "activity", "activity"),
    ("participant", "forum", "forum"),
)
"""(table, column, the table whose `id` it refers to)."""
_OWNED = "ballot_owner JOIN ballot ON ballot.id = ballot_owner.ballot"
APART = (
    (
        "ballots are noted as somebody's in another step than theirs",
        f"FROM {_OWNED} WHERE ballot.activity != ballot_owner.activity",
    ),
    (
        "counts of raised hands are noted as somebody's ballot",
        f"FROM {_OWNED} WHERE ballot.source = 'hand'",
    ),
    (
        "ballots on paper are noted as somebody's",
        f"FROM {_OWNED} WHERE ballot.source = 'paper'",
    ),
    (
        "ballots that were brought in are noted as somebody's",
        f"FROM {_OWNED} WHERE ballot.source = 'import'",
    ),
    (
        "ballots of phones are noted as nobody's: whose they are could vote again",
        "FROM ballot WHERE source = 'phone' AND NOT EXISTS"
        " (SELECT 1 FROM ballot_owner WHERE ballot_owner.ballot = ballot.id)",
    ),
    (
        "people have several ballots in one step",
        f"FROM (SELECT ballot_owner.participant FROM {_OWNED}"
        " GROUP BY ballot.activity, ballot_owner.participant HAVING count(*) > 1) AS several",
    ),
    (
        "ballots are noted as those of several people",
        "FROM (SELECT ballot FROM ballot_owner GROUP BY ballot HAVING count(*) > 1) AS shared",
    ),
    (
        "answers on the results are noted as those of people of another forum",
        "FROM confirmation JOIN participant ON participant.id = confirmation.participant"
        " WHERE participant.forum != confirmation.forum",
    ),
    (
        "answers to background questions are noted as those of people of another forum",
        "FROM background_answer JOIN participant ON participant.id = background_answer.participant"
        " WHERE participant.forum != background_answer.forum",
    ),
    *(
        (
            f"rows of {table} are about people of another forum",
            f"FROM {table} JOIN activity ON activity.id = {table}.activity"
            f" JOIN participant ON participant.id = {table}.participant WHERE participant.forum != activity.forum",
        )
        for table in ("ballot_owner", "dealt", "done")
    ),
)
"""(problem, the rows that have it): what is there, but does not belong together."""
OURS = frozenset(
    {*(table for table, _, _ in OWNERS), *(owner for _, _, owner in OWNERS)}
    | {"account", "admission", "alembic_version", "house", "house_reason", "key", "log", "series"}
)
"""Our tables; a test compares them with those of the server."""


def orphans(source: Source) -> Iterator[str]:
    """Orphaned and mismatched rows and active objects, in plain words; nothing when there are none."""
    for table, column, owner in OWNERS:
        missing = f"NOT EXISTS (SELECT 1 FROM {owner} WHERE {owner}.id = {table}.{column})"
        orphans = f"SELECT count(*) AS n FROM {table} WHERE {missing}"
        for row in source.rows(orphans):
            if row["n"]:
                yield f"{row['n']} rows of {table} belong to no {owner} that is there"
    for problem, those in APART:
        for row in source.rows(f"SELECT count(*) AS n {those}"):
            if row["n"]:
                yield f"{row['n']} {problem}"
    yield from (
        f"there is a {row['kind']} ({row['name']!r}), which this program never makes"
        for row in source.rows(source.acting)
    )
    if not source.shared:
        yield from (f"there is a table ({name!r}), which this program never makes" for name in _not_ours(source))


def others(source: Source) -> list[str]:
    """The names of tables that are not ours, in a database that other programs may use, too. Nothing is proven of
    them."""
    return _not_ours(source) if source.shared else []


def _not_ours(source: Source) -> list[str]:
    return [row["name"] for row in source.rows(source.tables) if row["name"] not in OURS]
