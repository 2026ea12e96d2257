"""How many people did anything in a forum, beside coming in. Only reads."""

from sqlalchemy import and_, func, select, union
from sqlalchemy.orm import Session

from workshop.domain.ideas import READABLE
from workshop.storage.tables import (
    Activity,
    Idea,
    Participant,
    ThemeProposal,
    ballot,
    ballot_owner,
    confirmation,
    placement,
    support,
)


def active_people(db: Session, forum: int) -> int:
    """People who posted, voted, sorted, proposed a theme, supported an idea or said anything of the results, on their
    own phone, each counted once. What they took back does not count."""
    here = select(Participant.id).where(Participant.forum == forum)
    posted = select(Idea.participant).where(Idea.forum == forum, Idea.state.in_(READABLE))
    voted = (
        select(ballot_owner.c.participant)
        .join(ballot, ballot.c.id == ballot_owner.c.ballot)
        .join(Activity, and_(Activity.id == ballot.c.activity, Activity.id == ballot_owner.c.activity))
        .where(Activity.forum == forum, ballot.c.cast == 1)
    )
    proposed = select(ThemeProposal.participant).where(ThemeProposal.forum == forum)
    others = (
        select(table.c.participant).where(table.c.participant.in_(here)) for table in (placement, support, confirmation)
    )
    people = union(posted, voted, proposed, *others).subquery()
    return db.scalar(select(func.count(people.c.participant))) or 0
