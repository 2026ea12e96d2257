"""Actions on ideas: post, edit, withdraw and restore by the author; enter for others, leave out of votes and say the
language by facilitators."""

from collections.abc import Sequence
from math import ceil

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions import idea_numbers, next_lead_of_a_merge, proposal_contacts
from workshop.actions.activity_lookups import activity_of, kept_back, step_of, writing_step
from workshop.actions.idea_helpers import (
    guess_language,
    language_of,
    of_forum,
    out_of_sight,
    through,
    touched,
)
from workshop.actions.registry import UNDO, Done, action, forum_changed, must_change
from workshop.contract import commands
from workshop.contract.forum_states import PLANNED
from workshop.contract.idea_states import WAITING
from workshop.contract.shared_types import Texts
from workshop.domain import activity_states, ideas, screening, text
from workshop.domain.activities import KINDS
from workshop.domain.errors import Refusal
from workshop.projections import settled_by_results
from workshop.projections.activity import voting_began
from workshop.runtime.epoch_ms import MINUTE, SECOND
from workshop.storage.tables import Activity, Forum, Idea

RESTORE_MS = MINUTE
"""Milliseconds after withdrawing in which the author may restore an idea. The phone offers it for ten seconds; the rest
is for slow connections."""


@action(commands.IdeaAdd)
def add(db: Session, command: commands.IdeaAdd, actor: Actor, forum: Forum, now: int) -> Done:
    """Post an idea by phone, with the next number."""
    activity = activity_of(db, forum, command.activity)
    activity_states.permit(command.verb, writing_step(forum, activity, now), now)
    if KINDS[activity.kind].form:
        raise Refusal("wrong_activity")
    return by_participant(db, forum, activity, text.clean(command.text), {}, command.key, actor, now)


def by_participant(
    db: Session,
    forum: Forum,
    activity: Activity,
    words: str,
    details: Texts,
    key: str,
    actor: Actor,
    now: int,
) -> Done:
    """Post what somebody wrote on their phone, with the next number, where it may be written. Raises Refusal
    ideas_paused, slow_mode or forum_full."""
    if forum.paused:
        raise Refusal("ideas_paused")
    flags = screening.flags("\n".join([words, *details.values()]))
    before = _others_of(db, actor)
    _not_too_soon(forum, before, now)
    held = any(one.author_held for one in before)
    state = ideas.posted(looked_at_first(forum, flags, held), kept_back(activity))
    idea = Idea(
        key=key,
        text=words,
        details=details,
        flags=flags,
        state=state,
        author_held=held,
        participant=actor.participant,
        beforehand=forum.state == PLANNED,
    )
    _post(db, forum, activity, idea, now)
    return touched(idea, made={"idea": idea.id, "number": idea.number})


@action(commands.IdeaEnter)
def enter(db: Session, command: commands.IdeaEnter, actor: Actor, forum: Forum, now: int) -> Done:
    """Post an idea for someone without a phone, marked as such. A facilitator has read it, so it needs no review. The
    answer has its receipt, to be handed to the person who wrote it."""
    activity = activity_of(db, forum, command.activity)
    activity_states.permit(command.verb, step_of(activity), now)
    words = text.clean(command.text)
    state = ideas.entered(kept_back(activity))
    idea = Idea(
        key=command.key,
        text=words,
        flags=screening.flags(words),
        state=state,
        source=command.source,
        table=command.table,
    )
    _post(db, forum, activity, idea, now)
    inverse = commands.IdeaHide(key=UNDO, idea=idea.id, reason="test")
    return touched(idea, made={"idea": idea.id, "number": idea.number, "receipt": idea.receipt}, inverse=[inverse])


@action(commands.IdeaEdit)
def edit(db: Session, command: commands.IdeaEdit, actor: Actor, forum: Forum, now: int) -> Done:
    """Change the text of an own idea, until voting begins. A hidden idea is sent again: it waits for review."""
    idea = own(db, command.idea, actor)
    if KINDS[db.get_one(Activity, idea.activity).kind].form:
        raise Refusal("wrong_activity")
    return reworded(db, forum, idea, text.clean(command.text), {}, now)


def reworded(db: Session, forum: Forum, idea: Idea, words: str, details: Texts, now: int) -> Done:
    """Replace what its author wrote. Raises Refusal voting_started."""
    _still_changeable(db, forum, idea)
    idea.text, idea.details = words, details
    idea.original, idea.original_held, idea.masked = None, False, []
    idea.flags, idea.edited_at = screening.flags("\n".join([words, *details.values()])), now
    guess_language(db, idea)
    idea.state = ideas.edited(idea.state, looked_at_first(forum, idea.flags, idea.author_held))
    idea.reason = None
    result = _changed_by_author(forum, idea)
    if idea.merged_into is not None:  # which is found by these words
        result.touched.add(("idea", idea.merged_into))
    if idea.state == WAITING:
        next_lead_of_a_merge.leave(db, idea, idea.cluster, result)
    return out_of_sight(forum, idea, result)


@action(commands.IdeaWithdraw)
def withdraw(db: Session, command: commands.IdeaWithdraw, actor: Actor, forum: Forum, now: int) -> Done:
    """Withdraw an own idea, until voting begins. Its number is never used again."""
    idea = own(db, command.idea, actor)
    _still_changeable(db, forum, idea)
    proposal_contacts.remove(db, idea.id)
    idea.withdrawn_from, theme = idea.state, idea.cluster
    idea.state, idea.cluster, idea.edited_at = ideas.withdrawn(idea.state), None, now
    result = _changed_by_author(forum, idea)
    next_lead_of_a_merge.leave(db, idea, theme, result)
    return out_of_sight(forum, idea, result)


