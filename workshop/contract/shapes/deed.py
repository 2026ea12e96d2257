"""What undo or redo would take."""

import msgspec


class DeedShape(msgspec.Struct, frozen=True, kw_only=True):
    """A deed: a command that undo (or redo) would take."""

    n: int
    """its row in the log: what undo may name"""
    command: str
    idea: int | None
    """the number of the one idea it was about"""
    activity: int | None
    """the id of the step that its command named: where one went, what was opened"""
    off: bool
    """it went the way back: hid, turned off, took away or covered what its command else shows or turns on"""
    ends: bool
    """undo (or redo) of it ends the forum"""
    by: str
    """the name of the person who did it: the account's name or the link's label, else empty"""
