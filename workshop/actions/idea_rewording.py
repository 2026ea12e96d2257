"""Actions on the words of an idea: write it in other words, and back.

Its author's words are kept. Once the result of a vote in which the idea has marks has been seen, its words stay.
"""

from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions import next_lead_of_a_merge
from workshop.actions.idea_helpers import guess_language, of_forum, out_of_sight, touched
from workshop.actions.idea_merging import merged_already
from workshop.actions.moderation import before_decision, masked_spans
from workshop.actions.registry import UNDO, Done, action
from workshop.contract import commands
from workshop.contract.base import Command
from workshop.contract.idea_states import IDEA_STATES, WAITING
from workshop.domain import ideas, screening, text
from workshop.domain.errors import Refusal
from workshop.domain.masked_text import masked
from workshop.projections import settled_by_results, undoable_deeds
from workshop.storage.tables import Forum, Idea


@action(commands.IdeaReword)
def reword(db: Session, command: commands.IdeaReword, actor: Actor, forum: Forum, now: int) -> Done:
    """Write an idea in other words. Written back as its author wrote it, it is the author's again. Raises Refusal
    words_settled for an idea that has marks in a vote whose result has been shown; idea_gone, idea_merged or changed
    when it is not on the board any more as the sender saw it."""
    idea = of_forum(db, forum, command.idea)
    if command.seen is not None:
        _reads_as_seen(db, idea, command.seen)
    if idea.id in settled_by_results.settled(db, forum.id, "ideas"):
        raise Refusal("words_settled")
    back, words = _as_it_reads(idea), text.clean(command.text)
    authors = idea.text if idea.original is None else idea.original
    held = idea.original_held or _were_held(db, idea)
    idea.text, idea.original = words, None if words == authors else authors
    idea.original_held = held and idea.original is not None
    idea.flags, idea.masked = [], []
    guess_language(db, idea)
    return touched(idea, inverse=[back])


def _reads_as_seen(db: Session, idea: Idea, seen: str) -> None:
    if idea.merged_into is not None:
        raise merged_already(db, idea)
    if idea.state not in ideas.COUNTED:
        raise Refusal("idea_gone")
    if masked(idea.text, idea.masked) != seen:
        raise Refusal("changed")


def _were_held(db: Session, idea: Idea) -> bool:
    """Whether its words wait or are hidden, or a facilitator has hidden them or a part of them before."""
    return IDEA_STATES[idea.state].held or undoable_deeds.of(db, idea.forum).holds_back(
        idea.id, since=idea.edited_at or 0
    )


@action(commands.IdeaWords)
def words(db: Session, command: commands.IdeaWords, actor: Actor, forum: Forum, now: int) -> Done:
    """Let an idea read as it did before. Words that must be read before they are shown wait for a facilitator again."""
    idea = of_forum(db, forum, command.idea)
    back: list[Command] = [_as_it_reads(idea)]
    idea.text, idea.original, idea.flags = command.text, command.original, command.flags
    idea.lang = idea.lang if idea.lang_set else command.lang
    idea.original_held = command.original_held
    idea.masked = [[*span] for span in command.masked]
    return _reads_first(db, forum, idea, back)


def _reads_first(db: Session, forum: Forum, idea: Idea, back: list[Command]) -> Done:
    found = screening.flags(idea.text)
    if IDEA_STATES[idea.state].held or idea.masked or not screening.doubtful(found):
        return touched(idea, inverse=back)
    result = touched(idea, inverse=[*back, before_decision(idea)])
    idea.state, idea.flags = ideas.moved("idea.words", idea.state, WAITING), found
    next_lead_of_a_merge.leave(db, idea, idea.cluster, result)
    return out_of_sight(forum, idea, result)


def _as_it_reads(idea: Idea) -> commands.IdeaWords:
    return commands.IdeaWords(
        key=UNDO,
        idea=idea.id,
        text=idea.text,
        original=idea.original,
        original_held=idea.original_held,
        lang=idea.lang,
        flags=list(idea.flags),
        masked=masked_spans(idea),
    )
