"""The action on early entry. Repeatable, without undo: setting it again replaces what was set."""

from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions.activity_lookups import activity_of
from workshop.actions.registry import Done, action
from workshop.contract import commands
from workshop.contract.forum_states import PLANNED
from workshop.domain.activities import KINDS
from workshop.domain.early_entry import EarlyEntry
from workshop.domain.errors import Refusal
from workshop.storage.tables import Forum


@action(commands.ForumEarly)
def set_early(db: Session, command: commands.ForumEarly, actor: Actor, forum: Forum, now: int) -> Done:
    """Set the step and window of early entry, or that there is none. Raises Refusal early_begun for a forum that has
    begun or is self-paced, where steps have times of their own, wrong_activity where nobody writes, date_bad,
    early_start_missing and early_times."""
    if command.activity is not None:
        if forum.state != PLANNED or forum.self_paced:
            raise Refusal("early_begun")
        if KINDS[activity_of(db, forum, command.activity).kind].collects != "ideas":
            raise Refusal("wrong_activity")
        EarlyEntry(command.activity, command.opens_at, command.due_at).check()
    is_set = command.activity is not None
    forum.early_step = command.activity
    forum.early_opens_at = command.opens_at if is_set else None
    forum.early_due_at = command.due_at if is_set else None
    return Done(touched={("forum", forum.id)})
