"""Actions on proposals of an open call: filling in and changing the form, and removing contacts."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions import ideas, proposal_contacts
from workshop.actions.activity_lookups import activity_of, writing_step
from workshop.actions.registry import Done, action
from workshop.contract import commands
from workshop.domain import activity_states, proposal_form
from workshop.domain.activities import KINDS
from workshop.domain.errors import Refusal
from workshop.storage.tables import Activity, Contact, Forum, Idea


@action(commands.FormSend)
def send(db: Session, command: commands.FormSend, actor: Actor, forum: Forum, now: int) -> Done:
    """Make a proposal, with the next number of ideas."""
    activity = _with_form(activity_of(db, forum, command.activity))
    activity_states.permit(command.verb, writing_step(forum, activity, now), now)
    title, details = _public(command)
    done = ideas.by_participant(db, forum, activity, title, details, command.key, actor, now)
    proposal_contacts.keep(db, db.get_one(Idea, done.made["idea"]), command.sealed)
    return done


@action(commands.FormChange)
def change(db: Session, command: commands.FormChange, actor: Actor, forum: Forum, now: int) -> Done:
    """Change an own proposal until the end of its activity."""
    idea = ideas.own(db, command.idea, actor)
    activity = _with_form(db.get_one(Activity, idea.activity))
    activity_states.permit(command.verb, writing_step(forum, activity, now), now)
    done = ideas.reworded(db, forum, idea, *_public(command), now)
    proposal_contacts.keep(db, idea, command.sealed)
    return done


@action(commands.ContactsRemove)
def remove_contacts(db: Session, command: commands.ContactsRemove, actor: Actor, forum: Forum, now: int) -> Done:
    """Remove one contact of the forum, or all. There is no undo: what is removed is to be gone. Raises Refusal gone
    where there is none."""
    query = select(Contact).where(Contact.forum == forum.id)
    found = db.scalars(query if command.idea is None else query.where(Contact.idea == command.idea)).all()
    if not found:
        raise Refusal("gone")
    for row in found:
        db.delete(row)
    return Done()


def _with_form(activity: Activity) -> Activity:
    if not KINDS[activity.kind].form:
        raise Refusal("wrong_activity")
    return activity


def _public(command: commands.FormSend | commands.FormChange) -> tuple[str, dict[str, str]]:
    fields = {"description": command.description, "wished": command.wished, "group": command.group}
    return proposal_form.title(command.text), proposal_form.details(fields)
