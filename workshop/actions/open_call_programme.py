"""Actions on the programme of an open call. Repeatable, without undo: setting it again replaces what was set."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions import idea_helpers
from workshop.actions.registry import Done, action
from workshop.contract import commands
from workshop.contract.base import PLACE_MAX
from workshop.domain import open_call_programme, text
from workshop.domain.activities import KINDS
from workshop.domain.errors import Refusal
from workshop.storage.tables import Activity, Forum, ProgrammeEntry


@action(commands.ProgrammeSet)
def set_entry(db: Session, command: commands.ProgrammeSet, actor: Actor, forum: Forum, now: int) -> Done:
    """Shortlist a proposal with its time and place, or take it off. Raises Refusal idea_gone, also for one that its
    author has taken back and that is to be listed, wrong_activity for an idea without a form, date_bad,
    programme_times and too_long."""
    find = idea_helpers.of_forum if command.listed else idea_helpers.in_any_state
    idea = find(db, forum, command.idea)
    if not KINDS[db.get_one(Activity, idea.activity).kind].form:
        raise Refusal("wrong_activity")
    row = db.scalar(select(ProgrammeEntry).where(ProgrammeEntry.idea == idea.id))
    if not command.listed:
        if row is not None:
            db.delete(row)
        return Done()
    open_call_programme.check(command.starts_at, command.ends_at)
    if row is None:
        row = ProgrammeEntry(forum=forum.id, idea=idea.id)
        db.add(row)
    row.starts_at, row.ends_at = command.starts_at, command.ends_at
    row.place = text.optional(command.place, PLACE_MAX, lines=1)
    return Done()


@action(commands.ProgrammePublish)
def publish(db: Session, command: commands.ProgrammePublish, actor: Actor, forum: Forum, now: int) -> Done:
    """Let everybody read the programme, or not any more."""
    forum.programme_public = command.public
    return Done()
