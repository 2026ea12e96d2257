"""Every refusal: an error code, the facts that its sentence needs, and its HTTP status. The sentences are in the
catalogues as `refusal.<code>`."""

TO_LEADERS: dict[str, tuple[str, ...]] = {
    # leading a forum
    "led_forum": (),
    "result_shown": (),
    "words_settled": (),
    "idea_merged": ("number", "into"),
    "merge_unvoted": ("number",),
    "nothing_to_mask": (),
    "no_author": (),
    "reason_gone": (),
    "nothing_to_undo": (),
    "undone_already": (),
    "undo_changed": (),
    "undo_idea_changed": ("number",),
    "nothing_to_redo": (),
    "too_many_clusters": (),
    "count_bad": (),
    "practice_only": (),
    "practice_on": (),
    "practice_many": (),
    # the office
    "sign_in": (),
    "signed_out": (),
    "sign_in_wait": ("n",),
    "setup_used": (),
    "email_taken": (),
    "email_bad": (),
    "name_missing": (),
    "password_short": ("n",),
    "title_missing": (),
    "minutes_bad": (),
    "settings_bad": (),
    "too_many_steps": (),
    "cap_over_dots": ("dots", "cap"),
    "wifi_password_bad": (),
    "date_bad": (),
    "last_organiser": (),
    "own_account": (),
    "live_forum": (),
    "in_use": (),
    "several_open": (),
    "too_many_reasons": ("n",),
    "reason_missing": (),
}
"""Those that only a facilitator or an organiser can be answered: phones do not load their sentences."""

REFUSALS: dict[str, tuple[str, ...]] = {
    # joining
    "code_unknown": ("code",),
    "code_length": (),
    "crowded": (),
    "forum_ended": (),
    "page": (),
    "not_joined": (),
    "host": (),
    # ideas
    "not_open": (),
    "ideas_closed": (),
    "ideas_paused": (),
    "forum_full": (),
    "too_long": ("n",),
    "empty": (),
    "text_unreadable": (),
    "too_fast": (),
    "slow_mode": ("n",),
    "voting_started": (),
    "idea_gone": (),
    "grouping_closed": (),
    "number_missing": (),
    "number_unknown": ("number",),
    "suggest_merged": ("number", "into"),
    # votes
    "vote_closed": (),
    "no_dots": (),
    "dot_cap": (),
    "ballot_bad": (),
    "nothing_marked": (),
    "theme_there": ("letter",),
    "theme_long": ("n",),
    "theme_nameless": (),
    "proposals_unread": (),
    # leading a forum
    "rights": (),
    "changed": (),
    "key_used": (),
    "gone": (),
    "wrong_activity": (),
    # the wire
    "malformed": (),
    "too_large": (),
    "slow_down": (),
    "form_stale": (),
    "address": (),
    "no_cookies": (),
    "server": (),
    "disk_full": (),
    **TO_LEADERS,
}
"""code → names of its facts. `n` chooses the plural."""

STATUS = {
    "code_unknown": 404,
    "page": 404,
    "gone": 404,
    "idea_gone": 404,
    "rights": 403,
    "sign_in": 403,
    "signed_out": 401,
    "not_joined": 401,
    "form_stale": 403,
    "host": 421,
    "malformed": 400,
    "too_large": 413,
    "slow_down": 429,
    "too_fast": 429,
    "slow_mode": 429,
    "no_cookies": 403,
    "address": 403,
    "crowded": 429,
    "sign_in_wait": 429,
    "server": 503,
    "disk_full": 507,
    "changed": 409,
    "key_used": 409,
}
"""HTTP status where it is not 422."""


def status(code: str) -> int:
    """The HTTP status for a refusal code."""
    return STATUS.get(code, 422)
