"""Organisers' accounts, which belong to no forum."""

from workshop.contract.base import PREPARE, Command, Id, Text, command


@command("account.add", PREPARE, of_house=True)
class AccountAdd(Command, frozen=True, kw_only=True):
    """Add an organiser's account. The server hashes the password and sends only the hash."""

    email: Text
    called: Text
    password_hash: Text


@command("account.password", PREPARE, of_house=True)
class AccountPassword(Command, frozen=True, kw_only=True):
    """Set another password; every sign-in session that began with the old one ends."""

    account: Id
    password_hash: Text


@command("account.remove", PREPARE, of_house=True)
class AccountRemove(Command, frozen=True, kw_only=True):
    """Remove an organiser's account and its sign-in sessions. The last account stays."""

    account: Id
