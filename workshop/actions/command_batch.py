"""Runs one batch of commands inside a transaction: a single command, or one verb from many phones, from authentication
to the log row and the answer.

Does what every command needs around its action: looks up the actor, finds retries by their idempotency key, appends the
log row and stores the answer. Reads and writes through the session it is given; never commits.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct
from sqlalchemy import Connection, bindparam, select
from sqlalchemy.orm import Session

from workshop.access import authentication
from workshop.access.authentication import Actor, Credentials
from workshop.actions import led_meanwhile, refuse_while_import_fills
from workshop.actions.answers_to_retries import key_owner, refused, said_before, store
from workshop.actions.changed import Changed
from workshop.actions.registry import TOGETHER, Done, as_record, perform
from workshop.actions.writer_cache import ForumHead, WriterCache
from workshop.contract.answer import Answer
from workshop.contract.base import PARTICIPANT, Command, body
from workshop.domain import activity_states
from workshop.domain.activities import KINDS
from workshop.domain.errors import Refusal
from workshop.projections import idea_supports
from workshop.projections.base import Thing
from workshop.projections.no_longer_ready import ready_voters_on
from workshop.storage import changed_values, log
from workshop.storage.frequent_queries_compiled_once import PreparedSelect
from workshop.storage.log import HOUSE, Entry, append, append_after
from workshop.storage.tables import Activity, Forum, table_of


class Asked(Struct):
    """A command with its sender's credentials, for one forum (None: for the house)."""

    command: Command
    carried: Credentials
    forum: int | None


class Effect(Changed, kw_only=True):
    """What a committed command changed in one forum.

    It moved the forum's log from row `since` to row `n`: where several processes write, a gap shows that another one's
    rows came in between.
    """

    forum: int
    since: int = 0
    n: int = 0


_FORUM = table_of(Forum)
_HEAD = PreparedSelect(
    select(_FORUM.c.id, _FORUM.c.ref, _FORUM.c.state, _FORUM.c.by_ticket, _FORUM.c.log_n, _FORUM.c.log_head).where(
        _FORUM.c.id == bindparam("forum")
    )
)
_ACTIVITY = table_of(Activity)
_STEPS = select(_ACTIVITY.c.id, _ACTIVITY.c.kind, _ACTIVITY.c.revealed).where(_ACTIVITY.c.forum == bindparam("forum"))
Outcome = tuple[Answer, Effect | None]
A = TypeVar("A", bound=Asked)


def batches(asked: Sequence[A]) -> Iterator[list[A]]:
    """Split commands, in order, into batches that can run together: neighbours with one verb of TOGETHER, in one forum,
    each phone once at most."""
    batch: list[A] = []
    phones: set[str] = set()
    for one in asked:
        if batch and not (_together_with(one, batch[0]) and one.carried.device not in phones):
            yield batch
            batch, phones = [], set()
        batch.append(one)
        phones.add(one.carried.device)
    if batch:
        yield batch


def hold(db: Session, asked: Iterable[Asked]) -> None:
    """Lock the logs that these commands append to until the transaction ends."""
    log.hold(db, {HOUSE if one.command.of_house else one.forum or HOUSE for one in asked})


def take(db: Session, batch: Sequence[Asked], now: int, cache: WriterCache) -> list[Outcome]:
    """Run one batch. A single command raises Refusal; in a batch of many each one is refused separately."""
    first = batch[0]
    if first.command.of_house:
        return [_take_one(db, first, None, now)]
    if first.command.verb in TOGETHER:
        connection = db.connection()  # without the session, whose object tracking these do not need
        return _take_many(db, connection, batch, _head_of(connection, first.forum, cache), now, cache)
    # Read again for each batch: earlier ones of the same transaction may have moved the end of the log.
    forum = None if first.forum is None else db.get(Forum, first.forum, populate_existing=True)
    if forum is None:
        raise Refusal("gone")
    return [_take_one(db, first, forum, now)]


def merged(effects: Iterable[Effect]) -> list[Effect]:
    """Merge effects into one for each forum."""
    whole: dict[int, Effect] = {}
    for effect in effects:
        into = whole.setdefault(effect.forum, Effect(forum=effect.forum, since=effect.since))
        into |= effect
        into.n = max(into.n, effect.n)
    return list(whole.values())


def _together_with(one: Asked, other: Asked) -> bool:
    return one.command.verb in TOGETHER and one.command.verb == other.command.verb and one.forum == other.forum


def _take_one(db: Session, asked: Asked, forum: Forum | None, now: int) -> Outcome:
    command = asked.command
    actor = authentication.actor(db, type(command), asked.carried, forum, now)
    house_or_forum = HOUSE if forum is None else forum.id
    said = said_before(db.connection(), house_or_forum, [(actor, command)])
    if said:
        return next(iter(said.values())), None
    if forum is not None:
        refuse_while_import_fills.permit(db, command.verb, actor, forum.ref, forum.state)
        led_meanwhile.permit(db, command, actor, forum.id)
    changed_values.begin(db)
    done = perform(db, command, actor, forum, now)
    db.flush()
    done.left = changed_values.taken(db)
    n, _ = _remember(db, HOUSE if done.in_house else house_or_forum, [(actor, command, done)], now)
    if forum is None:
        return Answer(ok=True, made=done.made), None
    row = 0 if done.in_house or actor.role == PARTICIPANT else n
    since, n = (forum.log_n, forum.log_n) if done.in_house else (n - 1, n)
    effect = Effect(forum=forum.id, since=since, n=n)
    effect |= done
    effect.touched |= {("forum", forum.id)} if actor.role != PARTICIPANT else set()
    effect |= _follows(db, forum, effect.touched)
    return Answer(ok=True, made=done.made, n=row), effect


