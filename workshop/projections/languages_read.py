"""In which language people read a forum. Only reads.

Once a forum has ended, this stays as it was at the end: results could otherwise be compared with later ones, and a
single person who now reads in another language would be the difference.
"""

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.contract import commands
from workshop.runtime import strict_json
from workshop.storage.tables import Forum, Participant, log

_CHOICES = (commands.ParticipantJoin.verb, commands.ParticipantLanguage.verb)


def languages_read(db: Session, forum: Forum) -> dict[str, int]:
    """Language → people who read the forum in it, now or when it ended. None is left out, so the sum is how many
    joined; languages of the forum that nobody reads have 0."""
    people = select(Participant.pid, Participant.language).where(Participant.forum == forum.id)
    read = {str(row.pid): str(row.language) for row in db.execute(people)}
    if forum.ended_at is not None:
        read.update(_before(db, forum.id, forum.ended_at))
    counts = Counter(read.values())
    return {language: counts[language] for language in dict.fromkeys([*forum.languages, *sorted(counts)])}


def _before(db: Session, forum: int, end: int) -> dict[str, str]:
    """The language at `end` (epoch ms) of the people who have chosen one since, by their name in the log."""
    chosen = select(log.c.actor).where(log.c.forum == forum, log.c.command.in_(_CHOICES))
    since = {str(actor) for actor in db.scalars(chosen.where(log.c.at > end))}
    if not since:
        return {}
    rows = chosen.add_columns(log.c.body).where(log.c.at <= end, log.c.actor.in_(since)).order_by(log.c.n)
    return {str(row.actor): _language(row.body) for row in db.execute(rows)}


def _language(body: str | None) -> str:
    said = strict_json.loads(body or "{}")
    return str(said.get("language", "")) if isinstance(said, dict) else ""
