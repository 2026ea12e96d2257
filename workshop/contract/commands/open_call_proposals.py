"""Proposals of an open call: their authors fill in and change a form; organisers remove contacts."""

from workshop.contract.base import PREPARE, TAKE_PART, Command, Id, Text, command


@command("form.send", TAKE_PART, wired=False)
class FormSend(Command, frozen=True, kw_only=True):
    """Make a proposal in an activity with a form. `text` is its title; `sealed` is how to reach its authors, sealed by
    the server, and stands in no log."""

    activity: Id
    text: Text
    description: Text
    wished: Text
    group: Text
    sealed: Text


@command("form.change", TAKE_PART, wired=False)
class FormChange(Command, frozen=True, kw_only=True):
    """Change an own proposal while its activity is open. An empty `sealed` removes the contact."""

    idea: Id
    text: Text
    description: Text
    wished: Text
    group: Text
    sealed: Text


@command("contacts.remove", PREPARE, wired=False)
class ContactsRemove(Command, frozen=True, kw_only=True):
    """Remove the contact of one proposal, or with None those of all. The proposals stay."""

    idea: Id | None
