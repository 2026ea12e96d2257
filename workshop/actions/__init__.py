"""The implementation of every command: one function each, `(db, command, actor, forum, now) -> Done`. The only code
that changes a forum's data. No action commits or emits.

`writer.Writer.execute` is the only way to run them, for socket, form, command line, helper and rehearsal.
"""

from workshop.actions import (
    accounts,
    answers,
    ballots,
    clusters,
    confirmations,
    hiding_reasons,
    ideas,
    imports,
    leading,
    links_and_secrets,
    merging,
    moderation,
    own_participation,
    placement_suggestions,
    preparing,
    results_page,
    screen,
    series,
    sorting,
    suggestion_dismissals,
    supports,
    theme_proposals,
    tickets,
    undo,
)

__all__ = [
    "accounts",
    "answers",
    "ballots",
    "clusters",
    "confirmations",
    "hiding_reasons",
    "ideas",
    "imports",
    "leading",
    "links_and_secrets",
    "merging",
    "moderation",
    "own_participation",
    "placement_suggestions",
    "preparing",
    "results_page",
    "screen",
    "series",
    "sorting",
    "suggestion_dismissals",
    "supports",
    "theme_proposals",
    "tickets",
    "undo",
]
