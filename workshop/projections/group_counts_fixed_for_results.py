"""Whether the numbers of people by language and by answer to background questions are settled: counted for good,
because results of the ended forum have been given out (`actions/group_counts_fixed_for_results.py`). Only reads.
"""

from sqlalchemy.orm import Session

from workshop.contract.forum_states import ENDED
from workshop.storage.tables import Forum


def are_settled(forum: Forum) -> bool:
    """Whether the numbers are fixed. An older release counted the answers alone: then the languages are yet to be."""
    return forum.background_counts is not None and "languages" in forum.background_counts


def may_be_given_out(db: Session, forum: int) -> bool:
    """Whether files can be made as it is: the forum goes on, so they have no such numbers, or these are fixed."""
    row = db.get_one(Forum, forum)
    return row.state != ENDED or are_settled(row)


def are_questions_closed(forum: Forum) -> bool:
    """Whether background questions can be answered or changed no more: the forum is over, or answers were counted."""
    return forum.state == ENDED or forum.background_counts is not None
