"""Deleting the personal data of a forum: when, and doing it."""

from workshop.contract.base import PREPARE, Command, Moment, command


@command("personal.until", PREPARE, wired=False)
class PersonalUntil(Command, frozen=True, kw_only=True):
    """Choose when the personal data of a forum is deleted; null: as usual, some months after it."""

    at: Moment | None


@command("personal.delete", PREPARE, wired=False)
class PersonalDelete(Command, frozen=True, kw_only=True):
    """Delete the personal data of a forum that has ended: contacts, answers to background questions, and by which phone
    a participant is recognised. Ideas, votes and results stay. Cannot be undone. Sent by the program, also of a forum
    that nobody ended, which this ends."""
