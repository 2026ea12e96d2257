"""The receipt of an idea: a code by which its author finds out what became of it. Parsing and validation; it is made in
`storage/new_idea_receipt.py`."""

import unicodedata

from workshop.domain.join_codes import CODE_ALPHABET, MOST

RECEIPT_LENGTH = 12
"""Characters of the join code's alphabet: 56 bits. At one try in three seconds (`access/limits_by_address.py`) nobody
guesses one of a million receipts within a thousand years."""
GROUP = 4
"""Characters that are read aloud together."""


def tidy(raw: str) -> str:
    """A typed receipt (small or full-width letters, groups, blanks) in its stored form: upper case, only letters and
    digits. Of an address that was pasted whole, the part that is the receipt."""
    folded = unicodedata.normalize("NFKC", raw[:MOST]).upper().split("?")[0].split("#")[0]
    return next((part for part in map(_bare, reversed(folded.split("/"))) if is_receipt(part)), _bare(folded))


def is_receipt(tidied: str) -> bool:
    """Whether it has the length and the letters of a receipt."""
    return len(tidied) == RECEIPT_LENGTH and all(character in CODE_ALPHABET for character in tidied)


def grouped(receipt: str) -> str:
    """As people read and write it: ACDE-FGHJ-KMNP."""
    return "-".join(receipt[first : first + GROUP] for first in range(0, len(receipt), GROUP))


def _bare(text: str) -> str:
    return "".join(character for character in text if character.isalnum() and character.isascii())[:40]
