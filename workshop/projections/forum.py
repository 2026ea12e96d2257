"""The view of the forum itself."""

import hashlib
from collections.abc import Iterator

import msgspec
from sqlalchemy.orm import Session

from workshop.contract import shapes
from workshop.contract.forum_states import PLANNED
from workshop.contract.shapes import FACILITATORS
from workshop.contract.shapes.forum import EarlyEntryShape
from workshop.projections import hiding_reasons, settled_by_results, undoable_deeds
from workshop.projections.base import Look, view
from workshop.projections.participant_private_view import joined_count
from workshop.storage.tables import Forum


@view(shapes.ForumShape, shapes.FacilitatorForum)
def forums(look: Look) -> Iterator[shapes.ForumShape]:
    """The forum itself."""
    row = look.db.get(Forum, look.forum)
    if row is None:
        return
    everyones = _for_everyone(look.db, row)
    yield _for_facilitators(look.db, row, everyones) if look.audience == FACILITATORS else everyones


def _for_everyone(db: Session, row: Forum) -> shapes.ForumShape:
    return shapes.ForumShape(
        id=row.id,
        code=row.code,
        title=row.title,
        starts_at=row.starts_at,
        place=row.place,
        organiser=row.organiser,
        state=row.state,
        now=row.now,
        self_paced=row.self_paced,
        languages=row.languages,
        screen_languages=row.screen_languages,
        card=_card_of(row),
        paused=row.paused,
        rehearsal=row.rehearsal,
        spotlight=row.spotlight,
        cluster=row.cluster,
        vote=row.vote,
        frozen=row.frozen,
        slow=row.slow,
        blank=row.blank or row.emergency,
        big_code=row.big_code,
        moderation=row.moderation,
        results=row.slug or "",
        published=row.published_at is not None,
        background=bool(row.background),
        early=_early_of(row),
        here=joined_count(db, row.id),
    )


def _for_facilitators(db: Session, row: Forum, everyones: shapes.ForumShape) -> shapes.FacilitatorForum:
    undo, redo = undoable_deeds.shown(db, row.id)
    return shapes.FacilitatorForum(
        **msgspec.structs.asdict(everyones),
        ref=row.ref,
        undo=undo,
        redo=redo,
        moderation_chosen=row.moderation_chosen,
        emergency=row.emergency,
        reasons=hiding_reasons.all_of(db, row.reasons),
        settled=sorted(settled_by_results.settled(db, row.id, "ideas")),
        led=undoable_deeds.of(db, row.id).newest_leading_row(),
    )


def _early_of(row: Forum) -> EarlyEntryShape | None:
    if row.state != PLANNED or row.early_step is None or row.early_opens_at is None:
        return None
    return EarlyEntryShape(activity=row.early_step, opens_at=row.early_opens_at, due_at=row.early_due_at)


def _card_of(row: Forum) -> str:
    ticket = "ticket" if row.by_ticket else ""
    said = "\n".join((row.join_secret, row.address, row.wifi_network, row.wifi_password, row.slug or "", ticket))
    told = repr(sorted(row.next_steps.items())) if row.published_at is not None and row.next_steps else ""
    return hashlib.sha256((said + told).encode()).hexdigest()[:8]
