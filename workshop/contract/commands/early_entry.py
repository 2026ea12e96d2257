"""Early entry: people who have the invitation write before the forum begins."""

from workshop.contract.base import PREPARE, Command, Id, Moment, command


@command("forum.early", PREPARE)
class ForumEarly(Command, frozen=True, kw_only=True):
    """Let people write in this step before the led forum begins, from `opens_at` to `due_at` (null: until it begins);
    with a null `activity` there is no early entry. It replaces what was set before."""

    activity: Id | None
    opens_at: Moment | None
    due_at: Moment | None