@action(commands.IdeaRestore)
def restore(db: Session, command: commands.IdeaRestore, actor: Actor, forum: Forum, now: int) -> Done:
    """Bring back an own idea within a minute of withdrawing it. If it was hidden or waited for review, it is in that
    state again."""
    idea = db.get(Idea, command.idea)
    if (
        idea is None
        or actor.participant is None
        or idea.participant != actor.participant
        or idea.withdrawn_from is None
    ):
        raise Refusal("idea_gone")
    if now - (idea.edited_at or 0) > RESTORE_MS:
        raise Refusal("idea_gone")
    _still_changeable(db, forum, idea)
    before, idea.withdrawn_from = idea.withdrawn_from, None
    looked_at_first = idea.author_held or forum.emergency
    idea.state = ideas.restored(idea.state, before, looked_at_first, through(db, idea))
    return _changed_by_author(forum, idea)


@action(commands.IdeaLeaveOut)
def leave_out(db: Session, command: commands.IdeaLeaveOut, actor: Actor, forum: Forum, now: int) -> Done:
    """Leave an idea out of votes, or take it in again, until a result that this would change has been shown, even if it
    was hidden again. A sorting is no such result: in it nobody prefers an idea, and the vote is yet to come.

    Four commands do change a shown result, because they must: hiding an idea (its words have to go), taking a merge
    apart (a wrong one gives people votes that they did not give), a recount of raised hands, and opening the vote
    again. All who see the result see the change immediately, with the time of it, and it has its row in the log.
    """
    idea = of_forum(db, forum, command.idea)
    if any(KINDS[vote.kind].chooses for vote in settled_by_results.votes(db, forum.id, "ideas")):
        raise Refusal("result_shown")
    before, idea.left_out = idea.left_out, command.out
    return touched(idea, inverse=[commands.IdeaLeaveOut(key=UNDO, idea=idea.id, out=before)])


@action(commands.IdeaLanguage)
def set_language(db: Session, command: commands.IdeaLanguage, actor: Actor, forum: Forum, now: int) -> Done:
    """Say which language an idea is in, where the guess is wrong. It is not guessed again."""
    idea = of_forum(db, forum, command.idea)
    before = commands.IdeaLanguage(key=UNDO, idea=idea.id, lang=idea.lang, chosen=idea.lang_set)
    idea.lang, idea.lang_set = command.lang, command.chosen
    return touched(idea, inverse=[before])


@action(commands.IdeasPause)
def pause(db: Session, command: commands.IdeasPause, actor: Actor, forum: Forum, now: int) -> Done:
    """Stop taking new ideas by phone, or take them again. Raises Refusal changed when it is so already."""
    must_change(command, command.on != forum.paused)
    before, forum.paused = forum.paused, command.on
    return forum_changed(forum, commands.IdeasPause(key=UNDO, on=before))


def _post(db: Session, forum: Forum, activity: Activity, idea: Idea, now: int) -> None:
    """Insert an idea, with its place, number, time and language. It is inserted whole, so that no second statement
    changes it again. Raises Refusal forum_full."""
    idea.forum, idea.activity, idea.created_at = forum.id, activity.id, now
    idea.number = idea_numbers.take(db, forum)
    idea.lang = language_of(db, idea.text, idea.participant)
    db.add(idea)
    db.flush()


_THEIRS = select(Idea.created_at, Idea.author_held).where(Idea.participant == bindparam("participant"))
"""Built once, because a hall writes many ideas in a minute."""


def looked_at_first(forum: Forum, flags: list[str], author_held: bool) -> bool:
    """Whether it waits for a facilitator: every idea where all are reviewed and in an emergency, those of an author
    whose ideas wait, and always one that should not be on a wall unread."""
    return forum.moderation == "before" or forum.emergency or author_held or screening.doubtful(flags)


def _others_of(db: Session, actor: Actor) -> Sequence[Row[int, bool]]:
    """When this person's ideas were posted, and whether later ones wait."""
    return db.execute(_THEIRS, {"participant": actor.participant}).all()


def _not_too_soon(forum: Forum, before: Sequence[Row[int, bool]], now: int) -> None:
    """Raises Refusal slow_mode, with the seconds that are left, where ideas are slowed down."""
    last = max((one.created_at for one in before), default=None) if forum.slow else None
    left = 0 if last is None else last + forum.slow * SECOND - now
    if left > 0:
        raise Refusal("slow_mode", n=ceil(left / SECOND))


def own(db: Session, idea: int, actor: Actor) -> Idea:
    """An idea of this person that they have not taken back; raises Refusal idea_gone."""
    found = db.get(Idea, idea)
    if (
        found is None
        or actor.participant is None
        or found.participant != actor.participant
        or found.state not in ideas.READABLE
    ):
        raise Refusal("idea_gone")
    return found


def _still_changeable(db: Session, forum: Forum, idea: Idea) -> None:
    settings = db.get_one(Activity, idea.activity).settings
    if not activity_states.may_change_ideas(settings, voting_began(db, forum.id), forum.state):
        raise Refusal("voting_started")


def _changed_by_author(forum: Forum, idea: Idea) -> Done:
    """Touch the forum too: after the author's change a facilitator's command may no longer be undoable, and the forum's
    shape lists what is."""
    result = touched(idea)
    result.touched.add(("forum", forum.id))
    return result
