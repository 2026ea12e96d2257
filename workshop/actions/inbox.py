"""From what arrived at a door of the street to a command, and from an answer to what is told. The same for socket and form."""

import logging
from typing import Any

import msgspec

from workshop.contract.base import COMMANDS, Command, Malformed, decode
from workshop.contract.shapes import Answer
from workshop.domain.errors import Refusal

log = logging.getLogger(__name__)


def decoded(verb: Any, body: Any) -> Command:
    """A command that may come from outside; raises Refusal malformed, or rights for one that only our own pages may send."""
    try:
        command = decode(verb, body)
    except Malformed as error:
        log.info("refused: %s", str(error)[:120])
        raise Refusal("malformed") from None
    if not COMMANDS[command.verb].wired:
        raise Refusal("rights")
    return command


def as_json(answer: Answer) -> dict[str, Any]:
    """An answer as plain JSON values."""
    told: dict[str, Any] = msgspec.to_builtins(answer)
    return told
