"""The documents, and those of them that the program gives out: the schemas of its files."""

from functools import cache
from pathlib import Path

SCHEMAS = Path(__file__).parent / "schema"


@cache
def schemas() -> frozenset[str]:
    """The names of the schemas."""
    return frozenset(one.name for one in SCHEMAS.glob("*.json"))


@cache
def schema(name: str) -> bytes:
    """One of them."""
    return (SCHEMAS / name).read_bytes()
