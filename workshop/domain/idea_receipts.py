"""The receipt of an idea: a code by which its author finds out what became of it. Parsing and validation; it is made in
`storage/new_idea_receipt.py`."""

import re

from workshop.domain.typed_codes import CODE_ALPHABET, code_in, is_of

RECEIPT_LENGTH = 12
"""Characters of the alphabet of codes: 56 bits. At one try in three seconds (`access/rate_limits_by_address.py`) nobody
guesses one of a million receipts within a thousand years."""
GROUP = 4
"""Characters that are read aloud together."""
_LETTERS = f"[{CODE_ALPHABET}]{{{GROUP}}}"
_IN_WORDS = re.compile(rf"(?<![^\W_]){_LETTERS}([\W_]{{0,3}}){_LETTERS}\1{_LETTERS}(?![^\W_])")
"""A receipt among other words: three groups with the same between them, and no letter before or after."""


def tidy(raw: str) -> str:
    """A typed receipt in its stored form, as `typed_codes.code_in` finds it, also among words such as those of the link
    on a card."""
    return code_in(raw, is_receipt, _IN_WORDS)


def is_receipt(tidied: str) -> bool:
    """Whether it has the length and the letters of a receipt."""
    return is_of(tidied, RECEIPT_LENGTH)


def grouped(receipt: str) -> str:
    """As people read and write it: ACDE-FGHJ-KMNP."""
    return "-".join(receipt[first : first + GROUP] for first in range(0, len(receipt), GROUP))
