"""The answer to a command."""

import msgspec


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The answer to a command. Refused: `ok` false, the code and the facts of its sentence. Otherwise what was made, if
    anything, and for a facilitator the command's row in the forum's log: a retry and a participant are not told it."""

    ok: bool
    code: str = ""
    facts: dict[str, object] = {}
    made: dict[str, object] = {}
    n: int = 0
