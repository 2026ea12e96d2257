"""The words of the house: every command and every shape as a frozen struct, and nothing that decides anything.

`commands` is what people may ask, `shapes` is what they may see, `refusals` is how they are told no. The protocol page
and `static/js/wire/contract.js` are made from these by `document`.
"""

from workshop.contract import commands as commands
from workshop.contract.base import COMMANDS, PROTOCOL, Command, Malformed, body, decode
from workshop.contract.refusals import REFUSALS

__all__ = ["COMMANDS", "PROTOCOL", "REFUSALS", "Command", "Malformed", "body", "decode"]
