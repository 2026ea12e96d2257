"""What may be an email address: letters of any language, no quotes, spaces or markup."""

import re

_LETTERS = r"[\w!#$%&'*+/=?^`{|}~-]+"
_LABEL = r"\w([\w-]*\w)?"
_ADDRESS = re.compile(rf"{_LETTERS}(\.{_LETTERS})*@(?P<host>{_LABEL}(\.{_LABEL})*)")


def is_address(given: str) -> bool:
    """Whether a text is an email address, also of an internal network, whose hosts need no dot."""
    return _ADDRESS.fullmatch(given) is not None


def is_public(given: str) -> bool:
    """Whether a text is an email address out on the internet."""
    found = _ADDRESS.fullmatch(given)
    return found is not None and "." in found["host"]
