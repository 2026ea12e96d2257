"""Actions on the personal data of a forum: choosing when it is deleted, and deleting it."""

import secrets

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from workshop.access.authentication import PROGRAM_NAME, Actor
from workshop.actions import agenda_control, group_counts_fixed_for_results
from workshop.actions.registry import UNDO, Done, action
from workshop.contract import commands
from workshop.contract.forum_states import ENDED
from workshop.domain import planned_times
from workshop.domain.errors import Refusal
from workshop.projections.personal_data import is_left
from workshop.storage.tables import Contact, Forum, Link, Participant, admission, background_answer, key


@action(commands.PersonalUntil)
def until(db: Session, command: commands.PersonalUntil, actor: Actor, forum: Forum, now: int) -> Done:
    """Choose the day. Raises Refusal date_bad as `planned_times.check`, day_over for one that is over."""
    planned_times.check(command.at)
    if command.at is not None and command.at <= now:
        raise Refusal("day_over")
    forum.personal_until = command.at
    return Done()


@action(commands.PersonalDelete)
def delete_all(db: Session, command: commands.PersonalDelete, actor: Actor, forum: Forum, now: int) -> Done:
    """Delete contacts, answers to background questions, stored answers to phones (which are stored under their hashes)
    and sign-ins by links, and put random values in the place of the hashes by which phones are recognised: nobody comes
    back as the participant they were. A forum that nobody ended is ended first, by the program alone, when its day has
    come. Raises Refusal not_over before the end, gone when it is done already."""
    over = Done(touched={("forum", forum.id)})
    if forum.state != ENDED:
        if actor.name != PROGRAM_NAME:
            raise Refusal("not_over")
        over |= agenda_control.end(db, commands.ForumEnd(key=UNDO, ended=True), actor, forum, now)
    if not is_left(forum):
        raise Refusal("gone")
    group_counts_fixed_for_results.fix(db, forum)  # later files could not count the answers any more
    for contact in db.scalars(select(Contact).where(Contact.forum == forum.id)):
        db.delete(contact)
    db.execute(delete(background_answer).where(background_answer.c.forum == forum.id))
    db.execute(delete(key).where(key.c.forum == forum.id))
    db.execute(delete(admission).where(admission.c.link.in_(select(Link.id).where(Link.forum == forum.id))))
    people = db.scalars(select(Participant.id).where(Participant.forum == forum.id)).all()
    if people:
        # No hash is like these: they have other characters.
        rows = [{"id": person, "token_hash": f"deleted-{secrets.token_hex(16)}"} for person in people]
        db.execute(update(Participant), rows)
    forum.personal_deleted_at = now
    return over
