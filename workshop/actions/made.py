"""Reads what a command made, which its answer names: ids and counts, beside words."""

from collections.abc import Mapping


def made_number(made: Mapping[str, object], name: str) -> int:
    """The id or count of this name. Raises KeyError when the command made none, TypeError for what is no number."""
    found = made[name]
    if not isinstance(found, int):
        raise TypeError(f"{name} is no number")
    return found
