"""Actions of moderation: hide, show and review ideas, cover a part of one, hide an author, slow down, stop at once."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions import next_lead_of_a_merge, theme_proposals
from workshop.actions.activity_lookups import kept_back
from workshop.actions.hiding_reasons import check_reason
from workshop.actions.idea_helpers import all_of_forum, in_any_state, of_forum, out_of_sight, through, touched
from workshop.actions.registry import UNDO, Done, action, forum_changed, must_change, perform
from workshop.contract import commands
from workshop.contract.base import Command
from workshop.contract.idea_states import HIDDEN, SHOWN, WAITING
from workshop.domain import activity_states, ideas, screening
from workshop.domain.errors import Refusal
from workshop.domain.masked_text import says_enough
from workshop.storage.tables import Activity, Forum, Idea

Decision = commands.IdeaHide | commands.IdeaDecided
"""The decisions of which undo takes many at once."""


@action(commands.IdeaHide)
def hide(db: Session, command: commands.IdeaHide, actor: Actor, forum: Forum, now: int) -> Done:
    """Hide an idea from everyone; the author sees the reason."""
    check_reason(db, forum, command.reason)
    idea = of_forum(db, forum, command.idea)
    result = _hidden(idea, command)
    next_lead_of_a_merge.leave(db, idea, idea.cluster, result)
    return out_of_sight(forum, idea, result)


def _hidden(idea: Idea, command: commands.IdeaHide) -> Done:
    before = before_decision(idea)
    idea.state, idea.reason = ideas.hidden(idea.state), command.reason
    return touched(idea, inverse=[before])


@action(commands.IdeasHide)
def hide_several(db: Session, command: commands.IdeasHide, actor: Actor, forum: Forum, now: int) -> Done:
    """Hide several ideas, each for its own reason; `made` has those that were not hidden before. Raises Refusal
    idea_gone when their authors have withdrawn all of them."""
    for reason in {one.reason for one in command.hidings}:
        check_reason(db, forum, reason)
    wanted = {one.idea: one.reason for one in command.hidings}
    there = select(Idea).where(Idea.forum == forum.id, Idea.id.in_(wanted), Idea.state.in_(ideas.READABLE))
    found = {idea.id: idea for idea in db.scalars(there)}
    if not found:
        raise Refusal("idea_gone")
    # What is hidden already is hidden by this command too: another person's undo does not show it while this one holds.
    result = Done(inverse=[before_decision(idea) for idea in found.values() if idea.state == HIDDEN])
    seen = [one for one in wanted if one in found and found[one].state != HIDDEN]
    decisions = [commands.IdeaHide(key=UNDO, idea=one, reason=wanted[one]) for one in seen]
    result.then(decide_many(db, decisions, actor, forum, now))
    result.made = {"ideas": seen}
    return result


@action(commands.IdeaShow)
def show(db: Session, command: commands.IdeaShow, actor: Actor, forum: Forum, now: int) -> Done:
    """Let an idea through or bring it back, whole: shown, or private with the other private ideas of its activity.
    Clears its flags, because a person has looked at it."""
    idea = of_forum(db, forum, command.idea)
    return _let_through(idea, through(db, idea))


def _let_through(idea: Idea, private: bool) -> Done:
    before = before_decision(idea)
    idea.state = ideas.let_through(idea.state, private)
    idea.reason, idea.flags, idea.masked = None, [], []
    return touched(idea, inverse=[before])


@action(commands.IdeasShow)
def show_waiting(db: Session, command: commands.IdeasShow, actor: Actor, forum: Forum, now: int) -> Done:
    """Let several waiting ideas through. One that its author or a colleague has decided on meanwhile stays as it is."""
    result = Done()
    waiting = select(Idea).where(Idea.forum == forum.id, Idea.state == WAITING, Idea.id.in_(command.ideas))
    found = {idea.id: idea for idea in db.scalars(waiting)}
    steps = select(Activity).where(Activity.id.in_({idea.activity for idea in found.values()}))
    private = {step.id: kept_back(step) for step in db.scalars(steps)}
    for idea in (found[one] for one in dict.fromkeys(command.ideas) if one in found):
        result.then(_let_through(idea, private[idea.activity]))
    if not result.inverse:
        raise Refusal("idea_gone")
    return result


@action(commands.IdeaReview)
def review(db: Session, command: commands.IdeaReview, actor: Actor, forum: Forum, now: int) -> Done:
    """Set an idea back to waiting for review."""
    idea = of_forum(db, forum, command.idea)
    before = before_decision(idea)
    idea.state, idea.reason = ideas.reviewed(idea.state), None
    result = touched(idea, inverse=[before])
    next_lead_of_a_merge.leave(db, idea, idea.cluster, result)
    return out_of_sight(forum, idea, result)


@action(commands.IdeaMask)
def mask(db: Session, command: commands.IdeaMask, actor: Actor, forum: Forum, now: int) -> Done:
    """Let an idea through with what was flagged in it covered. Its author sees the words as they were written."""
    idea = of_forum(db, forum, command.idea)
    before, found = before_decision(idea), screening.places(idea.text)
    idea.state = ideas.masked(idea.state, through(db, idea))
    if not found:
        raise Refusal("nothing_to_mask")
    if not says_enough(idea.text, found, idea.details):
        raise Refusal("too_little_left")
    idea.reason, idea.flags, idea.masked = None, [], [[*span] for span in found]
    return touched(idea, inverse=[before])


@action(commands.IdeaDecided)
def decided(db: Session, command: commands.IdeaDecided, actor: Actor, forum: Forum, now: int) -> Done:
    """Put back what had been decided on an idea before."""
    idea = of_forum(db, forum, command.idea)
    result = _put_back(idea, command, through(db, idea))
    if idea.state in (HIDDEN, WAITING):
        next_lead_of_a_merge.leave(db, idea, idea.cluster, result)
    return out_of_sight(forum, idea, result)


def _put_back(idea: Idea, command: commands.IdeaDecided, private: bool) -> Done:
    before = before_decision(idea)
    idea.state = ideas.decided(idea.state, command.state, private)
    idea.reason, idea.flags = command.reason, list(command.flags)
    idea.masked = [[*span] for span in command.masked]
    return touched(idea, inverse=[before])


def decide_many(db: Session, decisions: Sequence[Decision], actor: Actor, forum: Forum, now: int) -> Done:
    """What these decisions come to one after another, with the ideas, their steps and their merges read once: undo of
    an import is hundreds. Raises Refusal as each of them does."""
    for verb in {one.verb for one in decisions}:
        activity_states.permit_after_the_end(verb, forum.state)
    for reason in {one.reason for one in decisions if isinstance(one, commands.IdeaHide)}:
        check_reason(db, forum, reason)
    found = {idea.id: idea for idea in all_of_forum(db, forum, [one.idea for one in decisions])}
    merged = next_lead_of_a_merge.merged_among(db, found.values())
    steps = select(Activity).where(Activity.id.in_({idea.activity for idea in found.values()}))
    private = {step.id: kept_back(step) for step in db.scalars(steps)}
    result = Done()
    for one in decisions:
        idea = found[one.idea]
        if idea.id in merged:
            part = perform(db, one, actor, forum, now)
        elif isinstance(one, commands.IdeaHide):
            part = out_of_sight(forum, idea, _hidden(idea, one))
        else:
            part = out_of_sight(forum, idea, _put_back(idea, one, private[idea.activity]))
        result.then(part)
    return result


@action(commands.AuthorHide)
def hide_author(db: Session, command: commands.AuthorHide, actor: Actor, forum: Forum, now: int) -> Done:
    """Hide every idea of one author, dismiss the themes that they propose, and let their later ideas wait. Ideas that
    were hidden before keep their reason."""
    check_reason(db, forum, command.reason)
    theirs = _of_author(db, forum, command.idea)
    result = hold_author(db, commands.AuthorHold(key=UNDO, idea=command.idea, on=True), actor, forum, now)
    there = [idea for idea in theirs if idea.state in ideas.READABLE]
    seen = [idea for idea in there if idea.state != HIDDEN]
    # What is hidden already is hidden by this command too: another person's undo does not show it while this one holds.
    result.then(Done(inverse=[before_decision(idea) for idea in there if idea.state == HIDDEN]))
    for idea in seen:
        one = touched(idea, inverse=[before_decision(idea)])
        idea.state, idea.reason = ideas.moved("author.hide", idea.state, HIDDEN), command.reason
        next_lead_of_a_merge.leave(db, idea, idea.cluster, one)
        out_of_sight(forum, idea, one)
        result.then(one)
    dismissed = theme_proposals.dismiss_of(db, forum, theirs[0].participant or 0)
    result.then(dismissed)
    result.made = {"ideas": len(seen), "proposals": len(dismissed.touched)}
    return result


@action(commands.AuthorHold)
def hold_author(db: Session, command: commands.AuthorHold, actor: Actor, forum: Forum, now: int) -> Done:
    """Let the later ideas of one author wait for review, or no longer. Stored as a mark on each of their ideas, so that
    no row says who they are. Done by two people, both hold, and each undo takes back only its own."""
    theirs = _of_author(db, forum, command.idea)
    result, before = Done(), any(idea.author_held for idea in theirs)
    for idea in theirs:
        idea.author_held = command.on
        result |= touched(idea)
    result.inverse = [commands.AuthorHold(key=UNDO, idea=theirs[0].id, on=before)]
    return result


@action(commands.IdeasSlow)
def slow(db: Session, command: commands.IdeasSlow, actor: Actor, forum: Forum, now: int) -> Done:
    """Set the seconds between two ideas of one phone. Raises Refusal changed when they are so already."""
    must_change(command, command.seconds != forum.slow)
    before, forum.slow = forum.slow, command.seconds
    return forum_changed(forum, commands.IdeasSlow(key=UNDO, seconds=before))


@action(commands.ForumEmergency)
def emergency(db: Session, command: commands.ForumEmergency, actor: Actor, forum: Forum, now: int) -> Done:
    """Make the screen dark and let all new ideas wait, or end that. What was set for both stays, and holds again.
    Raises Refusal changed when it is so already."""
    must_change(command, command.on != forum.emergency)
    before, forum.emergency = forum.emergency, command.on
    return forum_changed(forum, commands.ForumEmergency(key=UNDO, on=before))


@action(commands.ModerationSet)
def set_moderation(db: Session, command: commands.ModerationSet, actor: Actor, forum: Forum, now: int) -> Done:
    """Set the moderation mode from now on; ideas already shown stay. Raises Refusal changed when it is so already."""
    must_change(command, (command.mode, command.chosen) != (forum.moderation, forum.moderation_chosen))
    before = commands.ModerationSet(
        key=UNDO,
        mode=forum.moderation,
        chosen=forum.moderation_chosen,
    )
    forum.moderation, forum.moderation_chosen = command.mode, command.chosen
    return Done(touched={("forum", forum.id)}, inverse=[before])


def before_decision(idea: Idea) -> Command:
    """The command that puts back what is decided on an idea now."""
    state = idea.state
    return commands.IdeaDecided(
        key=UNDO,
        idea=idea.id,
        state=state if state in (WAITING, HIDDEN) else SHOWN,
        reason=idea.reason,
        flags=idea.flags,
        masked=masked_spans(idea),
    )


def masked_spans(idea: Idea) -> list[tuple[int, int]]:
    """The parts of an idea that others do not see."""
    return [(first, last) for first, last in idea.masked]


def _of_author(db: Session, forum: Forum, idea: int) -> list[Idea]:
    """All ideas of the person who wrote this one, by number, in any state. Raises Refusal no_author for one that came
    by no phone."""
    found = in_any_state(db, forum, idea)
    if found.participant is None:
        raise Refusal("no_author")
    return list(db.scalars(select(Idea).where(Idea.participant == found.participant).order_by(Idea.number)))
