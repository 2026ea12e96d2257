"""Parses what arrives by socket or form into a command, strictly, and turns an answer into JSON values."""

import logging
import re
from typing import TypeVar

import msgspec

from workshop.contract.answer import Answer
from workshop.contract.base import COMMANDS, TAKE_PART, Command, Malformed, check, current, decode
from workshop.domain.errors import Refusal

C = TypeVar("C", bound=Command)
log = logging.getLogger(__name__)
# The part of msgspec's message that holds no names or values from the client: those could forge lines of the log.
_REASON = re.compile(
    r"Expected `[^`]*`(, got `[a-z]+`)?|Object (contains unknown|missing required) field|Invalid enum value"
)


def decoded(verb: object, body: object) -> Command:
    """The command that a client sent; raises Refusal malformed, or rights for one that only the server's own pages may
    send."""
    if not isinstance(verb, str) or current(verb, body)[0] not in COMMANDS:
        log.info("refused: no such command")
        raise Refusal("malformed")
    try:
        command = decode(verb, body)
    except Malformed as error:
        raise _malformed(verb, error) from None
    if not COMMANDS[command.verb].wired:
        raise Refusal("rights")
    return command


def checked(command: C) -> C:
    """A command that the server's own code made of what somebody typed. Raises Refusal malformed where it breaks the
    contract, as `decoded` does."""
    try:
        check(command)
    except Malformed as error:
        raise _malformed(command.verb, error) from None
    return command


def sent_by(page: str, verb: object, body: object) -> Command:
    """The command that a page sent. Raises Refusal as `decoded`, and rights: phones send what participants do, consoles
    everything else, screens nothing."""
    command = decoded(verb, body)
    if page != ("phone" if command.needs == TAKE_PART else "console"):
        raise Refusal("rights")
    return command


def _malformed(verb: str, error: Malformed) -> Refusal:
    reason = _REASON.match(str(error))
    log.info("refused %s: %r", verb, reason[0] if reason else "not an object of the contract")
    return Refusal("malformed")


def as_json(answer: Answer) -> dict[str, object]:
    """An answer as plain JSON values."""
    plain: dict[str, object] = msgspec.to_builtins(answer)
    return plain
