"""The protocol: every command, shape and refusal, as frozen structs and tables. Contains no logic.

`commands` is what people may ask, `shapes` is what they may see, `refusals` is how they are refused. `document`
generates the protocol page and `static/js/wire/contract.js` from these.
"""

from workshop.contract import commands as commands
from workshop.contract.base import COMMANDS, PROTOCOL, Command, Malformed, body, decode
from workshop.contract.refusals import REFUSALS

__all__ = ["COMMANDS", "PROTOCOL", "REFUSALS", "Command", "Malformed", "body", "decode"]
