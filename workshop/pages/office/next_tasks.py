"""What comes next, forum by forum, for the office's first page: reads where each forum stands and asks the rule for it.

A few statements for all forums, however many there are.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.contract.forum_states import ENDED, LIVE
from workshop.contract.idea_states import WAITING
from workshop.domain.activities import KINDS
from workshop.domain.activity_states import CLOSED
from workshop.domain.ideas import SEEN_BY_EVERYONE
from workshop.domain.next_organiser_task import Importing, Need, Standing, next_need, soonest_first
from workshop.pages import base
from workshop.pages.office import home_view_model
from workshop.pages.office.forum_counts import by_forum
from workshop.projections import organiser_answers
from workshop.projections.personal_data import deletes_at, is_left
from workshop.runtime import epoch_ms
from workshop.runtime.epoch_ms import clock
from workshop.storage import unfinished_import_notes
from workshop.storage.tables import Activity, Forum, Idea, OrganiserAnswer, Participant
from workshop.storage.unfinished_import_notes import Note


@dataclass(frozen=True)
class ToDo:
    """One need with the forum that it is about."""

    ref: str
    code: str
    title: dict[str, str]
    need: Need


def facts() -> dict[str, object]:
    """What the first page shows: series and forums, and what is to be done; forums whose name
    several of these have are told apart by their codes."""
    now = clock()
    tz = base.services().settings.tz
    found = base.look(to_do, now, tz, base.services().settings.keep_months)
    names = Counter(base.pick(one.title) for one in found)
    return {
        "home": base.look(home_view_model.home, now),
        "to_do": found,
        "shared_names": {name for name, n in names.items() if n > 1},
    }


def to_do(db: Session, now: int, tz: ZoneInfo, months: int) -> list[ToDo]:
    """The next need of each real forum that has one, soonest first. `now` in epoch milliseconds; days are those of
    `tz`; personal data is usually deleted `months` after a forum."""
    midnight, read = _midnight(now, tz), _ReadOfAll(db, now)
    found = list[ToDo]()
    for row in db.scalars(select(Forum).where(Forum.rehearsal.is_(False))):
        until = _deletes_at(db, row, months, tz) if read.people.get(row.id) else None
        need = next_need(read.standing(row, until, now), now, midnight)
        if need is not None:
            found.append(ToDo(row.ref, row.code, row.title, need))
    return sorted(found, key=lambda one: soonest_first(one.need))


class _ReadOfAll:
    """What is read of all forums at once, by forum."""

    def __init__(self, db: Session, now: int) -> None:
        ideas = select(Idea.forum, func.count()).group_by(Idea.forum)
        self.steps = by_forum(db, select(Activity.forum, func.count()).group_by(Activity.forum))
        self.ideas = by_forum(db, ideas.where(Idea.state.in_(SEEN_BY_EVERYONE)))
        self.waiting = by_forum(db, ideas.where(Idea.state == WAITING))
        self.people = by_forum(db, select(Participant.forum, func.count()).group_by(Participant.forum))
        self.unanswered = _unanswered(db)
        self.over = _over(db, now)
        self.rehearsed = _rehearsed(db)
        self.notes = _notes(db)

    def standing(self, row: Forum, deletes_at: int | None, now: int) -> Standing:
        """Where a forum stands."""
        note, ideas = self.notes.get(row.ref), self.ideas.get(row.id, 0)
        return Standing(
            state=row.state,
            starts_at=row.starts_at,
            started_at=row.started_at,
            ended_at=row.ended_at,
            created_at=row.created_at,
            answer_by=row.answer_by,
            published=row.published_at is not None,
            has_place=bool(row.place),
            steps=self.steps.get(row.id, 0),
            rehearsed=tuple(sorted(row.title.items())) in self.rehearsed,
            waiting=self.waiting.get(row.id, 0),
            ideas=ideas,
            unanswered=self.unanswered.get(row.id, ideas),
            deletes_at=deletes_at,
            self_paced=row.self_paced,
            over_at=self.over.get(row.id),
            importing=_importing(note, now),
            brought=note.done if note else 0,
            to_bring=note.total if note else 0,
        )


def _over(db: Session, now: int) -> dict[int, int]:
    """forum → when its last step was due (of those that nobody timed: when it began), of the self-paced forums that go
    on and ask nobody anything any more (`projections.open_times`)."""
    asked = select(Forum.id, Forum.started_at, Forum.created_at, Activity.state, Activity.due_at)
    asked = asked.join(Activity, Activity.forum == Forum.id).where(Forum.state == LIVE, Forum.self_paced)
    kinds = [kind.name for kind in KINDS.values() if kind.collects]
    found, going = dict[int, int](), set[int]()
    for forum, started_at, created_at, state, due_at in db.execute(asked.where(Activity.kind.in_(kinds))):
        if state == CLOSED or (due_at is not None and due_at <= now):
            found[forum] = max(found.get(forum, 0), due_at or started_at or created_at)
        else:
            going.add(forum)
    return {forum: at for forum, at in found.items() if forum not in going}


def _notes(db: Session) -> dict[str, Note]:
    """forum's `ref` → the note of its import that is not finished; of several the one that is to be told."""
    unfinished = [note for note in unfinished_import_notes.of_all(db) if note.is_unfinished]
    return {note.forum: note for note in sorted(unfinished, key=unfinished_import_notes.last_first, reverse=True)}


def _importing(note: Note | None, now: int) -> Importing:
    if note is None:
        return ""
    if note.task == "undo":
        return "undo_going"  # one that was cut off goes on by itself
    if note.task == "bring":
        return "import_going" if note.is_going(now) else "import_cut"
    return "fill_going" if note.is_going(now) or note.task == "show" else "fill_cut"


def _deletes_at(db: Session, row: Forum, months: int, tz: ZoneInfo) -> int | None:
    return deletes_at(db, row, months, tz) if row.state != ENDED or is_left(row) else None


def _rehearsed(db: Session) -> set[tuple[tuple[str, str], ...]]:
    """The names of rehearsals: one is a copy under the name of its forum."""
    return {tuple(sorted(title.items())) for title in db.scalars(select(Forum.title).where(Forum.rehearsal))}


def _unanswered(db: Session) -> dict[int, int]:
    """forum → its shown ideas without a decision, of the forums in which anything was answered."""
    return {forum: _undecided(db, forum) for forum in db.scalars(select(OrganiserAnswer.forum).distinct())}


def _undecided(db: Session, forum: int) -> int:
    given = organiser_answers.of_forum(db, forum)
    shown: Iterable[int] = db.scalars(select(Idea.id).where(Idea.forum == forum, Idea.state.in_(SEEN_BY_EVERYONE)))
    counting = (given.of_idea(idea) for idea in shown)
    return sum(one is None or not one.decided for one in counting)


def _midnight(now: int, tz: ZoneInfo) -> int:
    today = epoch_ms.local(now, tz).date()
    begins = dt.datetime.combine(today + dt.timedelta(days=1), dt.time(), tz)
    return epoch_ms.of(begins)
