"""What stays as it is because a result has been shown: the votes that everyone has seen the result of, and what people
chose in them; when a shown result was counted again nevertheless; and which was shown before voting was over. Only
reads.

A result that was hidden again, or taken back by undo, stays seen.
"""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from workshop.contract import commands
from workshop.domain import undo
from workshop.domain.activities import KINDS, collecting
from workshop.projections import activity_open_times, merged_clusters, undoable_deeds
from workshop.storage.tables import Activity, Idea, ballot, log, mark


def votes(db: Session, forum: int, of: str) -> list[Activity]:
    """The votes on ideas, or on clusters, whose result has ever been shown."""
    found = db.scalars(select(Activity).where(Activity.forum == forum, Activity.kind.in_(collecting("votes"))))
    shown = undoable_deeds.of(db, forum).revealed()
    return [vote for vote in found if KINDS[vote.kind].of(vote.settings) == of and vote.id in shown]


def settled(db: Session, forum: int, of: str) -> set[int]:
    """The ideas, or clusters, that have marks in such a vote, and those that marked ones are merged into."""
    shown = [vote.id for vote in votes(db, forum, of)]
    if not shown:
        return set()
    marked = _marked(shown)
    if of != "ideas":
        return merged_clusters.with_leads(db, forum, set(db.scalars(marked.distinct())))
    found = db.execute(select(Idea.id, Idea.merged_into).where(Idea.forum == forum, Idea.id.in_(marked)))
    return {one for row in found for one in row if one is not None}


def recounted(db: Session, vote: Activity) -> undo.Recount | None:
    """When and why the result of a vote was last counted again after it had been shown; None while it is as it was
    shown. An idea without marks of its own changes no number when it is taken out of a merge
    (`merged_during_vote`). Voting that went on after a result was shown is no recount (`shown_early`)."""
    deeds = undoable_deeds.of(db, vote.forum)
    if not undo.showings(deeds, vote.id):
        return None
    known = activity_open_times.spans(db, vote.forum).get(vote.id)
    closed = known[-1].closed if known else 0
    if closed is None:
        return None
    kind = KINDS[vote.kind]
    chosen = set(db.scalars(_marked([vote.id]).distinct())) if kind.of(vote.settings) == "ideas" else set()
    named = merged_clusters.named_in(db, vote.forum, vote.id) if kind.into else set()
    return undo.recounted(deeds, vote.id, chosen, named, closed)


def recounts(db: Session, forum: int) -> dict[int, undo.Recount]:
    """The votes of a forum on show whose results were counted again."""
    shown = select(Activity).where(Activity.forum == forum, Activity.revealed, Activity.kind.in_(collecting("votes")))
    found = {vote.id: recounted(db, vote) for vote in db.scalars(shown)}
    return {vote: recount for vote, recount in found.items() if recount}


class ShownEarly(NamedTuple):
    """When a result was shown for the first time after which voting went on (epoch ms), and how many had voted by phone
    until then."""

    at: int
    voted: int


def shown_early(db: Session, forum: int) -> dict[int, ShownEarly]:
    """The votes of a forum that went on after the hall had seen their result, as when it was shown too soon and that
    was taken back."""
    deeds, spans = undoable_deeds.of(db, forum), activity_open_times.spans(db, forum)
    found = dict[int, ShownEarly]()
    for vote, known in spans.items():
        closed = known[-1].closed
        early = next((row for row in undo.showings(deeds, vote) if closed is None or row.at < closed), None)
        if early is not None:
            found[vote] = ShownEarly(early.at, _voted_before(db, forum, vote, early.n))
    return found


def _voted_before(db: Session, forum: int, vote: int, n: int) -> int:
    """How many phones' ballots held a mark before row `n` of the log, whose actor is the ballot."""
    rows = db.execute(
        select(log.c.actor, log.c.body)
        .join(ballot, ballot.c.id == log.c.actor)
        .where(log.c.forum == forum, log.c.n < n, log.c.command == commands.BallotSet.verb, ballot.c.activity == vote)
        .order_by(log.c.n)
    )
    last = {row.actor: row.body for row in rows}
    return sum(bool(msgspec.json.decode(body or "{}").get("marks")) for body in last.values())


def _marked(votes: Iterable[int]) -> Select[int]:
    """The targets that have marks in these votes, as their ballots name them."""
    return select(mark.c.target).join(ballot, ballot.c.id == mark.c.ballot).where(ballot.c.activity.in_(votes))
