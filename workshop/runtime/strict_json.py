"""Strict JSON for sockets and pages: refuses what no page may send, and never sends what a phone could not parse.

Passed to Socket.IO as its `json` module, hence the names `loads` and `dumps`. Knows nothing of what the messages mean;
imports nothing of ours.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from math import isinf
from typing import NoReturn, TypeAlias

import msgspec

Json: TypeAlias = "None | bool | int | float | str | list[Json] | dict[str, Json]"
"""Decoded JSON of which nothing is known yet."""


def loads(text: str | bytes) -> Json:
    """Decode. Raises ValueError also for NaN, Infinity, numbers beyond a float, and nesting that Python cannot
    follow."""
    try:
        decoded: Json = _DECODER.decode(text if isinstance(text, str) else text.decode("utf-8"))
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return decoded


class EncodedJson(str):
    """JSON text that is encoded already, for an event whose one argument is sent to many: `dumps([name,
    EncodedJson(…)])` inserts it unchanged."""

    __slots__ = ()


def dumps(value: object, **_format: object) -> str:
    """Encode compactly, letters unescaped. Raises ValueError for NaN and Infinity: one such number would disconnect
    every phone."""
    if isinstance(value, list) and len(value) == 2 and isinstance(value[1], EncodedJson):
        return f"[{_PLAIN.encode(value[0])},{value[1]}]"
    text = _PLAIN.encode(value)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # half of a surrogate pair, which only an escape can represent
        return _ESCAPED.encode(value)
    return text


def dumps_structs(things: Mapping[int, msgspec.Struct]) -> str:
    """Encode structs by their ids, as `dumps` would and much faster."""
    if not any(_may_hold_floats(kind) for kind in {type(one) for one in things.values()}):
        try:
            return msgspec.json.encode(things).decode()
        except UnicodeEncodeError:
            pass
    return dumps(things)


@cache
def _may_hold_floats(kind: type[msgspec.Struct]) -> bool:
    """Whether a struct's fields may hold a float, which msgspec would write as null when it is not finite."""
    return re.search("FloatType|AnyType", repr(msgspec.inspect.type_info(kind))) is not None


def _refused(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if isinf(number):
        _refused(digits)
    return number


_DECODER = json.JSONDecoder(parse_constant=_refused, parse_float=_finite)
_PLAIN = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=msgspec.to_builtins)
_ESCAPED = json.JSONEncoder(ensure_ascii=True, allow_nan=False, separators=(",", ":"), default=msgspec.to_builtins)
