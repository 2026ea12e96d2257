"""Authentication of commands: turns the tokens that a browser carries into an actor, looked up for each command and
never frozen at connection."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from msgspec import Struct
from sqlalchemy import Connection, bindparam, select
from sqlalchemy.orm import Session

from workshop.access.rights import may
from workshop.contract.base import ADMINISTRATOR, FACILITATOR, ORGANISER, PARTICIPANT, TAKE_PART, Command
from workshop.contract.commands import ParticipantJoin
from workshop.domain.errors import Refusal
from workshop.storage.frequent_queries_compiled_once import PreparedIn, PreparedSelect
from workshop.storage.tables import Account, Forum, Link, Participant, admission, table_of

_PERSON = table_of(Participant)
_BY_HASH = PreparedIn(
    select(_PERSON.c.pid, _PERSON.c.id, _PERSON.c.token_hash).where(
        _PERSON.c.forum == bindparam("forum"), _PERSON.c.token_hash.in_(bindparam("hashes", expanding=True))
    ),
    "hashes",
)
PROGRAM_NAME = "program"
"""The log's name of the server when it acts by itself."""
JOIN = ParticipantJoin.verb
"""The only command that a phone may send before it has joined."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the sender of a command carries: a phone's device token, a desk cookie (the sign-in session token of an
    organiser or facilitator), or the running server's own key (administrator). `program`: the server itself acts, with
    the same rights, but the log does not name an administrator."""

    device: str = ""
    desk: str = ""
    administrator: bool = False
    program: bool = False


SERVER_ITSELF = Credentials(administrator=True, program=True)
"""What the server carries when it acts by itself."""


class Actor(Struct, frozen=True):
    """Who acts. `name` is a random id of this forum (or the account's or link's id), never a person's name;
    `participant` the row id."""

    role: str
    name: str
    participant: int | None = None
    token_hash: str = ""


def new_token() -> str:
    """A device or desk token: 128 random bits."""
    return secrets.token_urlsafe(16)


def device_hash(token: str, ref: str) -> str:
    """The hash that is stored of a device in the forum called `ref`; hashes of one device in two forums cannot be
    linked."""
    return hashlib.sha256(f"{token}/{ref}".encode()).hexdigest()


def desk_hash(token: str) -> str:
    """The hash that is stored of a desk cookie or of a link's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def participant(db: Session, device: str, forum: Forum) -> Participant | None:
    """The participant that a device is in this forum, or None before it has joined."""
    if not device:
        return None
    return db.scalar(_ON_DEVICE, {"forum": forum.id, "device": device_hash(device, forum.ref)})


_ON_DEVICE = select(Participant).where(
    Participant.forum == bindparam("forum"), Participant.token_hash == bindparam("device")
)


def participant_number(db: Session, device: str, forum: int, ref: str) -> int | None:
    """The id, without its row, of the participant that a device is in the forum numbered `forum` and called `ref`."""
    if not device:
        return None
    found = _NUMBER.run(db.connection(), forum=forum, device=device_hash(device, ref))
    return found[0].id if found else None


_NUMBER = PreparedSelect(
    select(Participant.id).where(Participant.forum == bindparam("forum"), Participant.token_hash == bindparam("device"))
)


def account(db: Session, desk: str, now: int) -> Account | None:
    """The account whose sign-in session a desk cookie belongs to, or None."""
    if not desk:
        return None
    query = select(Account).join(admission, admission.c.account == Account.id)
    return db.scalar(
        query.where(admission.c.token_hash == desk_hash(desk), admission.c.serial == 0, admission.c.expires_at > now)
    )


def valid_link(db: Session, desk: str, forum: int, now: int) -> Link | None:
    """The valid link by which a desk cookie may lead this forum, or None."""
    if not desk:
        return None
    query = select(Link).join(admission, admission.c.link == Link.id)
    return db.scalars(
        query.where(
            admission.c.token_hash == desk_hash(desk),
            admission.c.expires_at > now,
            Link.forum == forum,
            Link.revoked_at.is_(None),
        ).limit(1)
    ).first()


def desk_actor(db: Session, desk: str, forum: Forum | None, now: int) -> Actor | None:
    """The actor behind a desk cookie: an organiser in any forum, a facilitator where a valid link admits, else None."""
    person = account(db, desk, now)
    if person is not None:
        return Actor(ORGANISER, f"account-{person.id}")
    link = valid_link(db, desk, forum.id, now) if forum is not None else None
    return None if link is None else Actor(FACILITATOR, f"link-{link.id}")


def forum_led_by(db: Session, desk: str, ref: str, now: int) -> Forum | None:
    """The forum called `ref` if this desk cookie may lead it, else None."""
    forum = db.scalar(select(Forum).where(Forum.ref == ref))
    return forum if forum is not None and desk_actor(db, desk, forum, now) is not None else None


def must_lead(db: Session, desk: str, ref: str, now: int) -> Forum:
    """The forum called `ref`; raises Refusal rights or signed_out if this desk cookie may not lead it, equally for a
    forum that does not exist, so that refs cannot be probed. Only an organiser gets the refusal gone."""
    forum = forum_led_by(db, desk, ref, now)
    if forum is not None:
        return forum
    if account(db, desk, now) is not None:
        raise Refusal("gone")
    raise _no_actor(desk)


def actor(db: Session, command: type[Command], carried: Credentials, forum: Forum | None, now: int) -> Actor:
    """The actor that sends `command`; raises Refusal rights, signed_out or not_joined when there is none who may send
    it."""
    if carried.administrator:
        return Actor(ADMINISTRATOR, PROGRAM_NAME if carried.program else "administrator")
    if command.needs == TAKE_PART:
        return _on_phone(db, carried, forum)
    found = desk_actor(db, carried.desk, forum, now)
    if found is None:
        raise _no_actor(carried.desk)
    if not may(found.role, command.needs):
        raise Refusal("rights")
    return found


def on_phones(db: Connection, devices: Sequence[str], forum: int, ref: str, verb: str) -> list[Actor | None]:
    """The actor behind each of a batch of phones that send `verb` in the forum numbered `forum` and called `ref`, or
    None for a phone that has not joined and is not joining now. One query for the whole batch."""
    hashes = [device_hash(device, ref) if device else "" for device in devices]
    found = _BY_HASH.run(db, hashes, forum=forum)
    known = {hashed: Actor(PARTICIPANT, pid, number, hashed) for pid, number, hashed in found}
    if verb == JOIN:
        known = {hashed: Actor(PARTICIPANT, "", None, hashed) for hashed in hashes if hashed} | known
    return [known.get(hashed) for hashed in hashes]


def _no_actor(desk: str) -> Refusal:
    return Refusal("signed_out" if desk else "rights")


def _on_phone(db: Session, carried: Credentials, forum: Forum | None) -> Actor:
    if forum is None or not carried.device:
        raise Refusal("not_joined")
    person = participant(db, carried.device, forum)
    if person is None:
        raise Refusal("not_joined")
    return Actor(PARTICIPANT, person.pid, person.id, device_hash(carried.device, forum.ref))
