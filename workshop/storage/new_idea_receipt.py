"""Makes the receipt of an idea, from the operating system's secure generator.

Here and not with the other random codes (`access/random_codes_and_keys.py`), because the table makes it for each new
row: an idea that is posted, entered or imported cannot be without one.
"""

import secrets

from workshop.domain.idea_receipts import RECEIPT_LENGTH
from workshop.domain.typed_codes import CODE_ALPHABET


def new_receipt() -> str:
    """A receipt that nobody can guess. Two that are equal are refused by the table; nobody will see that happen."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(RECEIPT_LENGTH))
