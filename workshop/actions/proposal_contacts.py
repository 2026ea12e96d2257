"""The sealed contacts of proposals: kept and removed, one for each proposal."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.storage.tables import Contact, Idea


def keep(db: Session, idea: Idea, sealed: str) -> None:
    """Store the contact in place of the one before; an empty one removes that."""
    row = db.scalar(select(Contact).where(Contact.idea == idea.id))
    if not sealed:
        remove(db, idea.id)
    elif row is None:
        db.add(Contact(forum=idea.forum, idea=idea.id, sealed=sealed))
    else:
        row.sealed = sealed


def remove(db: Session, idea: int) -> None:
    """Remove the contact, if there is one."""
    row = db.scalar(select(Contact).where(Contact.idea == idea))
    if row is not None:
        db.delete(row)
