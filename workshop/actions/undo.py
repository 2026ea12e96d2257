"""Undo and redo, as deep as the log: run the inverse that a console command stored. Which deeds may be undone, and by
whom, is `domain.undo`."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import cast

from msgspec import structs
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions.moderation import Decision, decide_many
from workshop.actions.registry import UNDO, Done, action, perform
from workshop.contract import commands
from workshop.contract.base import Command, decode
from workshop.contract.forum_states import ENDED
from workshop.domain import ideas
from workshop.domain.errors import Refusal
from workshop.domain.undo import Deed, Record
from workshop.projections import imports, merged_clusters, undoable_deeds
from workshop.storage.tables import Forum, Idea, log

_DECIDED = (commands.IdeaHide.verb, commands.IdeaDecided.verb)


@action(commands.Undo)
def undo(db: Session, command: commands.Undo, actor: Actor, forum: Forum, now: int) -> Done:
    """Undo one's own newest deed, or the one named. A deed whose result was changed since is not undone, and no older
    one in its place; of a deed on several ideas, those changed since stay as they are (`left` counts them)."""
    found = undoable_deeds.of(db, forum.id)
    row = found.asked(actor.name, command.n)
    _settled_by_the_end(db, forum, found.as_done(row))
    deed = found.undo_of(row.n)
    return _first(db, [deed] if deed else [], actor, forum, now, _changed(db, found.as_done(row)))


@action(commands.Redo)
def redo(db: Session, command: commands.Redo, actor: Actor, forum: Forum, now: int) -> Done:
    """Redo the newest deed that one has undone, unless one did something new since."""
    wanted = list(undoable_deeds.of(db, forum.id).redoable(actor.name))
    if forum.state == ENDED and any(_brings_a_file(deed) for deed in wanted):
        raise Refusal("import_ended")
    return _first(db, wanted, actor, forum, now, Refusal("nothing_to_redo"))


def _settled_by_the_end(db: Session, forum: Forum, deed: Deed) -> None:
    """Raises Refusal import_ended for an import in a forum that is over: what came there is part of what it came to.
    Of one that the end cut off, the pieces that had come are taken back."""
    if forum.state == ENDED and _brings_a_file(deed) and imports.came_whole(db, forum.id, deed.first):
        raise Refusal("import_ended")


def _brings_a_file(deed: Deed) -> bool:
    return deed.first.verb == commands.IdeasImport.verb


def _changed(db: Session, deed: Deed) -> Refusal:
    """The refusal for a deed that can't be undone because something changed since; with the number if it concerns a
    single idea."""
    number = undoable_deeds.number_of(db, deed)
    return Refusal("undo_changed") if number is None else Refusal("undo_idea_changed", number=number)


def _first(db: Session, wanted: Iterable[Deed], actor: Actor, forum: Forum, now: int, otherwise: Refusal) -> Done:
    for deed in undoable_deeds.living(db, wanted):
        try:
            with db.begin_nested():
                result = _run(db, deed, actor, forum, now)
        except Refusal:
            continue
        db.execute(update(log).where(log.c.forum == forum.id, log.c.n == deed.row.n).values(undone_by=forum.log_n + 1))
        result.body = {"n": deed.row.n}  # so that the log suffices to know which rows are in force
        result.made |= {
            "command": deed.first.verb,
            "n": deed.row.n,
            "idea": undoable_deeds.number_of(db, deed),
            "activity": deed.activity(),
            "off": deed.off(),
            "left": deed.left(),
        }
        return result
    raise otherwise


def _run(db: Session, deed: Deed, actor: Actor, forum: Forum, now: int) -> Done:
    total = Done(touched={("forum", forum.id)}, inverse=[])
    for part in _parts(db, deed, actor, forum, now):
        total.then(part)
    return total


def _parts(db: Session, deed: Deed, actor: Actor, forum: Forum, now: int) -> Iterator[Done]:
    """What each record comes to, in their order; decisions that follow each other are one part."""
    for decides, records in groupby(deed.records, lambda record: record["verb"] in _DECIDED):
        if decides:
            yield decide_many(db, [cast(Decision, _read(record)) for record in records], actor, forum, now)
            continue
        for record in records:
            if not (deed.brings and _is_in_use(db, forum, record)):
                yield _part(db, record, not deed.needs(record), actor, forum, now)


def _is_in_use(db: Session, forum: Forum, record: Record) -> bool:
    """Whether it would remove a theme in which ideas stay, or that people voted on."""
    if record["verb"] != commands.ClusterRemove.verb:
        return False
    inside = (
        select(Idea.id)
        .where(Idea.cluster == record["body"]["cluster"], Idea.state.in_(ideas.COUNTS_TOWARD_LIMIT))
        .limit(1)
    )
    return db.scalar(inside) is not None or merged_clusters.is_marked(db, forum.id, record["body"]["cluster"])


def _part(db: Session, record: Record, may_fail: bool, actor: Actor, forum: Forum, now: int) -> Done:
    try:
        return perform(db, _read(record), actor, forum, now)
    except Refusal:
        if not may_fail:
            raise
        return Done()


def _read(record: Record) -> Command:
    """The command that a log row stored; it gets a key that `decode` accepts from no sender."""
    fields: dict[str, object] = {"key": "from-the-log", **record["body"]}
    return structs.replace(decode(record["verb"], fields), key=UNDO)
