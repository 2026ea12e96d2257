"""In which language people read a forum. Only reads."""

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.storage.tables import Forum, Participant


def languages_read(db: Session, forum: Forum) -> dict[str, int]:
    """Language → people who read the forum in it now, to be kept when results are given out. None is left out, so the
    sum is how many joined; languages of the forum that nobody reads have 0."""
    counts = Counter(db.scalars(select(Participant.language).where(Participant.forum == forum.id)))
    return {language: counts[language] for language in dict.fromkeys([*forum.languages, *sorted(counts)])}


def at_the_end(forum: Forum) -> dict[str, int]:
    """Language → people who read the forum in it when results of the ended forum were first given out; empty before
    that. It stays as it was, as answers to background questions do, because a single person who has come since would
    be the difference between two files."""
    return dict(forum.background_counts.get("languages", {})) if forum.background_counts else {}