def _head_of(db: Connection, forum: int | None, cache: WriterCache) -> ForumHead:
    rows = _HEAD.run(db, forum=forum)
    if not rows:
        raise Refusal("gone")
    found = rows[0]
    return ForumHead(
        found.id,
        found.ref,
        found.state,
        found.by_ticket,
        found.log_n,
        found.log_head,
        cache.at(found.id, found.log_head),
    )


def _take_many(
    db: Session, connection: Connection, batch: Sequence[Asked], forum: ForumHead, now: int, cache: WriterCache
) -> list[Outcome]:
    """Run commands of one verb from as many phones. Refused ones write nothing; the others are written together, and
    what all of them changed is one effect, that of the first."""
    people = authentication.on_phones(
        connection, [asked.carried.device for asked in batch], forum.id, forum.ref, batch[0].command.verb
    )
    said = said_before(
        connection, forum.id, [(person, asked.command) for person, asked in zip(people, batch, strict=True) if person]
    )
    outcomes, fresh = _answered_already(people, batch, said)
    written, effect = [], Effect(forum=forum.id, since=forum.log_n)
    for place, done in zip(fresh, _together(db, list(fresh.values()), forum, now), strict=True):
        if isinstance(done, Refusal):
            outcomes[place] = refused(done), None
        else:
            written.append((*fresh[place], done))
            outcomes[place] = Answer(ok=True, made=done.made), effect if len(written) == 1 else None
    if written:
        for _, _, done in written:
            effect |= done
        effect.n = effect.since + len(written)
        db.flush()
        _, head = append_after(
            connection, forum.id, (forum.log_n, forum.log_head), [_entry(*one, now) for one in written]
        )
        store(connection, forum.id, written)
        cache.moved(forum, head)
    return [outcomes[place] for place in range(len(batch))]


def _answered_already(
    people: Sequence[Actor | None], batch: Sequence[Asked], said: Mapping[tuple[str, str], Answer]
) -> tuple[dict[int, Outcome], dict[int, tuple[Actor, Command]]]:
    """The outcomes of commands that need nothing done, by their places in the batch: of strangers and of those that
    were answered before; and all others."""
    outcomes: dict[int, Outcome] = {}
    fresh: dict[int, tuple[Actor, Command]] = {}
    for place, (person, asked) in enumerate(zip(people, batch, strict=True)):
        if person is None:
            outcomes[place] = refused(Refusal("not_joined")), None
        elif (key_owner(person), asked.command.key) in said:
            outcomes[place] = said[key_owner(person), asked.command.key], None
        else:
            fresh[place] = person, asked.command
    return outcomes, fresh


def _together(db: Session, asked: list[tuple[Actor, Command]], forum: ForumHead, now: int) -> Sequence[Done | Refusal]:
    if not asked:
        return []
    verb = asked[0][1].verb
    try:
        refuse_while_import_fills.permit(db, verb, asked[0][0], forum.ref, forum.state)
        activity_states.permit_after_the_end(verb, forum.state)
    except Refusal as refusal:
        return [refusal] * len(asked)
    return TOGETHER[verb](db, asked, forum, now)


def _follows(db: Session, forum: Forum, touched: set[Thing]) -> Changed:
    """What changes with the things that a command touched."""
    touched = touched | _tallies(db, forum, touched)
    voters = ready_voters_on(db, forum.id, touched)
    touched |= {("activity", vote) for vote in voters}
    return Changed(touched, set().union(*voters.values(), idea_supports.people(db, touched)))


def _tallies(db: Session, forum: Forum, touched: set[Thing]) -> set[Thing]:
    """Counts of votes that change with what was touched: hiding an idea or removing a cluster removes its row of a
    revealed tally, and of what the hall sorts."""
    if not any(kind in ("idea", "cluster") for kind, _ in touched):
        return set()
    votes = [one for one in db.execute(_STEPS, {"forum": forum.id}) if KINDS[one.kind].votes]
    revealed = {("tally", one.id) for one in votes if one.revealed}
    return revealed | {("sorting", one.id) for one in votes if KINDS[one.kind].into}


def _remember(db: Session, forum: int, done: Sequence[tuple[Actor, Command, Done]], now: int) -> tuple[int, str]:
    """Append one log row and store one answer for each command. Returns the log's new end."""
    end = append(db, forum, [_entry(*one, now) for one in done])
    store(db.connection(), forum, done)
    return end


def _entry(actor: Actor, command: Command, done: Done, now: int) -> Entry:
    """The log entry of a command: its fields and the rows it left. Phones cannot undo, so their commands store no
    inverse."""
    inverse = None if done.inverse is None or actor.role == PARTICIPANT else [as_record(one) for one in done.inverse]
    said = body(command) if done.body is None else done.body
    return Entry(
        now,
        actor.role,
        done.name or actor.name,
        command.verb,
        said | ({"left": done.left} if done.left else {}),
        inverse,
    )
