"""How long the links of co-facilitators hold."""

from workshop.runtime.epoch_ms import HOUR

LINK_HOLDS = 48 * HOUR
"""Milliseconds after a forum's planned start for which a link holds: through that day and the next, at any hour."""


def link_until(made: int, starts_at: int | None) -> int:
    """Until when a co-facilitator's link admits at least, in epoch milliseconds.

    `made` is when the link was made, `starts_at` when the forum is planned to begin, if it has a date; both in epoch
    milliseconds.
    """
    return max(made, starts_at or 0) + LINK_HOLDS
