"""The answers that are stored with the idempotency keys of commands, so that a retry gets the answer that the first try
got and does nothing again."""

import hashlib
from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, Text, bindparam, cast, insert, select, tuple_

from workshop.access.authentication import Actor
from workshop.actions.registry import TOGETHER, Done
from workshop.contract.answer import Answer
from workshop.contract.base import PARTICIPANT, Command
from workshop.domain.errors import Refusal
from workshop.storage.frequent_queries_compiled_once import Prepared, PreparedIn
from workshop.storage.tables import key

_STORE = Prepared(insert(key))
_STORED = PreparedIn(
    select(key.c.actor, key.c.key, cast(key.c.answer, Text)).where(
        key.c.forum == bindparam("forum"), tuple_(key.c.actor, key.c.key).in_(bindparam("wanted", expanding=True))
    ),
    "wanted",
)
_READ = msgspec.json.Decoder(dict[str, object]).decode


def refused(refusal: Refusal) -> Answer:
    """A refusal as an answer."""
    return Answer(ok=False, code=refusal.code, facts=dict(refusal.facts))


def made_of(answer: Answer) -> dict[str, object]:
    """What a command made. Raises the Refusal that its answer holds."""
    if not answer.ok:
        raise Refusal(answer.code, **answer.facts)
    return dict(answer.made)


def said_before(db: Connection, forum: int, asked: Sequence[tuple[Actor, Command]]) -> dict[tuple[str, str], Answer]:
    """The stored answers to commands that were done before, by key owner and idempotency key."""
    wanted = {(key_owner(actor), command.key): command for actor, command in asked}
    found = _STORED.run(db, list(wanted), forum=forum)
    return {(owner, its): _again(_READ(answer), wanted[owner, its]) for owner, its, answer in found}


def _again(stored: dict[str, object], command: Command) -> Answer:
    """The stored answer again, or a refusal when the key belongs to another command or to other words, because those
    were not stored."""
    made = stored.get("made")
    if not isinstance(made, dict) or not {"verb", "made"} <= stored.keys() <= {"verb", "made", "digest"}:
        return Answer(ok=True, made=stored)  # an older release stored only what was made
    if stored["verb"] != command.verb:
        return refused(Refusal("malformed"))
    digest = _digest(command)
    if digest and stored.get("digest", digest) != digest:
        return refused(Refusal("key_used"))
    return Answer(ok=True, made=made)


def _digest(command: Command) -> str:
    """What tells a command from another one with the same key; empty for those that are not compared.

    Ballots are not: beside its sender, a digest would reveal how that person voted, and a ballot's `n` says which is
    newer. Nor are commands of our own pages, in which the server makes new secrets each time.
    """
    if command.verb in TOGETHER or not command.wired:
        return ""
    return hashlib.sha256(msgspec.json.encode(command, order="sorted")).hexdigest()[:32]


def store(db: Connection, forum: int, done: Sequence[tuple[Actor, Command, Done]]) -> None:
    """Store the answer of each command that was done in one forum."""
    keys = [
        {
            "forum": forum,
            "actor": key_owner(actor),
            "key": command.key,
            "answer": {"verb": command.verb, "made": its.made}
            | ({"digest": digest} if (digest := _digest(command)) else {}),
        }
        for actor, command, its in done
    ]
    # Sorted, not in the log's order: some databases keep the order of insertion, which would link people to log rows.
    _STORE.run(db, *sorted(keys, key=lambda row: str(row["actor"])))


def key_owner(actor: Actor) -> str:
    """The name under which a sender's keys are stored: no log row has that of a participant."""
    return actor.token_hash[:40] if actor.role == PARTICIPANT else actor.name
