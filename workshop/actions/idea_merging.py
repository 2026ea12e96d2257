"""Actions that make one idea of near-duplicates: merge, and take apart.

Nothing is lost: each idea keeps its number, words, author and theme, and ballots are never changed; what they count for
is found when they are counted (`domain/methods/merged_targets.py`).

A result that was shown stays: once a vote's result has been seen, no idea that has marks in it is merged. Taking a
merge apart is possible at any time, because a wrong one gives people votes that they did not give; as when a chosen
idea is hidden, the result is counted again for all who see it, and says since when (`TallyShape.recounted`).
"""

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions import next_lead_of_a_merge
from workshop.actions.idea_helpers import all_of_forum, of_forum, out_of_sight
from workshop.actions.registry import UNDO, Done, action
from workshop.contract import commands
from workshop.domain import ideas
from workshop.domain.activities.ideas import votable
from workshop.domain.errors import Refusal
from workshop.projections import settled_by_results
from workshop.storage.tables import Activity, Forum, Idea


@action(commands.IdeaMerge)
def merge(db: Session, command: commands.IdeaMerge, actor: Actor, forum: Forum, now: int) -> Done:
    """Merge ideas, with those that are merged into them, into another one."""
    lead = of_forum(db, forum, command.into)
    asked = [one for one in all_of_forum(db, forum, command.ideas) if one is not lead]
    _can_lead(db, lead, asked)
    joining = {
        one.id: one for one in (*asked, *next_lead_of_a_merge.members(db, [one.id for one in asked])) if one is not lead
    }
    before = {one.id: one.merged_into for one in joining.values() if one.merged_into != lead.id}
    if not before:
        raise merged_already(db, asked[0]) if asked else Refusal("idea_gone")
    if lead.merged_into is not None:
        before[lead.id] = lead.merged_into
        next_lead_of_a_merge.set_free(lead, db.get_one(Activity, lead.activity))
    if command.key != UNDO:
        _changes_no_result(db, forum, before)
        _stays_votable(db, lead, [joining[one] for one in before if one != lead.id])
    result = Done(inverse=next_lead_of_a_merge.inverse(before))
    for one in (joining[it] for it in before if it != lead.id):
        one.state, one.merged_into = ideas.merged(one.state), lead.id
        out_of_sight(forum, one, result)
    return _changed(db, before, lead.id, result)


def _can_lead(db: Session, lead: Idea, asked: Collection[Idea]) -> None:
    """Raises Refusal idea_gone where there is no card to merge into, idea_merged for one that is merged into an idea
    that does not come along."""
    if lead.merged_into is not None and all(one.id != lead.merged_into for one in asked):
        raise merged_already(db, lead)
    if lead.merged_into is None and lead.state not in ideas.COUNTED:
        raise Refusal("idea_gone")


def merged_already(db: Session, idea: Idea) -> Refusal:
    """The refusal of an idea that is merged into another."""
    return Refusal("idea_merged", number=idea.number, into=db.get_one(Idea, idea.merged_into).number)


@action(commands.IdeaUnmerge)
def unmerge(db: Session, command: commands.IdeaUnmerge, actor: Actor, forum: Forum, now: int) -> Done:
    """Set merged ideas on their own again, at any time. A result that was shown is counted again, and says so."""
    asked = all_of_forum(db, forum, command.ideas)
    before = {one.id: one.merged_into for one in asked if one.merged_into is not None}
    if not before:
        raise Refusal("idea_gone")
    free = [one for one in asked if one.id in before]
    steps = select(Activity).where(Activity.id.in_({one.activity for one in free}))
    by_id = {step.id: step for step in db.scalars(steps)}
    for one in free:
        next_lead_of_a_merge.set_free(one, by_id[one.activity])
    return _changed(db, before, None, Done(inverse=next_lead_of_a_merge.inverse(before)))


def _changed(db: Session, before: Mapping[int, int | None], lead: int | None, result: Done) -> Done:
    leading = {one for one in (lead, *before.values()) if one is not None}
    next_lead_of_a_merge.touch(db, result, [db.get_one(Idea, one) for one in before], leading)
    return result


def _changes_no_result(db: Session, forum: Forum, before: Mapping[int, int | None]) -> None:
    """Raises Refusal result_shown when any of these ideas has marks in a vote whose result has been shown."""
    if not settled_by_results.settled(db, forum.id, "ideas").isdisjoint(before):
        raise Refusal("result_shown")


def _stays_votable(db: Session, lead: Idea, joining: Collection[Idea]) -> None:
    """Raises Refusal merge_unvoted when votes on these ideas would no longer count, because none are cast on `lead`."""
    ids = {one.activity for one in (lead, *joining)}
    voted = {one.id for one in db.scalars(select(Activity).where(Activity.id.in_(ids))) if votable(one.settings)}
    if lead.activity not in voted and any(one.activity in voted for one in joining):
        raise Refusal("merge_unvoted", number=lead.number)
