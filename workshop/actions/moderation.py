"""Actions against what should not be on a wall: cover a part of an idea, hide an author, slow down, stop at once, and
the reasons of the forum and of the house."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions import merge_members, theme_proposals
from workshop.actions.base import UNDO, Done, action, forum_changed
from workshop.actions.ideas import before_decision, check_reason, of_forum, out_of_sight, through, touched
from workshop.actions.preparing import MOST_REASONS, texts
from workshop.contract import commands
from workshop.contract.base import REASON_MAX, Texts
from workshop.contract.idea_states import HIDDEN, WAITING
from workshop.contract.shared_types import HOUSE_REASON, OWN_REASON
from workshop.domain import ideas, screening
from workshop.domain.errors import Refusal
from workshop.projections import hiding_reasons
from workshop.storage.tables import Forum, HouseReason, Idea


@action(commands.IdeaMask)
def mask(db: Session, command: commands.IdeaMask, actor: Actor, forum: Forum, now: int) -> Done:
    """Let an idea through with what was flagged in it covered. Its author sees the words as they were written."""
    idea = of_forum(db, forum, command.idea)
    before, found = before_decision(idea), screening.places(idea.text)
    idea.state = ideas.masked(idea.state, through(db, idea))
    if not found:
        raise Refusal("nothing_to_mask")
    idea.reason, idea.flags, idea.masked = None, [], [[*span] for span in found]
    return touched(idea, inverse=[before])


@action(commands.IdeaDecided)
def decided(db: Session, command: commands.IdeaDecided, actor: Actor, forum: Forum, now: int) -> Done:
    """Put back what had been decided on an idea before."""
    idea = of_forum(db, forum, command.idea)
    before = before_decision(idea)
    idea.state = ideas.decided(idea.state, command.state, through(db, idea))
    idea.reason, idea.flags = command.reason, list(command.flags)
    idea.masked = [[*span] for span in command.masked]
    result = touched(idea, inverse=[before])
    if idea.state in (HIDDEN, WAITING):
        merge_members.leave(db, idea, idea.cluster, result)
    return out_of_sight(forum, idea, result)


@action(commands.AuthorHide)
def hide_author(db: Session, command: commands.AuthorHide, actor: Actor, forum: Forum, now: int) -> Done:
    """Hide every idea of one author, dismiss the themes that they propose, and let their later ideas wait. Ideas that
    were hidden before keep their reason."""
    check_reason(db, forum, command.reason)
    theirs = _of_author(db, forum, command.idea)
    result = hold_author(db, commands.AuthorHold(key=UNDO, idea=command.idea, on=True), actor, forum, now)
    there = [idea for idea in theirs if idea.state in ideas.READABLE]
    seen = [idea for idea in there if idea.state != HIDDEN]
    # What is hidden already is hidden by this command too: nobody else's undo shows it while this one holds.
    result.inverse = [*(before_decision(idea) for idea in there if idea.state == HIDDEN), *(result.inverse or [])]
    for idea in seen:
        one = touched(idea, inverse=[before_decision(idea)])
        idea.state, idea.reason = ideas.moved("author.hide", idea.state, HIDDEN), command.reason
        merge_members.leave(db, idea, idea.cluster, one)
        out_of_sight(forum, idea, one)
        result.touched |= one.touched
        result.own |= one.own
        # The last that was hidden comes back first: it may have led others of the same merge.
        result.inverse = [*(one.inverse or []), *(result.inverse or [])]
    dismissed = theme_proposals.dismiss_of(db, forum, theirs[0].participant or 0, result)
    result.inverse = [*dismissed, *(result.inverse or [])]
    result.made = {"ideas": len(seen), "proposals": len(dismissed)}
    return result


@action(commands.AuthorHold)
def hold_author(db: Session, command: commands.AuthorHold, actor: Actor, forum: Forum, now: int) -> Done:
    """Let the later ideas of one author wait for review, or no longer. Told by a mark on each of their ideas, so that
    no row says who they are. Done twice, both hold, and each undo takes back its own."""
    theirs = _of_author(db, forum, command.idea)
    result, before = Done(), any(idea.author_held for idea in theirs)
    for idea in theirs:
        idea.author_held = command.on
        one = touched(idea)
        result.touched |= one.touched
        result.own |= one.own
    result.inverse = [commands.AuthorHold(key=UNDO, idea=theirs[0].id, on=before)]
    return result


@action(commands.IdeasSlow)
def slow(db: Session, command: commands.IdeasSlow, actor: Actor, forum: Forum, now: int) -> Done:
    """Set the seconds between two ideas of one phone."""
    before, forum.slow = forum.slow, command.seconds
    return forum_changed(forum, commands.IdeasSlow(key=UNDO, seconds=before))


@action(commands.ForumEmergency)
def emergency(db: Session, command: commands.ForumEmergency, actor: Actor, forum: Forum, now: int) -> Done:
    """Make the screen dark and let all new ideas wait, or end that. What was set for both stays, and holds again."""
    before, forum.emergency = forum.emergency, command.on
    return forum_changed(forum, commands.ForumEmergency(key=UNDO, on=before))


@action(commands.ReasonAdd)
def add_reason(db: Session, command: commands.ReasonAdd, actor: Actor, forum: Forum, now: int) -> Done:
    """Add an own reason; its name is never used again. Raises Refusal too_many_reasons and reason_missing."""
    words = _one_more(sum(one["offered"] for one in forum.reasons.values()), command.words)
    name = f"{OWN_REASON}{len(forum.reasons) + 1}"
    forum.reasons = {**forum.reasons, name: {"words": words, "offered": True}}
    return Done(touched={("forum", forum.id)}, made={"reason": name})


@action(commands.ReasonRemove)
def remove_reason(db: Session, command: commands.ReasonRemove, actor: Actor, forum: Forum, now: int) -> Done:
    """Offer an own reason no longer. Raises Refusal reason_gone."""
    if command.reason not in forum.reasons:
        raise Refusal("reason_gone")
    forum.reasons = {**forum.reasons, command.reason: {**forum.reasons[command.reason], "offered": False}}
    return Done(touched={("forum", forum.id)})


@action(commands.HouseReasonAdd)
def add_house_reason(db: Session, command: commands.HouseReasonAdd, actor: Actor, forum: None, now: int) -> Done:
    """Add a reason that all forums offer. Raises Refusal too_many_reasons and reason_missing."""
    words = _one_more(sum(one.offered for one in hiding_reasons.of_house(db)), command.words)
    row = HouseReason(words=words, offered=True, created_at=now)
    db.add(row)
    db.flush()
    return Done(made={"reason": f"{HOUSE_REASON}{row.id}"})


@action(commands.HouseReasonRemove)
def remove_house_reason(db: Session, command: commands.HouseReasonRemove, actor: Actor, forum: None, now: int) -> Done:
    """Offer a reason of the house no longer. Raises Refusal reason_gone."""
    of, _, number = command.reason.partition("-")
    row = db.get(HouseReason, int(number)) if f"{of}-" == HOUSE_REASON else None
    if row is None:
        raise Refusal("reason_gone")
    row.offered = False
    return Done()


def _one_more(offered: int, words: Texts) -> Texts:
    """The words of one more reason beside so many. Raises Refusal too_many_reasons and reason_missing."""
    if offered >= MOST_REASONS:
        raise Refusal("too_many_reasons", n=MOST_REASONS)
    cleaned = texts(words, REASON_MAX)
    if not cleaned:
        raise Refusal("reason_missing")
    return cleaned


def _of_author(db: Session, forum: Forum, idea: int) -> list[Idea]:
    """All ideas of the person who wrote this one, by number, in any state. Raises Refusal no_author for one that came
    by no phone."""
    found = db.get(Idea, idea)
    if found is None or found.forum != forum.id:
        raise Refusal("idea_gone")
    if found.participant is None:
        raise Refusal("no_author")
    return list(db.scalars(select(Idea).where(Idea.participant == found.participant).order_by(Idea.number)))
