"""What several actions on ideas share: look-ups that refuse, what a change touches, and the language of an idea."""

from collections.abc import Iterable

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from workshop.actions.activity_lookups import kept_back
from workshop.actions.registry import UNDO, Done
from workshop.contract import commands
from workshop.contract.base import Command
from workshop.domain import ideas
from workshop.domain.activities import collecting
from workshop.domain.errors import Refusal
from workshop.grouping import idea_language
from workshop.storage.tables import Activity, Forum, Idea, Participant


def of_forum(db: Session, forum: Forum, idea: int) -> Idea:
    """An idea of this forum that was not withdrawn; raises Refusal idea_gone."""
    found = in_any_state(db, forum, idea)
    if not _is_there(found, forum):
        raise Refusal("idea_gone")
    return found


def is_held(db: Session, participant: int) -> bool:
    """Whether a facilitator lets what this person writes wait."""
    theirs = select(Idea.id).where(Idea.participant == participant, Idea.author_held).limit(1)
    return db.scalar(theirs) is not None


def in_any_state(db: Session, forum: Forum, idea: int) -> Idea:
    """An idea of this forum, also one that its author has withdrawn; raises Refusal idea_gone."""
    found = db.get(Idea, idea)
    if found is None or found.forum != forum.id:
        raise Refusal("idea_gone")
    return found


def _is_there(idea: Idea, forum: Forum) -> bool:
    return idea.forum == forum.id and idea.state in ideas.READABLE


def all_of_forum(db: Session, forum: Forum, wanted: Iterable[int]) -> list[Idea]:
    """These ideas, each once and in this order, as `of_forum` gives one. One query: a board moves hundreds at once."""
    ids = list(dict.fromkeys(wanted))
    found = {idea.id: idea for idea in db.scalars(select(Idea).where(Idea.id.in_(ids)))} if ids else {}
    if any(one not in found or not _is_there(found[one], forum) for one in ids):
        raise Refusal("idea_gone")
    return [found[one] for one in ids]


def through(db: Session, idea: Idea) -> bool:
    """Whether an idea that is let through is kept back with the others of its activity."""
    return kept_back(db.get_one(Activity, idea.activity))


def large_again(forum: Forum) -> list[Command]:
    """The command that brings back the idea or cluster that is large on the screen now; empty when there is none."""
    if forum.spotlight is not None:
        return [commands.ScreenSpotlight(key=UNDO, idea=forum.spotlight)]
    return [] if forum.cluster is None else [commands.ScreenCluster(key=UNDO, cluster=forum.cluster)]


def steps(db: Session, forum: Forum) -> set[tuple[str, int]]:
    """The activities in which ideas are written, as touched things: whether their ideas may still be changed depends on
    the state of votes and of the forum."""
    found = select(Activity.id).where(Activity.forum == forum.id, Activity.kind.in_(collecting("ideas")))
    return {("activity", one) for one in db.scalars(found)}


def reveal(db: Session, forum: Forum, activity: Activity, shown: bool) -> Done:
    """Show an activity's private ideas to everyone, or hide them again. Ideas that wait for review keep waiting."""
    activity.revealed = shown
    before, after = ideas.revealed(shown)
    result = Done(touched={("activity", activity.id)})
    result.touched |= {("idea", lead) for lead in db.scalars(_leads_of(activity)) if lead is not None}
    for idea in db.scalars(select(Idea).where(Idea.activity == activity.id, Idea.state == before)):
        idea.state = after
        result.touched.add(("idea", idea.id))
        out_of_sight(forum, idea, result)
        if idea.participant is not None:
            result.own.add(idea.participant)
    return result


def _leads_of(activity: Activity) -> Select[int | None]:
    """The ideas into which ideas of an activity are merged: they are found by the words of these, once all may read
    them."""
    return select(Idea.merged_into).where(Idea.activity == activity.id, Idea.merged_into.is_not(None)).distinct()


def out_of_sight(forum: Forum, idea: Idea, result: Done) -> Done:
    """Take an idea off the screen's spotlight when it is no longer shown to everyone."""
    if idea.state not in ideas.SEEN_BY_EVERYONE and forum.spotlight == idea.id:
        result.led_to(large_again(forum))
        forum.spotlight = None
        result.touched.add(("forum", forum.id))
    return result


def touched(idea: Idea, made: dict[str, object] | None = None, inverse: list[Command] | None = None) -> Done:
    """What a command on one idea touches: the idea, its activity's counts, and its author's own."""
    own = set() if idea.participant is None else {idea.participant}
    return Done({("idea", idea.id), ("activity", idea.activity)}, own, made=made or {}, inverse=inverse)


def guess_language(db: Session, idea: Idea) -> None:
    """Guess the language of an idea's changed words, unless a facilitator has said it."""
    if not idea.lang_set:
        idea.lang = language_of(db, idea.text, idea.participant)


def language_of(db: Session, words: str, participant: int | None) -> str:
    """The language of an idea: guessed from its words, with its author's language as prior."""
    author = "" if participant is None else db.scalar(_SPEAKS, {"participant": participant})
    return idea_language.guess(words, author or "")


_SPEAKS = select(Participant.language).where(Participant.id == bindparam("participant"))
"""Built once, because a hall writes many ideas in a minute."""
