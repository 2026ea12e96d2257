"""What belongs to no forum: series of forums, and organisers' accounts."""

from workshop.contract.base import PREPARE, Command, Id, Text, command


@command("series.add", PREPARE, of_house=True)
class SeriesAdd(Command, frozen=True, kw_only=True):
    """Add a series of forums."""

    title: Text


@command("series.rename", PREPARE, of_house=True)
class SeriesRename(Command, frozen=True, kw_only=True):
    """Rename a series, unless it is no longer called `was` (where that is given)."""

    series: Id
    title: Text
    was: Text | None = None


@command("series.remove", PREPARE, of_house=True)
class SeriesRemove(Command, frozen=True, kw_only=True):
    """Remove a series that holds no forum."""

    series: Id


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
