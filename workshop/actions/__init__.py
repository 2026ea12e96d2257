"""The implementation of every command: one function each, `(db, command, actor, forum, now) -> Done`. The only code
that changes a forum's data. No action commits or emits.

`writer.Writer.execute` is the only way to run them, for socket, form, command line, helper and rehearsal.
"""

from workshop.actions import (
    agenda,
    ballots,
    clusters,
    forums,
    house,
    ideas,
    links_and_secrets,
    merging,
    moderation,
    participants,
    placements,
    screen,
    sorting,
    suggestions,
    undo,
)

__all__ = [
    "agenda",
    "ballots",
    "clusters",
    "forums",
    "house",
    "ideas",
    "links_and_secrets",
    "merging",
    "moderation",
    "participants",
    "placements",
    "screen",
    "sorting",
    "suggestions",
    "undo",
]
