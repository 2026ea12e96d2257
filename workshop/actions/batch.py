"""One turn at the write door: a command, or one verb of many phones at once, from who asks to the rows it leaves and
its answer.

What every command needs around its action is here, once: who acts, whether it was said before, the log row, the answer
that is kept. Reads and writes through the session it is given; never commits.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from typing import cast as typed

from sqlalchemy import Connection, Table, Text, bindparam, cast, insert, select, tuple_
from sqlalchemy.orm import Session

from workshop.access import actors
from workshop.access.actors import Actor, Credentials
from workshop.actions.base import TOGETHER, Done, as_record, perform
from workshop.actions.writer_cache import ForumHead, WriterCache
from workshop.contract.base import PARTICIPANT, Command, body
from workshop.contract.shapes import Answer
from workshop.domain import agenda
from workshop.domain.activities import collecting
from workshop.domain.errors import Refusal
from workshop.runtime import strict_json
from workshop.storage import log, row_values
from workshop.storage.log import HOUSE, Entry, append, append_after
from workshop.storage.prepared import Prepared, PreparedIn
from workshop.storage.tables import Activity, Forum, key


@dataclass
class Asked:
    """A command with what its asker carries, for one forum (None: for the house)."""

    command: Command
    carried: Credentials
    forum: int | None


@dataclass
class Effect:
    """What a committed command changed in one forum: the things touched, and the participants whose own things changed.

    It took the forum's log from row `since` to row `n`: where other processes write too, this shows what came in
    between.
    """

    forum: int
    touched: set[tuple[str, int]]
    own: set[int]
    since: int = 0
    n: int = 0


_FORUM = typed(Table, Forum.__table__)
_STANDS = Prepared(
    select(_FORUM.c.id, _FORUM.c.ref, _FORUM.c.state, _FORUM.c.log_n, _FORUM.c.log_head).where(
        _FORUM.c.id == bindparam("forum")
    )
)
_KEEP = Prepared(insert(key))
_SAID = PreparedIn(
    select(key.c.actor, key.c.key, cast(key.c.answer, Text)).where(
        key.c.forum == bindparam("forum"), tuple_(key.c.actor, key.c.key).in_(bindparam("wanted", expanding=True))
    ),
    "forum",
    "wanted",
)
Outcome = tuple[Answer, Effect | None]
A = TypeVar("A", bound=Asked)


def turns(asked: Sequence[A]) -> Iterator[list[A]]:
    """Neighbours that may be done together, in their order: one verb of TOGETHER, in one forum, each phone at most
    once."""
    turn: list[A] = []
    phones: set[str] = set()
    for one in asked:
        if turn and not (_alike(one, turn[0]) and one.carried.device not in phones):
            yield turn
            turn, phones = [], set()
        turn.append(one)
        phones.add(one.carried.device)
    if turn:
        yield turn


def hold(db: Session, asked: Iterable[Asked]) -> None:
    """At the beginning of a transaction: nobody else adds to the logs that these commands add to, until it ends."""
    log.hold(db, {HOUSE if one.command.of_house else one.forum or HOUSE for one in asked})


def take(db: Session, turn: Sequence[Asked], now: int, known: WriterCache) -> list[Outcome]:
    """Do one turn. A single command raises Refusal; of many that are done together each is refused for itself."""
    first = turn[0]
    if first.command.of_house:
        return [_take_one(db, first, None, now)]
    if first.command.verb in TOGETHER:
        line = db.connection()  # past the session, which looks after objects that these do not need
        return _take_many(db, line, turn, _standing(line, first.forum, known), now, known)
    # Anew for each: turns before it in the same transaction may have moved the end of the log.
    forum = None if first.forum is None else db.get(Forum, first.forum, populate_existing=True)
    if forum is None:
        raise Refusal("gone")
    return [_take_one(db, first, forum, now)]


def refused(refusal: Refusal) -> Answer:
    """A refusal as an answer."""
    return Answer(ok=False, code=refusal.code, facts=dict(refusal.facts))


def merged(effects: Iterable[Effect]) -> list[Effect]:
    """One effect a forum."""
    whole: dict[int, Effect] = {}
    for effect in effects:
        into = whole.setdefault(effect.forum, Effect(effect.forum, set(), set(), effect.since))
        into.touched |= effect.touched
        into.own |= effect.own
        into.n = max(into.n, effect.n)
    return list(whole.values())


def _alike(one: Asked, other: Asked) -> bool:
    return one.command.verb in TOGETHER and one.command.verb == other.command.verb and one.forum == other.forum


def _take_one(db: Session, asked: Asked, forum: Forum | None, now: int) -> Outcome:
    command = asked.command
    actor = actors.actor(db, type(command), asked.carried, forum, now)
    house_or_forum = HOUSE if forum is None else forum.id
    said = said_before(db.connection(), house_or_forum, [(actor, command)])
    if said:
        return next(iter(said.values())), None
    row_values.begin(db)
    done = perform(db, command, actor, forum, now)
    db.flush()
    done.left = row_values.taken(db)
    n, _ = _remember(db, HOUSE if done.in_house else house_or_forum, [(actor, command, done)], now)
    if forum is None:
        return Answer(ok=True, made=done.made), None
    touched = done.touched | ({("forum", forum.id)} if actor.role != PARTICIPANT else set())
    since, n = (forum.log_n, forum.log_n) if done.in_house else (n - 1, n)
    return Answer(ok=True, made=done.made), Effect(forum.id, touched | _tallies(db, forum, touched), done.own, since, n)


def _standing(db: Connection, forum: int | None, known: WriterCache) -> ForumHead:
    found = _STANDS.run(db, {"forum": forum}).first()
    if found is None:
        raise Refusal("gone")
    return ForumHead(found.id, found.ref, found.state, found.log_n, found.log_head, known.at(found.id, found.log_head))


def _take_many(
    db: Session, line: Connection, turn: Sequence[Asked], forum: ForumHead, now: int, known: WriterCache
) -> list[Outcome]:
    """Commands of one verb by as many phones. What is refused leaves nothing behind; the others are written at once."""
    people = actors.on_phones(line, [asked.carried.device for asked in turn], forum.id, forum.ref, turn[0].command.verb)
    said = said_before(
        line, forum.id, [(person, asked.command) for person, asked in zip(people, turn, strict=True) if person]
    )
    outcomes: dict[int, Outcome] = {}
    fresh: dict[int, tuple[Actor, Command]] = {}
    for place, (person, asked) in enumerate(zip(people, turn, strict=True)):
        if person is None:
            outcomes[place] = refused(Refusal("not_joined")), None
        elif (_keeper(person), asked.command.key) in said:
            outcomes[place] = said[_keeper(person), asked.command.key], None
        else:
            fresh[place] = person, asked.command
    written, since = [], forum.log_n
    for place, done in zip(fresh, _together(db, list(fresh.values()), forum, now), strict=True):
        if isinstance(done, Refusal):
            outcomes[place] = refused(done), None
        else:
            written.append((*fresh[place], done))
            outcomes[place] = (
                Answer(ok=True, made=done.made),
                Effect(forum.id, done.touched, done.own, since, since + len(written)),
            )
    if written:
        db.flush()
        _, head = append_after(line, forum.id, (forum.log_n, forum.log_head), [_entry(*one, now) for one in written])
        _keep(line, forum.id, written)
        known.moved(forum, head)
    return [outcomes[place] for place in range(len(turn))]


def _together(db: Session, asked: list[tuple[Actor, Command]], forum: ForumHead, now: int) -> Sequence[Done | Refusal]:
    if not asked:
        return []
    verb = asked[0][1].verb
    try:
        agenda.permit_after_the_end(verb, forum.state)
    except Refusal as over:
        return [over] * len(asked)
    return TOGETHER[verb](db, asked, forum, now)


def _tallies(db: Session, forum: Forum, touched: set[tuple[str, int]]) -> set[tuple[str, int]]:
    """Results already shown change with what was voted on: an idea hidden or a cluster removed takes its row along."""
    if not any(kind in ("idea", "cluster") for kind, _ in touched):
        return set()
    shown = select(Activity.id).where(
        Activity.forum == forum.id, Activity.revealed, Activity.kind.in_(collecting("votes"))
    )
    return {("tally", activity) for activity in db.scalars(shown)}


def said_before(db: Connection, forum: int, asked: Sequence[tuple[Actor, Command]]) -> dict[tuple[str, str], Answer]:
    """The answers already given to these, by keeper and key."""
    wanted = {(_keeper(actor), command.key): command.verb for actor, command in asked}
    found = _SAID.run(db, forum, list(wanted))
    return {(keeper, its): _again(strict_json.loads(answer), wanted[keeper, its]) for keeper, its, answer in found}


def _again(kept: dict[str, Any], verb: str) -> Answer:
    """The kept answer once more, or a refusal when the key was another command's: that it was done would not be true.

    Only the verb is compared. A fingerprint of the content, kept beside who sent it, would tell how somebody voted.
    """
    if kept.keys() != {"verb", "made"}:  # an older release kept only what was made
        return Answer(ok=True, made=kept)
    return Answer(ok=True, made=kept["made"]) if kept["verb"] == verb else refused(Refusal("malformed"))


def _remember(db: Session, forum: int, done: Sequence[tuple[Actor, Command, Done]], now: int) -> tuple[int, str]:
    """One log row and one kept answer for each; the log's new end."""
    end = append(db, forum, [_entry(*one, now) for one in done])
    _keep(db.connection(), forum, done)
    return end


def _keep(db: Connection, forum: int, done: Sequence[tuple[Actor, Command, Done]]) -> None:
    keys = [
        {
            "forum": forum,
            "actor": _keeper(actor),
            "key": command.key,
            "answer": {"verb": command.verb, "made": its.made},
        }
        for actor, command, its in done
    ]
    _KEEP.run(
        db, *sorted(keys, key=lambda row: str(row["actor"]))
    )  # not in the log's order, for some databases keep it


def _entry(actor: Actor, command: Command, done: Done, now: int) -> Entry:
    """What the log keeps: what was said and what it left. Phones take nothing back by undo, so theirs needs no
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


def _keeper(actor: Actor) -> str:
    return actor.token_hash[:40] if actor.role == PARTICIPANT else actor.name
