"""Seals contacts of proposals (names, email addresses, telephone numbers) before they are stored, and opens them for
those who may see them: Fernet of the library cryptography (AES-128-CBC and HMAC-SHA256).

The key is the file `contacts.key` in the data folder and is in no database, so neither a copy of that nor a backup
shows a contact to whoever does not have the folder too. A backup that is restored elsewhere needs this file beside it;
the file may hold several keys, one a line, of which the first seals and all open.
"""

import json
import os
import secrets
from contextlib import suppress
from dataclasses import asdict
from functools import cached_property
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from workshop.domain.proposal_form import ContactDetails

FILE = "contacts.key"


class ContactSealer:
    """Seals and opens with the key of one data folder, which is made when it is first needed."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def seal(self, contact: ContactDetails) -> str:
        """The sealed contact: other letters each time, so that two with the same address cannot be told as such."""
        return self._keys.encrypt(json.dumps(asdict(contact)).encode()).decode()

    def open(self, sealed: str) -> ContactDetails | None:
        """The contact; None for one that was sealed with a key that is not here."""
        try:
            return ContactDetails(**json.loads(self._keys.decrypt(sealed.encode())))
        except InvalidToken:
            return None

    @cached_property
    def _keys(self) -> MultiFernet:
        if not self._path.exists():
            self._make()
        return MultiFernet([Fernet(line) for line in self._path.read_text("ascii").split()])

    def _make(self) -> None:
        """Make the key file, complete from the first moment; one that another process made meanwhile stays."""
        half = self._path.with_name(f".{FILE}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(Fernet.generate_key() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(half, self._path)
        half.unlink()
