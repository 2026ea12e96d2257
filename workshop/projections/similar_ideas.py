"""Ideas that probably say the same as a text that is being written: read from the database when they change, and
compared by the index that `grouping` keeps of them.

Only ideas of the same activity, while people write in it, that everyone sees now, that are not the writer's own and
that the writer does not support already.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from workshop.domain.activity_states import CLOSING, OPEN
from workshop.domain.ideas import SEEN_BY_EVERYONE
from workshop.domain.masked_text import masked
from workshop.grouping.idea_language import guess
from workshop.grouping.proposed_names import own_words
from workshop.grouping.similar_index import SimilarIndex
from workshop.grouping.suggester_interface import Card
from workshop.projections.suggestion_input import about
from workshop.storage.tables import Activity, Forum, Idea, Participant, support

MOST_SIMILAR = 3
LOOKED_AT = 12
"""The nearest cards that are looked at: some may be the writer's own."""
AGAIN = 1.0
"""Seconds between two readings of an activity's ideas, at least."""
MOST_ACTIVITIES = 16


class _Kept:
    """What is kept of one activity."""

    def __init__(self) -> None:
        self.index, self.log_n, self.read_at = SimilarIndex(), -1, float("-inf")
        self.own: Collection[str] = ()


class SimilarIdeas:
    """Keeps an index for each activity in which people write. For one thread: some milliseconds, after a restart with
    hundreds of ideas once a second."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: OrderedDict[int, _Kept] = OrderedDict()

    def of(self, db: Session, participant: int, activity: int, text: str) -> list[int]:
        """The ids of up to three ideas, the most similar first; mostly none."""
        person = db.get(Participant, participant)
        forum = db.get(Forum, person.forum) if person is not None else None
        if person is None or forum is None or not _is_open(db, forum.id, activity):
            return []
        kept = self._renewed(db, forum, activity)
        near = kept.index.like(text, guess(text, person.language), kept.own, LOOKED_AT)
        return _open_to(db, person, near)[:MOST_SIMILAR] if near else []

    def _renewed(self, db: Session, forum: Forum, activity: int) -> _Kept:
        kept = self._kept.setdefault(activity, _Kept())
        self._kept.move_to_end(activity)
        while len(self._kept) > MOST_ACTIVITIES:
            self._kept.popitem(last=False)
        if kept.log_n != forum.log_n and self._clock() >= kept.read_at + AGAIN:
            kept.index.keep(_cards(db, forum.id, activity))
            kept.own = own_words(about(db, forum.id))
            kept.log_n, kept.read_at = forum.log_n, self._clock()
        return kept


def _is_open(db: Session, forum: int, activity: int) -> bool:
    """Whether it is an activity of this forum in which people write. Others get no index: it would take the place of
    one that people use."""
    found = db.get(Activity, activity)
    return found is not None and found.forum == forum and found.state in (OPEN, CLOSING)


def _cards(db: Session, forum: int, activity: int) -> list[Card]:
    query = select(Idea.id, Idea.text, Idea.masked, Idea.lang)
    query = query.where(Idea.forum == forum, Idea.activity == activity, Idea.state.in_(SEEN_BY_EVERYONE))
    return [Card(row.id, masked(row.text, row.masked), row.lang) for row in db.execute(query)]


def _open_to(db: Session, person: Participant, near: Sequence[int]) -> list[int]:
    """Those of these ideas that this person may support at this moment."""
    supported = exists().where(support.c.idea == Idea.id, support.c.participant == person.id)
    of_others = or_(Idea.participant.is_(None), Idea.participant != person.id)
    theirs = Idea.forum == person.forum, Idea.state.in_(SEEN_BY_EVERYONE)
    query = select(Idea.id).where(Idea.id.in_(near), *theirs, of_others, ~supported)
    found = set(db.scalars(query))
    return [idea for idea in near if idea in found]
